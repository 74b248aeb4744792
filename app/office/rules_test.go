package office_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/resources/resourcestest"
)

// counted counts how often each file is opened.
type counted struct {
	fs.FS
	opened map[string]int
}

func (c counted) Open(name string) (fs.File, error) {
	file, err := c.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && !info.IsDir() {
		c.opened[name]++
	}
	return file, nil
}

// Reading and checking the rules is most of the program's start.
func TestEveryRuleFileIsReadOnce(t *testing.T) {
	files := counted{resourcestest.Files, map[string]int{}}
	_, err := office.LoadRules(files, "")
	require.NoError(t, err)
	for _, name := range []string{"facts.yaml", "protocols/neurotomy.yaml", "medicines.yaml", "triage.yaml", "sheets/block.sv.md"} {
		require.Contains(t, files.opened, name)
	}
	for name, times := range files.opened {
		require.Equal(t, 1, times, name)
	}
}
