package bookings

import (
	"regexp"
	"slices"
	"strings"

	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/models"
)

// draftOf reads one line's fields into the draft that the form would hold.
func (s *Service) draftOf(line importLine) (draft Draft, warnings []*models.Problem, err error) {
	var problems models.Problems
	language, err := s.office.Rules.Languages.Parse(strings.ToLower(line.get("language")))
	problems.Add("language", err)
	start, err := ParseStart(line.get("start"))
	problems.Add("start", err)
	draft = Draft{
		Patient: office.PatientDraft{
			PersonalNumber: line.get("personal_number"),
			GivenName:      line.get("given_name"), FamilyName: line.get("family_name"),
			Phone: line.get("phone"), Email: line.get("email"), Language: language,
		},
		Procedure: strings.ToLower(line.get("procedure")),
		Surgeon:   line.get("surgeon"), Theatre: line.get("theatre"),
		ExternalID: line.get("external_id"), TheatreReason: line.get("theatre_reason"),
	}
	problems.Add("theatre-reason", models.CheckNote(draft.TheatreReason))
	for _, written := range splitMedicines(line.get("medicines")) {
		medicine, unknown := s.importedMedicine(written)
		if unknown != nil {
			warnings = append(warnings, unknown)
		}
		if !slices.ContainsFunc(draft.Medicines, func(m models.Medicine) bool { return m.Key() == medicine.Key() }) {
			draft.Medicines = append(draft.Medicines, medicine)
		}
	}
	if err == nil {
		draft.Date = models.DateOf(start)
		draft.Time = models.TimeOfDayOf(start).String()
	}
	for _, id := range splitList(strings.ToLower(line.get("conditions"))) {
		condition, err := models.ParseCondition(id)
		problems.Add("conditions", err)
		draft.Conditions = append(draft.Conditions, condition)
	}
	return draft, warnings, problems.OrNil()
}

// importedMedicine reads a code or name, with the dose form where that is known:
// B01AB04:treatment, and with when of the day it is taken: B01AB04:treatment:evening. What the catalogue does not know is kept as it is written, with
// a warning where it may be a blood thinner: the doctor has to decide about it then.
func (s *Service) importedMedicine(written string) (models.Medicine, *models.Problem) {
	name, how, _ := strings.Cut(written, ":")
	medicine := models.Medicine{Form: strings.ToLower(strings.TrimSpace(how))} // refused with its words where it is none
	if form, when, err := medication.ParseTaking(how); err == nil {
		medicine.Form, medicine.DoseTime = string(form), string(when)
	}
	taken, err := s.office.Rules.Medicines.Read(name)
	if err != nil {
		medicine.FreeText = strings.TrimSpace(name)
		return medicine, models.Warning("import.medicine", "medicines", map[string]any{"text": medicine.FreeText})
	}
	medicine.ATC, medicine.FreeText = taken.ATC, taken.FreeText
	return medicine, nil
}

// splitList splits a list of codes; ";" is the rule, and what a spreadsheet
// makes of it is understood too.
func splitList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";,| \n", r) })
}

// codes is a list of ATC codes with nothing between them but spaces.
var codes = regexp.MustCompile(`(?i)^[A-Z]\d{2}\S*( +[A-Z]\d{2}\S*)+$`)

// splitMedicines is [splitList] for medicines, whose names may hold spaces.
func splitMedicines(text string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";,|\n", r) }) {
		if part = strings.TrimSpace(part); codes.MatchString(part) {
			all = append(all, strings.Fields(part)...)
		} else if part != "" {
			all = append(all, part)
		}
	}
	return all
}
