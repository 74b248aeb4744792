package apptest

import (
	"fmt"

	"nursedesk/app/medication"
)

// PlainWords stands in for the screen's words.
type PlainWords struct{}

// Reasons are the codes of the reasons.
func (PlainWords) Reasons(hold medication.Hold) []string {
	var reasons []string
	for _, reason := range hold.Reasons {
		reasons = append(reasons, "skäl "+reason.Code)
	}
	return reasons
}

// Guideline is what the table calls itself.
func (PlainWords) Guideline(hold medication.Hold) string { return hold.Table.String() }

// Form is its code.
func (PlainWords) Form(form medication.Form) string { return string(form) }

// Factor is its code.
func (PlainWords) Factor(factor medication.Factor) string {
	return "faktor " + string(factor)
}

// Clearance is in ml/min.
func (PlainWords) Clearance(clearance float64) string { return fmt.Sprintf("%g ml/min", clearance) }
