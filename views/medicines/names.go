package medicines

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// tradeName is what a nurse calls a medicine: its first trade name, a class by its own.
func tradeName(medicine medication.Medicine) string {
	if medicine.OneSubstance() && len(medicine.Names) > 0 {
		return medicine.Names[0]
	}
	return locale.In(medicine.Substance)
}

// title is the trade name with the substance.
func title(medicine medication.Medicine) string {
	name, substance := tradeName(medicine), locale.In(medicine.Substance)
	if strings.EqualFold(name, substance) {
		return name
	}
	return locale.Line(name, substance)
}

// also are a medicine's other names, and its code, below its title.
func also(medicine medication.Medicine) string {
	names := slices.DeleteFunc(slices.Clone(medicine.Names), func(name string) bool { return name == tradeName(medicine) })
	return locale.Line(medicine.ATC, strings.Join(names, ", "))
}

// class is the pill of a medicine: what it does, louder where a doctor has to decide.
func (e *Editor) class(taken models.Medicine) (look.Status, string) {
	medicine, known := e.catalogue.ByATC(taken.ATC)
	switch {
	case !known && e.catalogue.SoundsLikeThinner(taken.FreeText):
		return look.DueToday, locale.T("medicines.unknown.thinner")
	case !known:
		return look.Quiet, locale.T("medicines.unknown")
	case medicine.BloodThinner:
		return look.DueToday, locale.T("medicines.class." + string(medicine.Class))
	}
	return look.Quiet, locale.T("medicines.class." + string(medicine.Class))
}

// key tells medicines apart, whatever the case of a free text.
func key(medicine models.Medicine) string { return strings.ToLower(medicine.Key()) }

// named tells whether a text is a medicine's name or code, whole.
func named(medicine medication.Medicine, text string) bool {
	names := slices.Concat([]string{medicine.ATC}, slices.Collect(maps.Values(medicine.Substance)), medicine.Names)
	return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, text) })
}

// written is what stands for a medicine in a sentence.
func (e *Editor) written(medicine models.Medicine) string {
	if known, ok := e.catalogue.ByATC(medicine.ATC); ok {
		return tradeName(known)
	}
	return cmp.Or(medicine.FreeText, medicine.ATC)
}
