package bookings_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/bookings"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
)

// The list that is shown is saved with all its rows.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := bookings.New(desk, preferences.New(fyne.CurrentApp().Preferences()), host)
	host.Show(shown, page.Route{Page: page.Bookings})
	text := host.SaveList(shown.(page.ListSaver))
	require.Greater(t, strings.Count(text, "\r\n"), 1)
}
