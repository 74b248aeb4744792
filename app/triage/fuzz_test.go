package triage_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/resources"
)

// A guide that a clinic has edited is refused with file and line, or judges a call:
// nothing that passes the check at start fails while a patient is on the line.
func FuzzLoad(f *testing.F) {
	files := fstest.MapFS{}
	for _, name := range []string{"facts.yaml", "medicines.yaml", "protocols/neurotomy.yaml", "protocols/block.yaml"} {
		body, err := fs.ReadFile(resources.Files, name)
		require.NoError(f, err)
		files[name] = &fstest.MapFile{Data: body}
	}
	guide, err := os.ReadFile("testdata/triage.yaml")
	require.NoError(f, err)
	good := string(guide)
	for _, text := range []string{good, "", "levels: [", "groups: &a [*a]", strings.Replace(good, "12-24", "24-12", 1)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body string) {
		own := fstest.MapFS{triage.File: {Data: []byte(body)}}
		for name, file := range files {
			own[name] = file
		}
		guide, err := triage.Load(own)
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, triage.File, problem.Values["file"])
			line, ok := problem.Values["line"].(int)
			require.True(t, ok)
			require.Positive(t, line)
			return
		}
		require.NotEmpty(t, guide.Levels())
		_, err = guide.Assess(triage.Request{})
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
		}
	})
}
