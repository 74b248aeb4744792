package app_test

import (
	"bytes"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// approvedOnly lets the clinic be shown approved rules alone, or all of them again.
func (d *desk) approvedOnly(only bool) {
	d.t.Helper()
	clinic, err := d.Clinic(asNurse())
	require.NoError(d.t, err)
	clinic.ApprovedOnly = only
	require.NoError(d.t, d.SaveClinic(asNurse(), clinic))
}

// exported is all that leaves the desk of a patient.
func (d *desk) exported(patient int64) string {
	d.t.Helper()
	var out bytes.Buffer
	require.NoError(d.t, d.Record(asNurse(), patient, func(record care.Record, sheets export.SheetFile) error {
		return export.WriteJSON(&out, record, sheets)
	}))
	return out.String()
}

// A proposed hold is nowhere while its rule is not approved: not on the booking, not in the
// preview of a form, not on the doctor's list, not among what the patient goes by. The doctor's
// task and the decision are there as ever.
func TestWithoutProposalsNoHoldIsProposed(t *testing.T) {
	d := newDesk(t, "2026-11-30")
	d.approvedOnly(true)
	file := d.book(warfarin(t))
	hold := file.Holds[0]
	require.True(t, hold.Withheld())
	require.Equal(t, medication.Dates{}, hold.Dates())
	require.True(t, hold.Asked, "the doctor is asked all the same")
	require.Equal(t, models.Open, d.task(file.Booking.ID, "hold-decision").State)
	preview, err := d.Preview(asNurse(), warfarin(t))
	require.NoError(t, err)
	require.True(t, preview.Holds[0].Withheld())
	waiting, err := d.WaitingHolds(asNurse())
	require.NoError(t, err)
	for _, one := range waiting {
		require.True(t, one.Hold.Withheld())
	}

	require.NoError(t, d.decide(file, func(h *holds.DecisionDraft) {
		h.LastDose, h.FirstDoseAgain = date(t, "2026-12-09"), date(t, "2026-12-16")
	}))
	file = d.file(file.Booking.ID)
	require.Equal(t, care.HoldDecided, file.Holds[0].Status(), "it counts though nothing was proposed")
	require.Equal(t, date(t, "2026-12-09"), file.Holds[0].Dates().LastDose)
	out := d.exported(file.Patient.ID)
	require.Contains(t, out, `"proposed":"not-approved"`)
	require.NotContains(t, out, `"proposed":"5d"`)

	d.approvedOnly(false)
	require.Equal(t, care.HoldDecided, d.file(file.Booking.ID).Holds[0].Status(), "the setting calls no decision in")
	d.approvedOnly(true)

	second := warfarin(t)
	second.Patient.PersonalNumber, second.Time = "19900101-0017", "13.00"
	other := d.book(second)
	require.True(t, other.Holds[0].Withheld())
	require.NoError(t, d.approve("medicine/B01AA03/hold"))
	for _, left := range []string{"medicine/B01AA03/inr", "clinic/resume"} {
		if d.rules()[left].Waits() {
			require.NoError(t, d.approve(left))
		}
	}
	hold = d.file(other.Booking.ID).Holds[0]
	require.False(t, hold.Withheld(), "%v", hold.Reasons)
	require.Equal(t, date(t, "2026-12-08"), hold.Dates().LastDose)
}

// A decision that was made before falls as ever where the rules see what it did not weigh,
// though they may not be shown.
func TestWithoutProposalsNewFactsCallADecisionIn(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	file := d.book(warfarin(t))
	require.NoError(t, d.decide(file, nil))
	d.approvedOnly(true)
	file = d.file(file.Booking.ID)
	require.Equal(t, care.HoldDecided, file.Holds[0].Status())
	factors := maps.Clone(file.Booking.Factors)
	factors[string(medication.MechanicalValve)] = string(medication.Yes)
	d.alter(bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Factors: &factors})
	require.NotNil(t, d.file(file.Booking.ID).Holds[0].Outdated)
}

// A level is proposed only by approved rules. Until then the nurse chooses: an ambulance by
// herself, anything less with a doctor as soon as there is a warning sign.
func TestWithoutProposalsTheNurseChoosesTheLevel(t *testing.T) {
	d, file := performed(t, "2026-11-25", 5)
	d.approvedOnly(true)
	draft := d.call(file, "leg", map[string]string{"saddle-numbness": "yes"})
	judged := d.judge(draft)
	require.True(t, judged.Withheld)
	require.Empty(t, judged.Level)
	require.Empty(t, judged.Triggered)
	require.Empty(t, judged.Said)
	require.Contains(t, judged.Alarming, "saddle-numbness")

	_, err := d.EndCall(asNurse(), draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "call.no-level", Field: "level"}, "no call ends without anybody's level")
	draft.Raised = "L4"
	require.Empty(t, d.judge(draft).Level, "a warning sign is not talked down by the nurse alone")
	draft.Raised = "L1"
	require.Equal(t, triage.L1, d.judge(draft).Level)
	require.False(t, d.judge(draft).Alarm.Empty(), "112 is noted as ever")
	draft.Raised, draft.Lowered = "", &models.Lowering{To: "L3", Reason: "Känd sedan före ingreppet", Doctor: "Dr Exempel"}
	require.Empty(t, d.judge(draft).Level, "the doctor was not told of the numbness")
	draft.Lowered.Weighed = []string{"saddle-numbness"}
	require.Equal(t, triage.L3, d.judge(draft).Level)
	worse := draft
	worse.Answers = d.asked(map[string]string{"saddle-numbness": "yes", "leg-weakness": "yes"})
	require.Empty(t, d.judge(worse).Level, "what came up since was not weighed")

	kept := d.end(draft)
	require.Equal(t, "L3", kept.Call.Level)
	require.Empty(t, kept.Record.Proposed)
	require.Equal(t, "Dr Exempel", kept.Record.Lowered.Doctor)
	require.Contains(t, steps(kept.Tasks), models.SurgeonCallbackStep, "what the level promises is promised")
}

// Without any warning sign the nurse chooses alone; once the rules are approved they propose.
func TestWithoutProposalsUntilApproved(t *testing.T) {
	d, file := performed(t, "2026-11-25", 5)
	draft := d.call(file, "wound", map[string]string{})
	before := d.judge(draft)
	require.NotEmpty(t, before.Level)
	d.approvedOnly(true)
	require.Empty(t, d.judge(draft).Level)
	draft.Raised = string(triage.L4)
	require.Equal(t, triage.L4, d.judge(draft).Level)

	var ids []string
	for id, row := range d.rules() {
		if row.Part == "triage" && row.Waits() {
			ids = append(ids, id)
		}
	}
	require.NoError(t, d.approve(ids...))
	draft.Raised = ""
	after := d.judge(draft)
	require.Equal(t, before.Assessment, after.Assessment)
	require.Equal(t, before.Said, after.Said)
}

// Another desk hears of the setting.
func TestWithoutProposalsAtEveryDesk(t *testing.T) {
	d := newDesk(t, "2026-11-30")
	file := d.book(warfarin(t))
	events := d.follow()
	other, ctx := d.another("Systemansvarig")
	clinic, err := other.Clinic(ctx)
	require.NoError(t, err)
	clinic.ApprovedOnly = true
	require.False(t, d.file(file.Booking.ID).Holds[0].Withheld())
	require.NoError(t, other.SaveClinic(ctx, clinic))
	hear(t, events)
	require.True(t, d.file(file.Booking.ID).Holds[0].Withheld())
}
