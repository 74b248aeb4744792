package tasks_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/tasks"
)

// called is a bench three days after the procedure, when the patient has called
// about a complaint; row finds what the call led to.
func called(t *testing.T, topic string, answers map[string]string) (b *bench, row func(step string) tasks.Row) {
	t.Helper()
	b = newBench(t).on("2026-12-17")
	all := map[string]string{}
	for _, finding := range b.desk.Guide().Findings() {
		if finding.RedFlag {
			all[finding.ID] = "no"
		}
	}
	for id, answer := range answers {
		all[id] = answer
	}
	_, err := b.desk.EndCall(pagetest.Context(), calls.Draft{
		Started: b.clock.At, PatientID: 1, BookingID: 1, Phone: "031-81 80 83", Topic: topic, Reason: "Ont i benet",
		Answers: all, Advice: "Vila", Understood: "yes", Identity: "personal-number", CallbackDate: b.Today().AddDays(1), CallbackTime: "10:00",
	}, false)
	require.NoError(t, err)
	return b, func(step string) tasks.Row {
		t.Helper()
		file, err := b.desk.Patient(context.Background(), 1)
		require.NoError(t, err)
		for _, task := range file.Bookings[0].Tasks {
			if task.Step == step {
				return tasks.OfBooking(b.desk, file.Bookings[0], task).WithCall(file.Calls).WithCalling(file.Calling)
			}
		}
		require.Failf(t, "no such task", "%s", step)
		return tasks.Row{}
	}
}

// What can be done with a call follows from whose call it is: the nurse makes a
// callback and puts it off, the surgeon's is closed when it was made.
func TestActionsOnACall(t *testing.T) {
	b, row := called(t, "leg", map[string]string{"leg-numbness": "yes"})
	require.Equal(t, []string{"ring", "no-answer", "done", "postpone", "explain", "open"}, b.ids(row(models.CallbackStep)))
	surgeon := row(models.SurgeonCallbackStep)
	require.Equal(t, []string{"done", "ring", "no-answer", "explain", "open"}, b.ids(surgeon))
	require.Equal(t, "Kirurgen ringer upp", surgeon.Title())
	require.Equal(t, models.Phone("+4631818083"), surgeon.Phone, "the number that the caller gave")
	require.Equal(t, "Enter öppnar patienten · R ring · N inget svar · K eller Ctrl+Enter klar · S skjut upp · I varför",
		b.actions.Hint(row(models.CallbackStep)))

	b.actions.Ring(row(models.CallbackStep))
	require.Equal(t, []page.Route{{Page: page.Call, ID: row(models.CallbackStep).ID, Arg: page.CallBack}}, b.Opened)
	b.actions.Explain(surgeon)
	require.Contains(t, b.Text(), "löfte om att kirurgen ringer")
	b.Cancel()
}

// A broken promise looks worse than one that runs out, and both worse than one
// that stands.
func TestMarksOfTheSurgeonsPromise(t *testing.T) {
	_, row := called(t, "leg", map[string]string{"leg-numbness": "yes"})
	surgeon := row(models.SurgeonCallbackStep)
	at := surgeon.At.Add(-time.Hour)
	require.Equal(t, look.DueToday, surgeon.Marks(at)[0].Status)
	require.Equal(t, tasks.Mark{Status: look.Level3, Text: "L3 kirurgen ringer"}, surgeon.Marks(at)[1])
	surgeon.Do = models.Text{models.Swedish: "Ring kirurgen igen.", models.English: "Call the surgeon again."}
	require.Equal(t, look.Overdue, surgeon.Marks(at)[0].Status)
	require.Equal(t, look.Level1, surgeon.Marks(surgeon.At.Add(time.Minute))[0].Status)
	for left, words := range map[time.Duration]string{
		61 * time.Second: "2 min kvar", time.Minute: "1 min kvar", 0: "nu",
		-59 * time.Second: "nu", -time.Minute: "1 min sen", -59 * time.Minute: "59 min sen", -61 * time.Minute: "1 h sen", -24 * time.Hour: "1 d sen",
	} {
		require.Equal(t, words, surgeon.When(surgeon.At.Add(-left)))
	}
}

// The visit that a call ends with is an appointment like any other.
func TestVisitAfterACall(t *testing.T) {
	b, row := called(t, "wound", map[string]string{"pus": "yes"})
	visit := row(models.VisitStep)
	require.Equal(t, "Besök efter samtal", visit.Title())
	require.Equal(t, []string{"book", "postpone", "explain", "open", "print"}, b.ids(visit))
	b.actions.Explain(visit)
	require.Contains(t, b.Text(), "undersökas på mottagningen")
	b.Cancel()
	b.book(models.VisitStep, "2026-12-17")
	require.Contains(t, row(models.VisitStep).Line(b.desk), "bokad tors 17 dec 10:30")
}

// A stale row is said, and the page reads again; what was typed stays to be seen.
func TestATryOnAnOldRow(t *testing.T) {
	b, row := called(t, "leg", map[string]string{"leg-numbness": "yes"})
	old := row(models.CallbackStep)
	b.actions.NoAnswer(old)
	require.NoError(t, b.Confirm())
	b.actions.NoAnswer(old)
	b.Type("note", "Upptaget")
	require.ErrorIs(t, b.Confirm(), models.ErrStale)
	b.Cancel()
	require.Equal(t, 1, b.reloads)
	require.Contains(t, tasks.Tries(row(models.CallbackStep))[0], "inget svar · 031-81 80 83 · Sköterska Test")
	require.Len(t, tasks.Tries(row(models.CallbackStep)), 1)
}

// How somebody with a protected identity is reached stands on no row. One key shows it, which
// the history notes, and it is gone with the dialog.
func TestAProtectedNumberIsShownByAKeyAlone(t *testing.T) {
	b, row := called(t, "leg", map[string]string{"leg-numbness": "yes"})
	file, err := b.desk.Patient(t.Context(), 1)
	require.NoError(t, err)
	draft := office.DraftOf(file.Patient)
	draft.Record.ProtectedIdentity, draft.OtherPhone = true, "031-81 80 84"
	_, err = b.desk.SavePatient(pagetest.Context(), draft)
	require.NoError(t, err)
	surgeon := row(models.SurgeonCallbackStep)
	require.Empty(t, surgeon.Phone)
	require.Equal(t, []string{"done", "ring", "no-answer", "reveal", "explain", "open"}, b.ids(surgeon))
	require.True(t, b.actions.Type(surgeon, 'v'))
	require.Equal(t, "Tolvan Tolvansson", b.Dialog.Title)
	require.Contains(t, b.Dialog.Text, draft.Phone)
	require.Contains(t, b.Dialog.Text, "031-81 80 84")
	file, err = b.desk.Patient(t.Context(), 1)
	require.NoError(t, err)
	require.Equal(t, "patient.revealed", file.History[0].Action)
	require.NoError(t, b.Confirm())
	require.Empty(t, row(models.SurgeonCallbackStep).Phone)
}
