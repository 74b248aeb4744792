package triage

import (
	"cmp"
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// call is one call being judged.
type call struct {
	guide   *Guide
	request Request
	values  []float64

	policy rulebook.Policy // rules that it does not allow do not count; nil: every rule counts
}

func (g *Guide) call(request Request) call {
	return call{guide: g, request: request, values: g.values(request)}
}

// answered tells whether a finding is answered, known without asking, or told by
// the number that is its detail: who has measured 37.2 has no fever to be asked about.
func (c call) answered(finding int) bool {
	one := &c.guide.findings[finding]
	if c.request.Answers[one.ID] != (Answer{}) || one.found(c.values[finding]) {
		return true
	}
	for _, detail := range c.guide.details {
		if detail.of == finding && c.request.Answers[c.guide.findings[detail.atom.finding].ID].Word == Measured {
			return true
		}
	}
	return false
}

// concerns tells whether a rule or case is about the procedure of the call.
func (c call) concerns(procedures []string) bool {
	return len(procedures) == 0 || c.request.Procedure == "" || slices.Contains(procedures, c.request.Procedure)
}

// on tells whether a case counts on the day of the call, after its procedure.
func (c call) on(one *Case) bool {
	return (c.request.DayUnknown || one.Days.Contain(c.request.Day)) && c.concerns(one.Procedures)
}

// each calls for every case that holds, in the order of the table.
func (c call) each(do func(rule *Rule, one *Case)) {
	for i := range c.guide.rules {
		rule := &c.guide.rules[i]
		if !c.concerns(rule.Procedures) || !rule.when.holds(c.values) || c.policy != nil && c.withholds(c.guide.leansOn(rule)...) {
			continue
		}
		for j := range rule.Cases {
			if one := &rule.Cases[j]; c.on(one) && one.when.holds(c.values) {
				do(rule, one)
			}
		}
	}
}

// floor is the least level that a finding has by itself.
func (c call) floor(finding int) Level {
	one := &c.guide.findings[finding]
	if one.AtLeast != "" && one.found(c.values[finding]) && !c.withholds(c.guide.atLeast) {
		return one.AtLeast
	}
	if len(one.Floors) > 0 && c.withholds(one.Source) {
		return ""
	}
	for i := range one.Floors {
		if one.Floors[i].when.holds(c.values) {
			return one.Floors[i].Level
		}
	}
	return ""
}

// level is the level alone: the highest of all that hold, raised by the rules
// that raise, then by the hour.
func (c call) level() Level {
	level, raising := c.nothingFound(), Level("")
	var raises []*Case
	c.each(func(_ *Rule, one *Case) {
		if one.Raise > 0 {
			raises = append(raises, one)
		}
		level = highest(level, one.Level)
	})
	for i := range c.guide.findings {
		level = highest(level, c.floor(i))
	}
	for i := range c.guide.scores {
		level = highest(level, c.scoreLevel(&c.guide.scores[i]))
	}
	if least := c.guide.unexplained.Value.Level; least.Above(level) && !c.withholds(c.guide.unexplained.Source) && (c.wordsAlone() || len(c.unexplained()) > 0) {
		level = least
	}
	for _, one := range raises {
		raising = highest(raising, level.raised(one.Raise, one.Ceiling))
	}
	return c.atHour(highest(level, raising))
}

// match is a rule that holds, with its case of the highest level.
type match struct {
	Trigger
	rule  *Rule
	cases []*Case // those that hold
}

// judge finds the level with everything that led to it.
func (c call) judge() Assessment {
	var out Assessment
	c.survey(&out)
	matches, raising := c.matches()
	matches = append(matches, c.floors(matches)...)
	matches = append(matches, c.scored(&out)...)
	if found := c.unexplained(); !c.withholds(c.guide.unexplained.Source) && (len(found) > 0 || c.wordsAlone()) {
		matches = append(matches, c.guide.beyondTheRules(c.names(found)))
	}
	base := Level("")
	for _, one := range matches {
		base = highest(base, one.Level)
	}
	slices.SortStableFunc(matches, func(a, b match) int { return b.Level.rank() - a.Level.rank() })
	if out.Level = base; out.Complete || len(matches)+len(raising) > 0 {
		out.Level = highest(base, c.nothingFound())
	}
	for _, one := range matches {
		c.take(&out, one, base)
	}
	least := out.Level
	for _, one := range raising {
		// Several rules that raise are one reason more, not one level more.
		one.Level = least
		for _, held := range one.cases {
			one.Level = highest(one.Level, least.raised(held.Raise, held.Ceiling))
		}
		out.Level = highest(out.Level, one.Level)
		out.Triggered = append(out.Triggered, one.Trigger)
		out.say(one.rule.Tell, one.rule.Do)
	}
	if now := c.atHour(out.Level); now != out.Level {
		out.Level = now
		out.Triggered = append(out.Triggered, Trigger{Rule: OutsideHours, Level: now})
	}
	return out
}

// survey says what is asked, known and left.
func (c call) survey(out *Assessment) {
	for i := range c.guide.findings {
		one := &c.guide.findings[i]
		hidden := c.hidden(i)
		if hidden {
			out.Hidden = append(out.Hidden, one.ID)
		}
		if one.RedFlag && !hidden && !c.answered(i) {
			out.UnaskedRedFlags = append(out.UnaskedRedFlags, one.ID)
		}
		if c.request.Answers[one.ID] == (Answer{}) && one.found(c.values[i]) {
			out.Known = append(out.Known, one.ID)
		}
		if one.Method != "" && c.request.Answers[one.ID].Word == Measured && c.request.Answers[one.Method] == (Answer{}) {
			out.Missing = append(out.Missing, one.Method)
		}
	}
	out.Complete = len(out.UnaskedRedFlags) == 0
}

// take adds what a match says to the assessment.
func (c call) take(out *Assessment, one match, base Level) {
	out.Triggered = append(out.Triggered, one.Trigger)
	for _, held := range one.cases {
		for _, id := range held.Suspect {
			if !slices.Contains(out.Suspected, id) {
				out.Suspected = append(out.Suspected, id)
			}
		}
	}
	for _, id := range one.rule.Also {
		if finding := c.guide.byID[id]; !c.answered(finding) && !c.hidden(finding) && !slices.Contains(out.AskAlso, id) {
			out.AskAlso = append(out.AskAlso, id)
		}
	}
	// What milder rules say ("this is usual") would contradict the level.
	if one.Level == base {
		out.say(one.rule.Tell, one.rule.Do)
	}
	out.callAgain(one)
}

func (a *Assessment) say(tell, do models.Text) {
	if !tell.Empty() && !slices.ContainsFunc(a.Advice, tell.Equal) {
		a.Advice = append(a.Advice, tell)
	}
	if !do.Empty() && !slices.ContainsFunc(a.Do, do.Equal) {
		a.Do = append(a.Do, do)
	}
}

// callAgain keeps the earliest time of those that the rules say.
func (a *Assessment) callAgain(one match) {
	if again := one.rule.Recontact; again != nil && (a.Recontact == nil || again.To < a.Recontact.To) {
		a.Recontact = again
	}
	for _, held := range one.cases {
		if held.Visit != nil && held.Level == one.Level && (a.Visit == nil || held.Visit.To < a.Visit.To) {
			a.Visit = held.Visit
		}
	}
}

// matches lists the rules that give a level, and those that raise it.
func (c call) matches() (levels, raising []match) {
	var all []match
	c.each(func(rule *Rule, one *Case) {
		if len(all) == 0 || all[len(all)-1].rule != rule {
			all = append(all, match{rule: rule, Trigger: Trigger{Rule: rule.ID}})
		}
		last := &all[len(all)-1]
		last.cases, last.Level = append(last.cases, one), highest(last.Level, one.Level)
	})
	for _, one := range all {
		found := one.rule.when.causes(c.values, nil)
		for _, held := range one.cases {
			found = held.when.causes(c.values, found)
		}
		one.Findings = c.names(found)
		if one.Level == "" {
			raising = append(raising, one)
		} else {
			levels = append(levels, one)
		}
	}
	return levels, raising
}

func (c call) names(findings []int) []string {
	if len(findings) == 0 {
		return nil
	}
	slices.Sort(findings)
	names := make([]string, len(findings))
	for i, finding := range findings {
		names[i] = c.guide.findings[finding].ID
	}
	return names
}

// floors gathers the findings whose own least level is above that of every rule
// they take part in.
func (c call) floors(matches []match) []match {
	var floors []match
	for i := range c.guide.findings {
		level, id := c.floor(i), c.guide.findings[i].ID
		covered := func(one match) bool { return !level.Above(one.Level) && slices.Contains(one.Findings, id) }
		if level != "" && !slices.ContainsFunc(matches, covered) {
			floors = append(floors, match{rule: &Rule{}, Trigger: Trigger{Rule: FloorOf + id, Level: level, Findings: []string{id}}})
		}
	}
	return floors
}

// wouldRaise lists which single further answers would raise the level.
func (c call) wouldRaise(level Level) []Raise {
	level = cmp.Or(level, c.nothingFound())
	if level == Levels[0] {
		return nil
	}
	var raises []Raise
	for i := range c.guide.findings {
		finding := &c.guide.findings[i]
		if len(c.guide.steps[i]) == 0 || c.answered(i) || c.hidden(i) {
			continue
		}
		before := c.values[i]
		for _, side := range c.guide.steps[i] {
			for _, answer := range side {
				c.values[i] = finding.value(answer)
				if raised := c.level(); raised.Above(level) {
					raises = append(raises, Raise{Finding: finding.ID, Answer: answer, Level: raised})
					break
				}
			}
		}
		c.values[i] = before
	}
	return raises
}
