package tasks_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/tasks"
)

// What is done before its window is asked about, in plain words and with the day;
// confirming it means that it is meant.
func TestDoneBeforeItsTimeIsAskedAbout(t *testing.T) {
	b := newBench(t).on("2026-11-23")
	row := b.row("discharge") // on the day of the procedure, with nothing else to ask
	b.actions.Complete(row)
	require.NotNil(t, b.Dialog)
	require.Contains(t, b.Text(), "Görs före sin tid (tidigast mån 14 dec). Klar ändå?")
	require.Equal(t, "Klar ändå", b.Dialog.Confirm)
	b.Cancel()
	require.Equal(t, models.Open, b.row("discharge").State)
	b.actions.Complete(b.row("discharge"))
	require.NoError(t, b.Confirm())
	require.Equal(t, models.Done, b.row("discharge").State)
	require.Empty(t, b.Failed)
}

// The same stands above the other questions, which are asked all the same.
func TestTheQuestionsAreAskedBeforeTheTimeToo(t *testing.T) {
	b := newBench(t).on("2026-11-23")
	b.actions.Complete(b.row("health-check"))
	require.Contains(t, b.Text(), "Görs före sin tid")
	require.Error(t, b.Confirm(), "the health check is not done without an answer")
	b.Type("outcome.health", "Frisk")
	require.NoError(t, b.Confirm())
	require.Equal(t, map[string]string{"health": "well"}, b.row("health-check").Outcome)
}

// In its window nothing more is asked.
func TestNothingIsAskedInTheWindow(t *testing.T) {
	b := newBench(t).on("2026-12-10")
	b.actions.Complete(b.row("health-check"))
	require.NotContains(t, b.Text(), "Görs före sin tid")
}

// A visit that lies ahead can't be done, by no key: the row says why.
func TestAVisitAheadIsRefused(t *testing.T) {
	b := newBench(t).on("2026-12-17")
	b.book("physio", "2026-12-28")
	require.False(t, b.actions.Type(b.row("physio"), 'k'))
	b.actions.Complete(b.row("physio"))
	require.Nil(t, b.Dialog)
	require.Len(t, b.Failed, 1)
	require.ErrorContains(t, b.Failed[0], "appointment.not-yet")
	require.Equal(t, models.Booked, b.row("physio").State)
	b.on("2026-12-29")
	b.actions.Complete(b.row("physio"))
	require.NotNil(t, b.Dialog, "afterwards it is closed as ever")
}

// Below the row the question stands above the fields, and Enter keeps the answers.
func TestTheQuestionStandsInTheRow(t *testing.T) {
	b := newBench(t).on("2026-11-23")
	place := &place{}
	actions := tasks.New(b.desk, b.Host, tasks.Page{Questions: place})
	actions.Complete(b.row("discharge"))
	require.NotNil(t, place.open)
	b.Window().SetContent(place.open)
	require.Contains(t, b.Text(), "Klar ändå?")
	b.Tap("Klar ändå")
	require.Nil(t, place.open)
	require.Equal(t, models.Done, b.row("discharge").State)
}

// place shows questions as a page does.
type place struct{ open *tasks.Questions }

func (p *place) OpenQuestions(questions *tasks.Questions) { p.open = questions }
func (p *place) CloseQuestions(*tasks.Questions)          { p.open = nil }
func (p *place) ResizeQuestions()                         {}

var _ tasks.Place = (*place)(nil)
