package triage

import (
	"fmt"
	"slices"
	"strings"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// advise puts the level's own words first and the safety net last.
func (c call) advise(out *Assessment) {
	level, ok := c.guide.Level(out.Level)
	if !ok {
		out.Recontact, out.Visit = nil, nil
		return
	}
	if tell, net := c.guide.aloud(level); !tell.Empty() {
		out.Advice = slices.Insert(out.Advice, 0, tell)
		if !net.Empty() {
			out.Advice = append(out.Advice, net)
		}
	}
	// What milder rules say of calling again would be too late for who is sent to hospital.
	if level.SafetyNet.Empty() || out.Recontact == nil {
		out.Recontact = level.Recontact
	}
	switch {
	case level.Visit == nil:
		out.Visit = nil
	case out.Visit == nil:
		out.Visit = level.Visit
	}
}

// aloud is what is read to the patient at a level, first and last; nothing of it where its
// row may not be proposed.
func (g *Guide) aloud(level LevelText) (tell, net models.Text) {
	if rulebook.Withholds(g.policy, level.Source) {
		return nil, nil
	}
	return level.Tell, level.SafetyNet
}

// Told is what a level means for the patient.
type Told struct {
	Advice    []models.Text // said aloud, in this order
	Recontact *Hours        // nil for no such time
	Visit     *Span         // nil for no visit
}

// At gives what the patient is told at the level that the nurse ended with. What the
// rules say belongs to their own level; at another one its own words are said.
func (g *Guide) At(found Assessment, level Level) Told {
	if level == found.Level {
		return Told{Advice: found.Advice, Recontact: found.Recontact, Visit: found.Visit}
	}
	text, ok := g.Level(level)
	if !ok {
		return Told{}
	}
	told := Told{Recontact: text.Recontact, Visit: text.Visit}
	tell, net := g.aloud(text)
	for _, said := range []models.Text{tell, net} {
		if !said.Empty() {
			told.Advice = append(told.Advice, said)
		}
	}
	return told
}

// Title says in words what triggered in a call: a rule's title, or a score with its sum
// and its parts. What holds beside the table has none.
func (g *Guide) Title(trigger Trigger, found Assessment) (title models.Text, ok bool) {
	if rule, ok := g.Rule(trigger.Rule); ok {
		return rule.Title, true
	}
	for _, scored := range found.Scores {
		if scored.ID == trigger.Rule {
			return scored.Words(), true
		}
	}
	return nil, false
}

// Words says a score: "NEWS2 5 (syremättnad 2, puls 2, temperatur 1)".
func (s Scored) Words() models.Text {
	return s.Name.Each(func(language models.Language, name string) string {
		var parts []string
		for _, part := range s.Parts {
			if part.Points > 0 {
				parts = append(parts, fmt.Sprintf("%s %d", part.Name.In(language), part.Points))
			}
		}
		if len(parts) == 0 {
			return fmt.Sprintf("%s %d", name, s.Sum)
		}
		return fmt.Sprintf("%s %d (%s)", name, s.Sum, strings.Join(parts, ", "))
	})
}

// Unsaid is the problem of a number of which nobody said how it was measured.
func (g *Guide) Unsaid(method string) *models.Problem {
	problem := &models.Problem{Code: "triage.method", Field: method}
	for i := range g.findings {
		if g.findings[i].Method == method {
			problem.Values = map[string]any{"question": g.findings[i].Question, "method": g.findings[g.byID[method]].Question}
		}
	}
	return problem
}

// Spoken is an answer as it is said: "ja", "38,4 °C", the words of a choice.
func (f Finding) Spoken(answer Answer) models.Text {
	written := answer.String()
	switch answer.Word {
	case Measured:
		return f.Measure(answer.Number)
	case Chosen:
		for _, option := range f.Choices {
			if option.ID == answer.Choice {
				return option.Title
			}
		}
	case SaidYes:
		return models.Text{models.Swedish: "ja", models.English: "yes"}
	case SaidNo:
		return models.Text{models.Swedish: "nej", models.English: "no"}
	case DoesNotApply:
		return f.NotApplicable
	case NotKnown:
		return models.Text{models.Swedish: "okänt", models.English: "unknown"}
	}
	return models.Plain(written)
}

// Measure is a number with its unit, as each language writes it: "38,4 °C".
func (f Finding) Measure(number float64) models.Text {
	if f.Unit.Empty() {
		return numeral(number)
	}
	return f.Unit.Each(func(language models.Language, unit string) string {
		return language.Decimal(number, models.AsGiven) + " " + unit
	})
}

// numeral is a number as each language writes it.
func numeral(number float64) models.Text {
	return models.Text{
		models.Swedish: models.Swedish.Decimal(number, models.AsGiven), models.English: models.English.Decimal(number, models.AsGiven),
	}
}
