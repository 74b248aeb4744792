// Package triage says how urgent a call about a complication is: what the
// caller answers in, a level with its reasons out. It only proposes: the nurse
// may always raise the level. No answer ever lowers it, which the form of the
// rules makes sure of. It is pure: no database, no clock, no screen.
package triage

import (
	"slices"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Guide is what the clinic asks on the telephone and how it judges the answers,
// read from YAML.
type Guide struct {
	version, hash string
	groups        []Group
	findings      []Finding // in the order in which they are asked
	byID          map[string]int
	breaths       []Breath
	terms         []term
	scores        []Score
	rules         []Rule
	levels        []LevelText // the most urgent first
	reasons       []Reason
	reasonsFrom   rulebook.Source
	complications []Complication
	procedures    []string               // the known ones
	called        map[string]models.Text // the procedures' titles
	medicines     *medication.Catalogue
	factors       []string      // what can be said of the patient without asking
	details       []detail      // answers that can contradict another
	steps         [][2][]Answer // for each finding and side, the answers that can change something, the mildest first

	lastDay      belief[int]             // the last day on which a call is judged
	outsideHours belief[map[Level]Level] // what a level becomes while nobody can be reached
	unexplained  belief[Fallback]        // what a complaint gives that no rule speaks of
	nothingFound belief[Level]           // what no complaint at all gives
	unanswered   Unanswered
	unknownFlag  rulebook.Source
	atLeast      rulebook.Source
	changeDays   []int // the days on which any case begins, or has just ended

	policy rulebook.Policy // what may be proposed; nil: everything
}

// Fallback is the least level of what no rule speaks of, and what is said of it.
type Fallback struct {
	Level    Level
	Tell, Do models.Text
}

// belief is what holds for every call, with its source.
type belief[T any] struct {
	Value  T
	Source rulebook.Source
}

// term is a condition that several rules share.
type term struct {
	id, condition string
	source        rulebook.Source
}

// Group is a group of questions about one thing.
type Group struct {
	Number int // from 1, in the order in which groups are asked
	Title  models.Text
}

// Breath is some questions of a group that are asked together, and hidden together
// where the call makes them impossible.
type Breath struct {
	Number int         // from 1, over all groups
	Group  int         // its group's number
	Ask    models.Text // how all are asked in one breath; empty where they are asked one by one
	Asked  Asked
}

// Asked is when questions are asked at all. A hidden question can be answered all the same.
type Asked struct {
	Procedures []string // after these only; none: after any
	Days       *Days    // on these days only; nil: on any
	Of         []string // findings, one of which must not be ruled out
	After      string   // a condition that must hold; "" for none

	after condition
}

// Kind is how a question is answered.
type Kind string

// The kinds.
const (
	YesNo  Kind = "yes-no"
	Number Kind = "number"
	Choice Kind = "choice"
)

// Finding is one thing that is asked about.
type Finding struct {
	ID       string
	Question models.Text // as it is said on the telephone
	Kind     Kind
	Group    int  // its group's number
	Breath   int  // its breath's number
	Order    int  // from 1, over all findings
	RedFlag  bool // has to be asked before a call ends; not known counts as yes
	// Circumstance is what affects other findings and is no complaint of its own.
	Circumstance bool
	// NotApplicable is an answer that counts as no, in words; empty where there is none.
	NotApplicable models.Text

	Unit     models.Text // of a number
	Possible Range       // of a number; what lies outside can't be
	Normal   Range       // of a number; what lies outside is a complaint
	Step     float64     // of a number: how finely it is measured
	Method   string      // of a number: the finding that says how it was measured
	Choices  []Option    // of a choice, from the mildest to the worst

	AtLeast Level           // a yes is never below it, on whatever day; "" for none
	Floors  []Floor         // of a number: never below these, on whatever day; the most urgent first
	Source  rulebook.Source // of a number's limits and floors

	known known
}

// Range is a span of numbers, both ends included.
type Range struct{ From, To float64 }

// Contain tells whether a number is within it.
func (r Range) Contain(number float64) bool { return number >= r.From && number <= r.To }

// Floor is the least level of a number that is worse than a limit.
type Floor struct {
	Level Level
	When  string // the condition: "spo2 <= 87"

	when condition
}

// Score adds points for several numbers and signs. What is not measured has no
// points, so that the sum can only be too low.
type Score struct {
	ID      string
	Name    models.Text
	Parts   []ScorePart
	AtLeast map[Level]int // the least sum that gives a level
	Source  rulebook.Source
}

// ScorePart is one number or sign of a score.
type ScorePart struct {
	Name   models.Text
	Points []Points // the most points first
}

// Points are what a part gives where its condition holds.
type Points struct {
	Points int
	When   string

	when condition
}

// known is what makes a finding a yes without an answer.
type known struct {
	classes []medication.Class
	codes   []string // beginnings of ATC codes, of a medicine or of one of its substances
	factors []string
}

// byMedicine tells whether a list of medicines can say it.
func (k *known) byMedicine() bool { return len(k.classes)+len(k.codes) > 0 }

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
	Source     rulebook.Source

	when condition
}

// Case is one level that a rule can give.
type Case struct {
	Level      Level    // "" where the case raises the level instead
	Raise      int      // by how many levels it raises that of the others
	Ceiling    Level    // the level that raising never goes beyond
	Days       Days     // on which days it holds
	Ends       string   // the source of its last day; "" where it has none
	Procedures []string // only after these; none: after any of the rule's
	Condition  string   // what has to hold beside the rule's own; "" for nothing
	Suspect    []string // ids of complications
	Visit      *Span    // days until a visit, where they are not the level's own

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

// Breaths lists what is asked in one breath, in its order.
func (g *Guide) Breaths() []Breath { return slices.Clone(g.breaths) }

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

// Scores lists what is added up from what was measured.
func (g *Guide) Scores() []Score { return slices.Clone(g.scores) }

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
func (g *Guide) Sources() []rulebook.Source {
	sources := []rulebook.Source{
		g.lastDay.Source, g.unknownFlag, g.atLeast, g.unexplained.Source, g.nothingFound.Source,
		g.outsideHours.Source, g.unanswered.Source, g.reasonsFrom,
	}
	for _, level := range g.levels {
		sources = append(sources, level.Source)
	}
	for _, term := range g.terms {
		sources = append(sources, term.source)
	}
	for i := range g.findings {
		if g.findings[i].Kind == Number {
			sources = append(sources, g.findings[i].Source)
		}
	}
	for _, score := range g.scores {
		sources = append(sources, score.Source)
	}
	for i := range g.rules {
		sources = append(sources, g.rules[i].Source)
	}
	return sources
}

// Factors lists what can be said of a patient without asking: the ids that
// Request.Factors takes.
func (g *Guide) Factors() []string { return slices.Clone(g.factors) }

// DaysOfChange lists the days on which some rule begins, or no longer holds.
func (g *Guide) DaysOfChange() []int { return slices.Clone(g.changeDays) }

// LastDay is the last day after the procedure on which a call is judged by its day.
func (g *Guide) LastDay() int { return g.lastDay.Value }
