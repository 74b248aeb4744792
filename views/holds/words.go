package holds

import (
	"maps"
	"slices"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
)

// Mark is how far a hold is decided, as a pill shows it.
type Mark struct {
	Status look.Status
	Text   string
}

// MarkOf says how far a hold is decided.
func MarkOf(hold care.HoldFile) Mark {
	if mark, ok := Doubt(hold); ok {
		return mark
	}
	if status := hold.Status(); status != care.HoldProposed {
		return Settled(hold, locale.T("holds.status."+string(status)))
	}
	switch {
	case !hold.Asked && hold.Kind == medication.Doctor:
		return Mark{look.DueToday, locale.T("holds.status.ask")}
	case !hold.Asked:
		return Mark{look.Quiet, locale.T("holds.status.nothing")}
	case hold.Outdated != nil:
		return Mark{look.Overdue, locale.T("holds.status.again")}
	case hold.Kind == medication.Doctor:
		return Mark{look.DueToday, locale.T("holds.status.doctor")}
	}
	return Mark{look.Proposed, locale.T("holds.status.proposed")}
}

// Doubt is the mark of a hold that would look settled and is not: off with its
// booking, not taken up again, or not asked about. ok is false where there is none.
func Doubt(hold care.HoldFile) (mark Mark, ok bool) {
	switch {
	case !hold.Asked:
		return Mark{}, false
	case hold.Off && !hold.Told:
		return Mark{look.Overdue, locale.T("holds.status.off-untold")}, true
	case hold.Off:
		return Mark{look.Quiet, locale.T("holds.status.off")}, true
	case hold.NotResumed:
		return Mark{look.Overdue, locale.T("holds.status.not-resumed")}, true
	case hold.Unchecked:
		return Mark{look.DueToday, locale.T("holds.status.unchecked")}, true
	}
	return Mark{}, false
}

// Settled is the mark of a decided hold, in the words given: green only once the
// patient knows it.
func Settled(hold care.HoldFile, said string) Mark {
	if hold.Settled() {
		return Mark{look.Done, said}
	}
	return Mark{look.DueToday, locale.Line(said, locale.T("holds.status.untold"))}
}

// Brief are a page's own words for a hold in its head.
type Brief struct{ Name, Continues, Decided, Open string }

// Mark is the mark of a hold in those words: what speaks against it before what was
// decided, so that nothing stays green that is no longer true.
func (b Brief) Mark(hold care.HoldFile) Mark {
	if doubt, ok := Doubt(hold); ok {
		return Mark{doubt.Status, locale.Line(b.Name, doubt.Text)}
	}
	switch {
	case !hold.Asked:
		return Mark{look.Quiet, b.Name}
	case hold.Status() == care.HoldContinues:
		return Settled(hold, b.Continues)
	case hold.Decision != nil:
		return Settled(hold, b.Decided)
	}
	return Mark{look.DueToday, b.Open}
}

// Title names a medicine with its dose form and what it is taken for, where
// the rule asked for them: "Fragmin (dalteparin), förebyggande dos".
func Title(hold care.HoldFile) string {
	parts := []string{locale.In(hold.Name)}
	for _, part := range []string{FormWord(hold.Taken.Form), indicationWord(hold.Taken.Indication), doseTimeWord(hold.Taken.DoseTime)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// FormWord is a dose form in words, "" for none.
func FormWord(form medication.Form) string {
	if form == "" {
		return ""
	}
	return locale.T("holds.form." + string(form))
}

func indicationWord(indication medication.Indication) string {
	if indication == "" {
		return ""
	}
	return locale.T("holds.indication." + string(indication))
}

func doseTimeWord(when medication.DoseTime) string {
	if when == "" {
		return ""
	}
	return locale.T("holds.dose-time." + string(when))
}

// DoseWord names the dose of its day that is the last: ", kvällsdosen"; "" where nobody
// has said when the medicine is taken.
func DoseWord(dates medication.Dates) string {
	if dates.Dose == "" {
		return ""
	}
	return ", " + locale.T("holds.dose."+string(dates.Dose))
}

// FactorWord is a factor about the patient in words.
func FactorWord(factor medication.Factor) string { return locale.T("holds.factor." + string(factor)) }

// LastDose says the day of a last dose, with the hour where it matters: "sön 13
// dec 2026, senast 08:30".
func LastDose(dates medication.Dates) string {
	if dates.LastDoseAt.IsZero() {
		return locale.Date(dates.LastDose) + DoseWord(dates)
	}
	return locale.T("holds.last-at", "date", dates.LastDose, "time", locale.Time(dates.LastDoseAt)) + DoseWord(dates)
}

// Without says how many full days without a dose lie before the procedure.
func Without(dates medication.Dates) string { return locale.TN("holds.days", dates.DaysWithout) }

// Course says a hold in one line: "sista dos tis 8 dec 2026 · 5 hela dagar utan
// · åter tor 17 dec 2026".
func Course(dates medication.Dates) string {
	return locale.Line(
		locale.T("holds.course.last", "when", LastDose(dates)), locale.T("holds.course.without", "days", Without(dates)),
		locale.T("holds.course.again", "date", dates.FirstDoseAgain))
}

// Proposal says in one line what the rules propose for a medicine.
func Proposal(hold medication.Hold) string {
	if hold.Withheld() {
		return locale.T("medication.reason." + medication.NotApproved)
	}
	switch hold.Kind {
	case medication.Doctor:
		return locale.T("holds.proposal.doctor")
	case medication.None:
		return locale.T("holds.proposal.none")
	case medication.Days, medication.Hours:
	}
	return Course(hold.Dates)
}

// ShortProposal is Proposal without the years, for a column: "sista dos tis 8 dec
// · åter tors 17 dec".
func ShortProposal(hold medication.Hold) string {
	if hold.Kind != medication.Days && hold.Kind != medication.Hours {
		return Proposal(hold)
	}
	last := locale.ShortDay(hold.LastDose)
	if !hold.LastDoseAt.IsZero() {
		last += " " + locale.Time(hold.LastDoseAt)
	}
	last += DoseWord(hold.Dates)
	return locale.Line(locale.T("holds.course.last", "when", last),
		locale.T("holds.course.again", "date", locale.ShortDay(hold.FirstDoseAgain)))
}

// Figure says a hold's length: "5 hela dagar utan", "24 timmar utan", "inget uppehåll".
func Figure(pause medication.Pause) string {
	switch pause.Kind {
	case medication.Days:
		return locale.TN("holds.figure.days", pause.Amount)
	case medication.Hours:
		return locale.TN("holds.figure.hours", pause.Amount)
	case medication.None:
		return locale.T("holds.figure.none")
	case medication.Doctor:
		return locale.T("holds.figure.doctor")
	}
	return ""
}

// Reasons says why a hold is as it is, in sentences.
func Reasons(desk Rules, hold medication.Hold) []string {
	var sentences []string
	for _, reason := range hold.Reasons {
		values := maps.Clone(reason.Values)
		if codes, ok := values["medicines"].(string); ok {
			values["medicines"] = tasks.MedicineNames(desk, models.MedicinesOf(strings.Split(codes, ", ")...))
		}
		if _, ok := values["figure"]; ok {
			values["figure"] = Figure(hold.Table)
		}
		var pairs []any
		for name, value := range values {
			pairs = append(pairs, name, value)
		}
		sentences = append(sentences, locale.T("medication.reason."+reason.Code, pairs...))
	}
	return slices.Compact(sentences)
}

// fewQuestions is how many unanswered questions about the patient are named one
// by one; more are counted.
const fewQuestions = 2

// ShortReasons is Reasons with many unanswered questions about the patient
// gathered in one sentence.
func ShortReasons(desk Rules, hold medication.Hold) []string {
	known := hold
	known.Reasons = slices.DeleteFunc(slices.Clone(hold.Reasons), unanswered)
	open := len(hold.Reasons) - len(known.Reasons)
	if open <= fewQuestions {
		return Reasons(desk, hold)
	}
	return append(Reasons(desk, known), locale.T("holds.questions", "n", open))
}

// unanswered tells whether a reason is a question about the patient that nobody
// has answered.
func unanswered(reason medication.Reason) bool {
	factor, unknown := strings.CutSuffix(reason.Code, "-unknown")
	_, err := medication.ParseFactor(factor)
	return unknown && err == nil
}

// Decision says who decided, when and how: "Dr Exempel 2 nov 2026, på telefon".
func Decision(decision models.HoldDecision) string {
	said := locale.T("holds.decided-by", "doctor", decision.DecidedBy, "date", decision.DecidedOn,
		"given", locale.T("holds.given."+decision.Given))
	if decision.Reason != "" {
		said = locale.Line(said, locale.T("holds.because", "reason", locale.OneLine(decision.Reason)))
	}
	return said
}

// Decided is what was decided, for a sentence: the dates, or that it goes on.
func Decided(decision models.HoldDecision) string {
	if decision.Continues {
		return locale.T("holds.goes-on")
	}
	dates := medication.Dates{
		LastDose: decision.LastDose, DaysWithout: decision.DaysWithout, FirstDoseAgain: decision.FirstDoseAgain,
	}
	if decision.LastDoseAt != nil {
		dates.LastDoseAt = *decision.LastDoseAt
	}
	return Course(dates)
}

// OutdatedLines say that a decision no longer counts, what the patient may still
// be following, and what to do.
func OutdatedLines(hold care.HoldFile) []string {
	if hold.Outdated == nil {
		return nil
	}
	old := *hold.Outdated
	return []string{
		locale.T("holds.outdated", "doctor", old.DecidedBy, "date", old.DecidedOn,
			"day", models.DateOf(old.ForStart), "said", Decided(old)),
		locale.T("holds.outdated.do"),
	}
}

// RuleLine says the rule behind a proposal with the clinic's own day beside the
// guideline's: "Tabellen: 5 hela dagar utan · källorna: 2–5 d · ...".
func RuleLine(desk Rules, hold medication.Hold) string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, locale.T(key, "text", value))
		}
	}
	add("holds.rule.table", Figure(hold.Table))
	add("holds.rule.range", locale.In(hold.Range))
	if resume := locale.In(hold.GuidelineResume); resume != "" {
		add("holds.rule.resume", resume)
		parts = append(parts, locale.T("holds.rule.clinic", "n", desk.Medicines().Resume().Days))
	}
	return locale.Line(parts...)
}

// Sources says where a rule comes from, line by line.
func Sources(source rulebook.Source) string {
	return tasks.Row{Step: careplan.Step{Source: source}}.Sources()
}
