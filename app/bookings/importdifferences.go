package bookings

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"nursedesk/models"
)

// patientDifferences writes onto a patient what a line says differently. An empty
// field says nothing.
func patientDifferences(line importLine, patient *models.Patient, typed models.Patient) []Difference {
	var told []Difference
	if typed.Phone != "" && typed.Phone != patient.Phone {
		told = append(told, Difference{"phone", patient.Shown().Phone.Format(), typed.Phone.Format()})
		patient.Phone = typed.Phone
	}
	if typed.Email != "" && !strings.EqualFold(typed.Email, patient.Email) {
		told = append(told, Difference{"email", patient.Shown().Email, typed.Email})
		patient.Email = typed.Email
	}
	if line.get("language") != "" && typed.Language != patient.Language {
		told = append(told, Difference{"language", string(patient.Language), string(typed.Language)})
		patient.Language = typed.Language
	}
	return told
}

// bookingDifferences writes into a change what a line says differently of a booking.
func bookingDifferences(kept, line models.Booking, change *Change) []Difference {
	var told []Difference
	text := func(column, old, now string, into **string) {
		if now != "" && !models.SameName(old, now) {
			told = append(told, Difference{column, old, now})
			*into = &now
		}
	}
	if !kept.Start.Equal(line.Start) {
		told = append(told, Difference{"start", wallClock(kept.Start), wallClock(line.Start)})
		change.Start = &line.Start
	}
	text("surgeon", kept.Surgeon, line.Surgeon, &change.Surgeon)
	text("theatre", kept.Theatre, line.Theatre, &change.Theatre)
	text("external_id", kept.ExternalID, line.ExternalID, &change.ExternalID)
	if medicines := merged(kept.Medicines, line.Medicines); len(line.Medicines) > 0 && !sameMedicines(kept.Medicines, medicines) {
		told = append(told, Difference{"medicines", listMedicines(kept.Medicines), listMedicines(medicines)})
		change.Medicines = &medicines
	}
	if conditions := slices.Sorted(slices.Values(line.Conditions)); len(conditions) > 0 &&
		!slices.Equal(slices.Sorted(slices.Values(kept.Conditions)), conditions) {
		told = append(told, Difference{"conditions", listConditions(kept.Conditions), listConditions(conditions)})
		change.Conditions = &conditions
	}
	return told
}

// merged are a line's medicines with what is known of them here and the line does not say.
func merged(kept, line models.Medicines) models.Medicines {
	all := slices.Clone(line)
	for i, medicine := range all {
		at := slices.IndexFunc(kept, func(m models.Medicine) bool { return m.Key() == medicine.Key() })
		if at < 0 {
			continue
		}
		all[i] = kept[at]
		all[i].Form = cmp.Or(medicine.Form, kept[at].Form)
		all[i].DoseTime = cmp.Or(medicine.DoseTime, kept[at].DoseTime)
	}
	return all
}

func sameMedicines(a, b models.Medicines) bool {
	sorted := func(all models.Medicines) models.Medicines {
		return slices.SortedFunc(slices.Values(all), func(a, b models.Medicine) int { return cmp.Compare(a.Key(), b.Key()) })
	}
	return slices.Equal(sorted(a), sorted(b))
}

func listMedicines(medicines models.Medicines) string {
	names := make([]string, len(medicines))
	for i, medicine := range medicines {
		names[i] = cmp.Or(medicine.ATC, medicine.FreeText)
		if medicine.Form != "" {
			names[i] += ":" + medicine.Form
		}
		if medicine.DoseTime != "" {
			names[i] += ":" + medicine.DoseTime
		}
	}
	return strings.Join(names, ", ")
}

func listConditions(conditions []models.Condition) string {
	names := make([]string, len(conditions))
	for i, condition := range conditions {
		names[i] = string(condition)
	}
	return strings.Join(names, ", ")
}

func wallClock(t time.Time) string { return t.In(models.Stockholm).Format("2006-01-02 15:04") }
