package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

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
func (d *desk) standings() map[careplan.Mark]care.Standing {
	d.t.Helper()
	board, err := d.Board(asNurse())
	require.NoError(d.t, err)
	require.Len(d.t, board.Rows, 1)
	standings := map[careplan.Mark]care.Standing{}
	for i, mark := range board.Rows[0].Marks {
		require.Equal(d.t, careplan.Marks[i], mark.Mark, "in the order of the columns")
		standings[mark.Mark] = mark.Standing
	}
	return standings
}

func (d *desk) complete(booking int64, step string, outcome map[string]string) {
	d.t.Helper()
	task := d.open(booking, step)
	_, err := d.CompleteTask(asNurse(), worklist.Completion{
		TaskID: task.ID, Version: task.Version, Outcome: outcome, LateReason: "Prov", Early: true,
	})
	require.NoError(d.t, err)
}

// Each mark goes from missing to done by its own act, and back where that is no
// longer true: a medicine that is changed, a procedure that is moved, a sheet that
// is out of date.
func TestMarksAreWhatIsTrueNow(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	file := desk.book(warfarin(t))
	id := file.Booking.ID
	desk.clock.now = date(t, "2026-12-11").At(9, 0) // Friday before
	require.Equal(t, map[careplan.Mark]care.Standing{
		careplan.MarkHold: care.ReadyHindering, careplan.MarkTold: care.ReadyDone, careplan.MarkHealth: care.ReadyMissing,
		careplan.MarkSheet: care.ReadyNotNeeded, careplan.MarkRide: care.ReadyMissing, careplan.MarkINR: care.ReadyMissing,
	}, desk.standings(), "the last dose has passed without a decision")

	require.NoError(t, desk.decide(desk.file(id), func(d *holds.DecisionDraft) { d.Reason = "Prov" }))
	require.Equal(t, care.ReadyDone, desk.standings()[careplan.MarkHold])
	require.Equal(t, care.ReadyHindering, desk.standings()[careplan.MarkTold], "decided, and nobody has said so to the patient")
	desk.handOut(id, papers.SheetForm{})
	desk.complete(id, "health-check", map[string]string{"health": "well", "ride": "missing"})
	standings := desk.standings()
	require.Equal(t, care.ReadyDone, standings[careplan.MarkTold])
	require.Equal(t, care.ReadyDone, standings[careplan.MarkSheet])
	require.Equal(t, care.ReadyDone, standings[careplan.MarkHealth])
	require.Equal(t, care.ReadyMissing, standings[careplan.MarkRide])
	desk.complete(id, "arrange-ride", nil)
	desk.complete(id, "inr", nil)
	for mark, standing := range desk.standings() {
		require.Equal(t, care.ReadyDone, standing, "%s", mark)
	}

	none := models.Medicines{}
	_, err := desk.Change(asNurse(), bookings.Change{BookingID: id, Version: desk.file(id).Booking.Version, Medicines: &none})
	require.NoError(t, err)
	standings = desk.standings()
	require.Equal(t, care.ReadyNotNeeded, standings[careplan.MarkHold])
	require.Equal(t, care.ReadyNotNeeded, standings[careplan.MarkINR])
	require.Equal(t, care.ReadyHindering, standings[careplan.MarkSheet], "the sheet speaks of a hold that is off")

	desk.move(id, date(t, "2027-01-18").At(8, 30))
	desk.clock.now = date(t, "2027-01-15").At(9, 0)
	standings = desk.standings()
	require.Equal(t, care.ReadyMissing, standings[careplan.MarkHealth], "what was asked five weeks ago is not so any more")
	require.Equal(t, care.ReadyMissing, standings[careplan.MarkRide])
	desk.clock.now = date(t, "2027-01-18").At(7, 0)
	require.Equal(t, care.ReadyHindering, desk.standings()[careplan.MarkHealth], "its last day has passed")
}

// A patient who is not well is in the way until the doctor has judged it.
func TestAnAnswerThatIsNotWellHinders(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	desk.clock.now = date(t, "2026-12-11").At(9, 0)
	desk.complete(id, "health-check", map[string]string{"health": "ask-doctor", "ride": "arranged"})
	require.Equal(t, care.ReadyHindering, desk.standings()[careplan.MarkHealth])
	require.Equal(t, care.ReadyDone, desk.standings()[careplan.MarkRide])
	desk.complete(id, "assess-health", map[string]string{"decision": "as-planned"})
	require.Equal(t, care.ReadyDone, desk.standings()[careplan.MarkHealth])
	require.Equal(t, care.ReadyMissing, desk.standings()[careplan.MarkTold], "the doctor's word is to be told")
}

// Yesterday's procedure is asked for until somebody says how it ended.
func TestYesterdaysProceduresAreAskedFor(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	asked := func() []readiness.Row {
		board, err := desk.Board(asNurse())
		require.NoError(t, err)
		return board.Unanswered
	}
	desk.clock.now = date(t, "2026-12-14").At(17, 0)
	require.Empty(t, asked(), "the day is not over")
	desk.clock.now = date(t, "2026-12-15").At(7, 0)
	require.Len(t, asked(), 1)
	begun := date(t, "2026-12-14").At(8, 40)
	_, err := desk.Change(asNurse(), bookings.Change{BookingID: id, Version: desk.file(id).Booking.Version, PerformedAt: &begun})
	require.NoError(t, err)
	require.Empty(t, asked())
	desk.clock.now = desk.clock.now.Add(5e9)
	require.NoError(t, desk.UndoEnding(asNurse(), id))
	require.Len(t, asked(), 1)
	require.Nil(t, desk.file(id).Booking.PerformedAt)
}

// A booking that was cancelled by mistake stands again with its tasks as they were,
// and the patient need not be told.
func TestACancellationIsUndone(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	desk.clock.now = date(t, "2026-11-30").At(9, 0)
	desk.complete(id, "bleeding-review", map[string]string{"found": "none"})
	physio := desk.open(id, "physio")
	_, err := desk.BookAppointment(asNurse(), worklist.AppointmentDraft{TaskID: physio.ID, Version: physio.Version, Date: date(t, "2026-12-28"), Time: "10:00"})
	require.NoError(t, err)
	before := desk.file(id)
	desk.clock.now = desk.clock.now.Add(60e9)
	require.NoError(t, desk.Cancel(asNurse(), id, before.Booking.Version, "Fel patient"))
	_, told := openTask(desk.file(id), models.TellStep)
	require.True(t, told)
	desk.clock.now = desk.clock.now.Add(5e9)
	require.NoError(t, desk.UndoEnding(asNurse(), id))
	after := desk.file(id)
	require.Equal(t, models.StatusBooked, after.Booking.Status)
	require.Empty(t, after.Booking.StatusReason)
	require.Equal(t, dues(before), dues(after))
	require.Equal(t, models.Booked, desk.task(id, "physio").State)
	require.Equal(t, models.Done, desk.task(id, "bleeding-review").State)
	_, told = openTask(after, models.TellStep)
	require.False(t, told)
	require.ErrorIs(t, desk.UndoEnding(asNurse(), id), &models.Problem{Code: "booking.not-ended"})
}

// Once the patient was told, the cancellation is no slip any more.
func TestWhatHasFollowedIsNotUndone(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	desk.clock.now = date(t, "2026-11-30").At(9, 0)
	require.NoError(t, desk.Cancel(asNurse(), id, desk.file(id).Booking.Version, "Vill inte"))
	desk.clock.now = desk.clock.now.Add(60e9)
	desk.complete(id, models.TellStep, nil)
	require.ErrorIs(t, desk.UndoEnding(asNurse(), id), &models.Problem{Code: "booking.followed"})
	require.Equal(t, models.StatusCancelled, desk.file(id).Booking.Status)
}

// A finished task is opened again weeks later, with what its answer led to taken
// back; what somebody went on with stands. The history says who.
func TestAFinishedTaskIsOpenedAgain(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	desk.clock.now = date(t, "2026-12-11").At(9, 0)
	desk.complete(id, "health-check", map[string]string{"health": "ask-doctor"})
	desk.clock.now = date(t, "2026-12-13").At(9, 0)
	check := desk.task(id, "health-check")
	_, err := desk.ReopenTask(asNurse(), check.ID, check.Version)
	require.NoError(t, err)
	require.Equal(t, models.Open, desk.task(id, "health-check").State)
	require.Empty(t, desk.task(id, "health-check").Outcome)
	require.Equal(t, models.Withdrawn, desk.task(id, "assess-health").State)
	patient, err := desk.Patient(asNurse(), desk.file(id).Patient.ID)
	require.NoError(t, err)
	history := patient.History
	require.Equal(t, "task.reopened", history[0].Action)
	require.Equal(t, "Sköterska Test", history[0].By)
	_, err = desk.ReopenTask(asNurse(), check.ID, desk.task(id, "health-check").Version)
	require.ErrorIs(t, err, &models.Problem{Code: "task.open"})

	desk.complete(id, "health-check", map[string]string{"health": "ask-doctor"})
	desk.complete(id, "assess-health", map[string]string{"decision": "as-planned"})
	for _, task := range desk.file(id).Tasks {
		if task.Step == "health-check" {
			check = task
		}
	}
	_, err = desk.ReopenTask(asNurse(), check.ID, check.Version)
	require.NoError(t, err, "what the doctor decided stands")
	require.Equal(t, models.Open, desk.task(id, "health-check").State)
}

// What the patient was told is not told any more once that task is opened again.
func TestATellingThatIsOpenedAgainIsNews(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	desk.move(id, date(t, "2026-12-15").At(8, 30))
	desk.complete(id, models.TellStep, nil)
	require.Empty(t, desk.file(id).News())
	told := desk.task(id, models.TellStep)
	_, err := desk.ReopenTask(asNurse(), told.ID, told.Version)
	require.NoError(t, err)
	require.Len(t, desk.file(id).News(), 1)
	require.Equal(t, models.Open, desk.task(id, models.TellStep).State)
}

// What fell away with a booking comes back with it only.
func TestAWithdrawnTaskOfACancelledBookingStaysAway(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	require.NoError(t, desk.Cancel(asNurse(), id, desk.file(id).Booking.Version, "Prov"))
	task := desk.task(id, "health-check")
	_, err := desk.ReopenTask(asNurse(), task.ID, task.Version)
	require.ErrorIs(t, err, &models.Problem{Code: "booking.closed"})
}
