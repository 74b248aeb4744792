package careplan

import (
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Rows lists every rule of the protocol as a doctor approves it: its bleeding
// risk, its tasks, its dates.
func (p *Protocol) Rows() []rulebook.Row {
	var rows []rulebook.Row
	if p.Tier != "" {
		row := p.row("risk", nil, p.TierSource)
		row.Says = []rulebook.Sentence{rulebook.Say("risk", "tier", term("tier", string(p.Tier)))}
		rows = append(rows, row)
	}
	for _, rule := range p.tasks {
		row := p.row("task", rule.step.Title, rule.step.Source)
		row.Words, row.Only, row.Says = rule.step.Why, rule.when.says(), append(rule.says(), p.asked(rule.step)...)
		rows = append(rows, row)
	}
	for _, follow := range p.FollowUps {
		row := p.row("follow-up", follow.Title, follow.Source)
		row.Words, row.Says = follow.Why, append(follow.says(), p.asked(follow.Step)...)
		rows = append(rows, row)
	}
	if len(p.health.follows) > 0 {
		row := p.row("health", nil, p.health.source)
		for _, question := range models.HealthQuestions {
			row.Says = append(row.Says, p.followSays(term("health", string(question)), p.health.follows[question])...)
		}
		rows = append(rows, row)
	}
	for _, rule := range p.dates {
		row := p.row("milestone", rule.milestone.Title, rule.milestone.Source)
		row.Only, row.Says = rule.when.says(), []rulebook.Sentence{rule.says()}
		rows = append(rows, row)
	}
	return rows
}

func (p *Protocol) row(kind string, title models.Text, source rulebook.Source) rulebook.Row {
	row := source.Belief()
	row.Part, row.Of, row.Kind, row.Title = rulebook.Protocol, p.Title, kind, title
	return row
}

func term(kind, id string) rulebook.Terms { return rulebook.Terms{Kind: kind, IDs: []string{id}} }

func (r taskRule) says() []rulebook.Sentence {
	role := term("role", string(r.step.Role))
	says := []rulebook.Sentence{
		rulebook.Say("who."+string(r.step.Kind), "role", role),
		rulebook.Say("target", "at", r.target.distance()),
	}
	if r.earliest != r.latest {
		says = append(says, rulebook.Say("window", "earliest", r.earliest.distance(), "latest", r.latest.distance()))
	}
	if r.bookBy != nil {
		says = append(says, rulebook.Say("book-by", "at", r.bookBy.distance()))
	}
	if r.roll != rollNone {
		says = append(says, rulebook.Say("roll."+string(r.roll)))
	}
	return append(says, r.step.says()...)
}

// says tells what is particular about a step.
func (s Step) says() []rulebook.Sentence {
	var says []rulebook.Sentence
	for _, one := range []struct {
		code string
		said bool
	}{{"assess", s.Assess}, {"sheet", s.Sheet}, {"tell", s.Tell}, {"prescribes", s.Prescribes != ""}} {
		if one.said {
			says = append(says, rulebook.Say(one.code))
		}
	}
	return says
}

func (f FollowUp) says() []rulebook.Sentence {
	says := []rulebook.Sentence{
		rulebook.Say("who."+string(f.Kind), "role", term("role", string(f.Role))),
		rulebook.Say("follow-due", "n", f.due.amount),
	}
	if f.Before {
		says = append(says, rulebook.Say("follow-before"))
	}
	return append(says, f.Step.says()...)
}

// asked tells what a step asks, and what follows from each answer.
func (p *Protocol) asked(step Step) []rulebook.Sentence {
	var says []rulebook.Sentence
	for _, question := range step.Asks {
		var choices rulebook.Texts
		for _, choice := range question.Choices {
			choices = append(choices, choice.Title)
		}
		code := "asks"
		if question.Required {
			code = "asks-always"
		}
		says = append(says, rulebook.Say(code, "question", question.Title, "choices", choices))
		for _, choice := range question.Choices {
			says = append(says, p.followSays(choice.Title, choice.Follow)...)
		}
	}
	return says
}

// followSays tells what follows from an answer.
func (p *Protocol) followSays(answer any, follow Follow) []rulebook.Sentence {
	var says []rulebook.Sentence
	if follow.Medicine {
		says = append(says, rulebook.Say("follow-medicine", "answer", answer))
	}
	if follow.Declare != "" {
		says = append(says, rulebook.Say("follow-declare", "answer", answer, "question", term("health", string(follow.Declare))))
	}
	if step, ok := p.Step(follow.Task); ok {
		says = append(says, rulebook.Say("follow-task", "answer", answer, "task", step.Title))
	}
	if follow.Again {
		says = append(says, rulebook.Say("follow-again", "answer", answer))
	}
	return says
}

func (r dateRule) says() rulebook.Sentence {
	switch r.milestone.Form {
	case From:
		return rulebook.Say("date.from", "at", r.begin.distance())
	case Until:
		return rulebook.Say("date.until", "at", r.end.distance())
	case Between:
		return rulebook.Say("date.between", "at", r.begin.distance(), "end", r.end.distance())
	case On:
	}
	return rulebook.Say("date.on", "at", r.begin.distance())
}

func (c condition) says() []rulebook.Sentence {
	if c.program == nil {
		return nil
	}
	return []rulebook.Sentence{rulebook.Say("when", "condition", rulebook.Condition(c.program.Source().String()))}
}

func (o offset) distance() rulebook.Distance {
	unit := map[byte]string{'h': "hours", 'd': "days", 'w': "weeks", 'm': "months"}[o.unit]
	return rulebook.Distance{Amount: o.amount, Unit: unit}
}
