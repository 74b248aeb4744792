package followup_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/followup"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// The list that is shown is saved with all its rows, as text and as a workbook, and nobody
// whose identity is protected with a number to call.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := followup.New(desk, host)
	host.Show(shown, page.Route{Page: page.FollowUp})
	folder := t.TempDir()
	for kind, ending := range map[string]string{"text": ".csv", "workbook": ".xlsx"} {
		shown.(page.ListSaver).SaveList()
		host.Choose("kind", kind)
		host.Clear("name")
		host.Type("name", filepath.Join(folder, "lista"+ending))
		require.NoError(t, host.Confirm())
	}
	text, err := os.ReadFile(filepath.Join(folder, "lista.csv"))
	require.NoError(t, err)
	cases := strings.Count(string(text), "\r\n") - 1
	require.Positive(t, cases)
	require.Contains(t, host.Text(), locale.T("followup.tab.cases", "n", cases), "each that is counted")
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 2)
}
