package app_test

import (
	"bytes"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/app/papers"
	"nursedesk/app/triage"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// approvedOnly lets the clinic be shown approved rules alone, or all of them again.
func approvedOnly(d *desk, only bool) {
	d.T.Helper()
	clinic, err := d.Clinic(apptest.Nurse())
	require.NoError(d.T, err)
	clinic.ApprovedOnly = only
	require.NoError(d.T, d.SaveClinic(apptest.Nurse(), clinic))
}

// exported is all that leaves the desk of a patient.
func exported(d *desk, patient int64) string {
	d.T.Helper()
	var out bytes.Buffer
	require.NoError(d.T, d.Record(apptest.Nurse(), patient, func(record care.Record, sheets export.SheetFile) error {
		return export.WriteJSON(&out, record, sheets)
	}))
	return out.String()
}

// A proposed hold is nowhere while its rule is not approved: not on the booking, not in the
// preview of a form, not on the doctor's list, not among what the patient goes by. The doctor's
// task and the decision are there as ever.
func TestWithoutProposalsNoHoldIsProposed(t *testing.T) {
	d := apptest.New(t, "2026-11-30")
	approvedOnly(d, true)
	file := d.Booked(apptest.Warfarin(t))
	hold := file.Holds[0]
	require.True(t, hold.Withheld())
	require.Equal(t, medication.Dates{}, hold.Dates())
	require.True(t, hold.Asked, "the doctor is asked all the same")
	require.Equal(t, models.Open, d.Task(file.Booking.ID, "hold-decision").State)
	preview, err := d.Preview(apptest.Nurse(), apptest.Warfarin(t))
	require.NoError(t, err)
	require.True(t, preview.Holds[0].Withheld())
	waiting, err := d.WaitingHolds(apptest.Nurse())
	require.NoError(t, err)
	for _, one := range waiting {
		require.True(t, one.Hold.Withheld())
	}

	require.NoError(t, d.Decide(file, func(h *holds.DecisionDraft) {
		h.LastDose, h.FirstDoseAgain = apptest.Date(t, "2026-12-09"), apptest.Date(t, "2026-12-16")
	}))
	file = d.File(file.Booking.ID)
	require.Equal(t, care.HoldDecided, file.Holds[0].Status(), "it counts though nothing was proposed")
	require.Equal(t, apptest.Date(t, "2026-12-09"), file.Holds[0].Dates().LastDose)
	out := exported(d, file.Patient.ID)
	require.Contains(t, out, `"proposed":"not-approved"`)
	require.NotContains(t, out, `"proposed":"5d"`)

	approvedOnly(d, false)
	require.Equal(t, care.HoldDecided, d.File(file.Booking.ID).Holds[0].Status(), "the setting calls no decision in")
	approvedOnly(d, true)

	second := apptest.Warfarin(t)
	second.Patient.PersonalNumber, second.Time = "19900101-0017", "13.00"
	other := d.Booked(second)
	require.True(t, other.Holds[0].Withheld())
	require.NoError(t, d.Approve("medicine/B01AA03/hold"))
	for _, left := range []string{"medicine/B01AA03/inr", "clinic/resume"} {
		if d.RulesByID()[left].Waits() {
			require.NoError(t, d.Approve(left))
		}
	}
	hold = d.File(other.Booking.ID).Holds[0]
	require.False(t, hold.Withheld(), "%v", hold.Reasons)
	require.Equal(t, apptest.Date(t, "2026-12-08"), hold.Dates().LastDose)
}

// A decision that was made before falls as ever where the rules see what it did not weigh,
// though they may not be shown.
func TestWithoutProposalsNewFactsCallADecisionIn(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	file := d.Booked(apptest.Warfarin(t))
	require.NoError(t, d.Decide(file, nil))
	approvedOnly(d, true)
	file = d.File(file.Booking.ID)
	require.Equal(t, care.HoldDecided, file.Holds[0].Status())
	factors := maps.Clone(file.Booking.Factors)
	factors[string(medication.MechanicalValve)] = string(medication.Yes)
	d.Alter(bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Factors: &factors})
	require.NotNil(t, d.File(file.Booking.ID).Holds[0].Outdated)
}

// A level is proposed only by approved rules. Until then the nurse chooses: an ambulance by
// herself, anything less with a doctor as soon as there is a warning sign.
func TestWithoutProposalsTheNurseChoosesTheLevel(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-25", 5)
	approvedOnly(d, true)
	draft := d.WholeCall(file, "leg", map[string]string{"saddle-numbness": "yes"})
	judged := d.Judged(draft)
	require.True(t, judged.Withheld)
	require.Empty(t, judged.Level)
	require.Empty(t, judged.Triggered)
	require.Empty(t, judged.Said)
	require.Contains(t, judged.Alarming, "saddle-numbness")

	_, err := d.EndCall(apptest.Nurse(), draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "call.no-level", Field: "level"}, "no call ends without anybody's level")
	draft.Raised = "L4"
	require.Empty(t, d.Judged(draft).Level, "a warning sign is not talked down by the nurse alone")
	draft.Raised = "L1"
	require.Equal(t, triage.L1, d.Judged(draft).Level)
	require.False(t, d.Judged(draft).Alarm.Empty(), "112 is noted as ever")
	draft.Raised, draft.Lowered = "", &models.Lowering{To: "L3", Reason: "Känd sedan före ingreppet", Doctor: "Dr Exempel"}
	require.Empty(t, d.Judged(draft).Level, "the doctor was not told of the numbness")
	draft.Lowered.Weighed = []string{"saddle-numbness"}
	require.Equal(t, triage.L3, d.Judged(draft).Level)
	worse := draft
	worse.Answers = d.NoAnswersBut(map[string]string{"saddle-numbness": "yes", "leg-weakness": "yes"})
	require.Empty(t, d.Judged(worse).Level, "what came up since was not weighed")

	kept := d.Ended(draft)
	require.Equal(t, "L3", kept.Call.Level)
	require.Empty(t, kept.Record.Proposed)
	require.Equal(t, "Dr Exempel", kept.Record.Lowered.Doctor)
	require.Contains(t, apptest.Steps(kept.Tasks), models.SurgeonCallbackStep, "what the level promises is promised")
}

// Without any warning sign the nurse chooses alone; once the rules are approved they propose.
func TestWithoutProposalsUntilApproved(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-25", 5)
	draft := d.WholeCall(file, "wound", map[string]string{})
	before := d.Judged(draft)
	require.NotEmpty(t, before.Level)
	approvedOnly(d, true)
	require.Empty(t, d.Judged(draft).Level)
	draft.Raised = string(triage.L4)
	require.Equal(t, triage.L4, d.Judged(draft).Level)

	var ids []string
	for id, row := range d.RulesByID() {
		if row.Part == "triage" && row.Waits() {
			ids = append(ids, id)
		}
	}
	require.NoError(t, d.Approve(ids...))
	draft.Raised = ""
	after := d.Judged(draft)
	require.Equal(t, before.Assessment, after.Assessment)
	require.Equal(t, before.Said, after.Said)
}

// Another desk hears of the setting.
func TestWithoutProposalsAtEveryDesk(t *testing.T) {
	d := apptest.New(t, "2026-11-30")
	file := d.Booked(apptest.Warfarin(t))
	events := d.Following()
	other, ctx := d.Another("Systemansvarig")
	clinic, err := other.Clinic(ctx)
	require.NoError(t, err)
	clinic.ApprovedOnly = true
	require.False(t, d.File(file.Booking.ID).Holds[0].Withheld())
	require.NoError(t, other.SaveClinic(ctx, clinic))
	apptest.Hear(t, events)
	require.True(t, d.File(file.Booking.ID).Holds[0].Withheld())
}

// The patient's sheet and Idag say the same whether or not rules may propose: neither shows a length or a day that no
// doctor has decided, and the task to decide stands on Idag as ever. What was decided is on both.
func TestWithoutProposalsOnTheSheetAndIdag(t *testing.T) {
	d := apptest.New(t, "2026-11-30")
	file := d.Booked(apptest.Warfarin(t))
	require.False(t, file.Holds[0].Dates().LastDose.IsZero(), "something is proposed")
	sheet := func() (hash string) {
		document, err := d.Sheet(apptest.Nurse(), file.Booking.ID, papers.Wanted{})
		require.NoError(t, err)
		return document.Hash
	}
	idag := func() worklist.List {
		list, err := d.Worklist(apptest.Nurse(), worklist.Query{})
		require.NoError(t, err)
		return list
	}
	sheetBefore, idagBefore := sheet(), idag()
	approvedOnly(d, true)
	require.Equal(t, sheetBefore, sheet())
	require.Equal(t, idagBefore, idag())
	require.True(t, idag().Decisions, "the doctor is asked")

	require.NoError(t, d.Decide(file, func(h *holds.DecisionDraft) {
		h.LastDose, h.FirstDoseAgain = apptest.Date(t, "2026-12-09"), apptest.Date(t, "2026-12-16")
	}))
	decided := sheet()
	require.NotEqual(t, sheetBefore, decided)
	approvedOnly(d, false)
	require.Equal(t, decided, sheet())
	require.False(t, idag().Decisions)
}
