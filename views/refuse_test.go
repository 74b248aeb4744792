package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
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
	said := func() string {
		var lines []string
		for _, object := range pagetest.Visible(window.Content()) {
			if text, ok := object.(*canvas.Text); ok {
				lines = append(lines, text.Text)
			}
		}
		return strings.Join(lines, " ")
	}
	require.Contains(t, said(), "desk.db är borta")
	require.Contains(t, said(), "24 patienter")
	test.Tap(button(t, window, "Återställ"))
	require.Empty(t, done, "it asks first")
	test.Tap(button(t, window, "Ja, återställ"))
	require.Contains(t, said(), "copy.db är skadad")
	failing = false
	test.Tap(button(t, window, "Ja, återställ"))
	require.Contains(t, said(), "På plats")
	require.NotContains(t, said(), "24 patienter")
	test.Tap(button(t, window, "Starta"))
	require.Equal(t, []string{"restored", "started"}, done)
}
