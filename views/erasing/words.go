package erasing

import (
	"fmt"
	"strings"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// Found says in lines what there is of a patient, whether it may be erased, and what would stay.
func Found(found patients.Erasable) []string {
	who := locale.Line(found.Patient.Name(), found.Patient.PersonalNumber.String())
	lines := []string{who, locale.T("erase.last", "last", found.Last)}
	switch {
	case found.Old:
		lines = append(lines, locale.T("erase.old"))
	case found.MadeUp:
		lines = append(lines, locale.T("erase.test-form", "from", found.From))
	}
	if len(found.Removed) > 0 {
		lines = append(lines, locale.T("erase.removes", "what", counted(found.Removed)))
	}
	return append(lines, locale.T("erase.leaves", "what", left(found.Stays)))
}

// Told says in lines what was erased and what remains, and where.
func Told(erased patients.Erased) []string {
	lines := []string{locale.T("erase.told", "id", erased.PatientID)}
	if len(erased.Removed) > 0 {
		lines[0] += " " + locale.T("erase.removed", "what", counted(erased.Removed))
	}
	lines = append(lines, locale.T("erase.stays", "what", left(erased.Stays)), locale.T("erase.backups"))
	if len(erased.Mentions) > 0 {
		lines = append(lines, locale.T("erase.mentions", "what", counted(erased.Mentions)))
	}
	if erased.Left != nil {
		lines = append(lines, locale.T("erase.left", "why", locale.Problem(erased.Left)))
	}
	return lines
}

func counted(counts []models.RowCount) string {
	return count(counts, func(table string) string { return locale.T("check." + table) })
}

// left is counted, of what stays: of patients it is a row without anything in it.
func left(counts []models.RowCount) string {
	return count(counts, func(table string) string {
		if table == "patients" {
			return locale.T("erase.empty-rows")
		}
		return locale.T("check." + table)
	})
}

func count(counts []models.RowCount, word func(table string) string) string {
	said := make([]string, len(counts))
	for i, one := range counts {
		said[i] = fmt.Sprintf("%s %d", strings.ToLower(word(one.Name)), one.Rows)
	}
	return strings.Join(said, ", ")
}
