package medication

import (
	"slices"

	"nursedesk/app/rulebook"
)

// Questions are what the rules need to know before they can propose a hold for
// the medicines taken. What is left unanswered goes to the doctor.
type Questions struct {
	Forms       []string // codes of the medicines whose rule hangs on the dose form
	Indications []string // codes of the medicines whose rule hangs on why they are taken
	DoseTimes   []string // codes of the medicines that may be paused by the hour
	Clearance   bool     // the creatinine clearance
	Factors     []Factor // about the patient, in the order in which they are asked
}

// AskedFactors are those that can be asked with the medicines, in the order of asking.
func (c *Catalogue) AskedFactors() []Factor {
	elsewhere := map[Factor]bool{}
	for _, combination := range c.combinations {
		for _, factor := range combination.Factors {
			elsewhere[factor] = combination.AskedElsewhere
		}
	}
	return slices.DeleteFunc(slices.Clone(Factors), func(factor Factor) bool { return elsewhere[factor] })
}

// Questions finds what the medicines make necessary to ask before a procedure with a
// bleeding risk, answered or not; "" is a risk that is not known, which asks for all.
func (c *Catalogue) Questions(medicines []Taken, tier rulebook.Tier) Questions {
	var questions Questions
	asked := map[Factor]bool{}
	taken, _ := merge(medicines)
	for _, one := range taken {
		rules := c.rules(one.ATC)
		if slices.ContainsFunc(rules, func(r Rule) bool { return r.Form != "" }) {
			questions.Forms = append(questions.Forms, one.ATC)
		}
		if slices.ContainsFunc(rules, func(r Rule) bool { return r.Indication != "" }) {
			questions.Indications = append(questions.Indications, one.ATC)
		}
		if slices.ContainsFunc(rules, func(r Rule) bool { return r.byTheHour(tier) }) {
			questions.DoseTimes = append(questions.DoseTimes, one.ATC)
		}
		questions.Clearance = questions.Clearance || slices.ContainsFunc(rules, Rule.needsClearance)
		if !c.BloodThinner(one.ATC) {
			continue
		}
		for _, combination := range c.combinations {
			if slices.ContainsFunc(c.classes(one.ATC), combination.asks) {
				for _, factor := range combination.Factors {
					asked[factor] = true
				}
			}
		}
	}
	for _, factor := range c.AskedFactors() {
		if asked[factor] {
			questions.Factors = append(questions.Factors, factor)
		}
	}
	return questions
}

// rules are those of a medicine: its own, else those of its substances.
func (c *Catalogue) rules(code string) []Rule {
	medicine, ok := c.ByATC(code)
	if !ok || !medicine.Product() {
		return medicine.Rules
	}
	var rules []Rule
	for _, part := range c.Parts(code) {
		rules = append(rules, part.Entry.Rules...)
	}
	return rules
}
