package readiness_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/holds"
	"nursedesk/app/papers"
	"nursedesk/app/readiness"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// standings are the marks of the only procedure on the board.
func standingsOf(d *apptest.Desk) map[careplan.Mark]care.Standing {
	d.T.Helper()
	board, err := d.Board(apptest.Nurse())
	require.NoError(d.T, err)
	require.Len(d.T, board.Rows, 1)
	standings := map[careplan.Mark]care.Standing{}
	for i, mark := range board.Rows[0].Marks {
		require.Equal(d.T, careplan.Marks[i], mark.Mark, "in the order of the columns")
		standings[mark.Mark] = mark.Standing
	}
	return standings
}

func complete(d *apptest.Desk, booking int64, step string, outcome map[string]string) {
	d.T.Helper()
	task := d.Open(booking, step)
	_, err := d.CompleteTask(apptest.Nurse(), worklist.Completion{
		TaskID: task.ID, Version: task.Version, Outcome: outcome, LateReason: "Prov", Early: true,
	})
	require.NoError(d.T, err)
}

// Each mark goes from missing to done by its own act, and back where that is no
// longer true: a medicine that is changed, a procedure that is moved, a sheet that
// is out of date.
func TestMarksAreWhatIsTrueNow(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	id := file.Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-11").At(9, 0) // Friday before
	require.Equal(t, map[careplan.Mark]care.Standing{
		careplan.MarkHold: care.ReadyHindering, careplan.MarkTold: care.ReadyDone, careplan.MarkHealth: care.ReadyMissing,
		careplan.MarkSheet: care.ReadyNotNeeded, careplan.MarkRide: care.ReadyMissing, careplan.MarkINR: care.ReadyMissing,
	}, standingsOf(desk), "the last dose has passed without a decision")

	require.NoError(t, desk.Decide(desk.File(id), func(d *holds.DecisionDraft) { d.Reason = "Prov" }))
	require.Equal(t, care.ReadyDone, standingsOf(desk)[careplan.MarkHold])
	require.Equal(t, care.ReadyHindering, standingsOf(desk)[careplan.MarkTold], "decided, and nobody has said so to the patient")
	desk.HandOut(id, papers.Wanted{})
	complete(desk, id, "health-check", map[string]string{"health": "well", "ride": "missing"})
	standings := standingsOf(desk)
	require.Equal(t, care.ReadyDone, standings[careplan.MarkTold])
	require.Equal(t, care.ReadyDone, standings[careplan.MarkSheet])
	require.Equal(t, care.ReadyDone, standings[careplan.MarkHealth])
	require.Equal(t, care.ReadyMissing, standings[careplan.MarkRide])
	complete(desk, id, "arrange-ride", nil)
	complete(desk, id, "inr", nil)
	for mark, standing := range standingsOf(desk) {
		require.Equal(t, care.ReadyDone, standing, "%s", mark)
	}

	none := models.Medicines{}
	_, err := desk.Change(apptest.Nurse(), bookings.Change{BookingID: id, Version: desk.File(id).Booking.Version, Medicines: &none})
	require.NoError(t, err)
	standings = standingsOf(desk)
	require.Equal(t, care.ReadyNotNeeded, standings[careplan.MarkHold])
	require.Equal(t, care.ReadyNotNeeded, standings[careplan.MarkINR])
	require.Equal(t, care.ReadyHindering, standings[careplan.MarkSheet], "the sheet speaks of a hold that is off")

	desk.Move(id, apptest.Date(t, "2027-01-18").At(8, 30))
	desk.Wall.Time = apptest.Date(t, "2027-01-15").At(9, 0)
	standings = standingsOf(desk)
	require.Equal(t, care.ReadyMissing, standings[careplan.MarkHealth], "what was asked five weeks ago is not so any more")
	require.Equal(t, care.ReadyMissing, standings[careplan.MarkRide])
	desk.Wall.Time = apptest.Date(t, "2027-01-18").At(7, 0)
	require.Equal(t, care.ReadyHindering, standingsOf(desk)[careplan.MarkHealth], "its last day has passed")
}

// A patient who is not well is in the way until the doctor has judged it.
func TestAnAnswerThatIsNotWellHinders(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-11").At(9, 0)
	complete(desk, id, "health-check", map[string]string{"health": "ask-doctor", "ride": "arranged"})
	require.Equal(t, care.ReadyHindering, standingsOf(desk)[careplan.MarkHealth])
	require.Equal(t, care.ReadyDone, standingsOf(desk)[careplan.MarkRide])
	complete(desk, id, "assess-health", map[string]string{"decision": "as-planned"})
	require.Equal(t, care.ReadyDone, standingsOf(desk)[careplan.MarkHealth])
	require.Equal(t, care.ReadyMissing, standingsOf(desk)[careplan.MarkTold], "the doctor's word is to be told")
}

// Yesterday's procedure is asked for until somebody says how it ended.
func TestYesterdaysProceduresAreAskedFor(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	asked := func() []readiness.Row {
		board, err := desk.Board(apptest.Nurse())
		require.NoError(t, err)
		return board.Unanswered
	}
	desk.Wall.Time = apptest.Date(t, "2026-12-14").At(17, 0)
	require.Empty(t, asked(), "the day is not over")
	desk.Wall.Time = apptest.Date(t, "2026-12-15").At(7, 0)
	require.Len(t, asked(), 1)
	begun := apptest.Date(t, "2026-12-14").At(8, 40)
	_, err := desk.Change(apptest.Nurse(), bookings.Change{BookingID: id, Version: desk.File(id).Booking.Version, PerformedAt: &begun})
	require.NoError(t, err)
	require.Empty(t, asked())
	desk.Wall.Time = desk.Wall.Time.Add(5e9)
	require.NoError(t, desk.UndoEnding(apptest.Nurse(), id))
	require.Len(t, asked(), 1)
	require.Nil(t, desk.File(id).Booking.PerformedAt)
}

// A booking that was cancelled by mistake stands again with its tasks as they were,
// and the patient need not be told.
func TestACancellationIsUndone(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-11-30").At(9, 0)
	complete(desk, id, "bleeding-review", map[string]string{"found": "none"})
	physio := desk.Open(id, "physio")
	_, err := desk.BookAppointment(apptest.Nurse(), worklist.AppointmentDraft{TaskID: physio.ID, Version: physio.Version, Date: apptest.Date(t, "2026-12-28"), Time: "10:00"})
	require.NoError(t, err)
	before := desk.File(id)
	desk.Wall.Time = desk.Wall.Time.Add(60e9)
	require.NoError(t, desk.Cancel(apptest.Nurse(), id, before.Booking.Version, "Fel patient"))
	_, told := apptest.OpenTask(desk.File(id), models.TellStep)
	require.True(t, told)
	desk.Wall.Time = desk.Wall.Time.Add(5e9)
	require.NoError(t, desk.UndoEnding(apptest.Nurse(), id))
	after := desk.File(id)
	require.Equal(t, models.StatusBooked, after.Booking.Status)
	require.Empty(t, after.Booking.StatusReason)
	require.Equal(t, apptest.Dues(before), apptest.Dues(after))
	require.Equal(t, models.Booked, desk.Task(id, "physio").State)
	require.Equal(t, models.Done, desk.Task(id, "bleeding-review").State)
	_, told = apptest.OpenTask(after, models.TellStep)
	require.False(t, told)
	require.ErrorIs(t, desk.UndoEnding(apptest.Nurse(), id), &models.Problem{Code: "booking.not-ended"})
}

// Once the patient was told, the cancellation is no slip any more.
func TestWhatHasFollowedIsNotUndone(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-11-30").At(9, 0)
	require.NoError(t, desk.Cancel(apptest.Nurse(), id, desk.File(id).Booking.Version, "Vill inte"))
	desk.Wall.Time = desk.Wall.Time.Add(60e9)
	complete(desk, id, models.TellStep, nil)
	require.ErrorIs(t, desk.UndoEnding(apptest.Nurse(), id), &models.Problem{Code: "booking.followed"})
	require.Equal(t, models.StatusCancelled, desk.File(id).Booking.Status)
}

// A finished task is opened again weeks later, with what its answer led to taken
// back; what somebody went on with stands. The history says who.
func TestAFinishedTaskIsOpenedAgain(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-11").At(9, 0)
	complete(desk, id, "health-check", map[string]string{"health": "ask-doctor"})
	desk.Wall.Time = apptest.Date(t, "2026-12-13").At(9, 0)
	check := desk.Task(id, "health-check")
	_, err := desk.ReopenTask(apptest.Nurse(), check.ID, check.Version)
	require.NoError(t, err)
	require.Equal(t, models.Open, desk.Task(id, "health-check").State)
	require.Empty(t, desk.Task(id, "health-check").Outcome)
	require.Equal(t, models.Withdrawn, desk.Task(id, "assess-health").State)
	patient, err := desk.Patient(apptest.Nurse(), desk.File(id).Patient.ID)
	require.NoError(t, err)
	history := patient.History
	require.Equal(t, "task.reopened", history[0].Action)
	require.Equal(t, "Sköterska Test", history[0].By)
	_, err = desk.ReopenTask(apptest.Nurse(), check.ID, desk.Task(id, "health-check").Version)
	require.ErrorIs(t, err, &models.Problem{Code: "task.open"})

	complete(desk, id, "health-check", map[string]string{"health": "ask-doctor"})
	complete(desk, id, "assess-health", map[string]string{"decision": "as-planned"})
	for _, task := range desk.File(id).Tasks {
		if task.Step == "health-check" {
			check = task
		}
	}
	_, err = desk.ReopenTask(apptest.Nurse(), check.ID, check.Version)
	require.NoError(t, err, "what the doctor decided stands")
	require.Equal(t, models.Open, desk.Task(id, "health-check").State)
}

// What the patient was told is not told any more once that task is opened again.
func TestATellingThatIsOpenedAgainIsNews(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
	complete(desk, id, models.TellStep, nil)
	require.Empty(t, desk.File(id).News())
	told := desk.Task(id, models.TellStep)
	_, err := desk.ReopenTask(apptest.Nurse(), told.ID, told.Version)
	require.NoError(t, err)
	require.Len(t, desk.File(id).News(), 1)
	require.Equal(t, models.Open, desk.Task(id, models.TellStep).State)
}

// What fell away with a booking comes back with it only.
func TestAWithdrawnTaskOfACancelledBookingStaysAway(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	require.NoError(t, desk.Cancel(apptest.Nurse(), id, desk.File(id).Booking.Version, "Prov"))
	task := desk.Task(id, "health-check")
	_, err := desk.ReopenTask(apptest.Nurse(), task.ID, task.Version)
	require.ErrorIs(t, err, &models.Problem{Code: "booking.closed"})
}
