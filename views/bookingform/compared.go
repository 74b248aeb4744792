package bookingform

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/conflict"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/medicines"
	"nursedesk/views/patientform"

	viewconflict "nursedesk/views/conflict"
)

// Start is when a booking is, as it is compared: a day with its time, never one of the two.
const Start = "start"

// What each medicine and each answer about the patient is compared as, with its key behind.
const (
	medicinePrefix = "medicine:"
	factorPrefix   = "factor:"
)

// DraftOf gives all that is compared of a booking.
func DraftOf(booking models.Booking) bookings.Draft {
	draft := bookings.DraftOf(booking)
	return At(draft, booking.Begin())
}

// At is a draft at another instant.
func At(draft bookings.Draft, start time.Time) bookings.Draft {
	draft.Date, draft.Time = models.DateOf(start), models.TimeOfDayOf(start).String()
	return draft
}

// Compared is what a form that changes a booking tells of it where two have changed it.
// take gives a field of the form what a draft says; those that the form does not have are
// told only.
func Compared(
	catalogue *medication.Catalogue, typed func() bookings.Draft, take func(from bookings.Draft, name string),
) viewconflict.Form[bookings.Draft] {
	c := compared{catalogue}
	return viewconflict.Form[bookings.Draft]{Names: c.names, Label: c.label, Say: c.say, Typed: typed, Take: take}
}

type compared struct{ catalogue *medication.Catalogue }

// names lists every field, each medicine and each answer by itself.
func (c compared) names(drafts ...bookings.Draft) []string {
	names := []string{Start, "surgeon", "theatre", "tier"}
	for _, draft := range drafts {
		for _, medicine := range draft.Medicines {
			if name := medicinePrefix + medicine.Key(); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	for _, factor := range c.catalogue.AskedFactors() {
		names = append(names, factorPrefix+string(factor))
	}
	names = append(names, medicines.FieldClearance, "conditions")
	for _, asked := range models.HealthQuestions {
		names = append(names, string(asked))
	}
	return append(names, "note")
}

func (c compared) label(name string) string {
	if key, ok := strings.CutPrefix(name, medicinePrefix); ok {
		return locale.In(care.NameOf(c.catalogue, models.MedicineOfKey(key)))
	}
	if factor, ok := strings.CutPrefix(name, factorPrefix); ok {
		return locale.T("medicines.factor." + factor)
	}
	if slices.Contains(models.HealthQuestions, models.HealthQuestion(name)) {
		return HealthWord(models.HealthQuestion(name))
	}
	switch name {
	case Start:
		return locale.T("bookingform.start")
	case medicines.FieldClearance:
		return locale.T("medicines.clearance")
	}
	return locale.T("bookingform.field." + name)
}

func (c compared) say(draft bookings.Draft, name string) string {
	if key, ok := strings.CutPrefix(name, medicinePrefix); ok {
		if index := indexOf(draft.Medicines, key); index >= 0 {
			return medicines.Said(draft.Medicines[index])
		}
		return locale.T("medicines.not-taken")
	}
	if factor, ok := strings.CutPrefix(name, factorPrefix); ok {
		answer := draft.Factors[factor]
		if answer == "" {
			return ""
		}
		return locale.LowerFirst(locale.T("medicines.answer." + answer))
	}
	if slices.Contains(models.HealthQuestions, models.HealthQuestion(name)) {
		return viewconflict.Answer(*draft.Health.Answer(models.HealthQuestion(name)))
	}
	switch name {
	case Start:
		return strings.TrimSpace(locale.Date(draft.Date) + " " + draft.Time)
	case "surgeon":
		return strings.TrimSpace(draft.Surgeon)
	case "theatre":
		return strings.TrimSpace(draft.Theatre)
	case "tier":
		if draft.Tier == "" {
			return locale.T("bookingform.tier.kept")
		}
		return tierWord(rulebook.Tier(draft.Tier))
	case medicines.FieldClearance:
		return strings.TrimSpace(draft.Clearance)
	case "conditions":
		var words []string
		for _, condition := range draft.Conditions {
			words = append(words, patientform.ConditionWord(condition))
		}
		slices.Sort(words)
		return strings.Join(words, ", ")
	}
	return strings.TrimSpace(draft.Note)
}

func indexOf(taken models.Medicines, key string) int {
	return slices.IndexFunc(taken, func(medicine models.Medicine) bool { return medicine.Key() == key })
}

// Take gives a field what a draft says of it.
func (f *Fields) Take(from bookings.Draft, name string) {
	if asked := models.HealthQuestion(name); slices.Contains(models.HealthQuestions, asked) {
		said := f.health.declaration()
		*said.Answer(asked) = *from.Health.Answer(asked)
		f.health.set(said)
		return
	}
	switch name {
	case "surgeon":
		f.surgeon.SetText(from.Surgeon)
	case "theatre":
		f.theatre.SetText(from.Theatre)
	case "tier":
		f.chooseTier(from.Tier)
	case "conditions":
		f.Conditions.Set(from.Conditions)
	case "note":
		f.note.SetText(from.Note)
	default:
		f.takeTakes(from, name)
	}
}

// takeTakes is Take for what the patient takes.
func (f *Fields) takeTakes(from bookings.Draft, name string) {
	takes := f.Medicines.Values()
	if key, ok := strings.CutPrefix(name, medicinePrefix); ok {
		takes.Medicines = slices.DeleteFunc(takes.Medicines, func(medicine models.Medicine) bool { return medicine.Key() == key })
		if index := indexOf(from.Medicines, key); index >= 0 {
			takes.Medicines = append(takes.Medicines, from.Medicines[index])
		}
	} else if factor, ok := strings.CutPrefix(name, factorPrefix); ok {
		answers := maps.Clone(takes.Factors)
		delete(answers, factor)
		if answer := from.Factors[factor]; answer != "" {
			if answers == nil {
				answers = map[string]string{}
			}
			answers[factor] = answer
		}
		takes.Factors = answers
	} else if name == medicines.FieldClearance {
		takes.Clearance = from.Clearance
	} else {
		return
	}
	f.Medicines.Set(takes)
}

// Reader reads what is kept of a patient.
type Reader interface {
	Patient(ctx context.Context, id int64) (care.PatientFile, error)
}

// Met is a booking as somebody else left it.
type Met struct {
	File care.BookingFile
	By   string
	At   time.Time
}

// ReadAgain reads a booking as it is kept now, and who changed it last.
func ReadAgain(ctx context.Context, desk Reader, booking models.Booking) (Met, error) {
	file, err := desk.Patient(ctx, booking.PatientID)
	if err != nil {
		return Met{}, err
	}
	for _, one := range file.Bookings {
		if one.Booking.ID != booking.ID {
			continue
		}
		last := conflict.Last(file.History, func(entry models.AuditEntry) bool {
			return entry.BookingID != nil && *entry.BookingID == booking.ID &&
				(strings.HasPrefix(entry.Action, "booking.") || strings.HasPrefix(entry.Action, "hold."))
		})
		return Met{File: one, By: last.By, At: last.At}, nil
	}
	return Met{}, models.ErrNotFound
}
