package settings_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/models"
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

// elsewhere moves nothing, and remembers what it was asked.
type elsewhere struct {
	asked []string
	err   error
}

func (e *elsewhere) Try(_ context.Context, address, password string) error {
	e.asked = append(e.asked, "try "+address+" "+password)
	return e.err
}

func (e *elsewhere) Move(_ context.Context, to, password string, progress func(done, all int64)) (int64, error) {
	e.asked = append(e.asked, "move "+to+" "+password)
	progress(7, 12)
	return 12, e.err
}

func (e *elsewhere) GoOn(to string) error {
	e.asked = append(e.asked, "go on "+to)
	return nil
}

func (*elsewhere) NewFile() string { return "/home/desk/nursedesk-2026-11-23.db" }

func moving(t *testing.T, desk settings.Desk, real *app.Desk, there *elsewhere) *pagetest.Host {
	t.Helper()
	host := pagetest.NewHost(t, real)
	host.Show(settings.New(settings.Params{
		Desk: desk, Preferences: preferences.New(fyne.CurrentApp().Preferences()), Version: "0.1.0", Mover: there,
	}, host), page.Route{Page: page.Settings})
	return host
}

// The move is tried, asked for, done and gone on with; what goes wrong is said and nothing moves.
func TestMoveFromTheSettings(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	there := &elsewhere{err: models.ErrDatabasePassword.With("path", "postgres://desk@server/x")}
	host := moving(t, desk, desk, there)
	host.Type("move-to", "postgres://desk@server/x")
	host.Type("move-password", "hemligt")
	host.Tap("Prova förbindelsen")
	require.Contains(t, host.Text(), "godtar inte inloggningen")
	require.NotContains(t, host.Text(), "hemligt")
	there.err = nil
	host.Tap("Prova förbindelsen")
	require.Contains(t, host.Text(), "Servern svarar")
	host.Type("move-password", "!")
	require.NotContains(t, host.Text(), "Servern svarar", "that was with another password")
	host.Tap("Flytta allt hit …")
	require.Contains(t, host.Dialog.Text, "märkt som flyttad")
	require.Equal(t, []string{"try postgres://desk@server/x hemligt", "try postgres://desk@server/x hemligt"}, there.asked)
	there.err = models.ErrMoveNotEmpty
	require.NoError(t, host.Confirm())
	require.Contains(t, host.Text(), "där finns redan uppgifter")
	require.Nil(t, host.Dialog)
	there.err, there.asked = nil, nil
	host.Tap("Flytta allt hit …")
	require.NoError(t, host.Confirm())
	require.Contains(t, host.Dialog.Text, "12 rader är flyttade")
	require.Contains(t, host.Dialog.Text, "Tillbaka")
	require.NoError(t, host.Confirm())
	require.Equal(t, []string{"move postgres://desk@server/x hemligt!", "go on postgres://desk@server/x"}, there.asked)
	host.Picture("several")
}

// From a server everything goes back to a new file, which is proposed.
func TestMoveBackFromTheSettings(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	there := &elsewhere{}
	host := moving(t, onServer{desk}, desk, there)
	host.Tap("Flytta allt hit …")
	require.NoError(t, host.Confirm())
	require.NoError(t, host.Confirm())
	require.Equal(t, []string{"move /home/desk/nursedesk-2026-11-23.db ", "go on /home/desk/nursedesk-2026-11-23.db"}, there.asked)
}
