package triage

import (
	"slices"
	"strings"

	"nursedesk/app/medication"
	"nursedesk/models"
)

// Request is what is known of a call.
type Request struct {
	Day        int    // civil days since the procedure, whose own day is 0
	DayUnknown bool   // nobody knows the day: every rule counts as within its days
	Procedure  string // the protocol's code; "" is not known, and every rule counts
	Open       bool   // the surgeon can be reached: the clinic is open when the call is judged
	Medicines  []string
	// MedicinesKnown says that Medicines is the whole list: what is not on it need not be asked about.
	MedicinesKnown bool
	Factors        []string // what is known of the patient, by id, see Guide.Factors
	Answers        map[string]Answer
	OwnWords       bool // the caller has told of a complaint in words of their own

	SecondCallWithin48h bool // the same patient has called about the same
}

// factorSecondCall is what SecondCallWithin48h says, among Guide.Factors.
const factorSecondCall = "second-call"

// Assessment is the proposal. Lists without anything are nil.
type Assessment struct {
	Level     Level // "" as long as red flags are unasked and nothing is found
	Triggered []Trigger
	Suspected []string // ids of complications, the most urgent first
	Advice    []models.Text
	Do        []models.Text // what the nurse does beside it
	Recontact *Hours        // when the patient is called again; nil where neither a rule nor the level says
	Visit     *Span         // days until the visit, where the level is one
	Scores    []Scored      // what was added up; nil where nothing was measured

	Known           []string // findings that the medicines or factors say without asking
	Hidden          []string // findings that procedure, day, medicines or other answers make impossible
	UnaskedRedFlags []string
	Complete        bool     // every red flag is asked: the call can end
	AskAlso         []string // what the hand-over should have, and nobody has asked
	Missing         []string // what belongs to a number that was measured: how
	WouldRaise      []Raise  // in the order of the findings
	Contradictions  []Contradiction

	RulesVersion string

	// Withheld says that a rule which no doctor has approved affects the level, where the
	// clinic shows approved rules alone: no level is proposed then, a doctor is asked, and the
	// nurse chooses one. Alarming are the findings because of which she does not choose alone.
	Withheld bool
	Alarming []string
}

// Trigger is something that gives a level, with the findings because of which it does.
type Trigger struct {
	Rule     string // a rule's or score's id, or one of the names below
	Level    Level  // what the rule gives; for one that only raises, what it raises to
	Findings []string
}

// What can trigger beside the table's rules and the scores.
const (
	FloorOf      = "floor:"      // with a finding's id: its own least level
	Unexplained  = "unexplained" // a complaint that no rule speaks of
	OutsideHours = "outside-hours"
)

// Scored is a score of one call, with its parts in the order of the file.
type Scored struct {
	ID    string
	Name  models.Text
	Sum   int
	Parts []PartScored
}

// PartScored is what one part gave.
type PartScored struct {
	Name   models.Text
	Points int
}

// Raise is an answer not yet had that alone would raise the level, at its mildest.
type Raise struct {
	Finding string
	Answer  Answer
	Level   Level
}

// Contradiction is a detail that was told of what the caller says is not so. The worse
// of the two counts.
type Contradiction struct {
	Denied, Told string // findings
	Answer       Answer // to the one that was told
}

// Assess judges a call. A day before the procedure or too long after it, an
// unknown procedure, factor or finding, and an answer that its question can't have
// are each among the models.Problems.
func (g *Guide) Assess(request Request) (Assessment, error) {
	if err := g.check(request); err != nil {
		return Assessment{}, err
	}
	call := g.call(request)
	out, call := call.judgeUnder(g.policy)
	out.RulesVersion = g.Stamp()
	out.Contradictions = g.contradictions(request.Answers)
	call.advise(&out)
	if !out.Withheld {
		out.WouldRaise = call.wouldRaise(out.Level)
	}
	return out, nil
}

func (g *Guide) check(request Request) error {
	var problems models.Problems
	switch last := g.lastDay.Value; {
	case request.DayUnknown:
	case request.Day < 0:
		problems.Add("day", &models.Problem{Code: "triage.day-before"})
	case request.Day > last:
		problems.Add("day", &models.Problem{Code: "triage.day-late", Values: map[string]any{"limit": last}})
	}
	if request.Procedure != "" && !slices.Contains(g.procedures, request.Procedure) {
		problems.Add("procedure", &models.Problem{Code: "procedure.unknown", Values: map[string]any{"text": request.Procedure}})
	}
	for _, factor := range request.Factors {
		if _, err := medication.ParseFactor(factor); err != nil && !slices.Contains(g.factors, factor) {
			problems.Add("factors", &models.Problem{Code: "factor.unknown", Values: map[string]any{
				"text": factor, "known": strings.Join(g.factors, ", "),
			}})
		}
	}
	for _, id := range sorted(request.Answers) {
		finding, err := g.asked(id)
		if err != nil {
			problems.Add("answers", err)
			continue
		}
		if answer := request.Answers[id]; answer != (Answer{}) {
			if problem := finding.check(answer); problem != nil {
				problems.Add(id, problem)
			}
		}
	}
	return problems.OrNil()
}

func sorted(answers map[string]Answer) []string {
	ids := make([]string, 0, len(answers))
	for id := range answers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// contradictions are details of what the caller says is not so.
func (g *Guide) contradictions(answers map[string]Answer) []Contradiction {
	var found []Contradiction
	for _, detail := range g.details {
		told, denied := &g.findings[detail.atom.finding], &g.findings[detail.of]
		answer := answers[told.ID]
		if answer.Word == NotKnown || !isNo(answers[denied.ID]) {
			continue
		}
		if value := told.value(answer); detail.atom.reached(value) {
			found = append(found, Contradiction{Denied: denied.ID, Told: told.ID, Answer: answer})
		}
	}
	return found
}

func isNo(answer Answer) bool { return answer == No || answer == NotApplicable }

// Contradicts says a contradiction as what is wrong with the answer that was told.
func (g *Guide) Contradicts(one Contradiction) *models.Problem {
	told, denied := &g.findings[g.byID[one.Told]], &g.findings[g.byID[one.Denied]]
	return &models.Problem{Code: "triage.contradiction", Field: told.ID, Values: map[string]any{
		"no": denied.Question, "yes": told.Question, "answer": told.Spoken(one.Answer),
	}}
}

// values gives every finding's value, from the answers and from what is known
// without asking, whichever is worse.
func (g *Guide) values(request Request) []float64 {
	factors := slices.Clone(request.Factors)
	if request.SecondCallWithin48h {
		factors = append(factors, factorSecondCall)
	}
	values := make([]float64, len(g.findings))
	for i := range g.findings {
		finding := &g.findings[i]
		values[i] = finding.value(request.Answers[finding.ID])
		if g.isKnown(&finding.known, request.Medicines, factors) {
			values[i] = 1
		}
	}
	return values
}

// isKnown tells whether any substance of the medicines, or a factor, says that a
// finding is so.
func (g *Guide) isKnown(from *known, codes, factors []string) bool {
	for _, code := range codes {
		if g.medicines.Is(code, from.classes...) || g.medicines.Within(code, from.codes...) {
			return true
		}
	}
	return slices.ContainsFunc(from.factors, func(factor string) bool { return slices.Contains(factors, factor) })
}
