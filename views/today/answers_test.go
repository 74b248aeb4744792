package today_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
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

// A medicine that was not taken up again is the doctor's row today, and asked about again on
// the next working day; the way there is by keyboard, from the row to the answer.
func TestNotTakenUpAgainIsARowForTheDoctor(t *testing.T) {
	s := showTolvan(t, "2026-11-02", "B01AA03")
	file, err := s.desk.Booking(context.Background(), 1)
	require.NoError(t, err)
	require.NoError(t, s.desk.DecideHold(pagetest.Context(), holds.DecisionDraft{
		BookingID: 1, Version: file.Booking.Version, Medicine: "B01AA03", LastDose: models.NewDate(2026, 12, 8),
		FirstDoseAgain: models.NewDate(2026, 12, 17), DecidedBy: "Dr Exempel", DecidedOn: s.desk.Today(), Given: "phone",
	}))
	s.clock.At = models.NewDate(2026, 12, 17).At(9, 0)
	s.page.(page.Reloader).Reload()
	s.Press(fyne.KeyHome)
	s.selectStep("resume-check")
	s.complete()
	s.Type("outcome.resumed", "Nej")
	s.Type("outcome.details", "Väntar på besked")
	s.complete()
	require.Equal(t, models.Doctor, s.task("not-resumed").Role)
	require.Equal(t, s.desk.Today(), s.task("not-resumed").Due)
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyReturn)
	s.selectStep("not-resumed")
	require.Contains(t, s.Text(), "Väntar på besked")
	asked := 0
	file, err = s.desk.Booking(context.Background(), 1)
	require.NoError(t, err)
	for _, task := range file.Tasks {
		if task.Step == "resume-check" && !task.Closed() {
			asked++
			require.Equal(t, "2026-12-18", task.Due.String())
		}
	}
	require.Equal(t, 1, asked)
}

// A block that gave no relief is the doctor's to decide on.
func TestABlockWithoutReliefIsARowForTheDoctor(t *testing.T) {
	s := showTolvan(t, "2026-11-02")
	_, err := s.desk.Book(context.Background(), bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Elvan", FamilyName: "Elvansson", Phone: "070-174 06 13"},
		Procedure: "block", Date: models.NewDate(2026, 11, 30), Time: "13:00", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(t, err)
	s.clock.At = models.NewDate(2026, 12, 1).At(9, 0)
	s.page.(page.Reloader).Reload()
	s.Press(fyne.KeyHome)
	s.selectStep("block-response")
	s.complete()
	s.Type("outcome.relief", "Ing")
	s.complete()
	file, err := s.desk.Booking(context.Background(), 2)
	require.NoError(t, err)
	follows := 0
	for _, task := range file.Tasks {
		if task.Role == models.Doctor && !task.Closed() {
			follows++
			require.Equal(t, s.desk.Today(), task.Due)
			s.Press(fyne.KeyEnd)
			s.Press(fyne.KeyReturn)
			require.Contains(t, s.Text(), "Elvan Elvansson")
		}
	}
	require.Equal(t, 1, follows)
}
