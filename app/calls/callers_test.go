package calls_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	deskcalls "nursedesk/app/calls"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/models/store"
)

// A caller nobody knows is logged at once, with a record of its own that can be
// found by the number; nothing half-written is left of one that is refused.
func TestUnknownCaller(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	draft := deskcalls.Draft{Started: d.Wall.Time, Topic: "wound", Identity: "asked-back", Reason: "Ringer om sin man", Answers: d.NoAnswersBut(nil), Advice: "Som sagt.", Understood: "yes", Phone: "070-174 06 99"}
	_, err := d.EndCall(ctx, draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "patient"})
	booked, err := d.Bookings(ctx, models.BookingFilter{})
	require.NoError(t, err)
	require.Empty(t, booked)
	draft.GivenName, draft.Relation, draft.Caller = "Provbert", "relative", "Provina"
	draft.Relation = "granne"
	_, err = d.EndCall(ctx, draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "call.relation"})
	rows, err := d.FindPatients(ctx, "0701740699", 5)
	require.NoError(t, err)
	require.Empty(t, rows)
	draft.Relation = "relative"
	kept := d.Ended(draft)
	require.Nil(t, kept.Call.Day)
	require.Equal(t, "relative", kept.Record.Relation)
	rows, err = d.FindPatients(ctx, "0701740699", 5)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Equal(t, kept.Call.PatientID, rows[0].ID)
}

// A call is never written on another patient's booking, and nothing is left of
// one that was tried.
func TestNoCallOnSomebodyElsesBooking(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 3)
	other := d.Somebody("2026-12-14")
	for name, patient := range map[string]int64{"another patient": other.Patient.ID, "nobody yet": 0} {
		t.Run(name, func(t *testing.T) {
			draft := d.WholeCall(file, "wound", nil)
			draft.PatientID, draft.GivenName = patient, "Nian"
			for _, unfinished := range []bool{false, true} {
				_, err := d.EndCall(ctx, draft, unfinished)
				require.ErrorIs(t, err, &models.Problem{Code: "call.other-booking", Field: "booking"})
			}
		})
	}
	calls, err := d.Calls(ctx, models.CallFilter{})
	require.NoError(t, err)
	require.Empty(t, calls)
}

// Who chose the wrong patient in a callback has not called the right one: that
// call is still to be made, and the note goes on with nobody else's.
func TestACallbackToSomebodyElse(t *testing.T) {
	d, file := apptest.Promised(t)
	other := d.Somebody("2026-12-14")
	draft, err := d.GoOn(apptest.Nurse(), file.Tasks[0].ID)
	require.NoError(t, err)
	draft.PatientID, draft.BookingID, draft.Reason = other.Patient.ID, deskcalls.NoBooking, "Undrar"
	kept := d.Ended(draft)
	require.Nil(t, kept.Call.FollowsID)
	require.Nil(t, kept.Call.BookingID)
	after := d.CallFile(file.Call.ID)
	require.Equal(t, models.Open, after.Tasks[0].State)
	require.Empty(t, after.Attempts)
}

// A call that goes on with a record that has given way to the right patient
// meanwhile is kept with the right patient.
func TestACallOutlivesItsRecord(t *testing.T) {
	ctx := apptest.Nurse()
	d, booking := apptest.Performed(t, "2026-11-23", 3)
	first := d.Ended(deskcalls.Draft{Started: d.Wall.Time, GivenName: "Tolvan", Phone: "070-174 06 05", Topic: "none", Reason: "Undrar"})
	second := deskcalls.Draft{Started: d.Wall.Time, PatientID: first.Call.PatientID, Topic: "none", Reason: "Undrar mer"}
	require.NoError(t, d.SaveCallDraft(ctx, &second))
	require.NoError(t, d.AssignCall(ctx, first.Call.ID, booking.Patient.ID))

	caller, err := d.Caller(ctx, second.PatientID, second.BookingID)
	require.NoError(t, err)
	require.Equal(t, "Tolvan Tolvansson", caller.Patient.Name())
	kept := d.Ended(second)
	require.Equal(t, booking.Patient.ID, kept.Call.PatientID)
	require.Equal(t, booking.Booking.ID, *kept.Call.BookingID, "what the nurse saw is what is kept")
	require.Equal(t, 3, *kept.Call.Day)
	require.NoError(t, d.AssignCall(ctx, d.Ended(deskcalls.Draft{GivenName: "Tolvan", Topic: "none", Reason: "Igen"}).Call.ID, first.Call.PatientID))
	right, err := d.Patient(ctx, booking.Patient.ID)
	require.NoError(t, err)
	require.Len(t, right.Calls, 3, "a record that has given way is given nothing more")
}

// A call that another program wrote hinders no other: it is listed, and opening
// it says what is wrong.
func TestACallThatCannotBeRead(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	row := models.CallDraft{Started: d.Wall.Time, By: "Sköterska A", Body: []byte(`{"Topic":7}`)}
	require.NoError(t, d.Params.Store.Write(ctx, func(tx *store.Tx) error { return tx.SaveCallDraft(&row) }))
	open, err := d.OpenCalls(ctx)
	require.NoError(t, err)
	require.Len(t, open, 1)
	require.Equal(t, row.ID, open[0].Draft.ID)
	_, err = d.CallDraft(ctx, row.ID)
	require.ErrorIs(t, err, models.ErrDatabaseDamaged)
	_, err = d.GoOn(ctx, file.Tasks[0].ID)
	require.NoError(t, err)
	require.NoError(t, d.DiscardCall(ctx, open[0].Draft))
}

// Nobody is promised a surgeon who has gone home: what the nurse raises to
// follows the hour as the rules' own level does.
func TestRaisedAtNight(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 8)
	draft := d.WholeCall(file, "wound", map[string]string{"pus": "yes"})
	draft.Raised = "L3"
	require.Equal(t, triage.L3, d.Judged(draft).Level)
	d.Wall.Time = d.Today().At(17, 30)
	judged := d.Judged(draft)
	require.Equal(t, triage.L2, judged.Level)
	require.Nil(t, judged.Next.Surgeon)
}

// A lowering to what is no level lowers nothing.
func TestLoweredToNoLevel(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "leg", map[string]string{"leg-numbness": "yes"})
	for _, to := range []string{"", "L9", "L2"} {
		draft.Lowered = &models.Lowering{From: "L3", To: to, Reason: "Sedd igår", Doctor: "Doktor A"}
		judged := d.Judged(draft)
		require.Equal(t, triage.L3, judged.Level)
		require.False(t, judged.Lowered)
	}
}

// Who has not begun to count the time has not called long ago: an old call is no
// reason to raise the level.
func TestACallThatHasNotBegun(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 2)
	d.Ended(d.WholeCall(file, "wound", map[string]string{"soreness": "yes"}))
	d.Wall.Time = d.Wall.Time.AddDate(0, 0, 3)
	second := d.WholeCall(file, "wound", map[string]string{"soreness": "yes"})
	second.Started = time.Time{}
	require.Nil(t, d.Judged(second).Again)
}
