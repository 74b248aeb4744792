// Package medication knows the medicines that a booking can name, and proposes
// for each whether and how long it is paused around the procedure. It only
// proposes: a doctor decides. It is pure: no database, no clock, no screen.
package medication

import (
	"slices"
	"strings"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Medicine is one entry of the catalogue: a substance, or a class of them.
type Medicine struct {
	ATC          string      // the ATC code; one of ours, "NAT-…", for a natural remedy without
	Substance    models.Text // "warfarin"
	Names        []string    // Swedish trade names, and the substances of a class
	Class        Class       // of a combination without rules: that of the substance which affects bleeding most
	BloodThinner bool        // a doctor has to decide about a hold
	Substances   []string    // of a combination: the codes of what it is made of, or of their classes
	Leaflet      []string    // the leaflet's facts that it leans on
	Source       string      // any other source, in words
	Proposed     bool        // the entry waits for the clinic's doctor

	As  string       // the entry above whose rules, or day, are these; "" for its own
	Row rulebook.Key // the entry itself, or all combination products; its rules have rows of their own

	Rules []Rule // the rows of the doctor's table; none for what only changes the day
	INR   *INR   // the check that goes with a hold
	Day   *Day   // what is asked about the day of the procedure, instead of rules

	words []string // what the search looks at, folded
}

// OneSubstance tells whether the entry is one substance, whose trade names are
// its own. The names of a class are only examples of what belongs to it.
func (m Medicine) OneSubstance() bool { return substanceForm.MatchString(m.ATC) }

// Rule is one row of the doctor's table. Which row holds is told by the dose
// form, the indication and the creatinine clearance.
type Rule struct {
	Form        Form       // "" holds for every form without a rule of its own
	Indication  Indication // "" holds for every indication
	From, Below float64    // creatinine clearance in ml/min, From included; 0 is no bound

	Low, Intermediate, High Pause // by the bleeding risk of the procedure

	Range       models.Text // what the sources span
	Resume      models.Text // what guidelines say of the first dose again
	Note        models.Text // what the doctor should know
	Recommended bool        // advice only, never a reason to cancel
	Source      rulebook.Source
}

// At gives the hold in a tier; an unknown tier is for the doctor.
func (r Rule) At(tier rulebook.Tier) Pause {
	switch tier {
	case rulebook.Low:
		return r.Low
	case rulebook.Intermediate:
		return r.Intermediate
	case rulebook.High:
		return r.High
	}
	return Pause{Kind: Doctor}
}

// needsClearance tells whether the rule hangs on the creatinine clearance.
func (r Rule) needsClearance() bool { return r.From > 0 || r.Below > 0 }

// byTheHour tells whether a hold of the rule counts hours, in a tier or, for "", in any.
func (r Rule) byTheHour(tier rulebook.Tier) bool {
	if tier != "" {
		return r.At(tier).Kind == Hours
	}
	return r.Low.Kind == Hours || r.Intermediate.Kind == Hours || r.High.Kind == Hours
}

// fits tells whether a known clearance lies within the rule's bounds.
func (r Rule) fits(clearance float64) bool {
	return clearance >= r.From && (r.Below == 0 || clearance < r.Below)
}

// INR is the blood test that goes with a medicine: after a hold it has to be low,
// without one it has to be in the patient's range.
type INR struct {
	Held, Continued    INRTask // what the worklist says of it
	DaysBefore         int     // civil days before the procedure
	Intermediate, High float64 // the most that passes after a hold; above it the doctor is called
	Source             rulebook.Source
}

// INRTask is the blood test as a task of the worklist.
type INRTask struct{ Title, Why models.Text }

// INRStep is the task of the blood test after a hold, and its date for the patient
// with a hold or without; INRRangeStep is the task where the medicine goes on.
const (
	INRStep      = "inr"
	INRRangeStep = "inr-in-range"
)

// Step is the blood test as a task.
func (i INR) Step(continued bool) careplan.Step {
	id, task := INRStep, i.Held
	if continued {
		id, task = INRRangeStep, i.Continued
	}
	return careplan.Step{
		ID: id, Title: task.Title, Why: task.Why, Role: models.Nurse, Kind: models.Action, Source: i.Source,
		Ready: careplan.MarkINR,
	}
}

// Milestone is the blood test as a date for the patient.
func (i INR) Milestone() careplan.Milestone {
	return careplan.Milestone{ID: INRStep, Title: i.Held.Title, Form: careplan.On, Source: i.Source}
}

// INRCheck is the blood test of one hold.
type INRCheck struct {
	Due    models.Date // the procedure's own day: in the morning, before it
	Limit  float64     // the most that passes; 0 where the tier has none
	Source rulebook.Source
}

// Check finds when the blood test is due and the most that passes in a tier. Where
// the day for it is no working day, it is taken on the morning of the procedure: a
// test from further back tells less of the day itself.
func (i INR) Check(tier rulebook.Tier, start time.Time) INRCheck {
	day := models.DateOf(start)
	check := INRCheck{Due: day.AddDays(-i.DaysBefore), Source: i.Source}
	if !workday.IsWorkday(check.Due) {
		check.Due = day
	}
	switch tier {
	case rulebook.Intermediate:
		check.Limit = i.Intermediate
	case rulebook.High:
		check.Limit = i.High
	}
	return check
}

// Day is what has to be asked about a medicine for the day of the procedure.
type Day struct {
	Ask      Ask
	Advice   models.Text // what the leaflet says of it
	Conflict models.Text // where guidelines differ
	Source   rulebook.Source
}

// Catalogue is every medicine that can be chosen, and what holds for all of them.
type Catalogue struct {
	medicines []Medicine
	byATC     map[string]int

	resume       Resume
	least, most  float64 // what is believed of a creatinine clearance, ml/min
	clearance    rulebook.Source
	morning      models.TimeOfDay // from when a dose is a morning's
	evening      models.TimeOfDay // from when a dose is an evening's
	doses        rulebook.Source
	neverPaused  NeverByDefault
	unlisted     rulebook.Source
	combinations []Combination
	conditions   []conditionRow
	products     rulebook.Source

	policy rulebook.Policy // what may be proposed; nil: everything
}

// Resume is the clinic's own rule for the first dose again, in civil days after
// the procedure.
type Resume struct {
	Days   int
	Source rulebook.Source
}

// NeverByDefault is the tier in whose own procedures nothing is paused by default.
type NeverByDefault struct {
	Tier   rulebook.Tier
	Source rulebook.Source
}

// Combination is when no date is ever produced, whatever a medicine's own rule
// says. What is set must all hold.
type Combination struct {
	ID       string
	Factors  []Factor      // one of them is so
	Classes  []Class       // which medicines it holds for; none: every blood thinner
	AskedFor []Class       // for which of them the answer has to be had; none: all
	Above    rulebook.Tier // only in tiers above it
	Together []Class       // two or more medicines of these classes
	Below    float64       // the creatinine clearance is known to be below it, ml/min
	Source   rulebook.Source

	AskedElsewhere bool // the health declaration asks it of everyone; no answer hinders nothing
}

// All lists every medicine in the catalogue's order.
func (c *Catalogue) All() []Medicine { return slices.Clone(c.medicines) }

// Combinations lists when no date is ever produced.
func (c *Catalogue) Combinations() []Combination { return slices.Clone(c.combinations) }

// Resume is the clinic's own rule for the first dose again.
func (c *Catalogue) Resume() Resume { return c.resume }

// NeverByDefault is the tier in whose own procedures nothing is paused by default.
func (c *Catalogue) NeverByDefault() NeverByDefault { return c.neverPaused }

// Step finds a task that goes with a hold, by its id.
func (c *Catalogue) Step(id string) (careplan.Step, bool) {
	for _, medicine := range c.medicines {
		if medicine.INR != nil && (id == INRStep || id == INRRangeStep) {
			return medicine.INR.Step(id == INRRangeStep), true
		}
	}
	return careplan.Step{}, false
}

// ByATC finds the medicine of a code: its own row, else the nearest class above
// it, whose row stands for every code below.
func (c *Catalogue) ByATC(code string) (Medicine, bool) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if row, ok := c.byATC[code]; ok {
		return c.medicines[row], true
	}
	if !IsATC(code) {
		return Medicine{}, false
	}
	for length := len(code) - 1; length > 0; length-- {
		if row, ok := c.byATC[code[:length]]; ok {
			return c.medicines[row], true
		}
	}
	return Medicine{}, false
}
