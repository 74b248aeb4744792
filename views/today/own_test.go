package today_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
)

// An own task is typed and put on the list by keyboard, about nobody or a patient.
func TestAnOwnTaskIsPutOnTheList(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	s.page.(page.OwnTasker).OwnTask()
	require.Equal(t, "Egen uppgift", s.Dialog.Title)
	require.Error(t, s.Confirm(), "what is to be done is asked")
	s.Type("words", "Beställ förband")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "Beställ förband")
	require.Contains(t, s.Text(), "ingen patient")
	require.Contains(t, s.Toasts, "På listan: Beställ förband")
	s.Press(fyne.KeyEnd)
	for range 3 {
		s.Press(fyne.KeyDown)
	}
	s.Undo()
	require.NotContains(t, s.Text(), "Beställ förband")
}

// The number of a row is copied with a key, and handed to whatever makes calls.
func TestTheNumberIsCopied(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	require.Contains(t, s.Text(), "Kopiera (C)")
	s.letter("c")
	require.Equal(t, "+46701740605", fyne.CurrentApp().Clipboard().Content())
	require.Equal(t, "tel:+46701740605", tasks.TelURL("+46701740605").String())
}

// Nobody answered is a key on every task that is a call: the question about blood
// thinners, too.
func TestNobodyAnsweredTheReview(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	require.Contains(t, s.Text(), "Inget svar")
	s.letter("n")
	require.NotNil(t, s.Dialog)
	require.NoError(t, s.Confirm())
	require.Contains(t, strings.ReplaceAll(s.Text(), "\n", " "), "1 försök")
	require.Equal(t, models.Open, s.task("bleeding-review").State)
	require.NotNil(t, s.task("bleeding-review").At)
	s.Undo()
	require.Nil(t, s.task("bleeding-review").At)
}
