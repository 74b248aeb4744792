package presence_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
)

// promised makes a call that is to be made again, and gives its task.
func promised(d *apptest.Desk) models.Task {
	d.T.Helper()
	booking := d.Booked(apptest.Draft(d.T, "2026-12-14"))
	call, err := d.EndCall(apptest.Nurse(), calls.Draft{
		PatientID: booking.Patient.ID, BookingID: calls.NoBooking, Reason: "Undrar om duschning", Topic: "none",
		CallbackDate: d.Today(), CallbackTime: "15:00",
	}, false)
	require.NoError(d.T, err)
	for _, row := range d.Promises() {
		if row.CallID != nil && *row.CallID == call.ID {
			return row.Task
		}
	}
	require.Fail(d.T, "no promise")
	return models.Task{}
}

func history(d *apptest.Desk, patientID int64) []models.AuditEntry {
	d.T.Helper()
	file, err := d.Patient(apptest.Nurse(), patientID)
	require.NoError(d.T, err)
	return file.History
}

// rings is who makes the only promised call now.
func rings(d *apptest.Desk) string {
	d.T.Helper()
	rows := d.Promises()
	require.Len(d.T, rows, 1)
	if rows[0].Calling.Rings == nil {
		return ""
	}
	return rows[0].Calling.Rings.By
}

// taken is who has the call that was not to be had.
func taken(t *testing.T, err error) models.Presence {
	t.Helper()
	var other *models.Taken
	require.ErrorAs(t, err, &other)
	return other.Presence
}

// A promise is made by one: the second is told who makes it and since when, also in the
// row, until the first has ended the call, has let go of it, or is gone.
func TestAPromiseIsTakenByOne(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	task := promised(d)
	other, asAnna := d.Another("Anna Exempel")
	_, err := other.GoOn(asAnna, task.ID)
	require.NoError(t, err)
	d.Wall.Time = d.Wall.Time.Add(10 * time.Second)
	_, err = d.GoOn(apptest.Nurse(), task.ID)
	there := taken(t, err)
	require.Equal(t, "Anna Exempel", there.By)
	require.True(t, d.Wall.Time.Add(-10*time.Second).Equal(there.Since))
	require.ErrorIs(t, err, &models.Problem{Code: "call.taken"}, "whoever knows no better shows the words")
	require.NotContains(t, err.Error(), "Anna", "a log names nobody")
	require.Equal(t, "Anna Exempel", rings(d))

	require.NoError(t, other.LeaveCall(asAnna))
	require.Empty(t, rings(d))
	mine, err := d.GoOn(apptest.Nurse(), task.ID)
	require.NoError(t, err)
	require.Equal(t, "Sköterska Test", rings(other))
	mine.Reason = "Svarade"
	require.NoError(t, d.SaveCallDraft(apptest.Nurse(), &mine))
	_, err = other.GoOn(asAnna, task.ID)
	taken(t, err)
	_, err = other.Resume(asAnna, mine.ID)
	taken(t, err)
	_, err = d.EndCall(apptest.Nurse(), mine, false)
	require.NoError(t, err)
	present, err := d.Stay(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, present, "a call that has ended is nobody's")
}

// A desk that is gone, by a crash or the power, has the call for half a minute yet. One
// that is there keeps it, however long the call goes on.
func TestACallBegunAtADeskThatIsGoneIsFree(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	task := promised(d)
	gone, asAnna := d.Another("Anna Exempel")
	begun, err := gone.GoOn(asAnna, task.ID)
	require.NoError(t, err)
	begun.Reason = "Halvvägs"
	require.NoError(t, gone.SaveCallDraft(asAnna, &begun))
	for range 30 {
		d.Wall.Time = d.Wall.Time.Add(office.BeatEvery)
		_, err := gone.Stay(asAnna)
		require.NoError(t, err)
		require.Equal(t, "Anna Exempel", rings(d))
	}
	d.Wall.Time = d.Wall.Time.Add(3*office.BeatEvery + 5*time.Second)
	_, err = d.GoOn(apptest.Nurse(), task.ID)
	taken(t, err)
	d.Wall.Time = d.Wall.Time.Add(time.Second)
	require.Empty(t, rings(d))
	mine, err := d.GoOn(apptest.Nurse(), task.ID)
	require.NoError(t, err)
	require.Equal(t, "Halvvägs", mine.Reason, "what was typed there goes on here")
}

// Whoever starts the program again at the computer where it ended without a word goes on with
// the call at once; anybody else waits, there too.
func TestACallLeftAtTheSameComputer(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	task := promised(d)
	d.Params.Place = "Reception 2"
	gone, asAnna := d.Another("Anna Exempel")
	_, err := gone.GoOn(asAnna, task.ID)
	require.NoError(t, err)
	again, _ := d.Another("Anna Exempel")
	_, err = again.GoOn(apptest.Nurse(), task.ID)
	taken(t, err)
	d.Params.Place = "Reception 1"
	elsewhere, _ := d.Another("Anna Exempel")
	_, err = elsewhere.GoOn(asAnna, task.ID)
	taken(t, err)
	_, err = again.GoOn(asAnna, task.ID)
	require.NoError(t, err)
	_, err = gone.GoOn(asAnna, task.ID)
	require.NoError(t, err, "and back, where both are open after all")
}

// Of desks that press at the same instant, again and again, exactly one has the call.
func TestTwoPressAtOnce(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	task := promised(d)
	const desks, rounds = 4, 10
	type at struct {
		*apptest.Desk
		ctx context.Context
	}
	var all []at
	for range desks {
		one, ctx := d.Another("Anna Exempel")
		all = append(all, at{one, ctx})
	}
	for range rounds {
		errs := make([]error, desks)
		begin := make(chan struct{})
		var wait sync.WaitGroup
		for i, one := range all {
			wait.Go(func() {
				<-begin
				_, errs[i] = one.GoOn(one.ctx, task.ID)
			})
		}
		close(begin)
		wait.Wait()
		won := 0
		for i, err := range errs {
			if err == nil {
				won++
				require.NoError(t, all[i].LeaveCall(all[i].ctx))
			} else {
				taken(t, err)
			}
		}
		require.Equal(t, 1, won)
	}
}

// Whoever has a call is asked for it: only a yes, or no answer in time, hands it over, with
// all that is typed. What the first one types after that becomes a call of its own.
func TestTakingACallOverIsAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		answer models.PresenceAnswer
		after  time.Duration
		gets   bool
	}{
		"yes":                {models.HandsOver, 0, true},
		"no":                 {models.GoesOn, time.Hour, false},
		"no answer yet":      {"", calls.AnswerWithin - time.Second, false},
		"no answer any more": {"", calls.AnswerWithin, true},
	} {
		t.Run(name, func(t *testing.T) {
			d := apptest.New(t, "2026-11-23")
			task := promised(d)
			first, asAnna := d.Another("Anna Exempel")
			begun, err := first.GoOn(asAnna, task.ID)
			require.NoError(t, err)
			begun.Reason = "Patienten har ont"
			require.NoError(t, first.SaveCallDraft(asAnna, &begun))
			_, err = d.GoOn(apptest.Nurse(), task.ID)
			there := taken(t, err)
			_, err = d.TakeCall(apptest.Nurse(), there)
			taken(t, err) // nobody was asked

			asked, err := d.AskForCall(apptest.Nurse(), there)
			require.NoError(t, err)
			present, err := first.Stay(asAnna)
			require.NoError(t, err)
			require.Len(t, present, 1)
			require.Equal(t, "Sköterska Test", present[0].AskedBy)
			if c.answer != "" {
				require.NoError(t, first.AnswerForCall(asAnna, present[0], c.answer))
			}
			now, ok, err := d.Asked(apptest.Nurse(), asked)
			require.NoError(t, err)
			require.True(t, ok)
			require.Equal(t, c.answer, now.Answer)
			for left := c.after; left > 0; left -= 10 * time.Second { // the first desk is there all the while
				d.Wall.Time = d.Wall.Time.Add(min(left, 10*time.Second))
				_, err := first.Stay(asAnna)
				require.NoError(t, err)
			}
			mine, err := d.TakeCall(apptest.Nurse(), asked)
			if !c.gets {
				taken(t, err)
				require.Equal(t, "Anna Exempel", rings(d))
				begun.Reason += " i benet"
				require.NoError(t, first.SaveCallDraft(asAnna, &begun), "she goes on")
				return
			}
			require.NoError(t, err)
			require.Equal(t, "Patienten har ont", mine.Reason)
			require.Equal(t, "Sköterska Test", rings(d))
			begun.Reason += " i benet"
			require.ErrorIs(t, first.SaveCallDraft(asAnna, &begun), models.ErrStale)
			mine.Reason += " sedan igår"
			require.NoError(t, d.SaveCallDraft(apptest.Nurse(), &mine))
			history := history(d, task.PatientID)
			require.Equal(t, "call.taken-over", history[0].Action)
			require.Equal(t, "Anna Exempel", history[0].Details["from"])
			require.Equal(t, c.answer == "", history[0].Details["unanswered"] != "")
			_, err = d.EndCall(apptest.Nurse(), mine, false)
			require.NoError(t, err)
		})
	}
}

// What is open at a desk is seen at the others at once, without a word in the history; a
// desk that says it again writes nothing anew, and one that closes is gone.
func TestWhoIsWhere(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	patient := d.Booked(apptest.Draft(t, "2026-12-14")).Patient
	events := d.Following()
	before := history(d, patient.ID)
	other, asAnna := d.Another("Anna Exempel")
	_, err := other.Stay(asAnna, patient.ID)
	require.NoError(t, err)
	require.Equal(t, office.Event{Opened: true}, apptest.Hear(t, events))
	present, err := d.Stay(apptest.Nurse(), patient.ID)
	require.NoError(t, err)
	require.Len(t, present, 2, "a patient can be open at several desks")
	require.Equal(t, "Anna Exempel", present[0].By)
	require.Equal(t, other.DeskID(), present[0].Desk)
	apptest.Hear(t, events)
	again, err := d.Stay(apptest.Nurse(), patient.ID)
	require.NoError(t, err)
	require.Equal(t, present, again, "said twice within moments it is written once")

	require.NoError(t, other.Gone(asAnna))
	apptest.Hear(t, events)
	present, err = d.Stay(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, present, "another page is open here, and the other desk is closed")
	require.Equal(t, before, history(d, patient.ID))
}
