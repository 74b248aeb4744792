package holds_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/app/papers"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// Five days without warfarin is a last dose on day -6, the most dangerous count
// in the program; the doctor's decision makes it an instruction, and only that.
func TestWarfarinFromProposalToDecision(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	hold := file.Holds[0]
	require.Equal(t, care.HoldProposed, hold.Status())
	require.Equal(t, apptest.Date(t, "2026-12-08"), hold.Dates().LastDose)
	require.Equal(t, 5, hold.Dates().DaysWithout)
	require.Equal(t, apptest.Date(t, "2026-12-17"), hold.Dates().FirstDoseAgain)
	require.Equal(t, "2026-12-14", apptest.Dues(file)["inr"], "day -1 is a Sunday: on the morning itself")
	waiting, err := desk.WaitingHolds(ctx)
	require.NoError(t, err)
	require.Empty(t, waiting, "six weeks before nobody needs to decide")

	require.NoError(t, desk.Decide(file, nil))
	file = desk.File(file.Booking.ID)
	require.Equal(t, care.HoldDecided, file.Holds[0].Status())
	require.Equal(t, models.Done, desk.Task(file.Booking.ID, "hold-decision").State, "deciding is the doctor's task")
	require.Empty(t, file.Warnings)
}

// A doctor's own dates win, need a reason, and move what hangs on them.
func TestChangedDecision(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	later := func(d *holds.DecisionDraft) { d.FirstDoseAgain = apptest.Date(t, "2026-12-21") }
	require.ErrorIs(t, desk.Decide(file, later), &models.Problem{Code: "required", Field: "reason"})
	require.NoError(t, desk.Decide(file, func(d *holds.DecisionDraft) { later(d); d.Reason = "Blödde länge vid förra ingreppet" }))
	file = desk.File(file.Booking.ID)
	require.Equal(t, care.HoldChanged, file.Holds[0].Status())
	require.Equal(t, "2026-12-21", apptest.Dues(file)["resume-check"])
	for _, milestone := range file.Plan.Milestones {
		if milestone.Milestone.ID == "resume-blood-thinner" {
			require.Equal(t, apptest.Date(t, "2026-12-21"), milestone.Begin.Date)
		}
	}
}

// Of two decisions about one medicine, each entered by a nurse who had not seen the other,
// the second is told: a doctor's decision is never taken back unseen. One that was seen
// may be followed by another.
func TestTwoDecisionsAtOnce(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	require.NoError(t, desk.Decide(file, nil))
	other := func(d *holds.DecisionDraft) { d.Continues, d.Reason = true, "Mekanisk klaff" }
	require.ErrorIs(t, desk.Decide(file, other), models.ErrStale)
	file = desk.File(file.Booking.ID)
	require.Equal(t, care.HoldDecided, file.Holds[0].Status())
	require.NoError(t, desk.Decide(file, other))
	require.Equal(t, care.HoldContinues, desk.File(file.Booking.ID).Holds[0].Status())

	start := apptest.Date(t, "2026-12-16").At(8, 30)
	_, err := desk.Change(apptest.Nurse(), bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Start: &start})
	require.NoError(t, err)
	moved := desk.File(file.Booking.ID)
	require.NotNil(t, moved.Holds[0].Outdated)
	require.NoError(t, desk.Decide(moved, nil), "one that no longer counts was seen, too")
}

// A medicine that goes on has no pause to end and no test to take.
func TestContinues(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	require.NoError(t, desk.Decide(file, func(d *holds.DecisionDraft) { d.Continues, d.Reason = true, "Mekanisk klaff planeras" }))
	file = desk.File(file.Booking.ID)
	require.Equal(t, care.HoldContinues, file.Holds[0].Status())
	require.True(t, file.Holds[0].Dates().LastDose.IsZero())
	require.NotContains(t, apptest.Dues(file), "resume-check")
	require.NotContains(t, apptest.Dues(file), "inr", "no limit to come below")
	require.Equal(t, "2026-12-14", apptest.Dues(file)["inr-in-range"], "but its own range to be in")
}

// What cannot be a pause is refused, field by field.
func TestImpossibleDecisions(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	for name, test := range map[string]struct {
		spoil func(*holds.DecisionDraft)
		field string
	}{
		"last dose on the day":      {func(d *holds.DecisionDraft) { d.LastDose = apptest.Date(t, "2026-12-14") }, "last-dose"},
		"no last dose":              {func(d *holds.DecisionDraft) { d.LastDose = models.Date{} }, "last-dose"},
		"again before the day":      {func(d *holds.DecisionDraft) { d.FirstDoseAgain = apptest.Date(t, "2026-12-13") }, "first-dose-again"},
		"nobody decided":            {func(d *holds.DecisionDraft) { d.DecidedBy = " " }, "decided-by"},
		"decided tomorrow":          {func(d *holds.DecisionDraft) { d.DecidedOn = apptest.Date(t, "2026-11-03") }, "decided-on"},
		"nobody knows how":          {func(d *holds.DecisionDraft) { d.Given = "" }, "given"},
		"a medicine that is not on": {func(d *holds.DecisionDraft) { d.Medicine = "B01AC04" }, "medicines"},
	} {
		t.Run(name, func(t *testing.T) {
			err := desk.Decide(file, func(d *holds.DecisionDraft) { d.Reason = "prov"; test.spoil(d) })
			var problems models.Problems
			var problem *models.Problem
			require.Error(t, err)
			if !errors.As(err, &problems) {
				require.ErrorAs(t, err, &problem)
				problems = models.Problems{problem}
			}
			require.Equal(t, test.field, problems[0].Field)
		})
	}
	require.Equal(t, care.HoldProposed, desk.File(file.Booking.ID).Holds[0].Status())
}

// A decided pause whose procedure is moved no longer counts: the doctor is asked
// again, the patient is to be called today, and the sheet is out of date.
func TestMovedAfterDecision(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	require.NoError(t, desk.Decide(file, nil))
	document, err := desk.Sheet(ctx, file.Booking.ID, papers.Wanted{})
	require.NoError(t, err)
	require.NoError(t, desk.KeepSheet(ctx, file.Booking.ID, document))

	desk.Wall.Time = apptest.Date(t, "2026-12-09").At(9, 0)
	start := apptest.Date(t, "2026-12-16").At(8, 30)
	change := bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Start: &start}
	proposed, err := desk.Propose(ctx, change)
	require.NoError(t, err)
	require.Len(t, proposed.Recalled, 1)
	require.Equal(t, 1, proposed.OutdatedSheets)
	_, err = desk.Change(ctx, change)
	require.NoError(t, err)

	file = desk.File(file.Booking.ID)
	require.Equal(t, care.HoldProposed, file.Holds[0].Status())
	require.NotNil(t, file.Holds[0].Outdated)
	require.Equal(t, models.Open, desk.Task(file.Booking.ID, "hold-decision").State)
	require.Equal(t, desk.Today(), desk.Open(file.Booking.ID, models.TellStep).Due)
	require.True(t, file.SheetOutdated(file.Sheets[0]))
	require.Equal(t, "warning.hold-outdated", file.Warnings[0].Code)
	waiting, err := desk.WaitingHolds(ctx)
	require.NoError(t, err)
	require.Len(t, waiting, 1)
}

// A cancelled procedure leaves no patient without her medicine unknowingly.
func TestCancelledAfterDecision(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	require.NoError(t, desk.Decide(file, nil))
	require.NoError(t, desk.Cancel(apptest.Nurse(), file.Booking.ID, file.Booking.Version, "Patienten är sjuk"))
	require.Equal(t, models.Open, desk.Task(file.Booking.ID, models.TellStep).State)
}

// A call that promised no hour is put off to another day without one; an hour
// that is named is kept.
func TestPostponeACallWithoutAnHour(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	require.NoError(t, desk.Decide(file, nil))
	require.NoError(t, desk.Cancel(ctx, file.Booking.ID, file.Booking.Version, "Patienten är sjuk"))
	call := func() models.Task { return desk.Task(file.Booking.ID, models.TellStep) }
	move := worklist.Postponement{TaskID: call().ID, Version: call().Version, Due: apptest.Date(t, "2026-11-03"), Reason: "Svarar inte"}
	_, err := desk.PostponeTask(ctx, move)
	require.NoError(t, err)
	require.Equal(t, move.Due, call().Due)
	require.Nil(t, call().At)
	move.Version, move.Time = call().Version, "14:00"
	_, err = desk.PostponeTask(ctx, move)
	require.NoError(t, err)
	require.True(t, call().At.Equal(move.Due.At(14, 0)))
	move.Version, move.Time = call().Version, ""
	_, err = desk.PostponeTask(ctx, move)
	require.ErrorIs(t, err, models.ErrRequired, "an hour that was promised is not forgotten")
}

// Booked too late for the pause: said first and plainly.
func TestHoldShouldHaveBegun(t *testing.T) {
	desk := apptest.New(t, "2026-12-11")
	file := desk.Booked(apptest.Warfarin(t))
	require.Equal(t, "warning.hold-begun", file.Warnings[0].Code)
	require.Equal(t, 3, file.Warnings[0].Values["days"])
}

// A medicine that the catalogue lacks is kept as written, asks nothing and blocks
// nothing; one that sounds like a blood thinner goes to the doctor.
func TestMedicineOutsideTheCatalogue(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.Medicines{{FreeText: "Levaxin"}, {ATC: "C08CA01"}}
	file := desk.Booked(booking)
	for _, hold := range file.Holds {
		require.False(t, hold.Asked)
		require.Equal(t, medication.None, hold.Kind)
	}
	require.Equal(t, []string{"Levaxin", "C08CA01"}, []string{file.Holds[0].Name.In(models.Swedish), file.Holds[1].Name.In(models.Swedish)})
	require.NotContains(t, apptest.Dues(file), "hold-decision")
	require.Empty(t, file.Warnings)

	desk = apptest.New(t, "2026-11-02")
	booking = apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.Medicines{{FreeText: "Heparinsprutor, heparin"}}
	file = desk.Booked(booking)
	require.True(t, file.Holds[0].Asked)
	require.True(t, file.Holds[0].Dates().LastDose.IsZero())
	require.Contains(t, apptest.Dues(file), "hold-decision")
}

// Taking a medicine makes known what it is taken for, as a tick does: the plan has
// the task that follows, and the patient's file says so.
func TestConditionsKnownFromMedicines(t *testing.T) {
	for code, want := range map[string][]models.Condition{
		"A10AB05": {models.Insulin}, "A10BD15": {models.SGLT2}, "A10AE56": {models.Insulin, models.GLP1}, "C08CA01": {models.Hypertension},
	} {
		booking := apptest.Draft(t, "2026-12-14")
		booking.Medicines, booking.Conditions = models.MedicinesOf(code), nil
		desk := apptest.New(t, "2026-11-02")
		file := desk.Booked(booking)
		require.Equal(t, want, file.Conditions, code)
		require.Empty(t, file.Booking.Conditions, "what was ticked stays what was ticked")
		require.Equal(t, code != "C08CA01", slices.Contains(slices.Collect(maps.Keys(apptest.Dues(file))), "day-medicines"), code)
	}
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines, booking.Conditions = models.MedicinesOf("A10AB05"), []models.Condition{models.Insulin}
	require.Equal(t, []models.Condition{models.Insulin}, apptest.New(t, "2026-11-02").Booked(booking).Conditions, "each once")
}

// A tendency to bleed, as the health declaration has it, is the doctor's to judge.
func TestTendencyToBleed(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	yes := true
	booking := apptest.Draft(t, "2026-12-14")
	booking.Health.BleedingTendency = &yes
	file := desk.Booked(booking)
	require.Contains(t, apptest.Dues(file), "bleeding-disorder")
	booking.Medicines, booking.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
	desk = apptest.New(t, "2026-11-02")
	file = desk.Booked(booking)
	require.Equal(t, medication.Doctor, file.Holds[0].Kind)
	require.Equal(t, "bleeding-disorder", file.Holds[0].Reasons[0].Code)
}

// A medicine that comes after the sheet makes the sheet untrue.
func TestMedicineAfterSheet(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	document, err := desk.Sheet(ctx, file.Booking.ID, papers.Wanted{})
	require.NoError(t, err)
	require.NoError(t, desk.KeepSheet(ctx, file.Booking.ID, document))
	medicines := models.MedicinesOf("B01AC06")
	_, err = desk.Change(ctx, bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	file = desk.File(file.Booking.ID)
	require.True(t, file.SheetOutdated(file.Sheets[0]))
}

// A patient with Jardiance must not read Forxiga: a class goes by its own name.
func TestAClassGoesByItsOwnName(t *testing.T) {
	desk := apptest.New(t, "2026-11-23")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.MedicinesOf("A10BK", "B01AC06", "B01AF02")
	names := map[string]bool{}
	for _, hold := range desk.Booked(booking).Holds {
		names[hold.Name.In(models.Swedish)] = true
	}
	require.Contains(t, names, "SGLT2-hämmare")
	require.Contains(t, names, "Eliquis (apixaban)")
	require.Contains(t, names, "Trombyl (acetylsalicylsyra, låg dos)")
}

// A doctor can raise the bleeding risk of one booking; nobody can set it below the
// protocol's, where holds are shorter.
func TestTierIsOnlyRaised(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	file := desk.Booked(apptest.Warfarin(t))
	for tier, want := range map[string]error{
		"low": &models.Problem{Code: "tier.lowered", Field: "tier"}, "intermediate": nil, "high": nil, "": nil,
		"highest": &models.Problem{Code: "tier.unknown", Field: "tier"},
	} {
		_, err := desk.Propose(ctx, bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Tier: &tier})
		require.ErrorIs(t, err, want, tier)
		draft := apptest.Warfarin(t)
		draft.Tier, draft.Theatre = tier, "Sal 2"
		require.ErrorIs(t, desk.CheckBooking(ctx, draft), want, "from the start: "+tier)
	}
	high := "high"
	_, err := desk.Change(ctx, bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, Tier: &high})
	require.NoError(t, err)
	require.Equal(t, "high", desk.File(file.Booking.ID).Booking.Tier)
}

// A decision stands until something comes up that the doctor did not weigh: an
// answer that speaks against it, or a bleeding risk that asks for a longer pause.
func TestNewFactsCallADecisionIn(t *testing.T) {
	ctx := apptest.Nurse()
	for name, test := range map[string]struct {
		change  func(*bookings.Change)
		outdone bool
	}{
		"a mechanical valve is told of": {func(c *bookings.Change) {
			answers := apptest.NoFactors()
			answers["mechanical-valve"] = "yes"
			c.Factors = &answers
		}, true},
		"a second thinner": {func(c *bookings.Change) {
			medicines := models.MedicinesOf("B01AA03", "B01AF02")
			c.Medicines = &medicines
		}, true},
		"another theatre":             {func(c *bookings.Change) { theatre := "Sal 2"; c.Theatre = &theatre }, false},
		"the clearance becomes known": {func(c *bookings.Change) { clearance := "85"; c.Clearance = &clearance }, false},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			file := desk.Booked(apptest.Warfarin(t))
			require.NoError(t, desk.Decide(file, nil))
			change := bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version}
			test.change(&change)
			difference, err := desk.Change(ctx, change)
			require.NoError(t, err)
			hold := desk.File(file.Booking.ID).Holds[0]
			require.Equal(t, test.outdone, hold.Outdated != nil)
			require.Equal(t, test.outdone, hold.Status() == care.HoldProposed)
			require.Equal(t, test.outdone, len(difference.Recalled) == 1)
		})
	}
}

// Three days without, counted from the day that was planned, are too few when
// the procedure came a day later: the doctor is asked for the first dose again.
func TestPerformedOnAnotherDayThanDecidedFor(t *testing.T) {
	ctx := apptest.Nurse()
	for _, test := range []struct {
		performed string
		counts    bool
	}{{"2026-12-14", true}, {"2026-12-15", false}} {
		desk := apptest.New(t, "2026-11-02")
		file := desk.Booked(apptest.Warfarin(t))
		require.NoError(t, desk.Decide(file, nil))
		told := desk.Task(file.Booking.ID, models.TellStep)
		_, err := desk.CompleteTask(ctx, worklist.Completion{TaskID: told.ID, Version: told.Version})
		require.NoError(t, err)
		file = desk.File(file.Booking.ID)
		desk.Wall.Time = apptest.Date(t, "2026-12-15").At(16, 0)
		began := apptest.Date(t, test.performed).At(10, 20)
		_, err = desk.Change(ctx, bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, PerformedAt: &began})
		require.NoError(t, err)
		file = desk.File(file.Booking.ID)
		require.Equal(t, test.counts, file.Holds[0].Decision != nil)
		if test.counts {
			continue
		}
		require.Equal(t, apptest.Date(t, "2026-12-18"), file.Holds[0].Dates().FirstDoseAgain, "counted from the real day")
		require.Equal(t, desk.Today(), desk.Open(file.Booking.ID, models.TellStep).Due)
		require.Equal(t, "warning.hold-outdated", file.Warnings[0].Code)
		require.NoError(t, desk.Decide(file, nil))
		require.Equal(t, care.HoldDecided, desk.File(file.Booking.ID).Holds[0].Status())
		require.Equal(t, models.Done, desk.Task(file.Booking.ID, "hold-decision").State)
	}
}

// The days without are counted between the doctor's last dose and the procedure:
// neither the day of the dose nor the day of the procedure is one of them.
func TestDaysWithoutOfADecision(t *testing.T) {
	for lastDose, days := range map[string]int{"2026-12-08": 5, "2026-12-10": 3, "2026-12-13": 0} {
		desk := apptest.New(t, "2026-11-02")
		file := desk.Booked(apptest.Warfarin(t))
		require.NoError(t, desk.Decide(file, func(d *holds.DecisionDraft) {
			d.LastDose, d.Reason = apptest.Date(t, lastDose), "Läkarens bedömning"
		}))
		hold := desk.File(file.Booking.ID).Holds[0]
		require.Equal(t, days, hold.Decision.DaysWithout, lastDose)
		require.Equal(t, days, hold.Dates().DaysWithout, lastDose)
	}
}
