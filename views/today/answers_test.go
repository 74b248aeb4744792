package today_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/today"
)

// "Tar Waran" is no answer to be filed: the medicine is chosen at once, with the
// fields that the booking has, and the doctor has to decide about it.
func TestABloodThinnerIsChosenWithTheAnswer(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	s.complete()
	s.Type("outcome.found", "Läkemedel")
	s.Type("outcome.details", "Tar Waran")
	s.complete()
	require.NotNil(t, s.Dialog, "the medicine is asked for")
	require.Error(t, s.Confirm(), "without one nothing is closed")
	require.Equal(t, models.Open, s.task("bleeding-review").State)
	s.Row("medicines").Focus()
	s.Window().Canvas().FocusNext() // from aspirin to warfarin
	test.Type(s.Window().Canvas().Focused(), " ")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.Done, s.task("bleeding-review").State)
	require.Equal(t, models.Open, s.task("hold-decision").State)
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyReturn)
	require.Contains(t, s.Text(), "Besluta uppehåll")
	require.Contains(t, s.Text(), "Waran")
	s.Undo()
	require.Equal(t, models.Open, s.task("bleeding-review").State)
	require.Equal(t, models.Withdrawn, s.task("hold-decision").State)
}

// selectStep goes down to the row of a step, as the hand does.
func (s *shown) selectStep(step string) {
	s.t.Helper()
	for range 20 {
		if row, ok := today.Selected(s.page.(*today.Page)); ok && row.Task.Step == step {
			return
		}
		s.Press(fyne.KeyDown)
	}
	require.Failf(s.t, "no such row", "%s", step)
}

// Each answer that does not mean well puts a row on the list that says what was
// said, whose it is and that it must not be missed.
func TestAnAlarmingAnswerIsARowForItsOwner(t *testing.T) {
	for _, one := range []struct {
		on, step         string
		answers          map[string]string
		follows, row, as string
	}{
		{"2026-12-11", "health-check", map[string]string{"outcome.health": "Fråga läkaren", "outcome.details": "feber 38,5, antibiotika"}, "assess-health", "Bedöm hälsan före", "feber 38,5"},
		{"2026-11-30", "bleeding-review", map[string]string{"outcome.found": "Naturläkemedel", "outcome.details": "ginkgo"}, "natural-remedies", "Bedöm naturläkemedel", "ginkgo"},
		{"2026-11-30", "bleeding-review", map[string]string{"outcome.found": "Blöder"}, "bleeding-disorder", "Bedöm blödningsbenägenhet", ""},
		{"2026-12-28", "stitch-removal", map[string]string{"outcome.where": "Här", "outcome.wound": "Behöver"}, "wound-call", "Såret behöver ses över", "Behöver ses över"},
	} {
		t.Run(one.follows, func(t *testing.T) {
			s := showTolvan(t, one.on)
			s.selectStep(one.step)
			s.complete()
			for field, typed := range one.answers {
				s.Type(field, typed)
			}
			if s.task(one.step).PastWindow(s.desk.Today()) {
				s.Type("late-reason", "Prov")
			}
			s.complete()
			require.Equal(t, models.Done, s.task(one.step).State)
			follows := s.task(one.follows)
			require.Equal(t, models.Open, follows.State)
			if follows.Role == models.Doctor {
				s.Press(fyne.KeyEnd)
				s.Press(fyne.KeyReturn)
			}
			s.Press(fyne.KeyHome)
			s.selectStep(one.follows)
			require.Contains(t, s.Text(), one.row)
			require.Contains(t, s.Text(), one.as)
			s.Picture("today-" + one.follows)
		})
	}
}
