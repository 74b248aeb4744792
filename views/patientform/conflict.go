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
	"nursedesk/views/locale"
)

// The fields that are not of free text.
const (
	fieldLanguage   = "language"
	fieldMedicines  = "medicines"
	fieldConditions = "conditions"
)

// fieldNames lists every field of a draft, in the order in which the form shows them.
func fieldNames() []string {
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
	yes := func(holds bool) string {
		if holds {
			return locale.T("conflict.yes")
		}
		return locale.T("conflict.no")
	}
	switch name {
	case fieldLanguage:
		return locale.LanguageName(draft.Language)
	case hardOfHearing:
		return yes(draft.Record.HardOfHearing)
	case protected:
		return yes(draft.Record.ProtectedIdentity)
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

// differences compares what was read, what is typed and what is kept now.
func (f *Form) differences(base, mine, theirs office.PatientDraft) []deskconflict.Difference {
	var fields []deskconflict.Field
	for _, name := range fieldNames() {
		fields = append(fields, deskconflict.Field{Name: name, Base: f.say(base, name), Mine: f.say(mine, name), Theirs: f.say(theirs, name)})
	}
	return deskconflict.Between(fields...)
}

// choose gives a field what a side made of it. What was typed on after the two met stays
// where it is the side's own.
func (f *Form) choose(name string, side deskconflict.Side) {
	if side == deskconflict.Theirs {
		f.take(f.theirs, name)
	} else if f.say(f.Draft(), name) == f.say(f.theirs, name) {
		f.take(f.mine, name)
	}
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

// meet shows what somebody else has kept meanwhile: fields that only one of us touched are
// as that one left them, and of the others the nurse chooses.
func (f *Form) meet(file care.PatientFile) {
	base := f.draft
	f.mine, f.theirs = f.Draft(), office.DraftOf(file.Patient)
	f.draft = f.theirs
	by, at := "", file.Patient.UpdatedAt
	if len(file.History) > 0 {
		by, at = file.History[0].By, file.History[0].At
	}
	f.clash.Show(by, at, f.differences(base, f.mine, f.theirs))
}

// label is what a field is called.
func (f *Form) label(name string) string {
	if name == fieldMedicines {
		return locale.T("conflict.medicines")
	}
	return locale.T("patient.form." + name)
}
