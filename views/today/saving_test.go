package today_test

import (
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

// The list that is shown is saved with all its rows.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := today.New(desk, preferences.New(fyne.CurrentApp().Preferences()), 0, func(int64) {}, host)
	host.Show(shown, page.Route{Page: page.Today})
	text := host.SaveList(shown.(page.ListSaver))
	list, err := desk.Worklist(t.Context(), worklist.Query{})
	require.NoError(t, err)
	rows := 0
	for _, section := range worklist.Sections {
		rows += len(list.Sections[section])
	}
	require.Equal(t, rows+1, strings.Count(text, "\r\n"))
}
