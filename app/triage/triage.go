// Package triage says how urgent a call about a complication is: what the
// caller answers in, a level with its reasons out. It only proposes: the nurse
// may always raise the level. No answer ever lowers it, which the form of the
// rules makes sure of. It is pure: no database, no clock, no screen.
package triage

import (
	"slices"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// Guide is what the clinic asks on the telephone and how it judges the answers,
// read from YAML.
type Guide struct {
	version, hash string
	groups        []Group
	findings      []Finding // in the order in which they are asked
	byID          map[string]int
	terms         []term
	rules         []Rule
	levels        []LevelText // the most urgent first
	reasons       []Reason
	reasonsFrom   careplan.Source
	complications []Complication
	procedures    []string               // the known ones
	called        map[string]models.Text // the procedures' titles
	medicines     *medication.Catalogue
	factors       []string   // what can be said of the patient without asking
	details       []detail   // answers that can contradict another
	steps         [][]Answer // for each finding, the answers that can change something, the mildest first

	lastDay      belief[int]             // the last day on which a call is judged
	outsideHours belief[map[Level]Level] // what a level becomes while nobody can be reached
	unanswered   Unanswered
	unknownFlag  careplan.Source
	atLeast      careplan.Source
}

// belief is what holds for every call, with its source.
type belief[T any] struct {
	Value  T
	Source careplan.Source
}

// term is a condition that several rules share.
type term struct {
	id, condition string
	source        careplan.Source
}

// Group is a group of questions about one thing, asked together.
type Group struct {
	Number int // from 1, in the order in which groups are asked
	Title  models.Text
}

// Kind is how a question is answered.
type Kind string

// The kinds.
const (
	YesNo  Kind = "yes-no"
	Number Kind = "number"
	Choice Kind = "choice"
)

// Worse is the direction in which a number gets worse.
type Worse string

// The directions.
const (
	Up   Worse = "up"
	Down Worse = "down"
)

// Finding is one thing that is asked about.
type Finding struct {
	ID       string
	Question models.Text // as it is said on the telephone
	Kind     Kind
	Group    int  // its group's number
	Order    int  // from 1, over all findings
	RedFlag  bool // has to be asked before a call ends; not known counts as yes

	Unit        models.Text // of a number
	Least, Most float64     // of a number; what lies outside can't be
	Worse       Worse       // of a number
	Choices     []Option    // of a choice, from the mildest to the worst

	AtLeast Level // a yes is never below it, on whatever day; "" for none

	known     known
	best, top float64 // the mildest and the worst value, see value
}

// known is what makes a finding a yes without an answer.
type known struct {
	classes []medication.Class
	codes   []string // beginnings of ATC codes
	factors []string
}

// Option is one choice.
type Option struct {
	ID    string
	Title models.Text
}

// Complication is what a rule suspects.
type Complication struct {
	ID    string
	Title models.Text
}

// Rule is one row of the doctor's table.
type Rule struct {
	ID         string
	Title      models.Text
	Condition  string   // as it stands in the file
	Procedures []string // only after these; none: after any
	Cases      []Case
	Tell       models.Text // what the patient is told
	Do         models.Text // what the nurse does beside it; empty for nothing
	Also       []string    // findings that the one who takes over should know
	Recontact  *Hours      // when the patient is called again, where the rule says so
	Source     careplan.Source

	when condition
}

// Case is one level that a rule can give.
type Case struct {
	Level     Level    // "" where the case raises the level instead
	Raise     int      // by how many levels it raises that of the others
	Days      Days     // on which days it holds
	Condition string   // what has to hold beside the rule's own; "" for nothing
	Suspect   []string // ids of complications
	Visit     *Span    // days until a visit, where they are not the level's own

	when condition
}

// Hours are real hours from the call, both included.
type Hours struct{ From, To int }

// Span are civil days from the call's own, both included; 0 is the same day.
type Span struct{ From, To int }

// Days are civil days from the procedure's (0), both included; To is -1 where there is no end.
type Days struct{ From, To int }

// Contain tells whether a day is among them.
func (d Days) Contain(day int) bool { return day >= d.From && (d.To < 0 || day <= d.To) }

// Version is what the clinic calls the guide as it stands.
func (g *Guide) Version() string { return g.version }

// Hash is a fingerprint of the whole file, in hexadecimal.
func (g *Guide) Hash() string { return g.hash }

// Stamp names the version with its content, for what is frozen with a call.
func (g *Guide) Stamp() string {
	const enough = 12
	return g.version + "-" + g.hash[:enough]
}

// Groups lists the groups in the order in which they are asked.
func (g *Guide) Groups() []Group { return slices.Clone(g.groups) }

// Findings lists what is asked, in its order.
func (g *Guide) Findings() []Finding { return slices.Clone(g.findings) }

// Finding finds one by its id.
func (g *Guide) Finding(id string) (Finding, bool) {
	at, ok := g.byID[id]
	if !ok {
		return Finding{}, false
	}
	return g.findings[at], true
}

// Rules lists the rules in the order of the doctor's table.
func (g *Guide) Rules() []Rule { return slices.Clone(g.rules) }

// Rule finds one by its id.
func (g *Guide) Rule(id string) (Rule, bool) {
	for _, rule := range g.rules {
		if rule.ID == id {
			return rule, true
		}
	}
	return Rule{}, false
}

// Complications lists everything that a rule can suspect.
func (g *Guide) Complications() []Complication { return slices.Clone(g.complications) }

// Complication finds one by its id.
func (g *Guide) Complication(id string) (Complication, bool) {
	for _, complication := range g.complications {
		if complication.ID == id {
			return complication, true
		}
	}
	return Complication{}, false
}

// Sources lists where everything that the guide believes comes from: what holds
// for every call, the levels, what the rules name, then the rules.
func (g *Guide) Sources() []careplan.Source {
	sources := []careplan.Source{g.lastDay.Source, g.unknownFlag, g.atLeast, g.outsideHours.Source, g.unanswered.Source, g.reasonsFrom}
	for _, level := range g.levels {
		sources = append(sources, level.Source)
	}
	for _, term := range g.terms {
		sources = append(sources, term.source)
	}
	for i := range g.rules {
		sources = append(sources, g.rules[i].Source)
	}
	return sources
}

// Factors lists what can be said of a patient without asking: the ids that
// Request.Factors takes.
func (g *Guide) Factors() []string { return slices.Clone(g.factors) }

// LastDay is the last day after the procedure on which a call is judged by its day.
func (g *Guide) LastDay() int { return g.lastDay.Value }
