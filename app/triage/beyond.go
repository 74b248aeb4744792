package triage

import "slices"

// That no rule fits is not self-care: what is complained of and no rule, floor or
// score speaks of is told as such, and has a least level of its own.

// beyondTheRules is what complaints give that no rule speaks of; none are the caller's own words.
func (g *Guide) beyondTheRules(findings []string) match {
	beyond := g.unexplained.Value
	return match{
		rule:    &Rule{Tell: beyond.Tell, Do: beyond.Do},
		Trigger: Trigger{Rule: Unexplained, Level: beyond.Level, Findings: findings},
	}
}

// unexplained lists the complaints that nothing speaks of. Where day or procedure is
// not known, it lists those that nothing speaks of on some day, or after some procedure.
func (c call) unexplained() []int {
	var complaints []int
	for i := range c.guide.findings {
		if finding := &c.guide.findings[i]; !finding.Circumstance && finding.found(c.values[i]) && c.floor(i) == "" {
			complaints = append(complaints, i)
		}
	}
	if len(complaints) == 0 {
		return nil
	}
	var left []int
	c.possible(func(one call) {
		explained := one.explained()
		for _, finding := range complaints {
			if !slices.Contains(explained, finding) && !slices.Contains(left, finding) {
				left = append(left, finding)
			}
		}
	})
	return left
}

// explained lists the findings that some rule, or score that gives a level, speaks of.
func (c call) explained() []int {
	var found []int
	c.each(func(rule *Rule, one *Case) {
		if one.Level != "" {
			found = one.when.causes(c.values, rule.when.causes(c.values, found))
		}
	})
	for i := range c.guide.scores {
		if score := &c.guide.scores[i]; c.scoreLevel(score) != "" {
			found = score.causes(c.values, found)
		}
	}
	return found
}

// possible calls for the call on every day on which something changes, and after every
// procedure, as far as they are not known.
func (c call) possible(each func(call)) {
	days, procedures := []int{c.request.Day}, []string{c.request.Procedure}
	if c.request.DayUnknown {
		days = c.guide.changeDays
	}
	if c.request.Procedure == "" {
		procedures = c.guide.procedures
	}
	for _, day := range days {
		for _, procedure := range procedures {
			one := c
			one.request.Day, one.request.DayUnknown, one.request.Procedure = day, false, procedure
			each(one)
		}
	}
}

// wordsAlone tells whether the caller told of something in own words, and no answer
// says what, although every red flag is asked.
func (c call) wordsAlone() bool {
	if !c.request.OwnWords {
		return false
	}
	for i := range c.guide.findings {
		finding := &c.guide.findings[i]
		if finding.RedFlag && !c.answered(i) && !c.hidden(i) || !finding.Circumstance && finding.found(c.values[i]) {
			return false
		}
	}
	return true
}

// hidden tells whether a question need not be asked: the procedure, the day, the
// medicines or other answers make it impossible, and nobody has told of it.
func (c call) hidden(finding int) bool {
	one := &c.guide.findings[finding]
	asked := &c.guide.breaths[one.Breath-1].Asked
	if one.found(c.values[finding]) {
		return false
	}
	switch {
	case !c.concerns(asked.Procedures):
		return true
	case asked.Days != nil && !c.request.DayUnknown && !asked.Days.Contain(c.request.Day):
		return true
	case !asked.after.holds(c.values):
		return true
	}
	return len(asked.Of) > 0 && !slices.ContainsFunc(asked.Of, c.conceivable)
}

// conceivable tells whether a circumstance is so, or may be so.
func (c call) conceivable(id string) bool {
	at := c.guide.byID[id]
	switch answer := c.request.Answers[id]; {
	case c.guide.findings[at].found(c.values[at]), answer.Word == NotKnown:
		return true
	case isNo(answer):
		return false
	}
	return !c.request.MedicinesKnown
}
