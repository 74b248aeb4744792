package triage

import (
	"cmp"
	"slices"

	"nursedesk/models"
)

// call is one call being judged.
type call struct {
	guide   *Guide
	request Request
	values  []float64
}

// asked tells whether a finding is answered, known without asking, or told by
// the number that is its detail: who has measured 37.2 has no fever to be asked about.
func (c call) asked(finding int) bool {
	one := &c.guide.findings[finding]
	if c.request.Answers[one.ID] != (Answer{}) || c.values[finding] > one.best {
		return true
	}
	for _, detail := range c.guide.details {
		if detail.of == finding && c.request.Answers[c.guide.findings[detail.finding].ID].Word == Measured {
			return true
		}
	}
	return false
}

func (c call) concerns(rule *Rule) bool {
	return len(rule.Procedures) == 0 || c.request.Procedure == "" || slices.Contains(rule.Procedures, c.request.Procedure)
}

// holds tells whether a case counts on the day of the call.
func (c call) holds(one *Case) bool {
	return (c.request.DayUnknown || one.Days.Contain(c.request.Day)) && one.when.holds(c.values)
}

// level is the level alone: the highest of all that hold, raised by the rules
// that raise, then by the hour. It is L5 where nothing holds.
func (c call) level() Level {
	level, steps := L5, 0
	for i := range c.guide.findings {
		finding := &c.guide.findings[i]
		if finding.AtLeast != "" && c.values[i] > finding.best {
			level = highest(level, finding.AtLeast)
		}
	}
	for i := range c.guide.rules {
		rule := &c.guide.rules[i]
		if !c.concerns(rule) || !rule.when.holds(c.values) {
			continue
		}
		for j := range rule.Cases {
			if one := &rule.Cases[j]; c.holds(one) {
				level, steps = highest(level, one.Level), max(steps, one.Raise)
			}
		}
	}
	return c.guide.AtHour(level.raised(steps), c.request.Open)
}

// match is a rule that holds, with its case of the highest level.
type match struct {
	Trigger
	rule  *Rule
	cases []*Case // those that hold
	steps int     // by how many levels it raises
}

// judge finds the level with everything that led to it.
func (c call) judge() Assessment {
	var out Assessment
	matches, raising := c.matches()
	base := Level("")
	for _, one := range matches {
		base = highest(base, one.Level)
	}
	if flags, ok := c.beside(matches); ok {
		matches = append(matches, flags)
		base = highest(base, flags.Level)
	}
	slices.SortStableFunc(matches, func(a, b match) int { return b.Level.rank() - a.Level.rank() })
	out.Level = base
	for _, one := range matches {
		out.Triggered = append(out.Triggered, one.Trigger)
		for _, held := range one.cases {
			for _, id := range held.Suspect {
				if !slices.Contains(out.Suspected, id) {
					out.Suspected = append(out.Suspected, id)
				}
			}
		}
		for _, id := range one.rule.Also {
			if !c.asked(c.guide.byID[id]) && !slices.Contains(out.AskAlso, id) {
				out.AskAlso = append(out.AskAlso, id)
			}
		}
		// What milder rules say ("this is usual") would contradict the level.
		if one.Level == base {
			out.say(one.rule)
		}
		out.callAgain(one)
	}
	for _, one := range raising {
		// Several rules that raise are one reason more, not one level more.
		one.Level = cmp.Or(base, L5).raised(one.steps)
		out.Level = highest(out.Level, one.Level)
		out.Triggered = append(out.Triggered, one.Trigger)
		out.say(one.rule)
	}
	if now := c.guide.AtHour(out.Level, c.request.Open); now != out.Level {
		out.Level = now
		out.Triggered = append(out.Triggered, Trigger{Rule: OutsideHours, Level: now})
	}
	return out
}

func (a *Assessment) say(rule *Rule) {
	if rule.Tell != (models.Text{}) && !slices.Contains(a.Advice, rule.Tell) {
		a.Advice = append(a.Advice, rule.Tell)
	}
	if rule.Do != (models.Text{}) && !slices.Contains(a.Do, rule.Do) {
		a.Do = append(a.Do, rule.Do)
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
	for i := range c.guide.rules {
		rule := &c.guide.rules[i]
		if !c.concerns(rule) || !rule.when.holds(c.values) {
			continue
		}
		found := rule.when.causes(c.values, nil)
		one := match{rule: rule, Trigger: Trigger{Rule: rule.ID}}
		for j := range rule.Cases {
			each := &rule.Cases[j]
			if !c.holds(each) {
				continue
			}
			found = each.when.causes(c.values, found)
			one.cases = append(one.cases, each)
			one.Level, one.steps = highest(one.Level, each.Level), max(one.steps, each.Raise)
		}
		if len(one.cases) == 0 {
			continue
		}
		one.Findings = c.names(found)
		if one.steps > 0 {
			raising = append(raising, one)
		} else {
			levels = append(levels, one)
		}
	}
	return levels, raising
}

func (c call) names(findings []int) []string {
	slices.Sort(findings)
	names := make([]string, len(findings))
	for i, finding := range findings {
		names[i] = c.guide.findings[finding].ID
	}
	return names
}

// beside gathers the findings whose own least level is above that of every rule
// they take part in.
func (c call) beside(matches []match) (match, bool) {
	out := match{Trigger: Trigger{Rule: AnyDay}, rule: &Rule{}}
	for i := range c.guide.findings {
		finding := &c.guide.findings[i]
		if finding.AtLeast == "" || c.values[i] <= finding.best {
			continue
		}
		covered := func(one match) bool {
			return !finding.AtLeast.Above(one.Level) && slices.Contains(one.Findings, finding.ID)
		}
		if !slices.ContainsFunc(matches, covered) {
			out.Level = highest(out.Level, finding.AtLeast)
			out.Findings = append(out.Findings, finding.ID)
		}
	}
	return out, len(out.Findings) > 0
}

// advise puts the level's own words first and the safety net last.
func (c call) advise(out *Assessment) {
	level, ok := c.guide.Level(out.Level)
	if !ok {
		out.Recontact, out.Visit = nil, nil
		return
	}
	out.Advice = slices.Insert(out.Advice, 0, level.Tell)
	if level.SafetyNet != (models.Text{}) {
		out.Advice = append(out.Advice, level.SafetyNet)
	}
	// What milder rules say of calling again would be too late for who is sent to hospital.
	if level.SafetyNet == (models.Text{}) || out.Recontact == nil {
		out.Recontact = level.Recontact
	}
	switch {
	case level.Visit == nil:
		out.Visit = nil
	case out.Visit == nil:
		out.Visit = level.Visit
	}
}

// wouldRaise lists which single further answers would raise the level.
func (c call) wouldRaise(level Level) []Raise {
	level = cmp.Or(level, L5)
	if level == L1 {
		return nil
	}
	var raises []Raise
	for i := range c.guide.findings {
		finding := &c.guide.findings[i]
		if len(c.guide.steps[i]) == 0 || c.asked(i) {
			continue
		}
		before := c.values[i]
		for _, answer := range c.guide.steps[i] {
			c.values[i] = finding.value(answer)
			if raised := c.level(); raised.Above(level) {
				raises = append(raises, Raise{Finding: finding.ID, Answer: answer, Level: raised})
				break
			}
		}
		c.values[i] = before
	}
	return raises
}
