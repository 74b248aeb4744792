package today_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/worklist"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/today"
)

// The list that is shown is saved with all its rows, as text and as a workbook, and nobody
// whose identity is protected with a number to call.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := today.New(desk, preferences.New(fyne.CurrentApp().Preferences()), 0, func(int64) {}, host)
	host.Show(shown, page.Route{Page: page.Today})
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
	list, err := desk.Worklist(t.Context(), worklist.Query{})
	require.NoError(t, err)
	rows := 0
	for _, section := range worklist.Sections {
		rows += len(list.Sections[section])
	}
	require.Equal(t, rows+1, strings.Count(string(text), "\r\n"))
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 2)
}
