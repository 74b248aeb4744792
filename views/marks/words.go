// Package marks puts the marks of the readiness board into words: on the board, on
// Idag and on the operating list.
package marks

import (
	"cmp"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/readiness"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// Word is what a mark is called.
func Word(mark careplan.Mark) string { return locale.T("readiness.mark." + string(mark)) }

// Pill says how far a mark has come by a word, an icon and a colour. What is not
// needed is no pill.
func Pill(of care.Readiness) (look.Status, string) {
	word := locale.T("readiness.standing." + string(of.Standing))
	const short = 6 // letters of what was noted that a pill holds
	switch of.Standing {
	case care.ReadyDone:
		if of.Said != "" && len([]rune(of.Said)) <= short {
			word = of.Said
		}
		return look.Done, word
	case care.ReadyMissing:
		return look.DueToday, word
	case care.ReadyHindering:
		return look.Overdue, word
	case care.ReadyNotNeeded:
	}
	return look.Quiet, ""
}

// Thinners are the medicines that a doctor decides about, each with its standing:
// "Waran (warfarin): sista dos 8 dec".
func Thinners(r readiness.Row) []string {
	var lines []string
	for _, hold := range r.File.Holds {
		if !hold.Asked {
			continue
		}
		name := locale.In(hold.Name)
		switch {
		case hold.Decision == nil:
			lines = append(lines, locale.T("readiness.hold.undecided", "name", name))
		case hold.Decision.Continues:
			lines = append(lines, locale.T("readiness.hold.continues", "name", name))
		default:
			lines = append(lines, locale.T("readiness.hold.last", "name", name, "date", locale.Short(hold.Decision.LastDose)))
		}
	}
	return lines
}

// Listed names the marks of a standing: "Saknas: blad, skjuts hem"; "" for none.
func Listed(r readiness.Row, standing care.Standing) string {
	var words []string
	for _, mark := range r.Marks {
		if mark.Standing == standing && r.File.Booking.Status == models.StatusBooked {
			words = append(words, locale.LowerFirst(Word(mark.Mark)))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return locale.T("readiness.listed."+string(standing), "marks", strings.Join(words, ", "))
}

// allergies are those that are known; a restricted record tells nothing, which is not that there are none.
func allergies(r readiness.Row) string {
	if r.File.Restricted {
		return locale.In(r.File.Protocol.Title)
	}
	return cmp.Or(r.File.Patient.Allergies, locale.T("readiness.list.not-asked"))
}

// interpreter names the language to be interpreted, and says where the patient
// hears badly.
func interpreter(patient models.Patient) string {
	var lines []string
	if patient.Interpreter != "" {
		lines = append(lines, locale.T("readiness.list.interpreter", "language", patient.Interpreter))
	}
	if patient.HardOfHearing {
		lines = append(lines, locale.T("readiness.list.hears-badly"))
	}
	return strings.Join(lines, "\n")
}

// Spoken puts the operating list into the language of the screen.
type Spoken struct{}

// OperatingList implements [readiness.ListWords].
func (Spoken) OperatingList(day models.Date, clinic models.Clinic, rows []readiness.Row) sheet.ListingInput {
	part := sheet.ListingPart{
		Title: locale.T("readiness.list.day", "day", locale.LongDate(day)), Share: []float64{20, 38, 38, 30, 34, 20},
		Empty: locale.T("readiness.list.none"),
	}
	for _, column := range []string{"time", "patient", "procedure", "allergies", "thinner", "open"} {
		part.Head = append(part.Head, locale.T("readiness.list.column."+column))
	}
	for number, one := range rows {
		booking, patient := one.File.Booking, one.File.Patient
		part.Rows = append(part.Rows, []sheet.ListingCell{
			{Strong: locale.T("readiness.list.order", "n", number+1, "time", locale.Time(booking.Begin())), Text: booking.Theatre},
			{Strong: patient.Name(), Text: patient.PersonalNumber.String()},
			{Strong: locale.In(one.File.Protocol.Title), Text: booking.Surgeon},
			{Strong: allergies(one), Text: interpreter(patient)},
			{Text: strings.Join(Thinners(one), "\n")},
			{Text: strings.Join([]string{Listed(one, care.ReadyHindering), Listed(one, care.ReadyMissing)}, "\n")},
		})
	}
	return sheet.ListingInput{
		Title: locale.T("readiness.list.title"), About: locale.Line(clinic.Name, locale.LongDate(day), locale.TN("readiness.count", len(rows))),
		Foot: locale.T("readiness.list.foot"), Language: locale.Language(), Parts: []sheet.ListingPart{part},
	}
}
