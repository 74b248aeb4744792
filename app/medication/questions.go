package medication

import "slices"

// Questions are what the rules need to know before they can propose a hold for
// the medicines taken. What is left unanswered goes to the doctor.
type Questions struct {
	Forms       []string // codes of the medicines whose rule hangs on the dose form
	Indications []string // codes of the medicines whose rule hangs on why they are taken
	Clearance   bool     // the creatinine clearance
	Factors     []Factor // about the patient, in the order in which they are asked
}

// None tells whether nothing has to be asked.
func (q Questions) None() bool {
	return len(q.Forms)+len(q.Indications)+len(q.Factors) == 0 && !q.Clearance
}

// Questions finds what the medicines make necessary to ask, answered or not.
func (c *Catalogue) Questions(medicines []Taken) Questions {
	var questions Questions
	asked := map[Factor]bool{}
	taken, _ := merge(medicines)
	for _, one := range taken {
		medicine, ok := c.ByATC(one.ATC)
		if !ok {
			continue
		}
		if slices.ContainsFunc(medicine.Rules, func(r Rule) bool { return r.Form != "" }) {
			questions.Forms = append(questions.Forms, one.ATC)
		}
		if slices.ContainsFunc(medicine.Rules, func(r Rule) bool { return r.Indication != "" }) {
			questions.Indications = append(questions.Indications, one.ATC)
		}
		questions.Clearance = questions.Clearance || slices.ContainsFunc(medicine.Rules, Rule.needsClearance)
		for _, combination := range c.combinations {
			for _, factor := range combination.Factors {
				asked[factor] = asked[factor] || medicine.BloodThinner && combination.asks(medicine.Class)
			}
		}
	}
	for _, factor := range Factors {
		if asked[factor] {
			questions.Factors = append(questions.Factors, factor)
		}
	}
	return questions
}
