package patientform

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"nursedesk/app/care"
	deskconflict "nursedesk/app/conflict"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
)

// The fields that are not of free text.
const (
	fieldLanguage   = "language"
	fieldMedicines  = "medicines"
	fieldConditions = "conditions"
)

// fieldNames lists every field of a draft, in the order in which the form shows them.
func fieldNames(...office.PatientDraft) []string {
	order := []string{
		"personal-number", "given-name", "family-name", "phone", "other-phone", "no-phone", fieldLanguage, "interpreter",
		hardOfHearing, protected, "email", "allergies", fieldMedicines, fieldConditions, "relative-name", "relative-phone",
		"relative-may-know", "note",
	}
	names := slices.Concat(slices.Collect(maps.Keys(texts(&office.PatientDraft{}))),
		[]string{fieldLanguage, fieldMedicines, fieldConditions, hardOfHearing, protected})
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(slices.Index(order, a), slices.Index(order, b)) })
	return names
}

// say writes a field of a draft as it is compared and shown.
func (f *Form) say(draft office.PatientDraft, name string) string {
	switch name {
	case fieldLanguage:
		return locale.LanguageName(draft.Language)
	case hardOfHearing:
		return conflict.Answer(&draft.Record.HardOfHearing)
	case protected:
		return conflict.Answer(&draft.Record.ProtectedIdentity)
	case fieldMedicines:
		return Takes(f.catalogue, models.Patient{Record: models.Record{Medicines: draft.Record.Medicines}})
	case fieldConditions:
		var words []string
		for _, condition := range draft.Record.Conditions {
			words = append(words, ConditionWord(condition))
		}
		slices.Sort(words)
		return strings.Join(words, ", ")
	}
	return *texts(&draft)[name]
}

// take gives a field what a draft says.
func (f *Form) take(from office.PatientDraft, name string) {
	now := f.Draft().Record
	switch name {
	case fieldLanguage:
		f.language.Choose(string(from.Language))
	case fieldMedicines:
		f.takes.SetTaken(from.Record.Medicines)
	case fieldConditions:
		f.conditions.Set(from.Record.Conditions)
	case hardOfHearing:
		now.HardOfHearing = from.Record.HardOfHearing
		f.fillTicks(now)
	case protected:
		now.ProtectedIdentity = from.Record.ProtectedIdentity
		f.fillTicks(now)
	default:
		f.setText(name, *texts(&from)[name])
	}
}

// meet shows what somebody else has kept meanwhile.
func (f *Form) meet(file care.PatientFile) {
	base, theirs := f.draft, office.DraftOf(file.Patient)
	last := deskconflict.Last(file.History, func(entry models.AuditEntry) bool { return strings.HasPrefix(entry.Action, "patient.") })
	f.clash.Meet(last.By, cmp.Or(last.At, file.Patient.UpdatedAt), base, theirs)
	f.draft = theirs
}

// label is what a field is called.
func (f *Form) label(name string) string {
	if name == fieldMedicines {
		return locale.T("conflict.medicines")
	}
	return locale.T("patient.form." + name)
}
