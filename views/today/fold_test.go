package today_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/page"
)

// What the doctor does is one line that says how much of it is late; Enter shows
// its rows and folds them again, with the selection on the line.
func TestTheDoctorsRowsAreOneLineUntilOpened(t *testing.T) {
	s := showTolvan(t, "2026-12-01", "B01AA03")
	require.NotContains(t, s.Text(), "Besluta uppehåll")
	require.Contains(t, s.Text(), "1 försenad")
	s.Press(fyne.KeyEnd)
	require.Contains(t, s.Text(), "Enter visar raderna")
	s.Press(fyne.KeyReturn)
	require.Empty(t, s.Opened, "the line is no patient")
	require.Contains(t, s.Text(), "Läkaren 1 ▾")
	require.Contains(t, s.Text(), "Besluta uppehåll")
	s.letter("b") // means nothing on the line
	require.Empty(t, s.Opened)
	s.Press(fyne.KeyDown)
	require.Contains(t, s.Text(), "Waran", "the row says what is to be decided")
	s.letter("b")
	require.Equal(t, []page.Route{{Page: page.Patient, ID: 1, Arg: "holds:1"}}, s.Opened)
	s.Press(fyne.KeyUp)
	s.complete()
	require.NotContains(t, s.Text(), "Besluta uppehåll")
	require.Equal(t, models.Open, s.task("hold-decision").State)
}

// Whoever looks for something sees it, folded or not.
func TestNothingLookedForIsFolded(t *testing.T) {
	s := showTolvan(t, "2026-12-01", "B01AA03")
	s.typeFilter("tolv")
	require.Contains(t, s.Text(), "Besluta uppehåll")
	require.NotContains(t, s.Text(), "Läkaren 1 ▸")
}

// Every row says how urgent the call was that led to it, where one did, and who acts.
func TestLevelAndOwnerStandOnEveryRow(t *testing.T) {
	s := showCall(t, false)
	lines := strings.Split(s.Text(), "\n")
	require.Contains(t, lines, "L3")
	require.Contains(t, lines, "läkare", "the surgeon calls")
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyReturn)
	count := func(word string) (n int) {
		for _, line := range strings.Split(s.Text(), "\n") {
			if line == word {
				n++
			}
		}
		return n
	}
	require.Equal(t, count("ssk")+count("läkare")+count("fysio"), count("L3")+count("–"), "one of each on a row")
	require.Positive(t, count("ssk"))
}

// Compact, the rows are one line each, and the choice is kept; the selected row stays.
func TestTheListCanBeCompact(t *testing.T) {
	s := showTolvan(t, "2026-12-14")
	s.Press(fyne.KeyDown)
	selected := func() string {
		s.letter("i")
		require.NotNil(t, s.Dialog, "the list has the focus")
		title := s.Dialog.Title
		s.Cancel()
		return title
	}
	before := selected()
	s.page.(page.Compacter).Compact()
	require.Equal(t, before, selected())
	require.Contains(t, s.Text(), "Rymlig")
	require.NotContains(t, s.Text(), "Allas uppgifter", "what narrows the list is folded away")
	s.Tap("Filtrera…")
	require.Contains(t, s.Text(), "Allas uppgifter")
	s.Tap("Rymlig")
	require.Contains(t, s.Text(), "Kompakt")
	require.Equal(t, before, selected())
}
