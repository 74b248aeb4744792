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
		row.Words, row.Only, row.Says = rule.step.Why, rule.when.says(), rule.says()
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
	for _, question := range r.step.Asks {
		var choices rulebook.Texts
		for _, choice := range question.Choices {
			choices = append(choices, choice.Title)
		}
		code := "asks"
		if question.Required {
			code = "asks-always"
		}
		says = append(says, rulebook.Say(code, "question", question.Title, "choices", choices))
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
