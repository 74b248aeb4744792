package medication

import "nursedesk/app/rulebook"

// NotApproved is the reason of a hold whose rule no doctor has approved, where the
// clinic shows approved rules alone. The doctor is asked, and nothing is proposed.
const NotApproved = "not-approved"

// Under gives the catalogue as a clinic's policy lets it propose.
func (c *Catalogue) Under(policy rulebook.Policy) *Catalogue {
	under := *c
	under.policy = policy
	return &under
}

// withhold takes out of a hold all that rules say which may not be shown.
func (p proposal) withhold(hold Hold) Hold {
	if !rulebook.Withholds(p.policy, p.leansOn(hold)...) {
		return hold
	}
	return hold.withheld()
}

// leansOn lists where everything that a hold says comes from.
func (p proposal) leansOn(hold Hold) []rulebook.Source {
	sources := []rulebook.Source{hold.Source}
	for _, reason := range hold.Reasons {
		sources = append(sources, reason.Source)
	}
	if hold.INR != nil {
		sources = append(sources, hold.INR.Source)
	}
	for _, part := range hold.Parts {
		sources = append(sources, p.leansOn(part)...)
	}
	if day := hold.Medicine.Day; day != nil {
		sources = append(sources, day.Source)
	}
	if rule, ok, _ := p.rule(hold.Medicine, hold.Taken); ok {
		sources = append(sources, rule.Source)
	}
	if !hold.FirstDoseAgain.IsZero() {
		sources = append(sources, p.resume.Source)
	}
	if hold.Dates.Dose != "" {
		sources = append(sources, p.doses)
	}
	return sources
}

// withheld is the hold without anything that a rule says of it. Of its source the row
// is left, so that it can be found and approved.
func (h Hold) withheld() Hold {
	source := rulebook.Source{Status: h.Source.Status, Row: h.Source.Row}
	bare := Hold{
		Taken: h.Taken, Medicine: h.Medicine, Known: h.Known, Kind: Doctor, Source: source,
		Reasons: []Reason{{Code: NotApproved, Source: source}}, rules: &h,
	}
	for _, part := range h.Parts {
		bare.Parts = append(bare.Parts, part.withheld())
	}
	return bare
}

// Withheld tells whether rules say more of the hold than may be shown.
func (h Hold) Withheld() bool { return h.rules != nil }

// Rules is the hold as the rules have it, withheld or not. It is there to find what a
// doctor's decision has not weighed, and never to be shown.
func (h Hold) Rules() Hold {
	if h.rules == nil {
		return h
	}
	return *h.rules
}
