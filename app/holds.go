package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// HoldStatus tells how far a hold is decided.
type HoldStatus string

// The statuses of a hold.
const (
	HoldProposed  HoldStatus = "proposed" // the rules propose; the doctor has to decide
	HoldDecided   HoldStatus = "decided"  // as proposed, or where the rules gave no date
	HoldChanged   HoldStatus = "changed"  // otherwise than proposed, with a reason
	HoldContinues HoldStatus = "continues"
)

// HoldFile is one medicine of a booking: what the rules propose and what a
// doctor has decided.
type HoldFile struct {
	medication.Hold
	OnBooking models.Medicine // as it is kept
	Name      models.Text     // as the desk and the patient call it
	Asked     bool            // a doctor has to decide about it
	Decision  *models.HoldDecision
	// Outdated is the latest decision when it was made for another start or
	// another dose: it no longer counts, and the patient may be following it.
	Outdated *models.HoldDecision
}

// Status tells how far the hold is decided.
func (h HoldFile) Status() HoldStatus {
	switch {
	case h.Decision == nil:
		return HoldProposed
	case h.Decision.Continues:
		return HoldContinues
	case h.Decision.Changed:
		return HoldChanged
	}
	return HoldDecided
}

// Dates are the dates that count: the doctor's, until then the proposal's,
// which are empty where the doctor alone can say.
func (h HoldFile) Dates() medication.Dates {
	if h.Decision == nil {
		return h.Hold.Dates
	}
	dates := medication.Dates{
		LastDose: h.Decision.LastDose, DaysWithout: h.Decision.DaysWithout, FirstDoseAgain: h.Decision.FirstDoseAgain,
	}
	if h.Decision.LastDoseAt != nil {
		dates.LastDoseAt = h.Decision.LastDoseAt.In(models.Stockholm)
	}
	return dates
}

// paused tells whether the medicine counts as on hold. Until the doctor has
// decided otherwise, whatever may be paused does, so that none is forgotten.
func (h HoldFile) paused() bool {
	if h.Decision != nil {
		return !h.Decision.Continues
	}
	return h.Asked && h.Kind != medication.None
}

// holds proposes a hold for each medicine of a booking and lays the doctor's
// decisions over the proposals. decisions come newest first.
func (r Rules) holds(protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision) []HoldFile {
	request := medication.PlanRequest{
		ProtocolTier: protocol.Tier, Tier: careplan.Tier(booking.Tier), Start: booking.Begin(),
		Factors: factorsOf(booking), Clearance: medication.Clearance(booking.Clearance),
	}
	for _, medicine := range booking.Medicines {
		request.Medicines = append(request.Medicines, taken(medicine))
	}
	var files []HoldFile
	for _, hold := range medication.Plan(r.Medicines, request) {
		file := HoldFile{Hold: hold, OnBooking: medicineOf(hold.Taken), Name: nameOf(hold)}
		file.Asked = !hold.Known || hold.Medicine.BloodThinner
		for _, decision := range decisions {
			if decision.BookingID != booking.ID || decision.Medicine.Key() != file.OnBooking.Key() {
				continue
			}
			if decision.Medicine == file.OnBooking && decision.ForStart.Equal(booking.DayStart()) && !speaksAgainst(hold, decision) {
				file.Decision = &decision
			} else {
				file.Outdated = &decision
			}
			break // the newest alone counts
		}
		files = append(files, file)
	}
	return files
}

// speaksAgainst tells whether the rules now see something that the doctor did
// not weigh: a reason that was not there, or a longer pause than was proposed.
func speaksAgainst(hold medication.Hold, decision models.HoldDecision) bool {
	for _, reason := range hold.Reasons {
		if !slices.Contains(decision.Weighed, reason.Code) {
			return true
		}
	}
	then, known := medication.ParsePause(decision.Proposed)
	return known && hold.Pause().Longer(then)
}

// factorsOf are the answers about the patient, among them what the health
// declaration says of a tendency to bleed (leaflet B1).
func factorsOf(booking models.Booking) map[medication.Factor]medication.Answer {
	factors := map[medication.Factor]medication.Answer{}
	for id, answer := range booking.Factors {
		factors[medication.Factor(id)] = medication.Answer(answer)
	}
	if said := booking.Health.BleedingTendency; said != nil && *said {
		factors[medication.BleedingDisorder] = medication.Yes
	}
	return factors
}

func taken(medicine models.Medicine) medication.Taken {
	return medication.Taken{
		ATC: medicine.ATC, FreeText: medicine.FreeText,
		Form: medication.Form(medicine.Form), Indication: medication.Indication(medicine.Indication),
	}
}

func medicineOf(taken medication.Taken) models.Medicine {
	return models.Medicine{
		ATC: taken.ATC, FreeText: taken.FreeText, Form: string(taken.Form), Indication: string(taken.Indication),
	}
}

// nameOf is the medicine's usual trade name with its substance, a class by its
// own name, or what the nurse wrote.
func nameOf(hold medication.Hold) models.Text {
	if !hold.Known {
		return models.Text{SV: hold.Taken.FreeText, EN: hold.Taken.FreeText}
	}
	substance := hold.Medicine.Substance
	if len(hold.Medicine.Names) == 0 || !hold.Medicine.OneSubstance() {
		return substance
	}
	name, inner := hold.Medicine.Names[0], strings.NewReplacer(" (", ", ", ")", "") // no brackets within brackets
	return models.Text{
		SV: name + " (" + inner.Replace(substance.SV) + ")", EN: name + " (" + inner.Replace(substance.EN) + ")",
	}
}

// undecided are the holds that wait for a doctor.
func undecided(holds []HoldFile) []HoldFile {
	return slices.DeleteFunc(slices.Clone(holds), func(h HoldFile) bool { return !h.Asked || h.Decision != nil })
}

// facts are what the protocols' conditions may ask about a booking.
func facts(conditions []models.Condition, holds []HoldFile) careplan.Facts {
	return careplan.Facts{
		BloodThinner: slices.ContainsFunc(holds, func(h HoldFile) bool { return h.Asked }),
		OnHold:       slices.ContainsFunc(holds, HoldFile.paused),
		Insulin:      slices.Contains(conditions, models.Insulin),
		Hypertension: slices.Contains(conditions, models.Hypertension),
	}
}

// care runs the rules on a booking: its holds, and the plan that follows from
// them. The doctor's own dates and the blood test of a hold are part of the plan.
func (r Rules) care(
	protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision,
) ([]HoldFile, careplan.Plan) {
	holds := r.holds(protocol, booking, decisions)
	plan := protocol.Plan(careplan.Request{
		Start: booking.Begin(), BookedOn: booking.BookedOn, Facts: facts(booking.Conditions, holds),
	})
	plan.Tasks = r.withINR(plan, booking, holds)
	resumeAsDecided(&plan, holds)
	return holds, plan
}

// withINR adds the blood test that goes with a hold of warfarin.
func (r Rules) withINR(plan careplan.Plan, booking models.Booking, holds []HoldFile) []careplan.PlannedTask {
	for _, hold := range holds {
		inr := hold.Medicine.INR
		if inr == nil || !hold.paused() {
			continue
		}
		check := inr.Check(careplan.Tier(booking.Tier), booking.Begin())
		task := careplan.PlannedTask{
			Step: inr.Step(), Target: check.Due, Due: check.Due, Earliest: check.Due, Latest: models.DateOf(booking.Begin()),
		}
		if task.Due.Before(booking.BookedOn) {
			task.Due = booking.BookedOn
			task.Late = task.Latest.Before(booking.BookedOn)
		}
		return append(plan.Tasks, task)
	}
	return plan.Tasks
}

// ResumeStep and ResumeMilestone are the protocol's rows about the first dose again.
const (
	ResumeStep      = "resume-check"
	ResumeMilestone = "resume-blood-thinner"
	DecisionStep    = "hold-decision"
)

// resumeAsDecided honours a day that the doctor set for the first dose again.
// Where several medicines are taken up again, the check follows the last.
func resumeAsDecided(plan *careplan.Plan, holds []HoldFile) {
	var first, last models.Date
	for _, hold := range holds {
		if hold.Decision == nil || hold.Decision.Continues {
			continue
		}
		again := hold.Decision.FirstDoseAgain
		if first.IsZero() || again.Before(first) {
			first = again
		}
		if again.After(last) {
			last = again
		}
	}
	if first.IsZero() {
		return
	}
	for i := range plan.Tasks {
		if plan.Tasks[i].Step.ID == ResumeStep {
			plan.Tasks[i].MoveTo(last)
		}
	}
	for i := range plan.Milestones {
		if plan.Milestones[i].Milestone.ID == ResumeMilestone {
			plan.Milestones[i].Begin = careplan.Moment{Date: first}
		}
	}
}

// begunOn tells since when the patient should have stopped: the day after the
// last dose, when that has passed; ok is false where it has not, or nothing is paused.
func (h HoldFile) begunOn(today models.Date, begin time.Time) (day models.Date, ok bool) {
	last := h.Dates().LastDose
	if last.IsZero() || !last.Before(today) || models.DateOf(begin).Before(today) {
		return models.Date{}, false
	}
	return last.AddDays(1), true
}

// paper is a fingerprint of what a sheet would say: the dates, what the patient
// has to do because of an illness, and what is decided about each medicine. What
// the rules propose while no doctor has decided stands on no sheet. A procedure
// that began later on its own day makes no sheet untrue.
func (r Rules) paper(protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision) string {
	if booking.DayStart().Equal(booking.Start) {
		booking.PerformedAt = nil
	}
	holds := r.holds(protocol, booking, decisions)
	known := facts(booking.Conditions, holds)
	known.OnHold = slices.ContainsFunc(holds, func(h HoldFile) bool { return h.Decision != nil && h.paused() })
	plan := protocol.Plan(careplan.Request{Start: booking.Begin(), BookedOn: booking.BookedOn, Facts: known})
	digest := sha256.New()
	_, _ = fmt.Fprintln(digest, plan.Hash(), known.Insulin, known.Hypertension) // writing to a hash never fails
	for _, hold := range holds {
		if !hold.Asked {
			continue
		}
		// By its key: a new way to write a name makes no patient's paper untrue.
		_, _ = fmt.Fprintln(digest, hold.OnBooking.Key(), hold.Status() == HoldContinues)
		if hold.Decision != nil {
			dates := hold.Dates()
			_, _ = fmt.Fprintln(digest, dates.LastDose, dates.LastDoseAt.UTC(), dates.FirstDoseAgain)
		}
	}
	return hex.EncodeToString(digest.Sum(nil))
}
