package settings_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/settings"
)

// onServer is a desk whose data lies on a server.
type onServer struct{ *app.Desk }

func (onServer) Location() string { return "postgres://desk@db.klinik.se/nursedesk" }

// From a file the page says how to come to a server; from a server, how another
// computer comes there. What has to be typed is copied as it stands.
func TestSeveralComputers(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	require.Contains(t, o.Text(), "behövs en databasserver")
	o.Tap("Kopiera raden")
	require.Equal(t, "nursedesk move-database --to postgres://nursedesk@SERVER/nursedesk", fyne.CurrentApp().Clipboard().Content())
	require.Equal(t, []string{"Raden är kopierad"}, o.Toasts)

	host := pagetest.NewHost(t, desk)
	host.Show(settings.New(settings.Params{
		Desk: onServer{desk}, Preferences: preferences.New(fyne.CurrentApp().Preferences()), Version: "0.1.0",
	}, host), page.Route{Page: page.Settings})
	require.Contains(t, host.Text(), "kan arbeta här samtidigt")
	host.Tap("Kopiera raden")
	require.Equal(t, `database = "postgres://desk@db.klinik.se/nursedesk"`, fyne.CurrentApp().Clipboard().Content())
}
