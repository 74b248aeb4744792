package triage

import (
	"maps"

	"nursedesk/app/rulebook"
)

// Where a clinic shows approved rules alone, a call is judged twice: by every rule, and by
// the approved ones. The level that these give is shown only where no other rule would
// raise it; otherwise no level is, since a lower one would be false comfort. What is asked
// stays as it is, the red flags above all, and so do the levels that the nurse chooses from,
// with whom they alarm and what they promise.

// Under gives the guide as a clinic's policy lets it propose.
func (g *Guide) Under(policy rulebook.Policy) *Guide {
	under := *g
	under.policy = policy
	return &under
}

// withholds tells whether any of what a rule comes from does not count in this judgement.
func (c call) withholds(sources ...rulebook.Source) bool {
	return rulebook.Withholds(c.policy, sources...)
}

// leansOn lists where a rule comes from: its own row, and those of the terms that it names.
func (g *Guide) leansOn(rule *Rule) []rulebook.Source {
	sources := []rulebook.Source{rule.Source}
	seen := map[string]bool{}
	var add func(condition string)
	add = func(condition string) {
		for _, name := range identifiers(condition) {
			for _, term := range g.terms {
				if underscored(term.id) == name && !seen[name] {
					seen[name] = true
					sources = append(sources, term.source)
					add(term.condition)
				}
			}
		}
	}
	add(rule.Condition)
	for _, one := range rule.Cases {
		add(one.Condition)
	}
	return sources
}

// nothingFound is the level where nothing is complained of.
func (c call) nothingFound() Level {
	if c.withholds(c.guide.nothingFound.Source) {
		return ""
	}
	return c.guide.nothingFound.Value
}

func (c call) scoreLevel(score *Score) Level {
	if c.withholds(score.Source) {
		return ""
	}
	return score.level(c.values)
}

// atHour is the level at the hour of the call.
func (c call) atHour(level Level) Level {
	if c.withholds(c.guide.outsideHours.Source) {
		return level
	}
	return c.guide.AtHour(level, c.request.Open)
}

// judgeUnder judges by the rules that a policy allows, and takes the level out where the
// others would raise it. The call that it gives knows the allowed rules alone.
func (c call) judgeUnder(policy rulebook.Policy) (Assessment, call) {
	by := c
	if policy == nil || !policy.Withholds() {
		return c.judge(), by
	}
	by.policy = policy
	if by.withholds(c.guide.unknownFlag) {
		by.values = c.guide.values(c.request.withoutUnknownFlags(c.guide))
	}
	out, all := by.judge(), c.judge()
	out.Known, out.Hidden, out.UnaskedRedFlags, out.Missing, out.Complete = all.Known, all.Hidden, all.UnaskedRedFlags, all.Missing, all.Complete
	if !all.Level.Above(out.Level) {
		return out, by
	}
	out.Withheld, out.Level, out.Visit, out.Recontact = true, "", nil, nil
	for i := range c.guide.findings {
		if one := &c.guide.findings[i]; (one.RedFlag || one.Kind == Number) && one.found(c.values[i]) {
			out.Alarming = append(out.Alarming, one.ID)
		}
	}
	return out, by
}

// withoutUnknownFlags is the request without the red flags that nobody knows of.
func (r Request) withoutUnknownFlags(g *Guide) Request {
	r.Answers = maps.Clone(r.Answers)
	maps.DeleteFunc(r.Answers, func(id string, answer Answer) bool {
		return answer.Word == NotKnown && g.findings[g.byID[id]].RedFlag
	})
	return r
}
