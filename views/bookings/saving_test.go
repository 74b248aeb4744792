package bookings_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/bookings"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
)

// The list is saved with all its rows, and nothing is left beside it.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := bookings.New(desk, preferences.New(fyne.CurrentApp().Preferences()), host)
	host.Show(shown, page.Route{Page: page.Bookings})
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
	require.Greater(t, strings.Count(string(text), "\r\n"), 1)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 2)
}
