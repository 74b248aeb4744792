package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// Medicine is what the doctor has decided, or has not yet, about one medicine.
// No date of an undecided or continued one ever stands on the sheet.
type Medicine struct {
	Name    string // as the nurse and the patient call it: "Waran (warfarin)"
	Decided bool

	Continues      bool            // it is taken as usual, on the day of the procedure too; the rest is then unused
	LastDose       careplan.Moment // the day of the last dose; for a hold in hours the instant that it is taken at or before
	Dose           string          // which dose of its day is the last: morning, evening or "" for not known
	FirstDoseAgain models.Date     // the first civil day with a dose again; the doctor's own day, whatever the leaflet says
}

func (m Medicine) held() bool { return m.Decided && !m.Continues }

// check refuses a decision that cannot be put in plain words: a patient who
// reads a wrong date bleeds or clots.
func (m Medicine) check(start time.Time, faces *faces) error {
	values := map[string]any{"medicine": m.Name}
	if name, ok := faces.write(plain(m.Name)); !ok || strings.TrimSpace(name) == "" {
		return &models.Problem{Code: "sheet.medicine-name", Values: values}
	}
	if m.held() && !m.around(start) {
		return &models.Problem{Code: "sheet.medicine-dates", Values: values}
	}
	return nil
}

// around tells whether the last dose lies before the procedure, and the first
// one again neither before its day nor on the day of the last.
func (m Medicine) around(start time.Time) bool {
	day, last := models.DateOf(start), m.LastDose
	before := !last.Date.IsZero() && last.Date.Before(day)
	if !last.At.IsZero() {
		before = last.At.Before(start) && models.DateOf(last.At) == last.Date
	}
	return before && !m.FirstDoseAgain.Before(day) && !m.FirstDoseAgain.IsZero()
}

// course is a medicine as a text sees it, in a range over held, continued or undecided.
type course struct {
	name        string
	dose        string // as in Medicine
	last, again string // the ids of its dates
	lastDose    period
	firstAgain  period
}

// courses gives the medicines of one kind, numbered by their place in the list.
func courses(medicines []Medicine, kind func(Medicine) bool) []course {
	var all []course
	for i, one := range medicines {
		if !kind(one) {
			continue
		}
		made := course{name: one.Name}
		if one.held() {
			made.last, made.again = fmt.Sprintf("last-dose %d", i), fmt.Sprintf("first-dose %d", i)
			made.dose = one.Dose
			made.lastDose = period{begin: one.LastDose}
			made.firstAgain = period{begin: careplan.Moment{Date: one.FirstDoseAgain}}
		}
		all = append(all, made)
	}
	return all
}

// medicines are the placeholders for what is decided about each medicine.
func (p *pen) medicines() map[string]any {
	return map[string]any{
		"held": func() []course { return courses(p.decisions, Medicine.held) },
		"continued": func() []course {
			return courses(p.decisions, func(m Medicine) bool { return m.Decided && m.Continues })
		},
		"undecided": func() []course { return courses(p.decisions, func(m Medicine) bool { return !m.Decided }) },

		"name":     func(one course) string { return p.insert(one.name) },
		"names":    p.names,
		"lastdose": func(one course) string { return one.last },
		"again":    func(one course) string { return one.again },
		"dose":     p.dose,
		"timed":    func(one course) bool { return !one.lastDose.begin.At.IsZero() },
		"sameday":  func(one course) bool { return one.firstAgain.begin.Date == p.procedure },
		"without":  p.without,

		"morning":    func() []DayMedicine { return p.morning },
		"dayasked":   func() []DayMedicine { return p.dayAsked },
		"dayname":    p.dayName,
		"daynames":   p.dayNames,
		"daysbefore": func(one DayMedicine) bool { return one.DaysBefore },
	}
}

// dayName is a medicine of the day as the patient knows it: "SGLT2-hämmare (till
// exempel Forxiga eller Jardiance)".
func (p *pen) dayName(one DayMedicine) string {
	if len(one.Such) == 0 {
		return p.insert(one.Name)
	}
	return p.insert(p.words.say("such", "name", one.Name, "names", p.words.list(one.Such, "or")))
}

// dayNames lists medicines of the day as in a sentence.
func (p *pen) dayNames(all []DayMedicine) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = p.dayName(one)
	}
	return p.words.list(names, "and")
}

// names lists medicines as in a sentence: "Waran, Trombyl och Fragmin".
func (p *pen) names(all []course) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = p.insert(one.name)
	}
	return p.words.list(names, "and")
}

// dose names the dose of its day that is the last, "" where nobody has said when it is taken.
func (p *pen) dose(one course) string {
	if one.dose == "" {
		return ""
	}
	return p.words.say("dose." + one.dose)
}

// without tells the full days without a dose before the procedure: "5 hela
// dagar, från onsdag 9 december till söndag 13 december"; "" where there is none.
func (p *pen) without(one course) string {
	first, end := one.lastDose.begin.Date.AddDays(1), p.procedure.AddDays(-1)
	days := end.DaysSince(first) + 1
	switch {
	case days < 1:
		return ""
	case days == 1:
		return p.words.say("without.one", "date", p.words.date(first, p.procedure))
	}
	return p.words.say("without.other", "days", strconv.Itoa(days),
		"first", p.words.date(first, p.procedure), "last", p.words.date(end, p.procedure))
}

// doseDate finds the date of a medicine's last dose or first dose again.
func doseDate(decisions []Medicine, id string) (period, bool) {
	for _, one := range courses(decisions, Medicine.held) {
		switch id {
		case one.last:
			return one.lastDose, true
		case one.again:
			return one.firstAgain, true
		}
	}
	return period{}, false
}
