package views

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// button finds a button of a window by its text.
func button(t *testing.T, window fyne.Window, text string) *widgets.Button {
	t.Helper()
	for _, object := range pagetest.Visible(window.Content()) {
		if found, ok := object.(*widgets.Button); ok && found.Text == text {
			return found
		}
	}
	require.Fail(t, "no button "+text)
	return nil
}

// said is all that a window says.
func said(window fyne.Window) string {
	var lines []string
	for _, object := range pagetest.Visible(window.Content()) {
		if text, ok := object.(*canvas.Text); ok {
			lines = append(lines, text.Text)
		}
	}
	return strings.Join(lines, " ")
}

// Where it has to be known who restores, the keys alone do it: a name, a password, and a wrong one is said
// where it was typed. Esc goes back, and Enter never ends the program meanwhile.
func TestRefusalAsksWho(t *testing.T) {
	done := ""
	application := test.NewTempApp(t)
	application.Settings().SetTheme(look.New(look.Light, look.TextSizes[0]))
	window := Refuse(application, Refusal{
		Problem: models.ErrDatabaseGone.With("path", "desk.db"), Runner: &background.Inline{},
		Offers: []Offer{{Text: "Återställ", Sure: "Ja, återställ", Who: "Bara en administratör", DoAs: func(name, password string) (string, []Offer, error) {
			if password != "rätt" {
				return "", nil, &models.Problem{Code: "sign-in.wrong", Field: "password"}
			}
			done = name
			return "På plats", []Offer{{Text: "Starta"}}, nil
		}}},
	})
	open := true
	window.SetOnClosed(func() { open = false })
	keys := func(text string, last fyne.KeyName) {
		for _, letter := range text {
			window.Canvas().Focused().TypedRune(letter)
		}
		if focused := window.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: last})
		} else {
			window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: last})
		}
	}
	test.Tap(button(t, window, "Återställ"))
	require.Contains(t, said(window), "Bara en administratör")
	keys("Åsa Ek", fyne.KeyReturn)
	keys("fel", fyne.KeyReturn)
	require.Contains(t, said(window), "Namnet eller lösenordet stämmer inte")
	require.Empty(t, done)
	window.Canvas().Unfocus()
	keys("", fyne.KeyEscape)
	require.True(t, open)
	require.NotContains(t, said(window), "Bara en administratör")
	test.Tap(button(t, window, "Återställ"))
	keys("Bo", fyne.KeyReturn)
	keys("rätt", fyne.KeyReturn)
	require.Equal(t, "Bo", done)
	require.Contains(t, said(window), "På plats")
	button(t, window, "Starta")
	keys("", fyne.KeyReturn)
	require.False(t, open, "and Enter ends again")
}

// Where the database is gone its backup is offered, with what it holds; nothing is
// done at the first press, a failure is said in words, and afterwards the program
// can be started again.
func TestRefusalOffersTheBackup(t *testing.T) {
	var done []string
	failing := true
	window := Refuse(test.NewTempApp(t), Refusal{
		Problem: models.ErrDatabaseGone.With("path", "desk.db"), Runner: &background.Inline{},
		Facts: []string{"24 patienter"},
		Offers: []Offer{{Text: "Återställ", Sure: "Ja, återställ", Do: func() (string, []Offer, error) {
			if failing {
				return "", nil, models.ErrBackupDamaged.With("path", "copy.db")
			}
			done = append(done, "restored")
			return "På plats", []Offer{{Text: "Starta", Do: func() (string, []Offer, error) {
				done = append(done, "started")
				return "", nil, nil
			}}}, nil
		}}},
	})
	defer window.Close()
	require.Contains(t, said(window), "desk.db är borta")
	require.Contains(t, said(window), "24 patienter")
	test.Tap(button(t, window, "Återställ"))
	require.Empty(t, done, "it asks first")
	test.Tap(button(t, window, "Ja, återställ"))
	require.Contains(t, said(window), "copy.db är skadad")
	failing = false
	test.Tap(button(t, window, "Ja, återställ"))
	require.Contains(t, said(window), "På plats")
	require.NotContains(t, said(window), "24 patienter")
	test.Tap(button(t, window, "Starta"))
	require.Equal(t, []string{"restored", "started"}, done)
}

// Pictures of a desk that can't be opened, for somebody to look at.
func TestRefusalScreens(t *testing.T) {
	folder := os.Getenv("NURSEDESK_SCREENS")
	if folder == "" {
		t.Skip("NURSEDESK_SCREENS names no folder")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		application := test.NewTempApp(t)
		application.Settings().SetTheme(look.New(mode, look.TextSizes[0]))
		window := Refuse(application, Refusal{
			Problem: models.ErrDatabaseGone.With("path", "/home/sjukskoterska/.local/share/nursedesk/nursedesk.db"), Runner: &background.Inline{},
			Facts: []string{locale.T("refuse.backup", "at", "mån 23 nov 2026 08:15", "holds", locale.T("restore.holds", "patients", 812, "bookings", 1044, "at", "mån 23 nov 2026 08:14"))},
			Offers: []Offer{
				{
					Text: locale.T("refuse.restore"), Sure: locale.T("refuse.restore.sure"), Who: locale.T("refuse.restore.who", "at", "mån 23 nov 2026 08:15"),
					DoAs: func(string, string) (string, []Offer, error) { return "", nil, &models.Problem{Code: "sign-in.wrong"} },
				},
				{Text: locale.T("refuse.new"), Sure: locale.T("refuse.new.sure")},
				{Text: locale.T("refuse.folder")},
			},
		})
		window.Resize(refusalSize)
		shoot := (&gallery{Window: &Window{window: window}, t: t, folder: folder, suffix: "-" + string(mode)}).take
		shoot("fault")
		test.Tap(button(t, window, locale.T("refuse.restore")))
		test.Tap(button(t, window, locale.T("refuse.restore.sure")))
		shoot("fault-restore")
	}
}
