package patient_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/worklist"
	"nursedesk/models"
)

// answer closes a task with what was said, as the nurse does from any page.
func (s *stage) answer(step string, outcome map[string]string) {
	s.t.Helper()
	task := s.steps()[step]
	_, err := s.desk.CompleteTask(s.t.Context(), worklist.Completion{TaskID: task.ID, Version: task.Version, Outcome: outcome})
	require.NoError(s.t, err)
	s.page.Reload()
}

// What came up marks the booking until the doctor has assessed it, and the procedure can't
// be marked as performed past it without saying why.
func TestTheBookingSaysThatItIsToBeAssessed(t *testing.T) {
	s := newStage(t)
	s.clock.At = models.NewDate(2026, 12, 11).At(10, 0)
	s.page.Reload()
	require.NotContains(t, s.Text(), "ska bedömas")
	s.answer("health-check", map[string]string{"health": "ask-doctor", "details": "feber 38,5, antibiotika"})
	require.Contains(t, s.Text(), "ska bedömas")
	require.Contains(t, s.Text(), "feber 38,5, antibiotika")

	s.clock.At = models.NewDate(2026, 12, 14).At(14, 0)
	s.page.Reload()
	s.Tap("Utförd")
	require.Contains(t, s.Text(), "Bedöm hälsan före")
	require.Error(t, s.Confirm())
	require.Contains(t, s.Row("despite").Problem(), "är inte gjort")
	require.Equal(t, models.StatusBooked, s.file().Booking.Status)
	s.Type("despite", "Läkaren såg patienten på plats")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.StatusPerformed, s.file().Booking.Status)
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "Läkaren såg patienten på plats")
	require.Contains(t, s.Text(), "feber 38,5, antibiotika", "the history shows the answers")

	s = newStage(t)
	s.clock.At = models.NewDate(2026, 12, 11).At(10, 0)
	s.answer("health-check", map[string]string{"health": "ask-doctor"})
	s.answer("assess-health", map[string]string{"decision": "as-planned"})
	require.NotContains(t, s.Text(), "ska bedömas", "once it is assessed nothing is in the way")
	s.clock.At = models.NewDate(2026, 12, 14).At(14, 0)
	s.page.Reload()
	s.Tap("Utförd")
	require.NotContains(t, s.Text(), "Bedöm hälsan före\" är inte gjort")
	require.NoError(t, s.Confirm(), "nothing is asked")
}

// A yes in the health declaration that is put in by Ändra leads on as the task's answer does.
func TestAHealthDeclarationThatIsChangedLeadsOn(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra")
	s.Type("fever", "j")
	for s.Dialog != nil {
		require.NoError(t, s.Confirm())
	}
	require.Contains(t, s.Text(), "ska bedömas")
	require.Contains(t, s.Text(), "Bedöm hälsan före")
}

// What the doctor decided stands in the history with its days, and why.
func TestTheHistorySaysWhatWasDecided(t *testing.T) {
	s := newStage(t)
	s.decided()
	findTabs(t, s.Host).Choose("history")
	require.Contains(t, strings.ReplaceAll(s.Text(), "\n", " "), "Dr Exempel beslutade om Waran: sista dos tis 8 dec 2026, åter tors 17 dec 2026")
}
