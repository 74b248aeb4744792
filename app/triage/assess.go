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
	Factors    []string // what is known of the patient, by id, see Guide.Factors
	Answers    map[string]Answer

	SecondCallWithin48h bool // the same patient has called about the same
	Worried             bool // the patient, or who calls for them, is worried
}

// What every call can say without asking, among Guide.Factors.
const (
	factorSecondCall = "second-call"
	factorWorried    = "worried"
)

// Assessment is the proposal. Lists without anything are nil.
type Assessment struct {
	Level     Level // "" as long as red flags are unasked and nothing is found
	Triggered []Trigger
	Suspected []string // ids of complications, the most urgent first
	Advice    []models.Text
	Do        []models.Text // what the nurse does beside it
	Recontact *Hours        // when the patient is called again; nil where neither a rule nor the level says
	Visit     *Span         // days until the visit, where the level is one

	Known           []string // findings that the medicines or factors say without asking
	UnaskedRedFlags []string
	Complete        bool     // every red flag is asked: the call can end
	AskAlso         []string // what the hand-over should have, and nobody has asked
	WouldRaise      []Raise  // in the order of the findings

	RulesVersion string
}

// Trigger is a rule that holds, with the findings because of which it does.
type Trigger struct {
	Rule     string // its id; AnyDay or OutsideHours for what holds beside the table
	Level    Level  // what the rule gives; for one that only raises, what it raises to
	Findings []string
}

// What can trigger beside the table's rules.
const (
	AnyDay       = "any-day" // a finding's own least level, see Finding.AtLeast
	OutsideHours = "outside-hours"
)

// Raise is an answer not yet had that alone would raise the level, at its mildest.
type Raise struct {
	Finding string
	Answer  Answer
	Level   Level
}

// Assess judges a call. A day before the procedure or too long after it, an
// unknown procedure, factor or finding, an answer that its question can't have,
// and answers that contradict each other are each among the models.Problems.
func (g *Guide) Assess(request Request) (Assessment, error) {
	if err := g.check(request); err != nil {
		return Assessment{}, err
	}
	call := call{guide: g, request: request, values: g.values(request)}
	out := call.judge()
	out.RulesVersion = g.Stamp()
	for i := range g.findings {
		one := &g.findings[i]
		if one.RedFlag && !call.asked(i) {
			out.UnaskedRedFlags = append(out.UnaskedRedFlags, one.ID)
		}
		if request.Answers[one.ID] == (Answer{}) && call.values[i] > one.best {
			out.Known = append(out.Known, one.ID)
		}
	}
	out.Complete = len(out.UnaskedRedFlags) == 0
	if out.Complete || len(out.Triggered) > 0 {
		out.Level = highest(out.Level, L5)
	}
	call.advise(&out)
	out.WouldRaise = call.wouldRaise(out.Level)
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
	if len(problems) == 0 {
		g.contradictions(request, &problems)
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
func (g *Guide) contradictions(request Request, problems *models.Problems) {
	for _, detail := range g.details {
		one, of := g.findings[detail.finding], g.findings[detail.of]
		answer := request.Answers[one.ID]
		if request.Answers[of.ID] == No && answer.Word != NotKnown && one.value(answer) >= detail.from {
			problems.Add(one.ID, &models.Problem{Code: "triage.contradiction", Values: map[string]any{
				"no": of.Question, "yes": one.Question, "answer": one.spoken(answer),
			}})
		}
	}
}

// values gives every finding's value, from the answers and from what is known
// without asking, whichever is worse.
func (g *Guide) values(request Request) []float64 {
	factors := slices.Clone(request.Factors)
	if request.SecondCallWithin48h {
		factors = append(factors, factorSecondCall)
	}
	if request.Worried {
		factors = append(factors, factorWorried)
	}
	values := make([]float64, len(g.findings))
	for i := range g.findings {
		finding := &g.findings[i]
		values[i] = finding.value(request.Answers[finding.ID])
		if g.isKnown(&finding.known, request.Medicines, factors) {
			values[i] = finding.top
		}
	}
	return values
}

// isKnown tells whether any substance of the medicines, or a factor, says that a
// finding is so.
func (g *Guide) isKnown(from *known, codes, factors []string) bool {
	if len(from.classes)+len(from.codes)+len(from.factors) == 0 {
		return false
	}
	for _, code := range codes {
		if g.medicines.Is(code, from.classes...) || g.medicines.Within(code, from.codes...) {
			return true
		}
	}
	return slices.ContainsFunc(from.factors, func(factor string) bool { return slices.Contains(factors, factor) })
}
