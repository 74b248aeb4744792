package views

import (
	"context"
	"errors"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
)

// The emergency list is one key away on every page, and one press away where contact is lost.
func TestTheEmergencyListIsAtHand(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		d := open(t, func(kept *preferences.Preferences) { kept.SetMode(mode) })
		require.Empty(t, d.contact.buttons, "no list is kept")
		d.Params.Emergency = true
		d.constructs[page.Print] = func(host page.Host) page.Page { return newExample(host, page.Print) }
		d.build(d.Route())
		d.Run("emergency-list")
		require.Equal(t, page.Route{Page: page.Print, Arg: page.EmergencyList}, d.Route())
		d.Open(page.Route{Page: page.Patients})
		d.SetContact(models.ErrDatabaseUnreachable)
		require.Len(t, d.contact.buttons, 1)
		d.picture(t, "lost-contact-list-"+string(mode))
		test.Tap(d.contact.buttons[0])
		require.Equal(t, page.Route{Page: page.Print, Arg: page.EmergencyList}, d.Route())
	}
}

// Where there is no desk the list is shown in the same window, by keys too: printed, and left
// again with Esc, which elsewhere ends the program.
func TestTheEmergencyListWithoutDesk(t *testing.T) {
	printed := 0
	fault := errors.New("out of paper")
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, 100))
	window := Refuse(app, Refusal{
		Problem: models.ErrDatabaseUnreachable.With("path", "postgres://desk@server/x"), Runner: &background.Inline{},
		Paper: &Paper{
			AsOf: "Som det var i dag 10:42", Pictures: noPictures{},
			Print: func() error { printed++; return fault },
		},
	})
	defer window.Close()
	said := func() (said string) {
		for _, object := range pagetest.Visible(window.Content()) {
			if text, ok := object.(*canvas.Text); ok {
				said += text.Text + " "
			}
		}
		return said
	}
	require.Contains(t, said(), "Ingen server svarar")
	require.Contains(t, said(), "10:42")
	test.Tap(button(t, window, "Visa nödlistan"))
	require.NotContains(t, said(), "Ingen server svarar")
	test.Tap(button(t, window, "Skriv ut"))
	require.NotContains(t, said(), "är utskriven")
	fault = nil
	test.Tap(button(t, window, "Skriv ut"))
	require.Equal(t, 2, printed)
	require.Contains(t, said(), "är utskriven")
	window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Contains(t, said(), "Ingen server svarar", "the program is still there")
}

// noPictures draws nothing, as where the engine can't start.
type noPictures struct{}

func (noPictures) Ready() bool { return true }

func (noPictures) Page(context.Context, []byte, int, int) (*image.RGBA, error) {
	return nil, &models.Problem{Code: "preview.broken"}
}
