package care

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// HoldOf finds a medicine by models.Medicine.Key.
func HoldOf(holds []HoldFile, key string) (HoldFile, bool) {
	for _, hold := range holds {
		if hold.OnBooking.Key() == key {
			return hold, true
		}
	}
	return HoldFile{}, false
}

// Differs tells whether a decision is another than the rules proposed. Where
// they left it to the doctor there is nothing to differ from.
func (h HoldFile) Differs(decision models.HoldDecision) bool {
	proposed := h.Hold
	switch proposed.Kind {
	case medication.Doctor:
		return false
	case medication.None:
		return !decision.Continues
	case medication.Days, medication.Hours:
	}
	if decision.Continues || decision.LastDose != proposed.LastDose || decision.FirstDoseAgain != proposed.FirstDoseAgain {
		return true
	}
	return decision.LastDoseAt != nil && !truncated(*decision.LastDoseAt).Equal(truncated(proposed.LastDoseAt))
}

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
	// Dose is which dose of its day is the last by the doctor's decision; "" is not known.
	Dose medication.DoseTime
	// Outdated is the latest decision when it was made for another start or
	// another dose: it no longer counts, and the patient may be following it.
	Outdated *models.HoldDecision

	Off        bool // its booking was cancelled or missed: no pause holds
	Told       bool // the patient knows what counts by now
	NotResumed bool // the patient said that it is not taken up again
	Unchecked  bool // it should be taken up again by now, and nobody has asked
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

// Settled tells whether nothing is left to do about the hold for now: it is
// decided, the patient knows it, and nothing that was found since speaks against it.
func (h HoldFile) Settled() bool {
	return h.Decision != nil && h.Told && !h.Off && !h.NotResumed && !h.Unchecked
}

// Dates are the dates that count: the doctor's, until then the proposal's,
// which are empty where the doctor alone can say.
func (h HoldFile) Dates() medication.Dates {
	if h.Decision == nil {
		return h.Hold.Dates
	}
	dates := medication.Dates{
		LastDose: h.Decision.LastDose, DaysWithout: h.Decision.DaysWithout, FirstDoseAgain: h.Decision.FirstDoseAgain,
		Dose: h.Dose,
	}
	if h.Decision.LastDoseAt != nil {
		dates.LastDoseAt = h.Decision.LastDoseAt.In(models.Stockholm)
	}
	return dates
}

// Newest is the latest decision about the medicine, whether it still counts or not; its
// ID is 0 where there is none.
func (h HoldFile) Newest() models.HoldDecision {
	switch {
	case h.Decision != nil:
		return *h.Decision
	case h.Outdated != nil:
		return *h.Outdated
	}
	return models.HoldDecision{}
}

// Paused tells whether the medicine counts as on hold. Until the doctor has
// decided otherwise, whatever may be paused does, so that none is forgotten.
func (h HoldFile) Paused() bool {
	if h.Decision != nil {
		return !h.Decision.Continues
	}
	return h.Asked && h.Kind != medication.None
}

// holdsOf proposes a hold for each medicine of a booking and lays the doctor's
// decisions over the proposals. decisions come newest first.
func holdsOf(medicines *medication.Catalogue, protocol *careplan.Protocol, booking models.Booking, decisions []models.HoldDecision) []HoldFile {
	request := medication.PlanRequest{
		ProtocolTier: protocol.Tier, Tier: rulebook.Tier(booking.Tier), Start: booking.Begin(),
		Factors: FactorsOf(booking), Clearance: medication.Clearance(booking.Clearance),
	}
	for _, medicine := range booking.Medicines {
		request.Medicines = append(request.Medicines, taken(medicine))
	}
	var files []HoldFile
	for _, hold := range medication.Plan(medicines, request) {
		file := HoldFile{Hold: hold, OnBooking: medicineOf(hold.Taken), Name: nameOf(hold)}
		file.Asked = hold.Medicine.BloodThinner || !hold.Known && hold.Kind == medication.Doctor
		for _, decision := range decisions {
			if decision.BookingID != booking.ID || decision.Medicine.Key() != file.OnBooking.Key() {
				continue
			}
			if decision.Medicine == file.OnBooking && decision.ForStart.Equal(booking.DayStart()) && !speaksAgainst(hold.Rules(), decision) {
				file.Decision = &decision
				file.Dose = doseOf(medicines, file)
			} else {
				file.Outdated = &decision
			}
			break // the newest alone counts
		}
		files = append(files, file)
	}
	return files
}

// doseOf tells which dose of the day that was decided is the last.
func doseOf(medicines *medication.Catalogue, file HoldFile) medication.DoseTime {
	at := time.Time{}
	switch {
	case file.Decision.Continues || file.Taken.DoseTime == "":
		return ""
	case file.Decision.LastDoseAt != nil:
		at = file.Decision.LastDoseAt.In(models.Stockholm)
	}
	return medicines.DoseOf(file.Taken.DoseTime, at)
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

// FactorsOf are the answers about the patient, among them what the health
// declaration says of a tendency to bleed (leaflet B1).
func FactorsOf(booking models.Booking) map[medication.Factor]medication.Answer {
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
		DoseTime: medication.DoseTime(medicine.DoseTime),
	}
}

func medicineOf(taken medication.Taken) models.Medicine {
	return models.Medicine{
		ATC: taken.ATC, FreeText: taken.FreeText, Form: string(taken.Form), Indication: string(taken.Indication),
		DoseTime: string(taken.DoseTime),
	}
}

// nameOf is the medicine's usual trade name with its substance, a class by its
// own name, or what the nurse wrote.
func nameOf(hold medication.Hold) models.Text {
	return named(hold.Medicine, hold.Known, cmp.Or(hold.Taken.FreeText, hold.Taken.ATC))
}

// NameOf is a medicine as the desk and the patient call it.
func NameOf(medicines *medication.Catalogue, medicine models.Medicine) models.Text {
	known, ok := medicines.ByATC(medicine.ATC)
	return named(known, ok, cmp.Or(medicine.FreeText, medicine.ATC))
}

// ThinsBlood tells whether a doctor has to decide about a medicine before a procedure,
// as far as its name tells.
func ThinsBlood(medicines *medication.Catalogue, medicine models.Medicine) bool {
	if known, ok := medicines.ByATC(medicine.ATC); ok {
		return known.BloodThinner
	}
	return medicines.SoundsLikeThinner(medicine.FreeText)
}

// withoutBrackets writes what is to stand within brackets itself.
var withoutBrackets = strings.NewReplacer(" (", ", ", ")", "")

func named(medicine medication.Medicine, known bool, written string) models.Text {
	if !known {
		return models.Plain(written)
	}
	substance := medicine.Substance
	if len(medicine.Names) == 0 || !medicine.OneSubstance() {
		return substance
	}
	name := medicine.Names[0]
	if strings.EqualFold(name, substance.In(models.Swedish)) {
		return models.Plain(name) // not "Naproxen (naproxen)"
	}
	return substance.Each(func(_ models.Language, said string) string { return name + " (" + withoutBrackets.Replace(said) + ")" })
}

// Undecided are the holds that wait for a doctor.
func Undecided(holds []HoldFile) []HoldFile {
	return slices.DeleteFunc(slices.Clone(holds), func(h HoldFile) bool { return !h.Asked || h.Decision != nil })
}

// ConditionsOf are those that were ticked, and those that the medicines make known.
func ConditionsOf(medicines *medication.Catalogue, booking models.Booking) []models.Condition {
	known := slices.Clone(booking.Conditions)
	for _, condition := range medicines.Conditions(booking.Medicines.Codes()) {
		if !slices.Contains(known, condition) {
			known = append(known, condition)
		}
	}
	return known
}

// Facts are what the protocols' conditions may ask about a booking.
func Facts(medicines *medication.Catalogue, booking models.Booking, holds []HoldFile) careplan.Facts {
	conditions := ConditionsOf(medicines, booking)
	return careplan.Facts{
		BloodThinner: slices.ContainsFunc(holds, func(h HoldFile) bool { return h.Asked }),
		OnHold:       slices.ContainsFunc(holds, HoldFile.Paused),
		Insulin:      slices.Contains(conditions, models.Insulin),
		Hypertension: slices.Contains(conditions, models.Hypertension),
		Bleeds:       FactorsOf(booking)[medication.BleedingDisorder] == medication.Yes,
		DayAsked: slices.Contains(conditions, models.Insulin) ||
			slices.ContainsFunc(holds, func(h HoldFile) bool { return h.DayAsked() }),
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
