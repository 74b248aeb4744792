package apptest

import (
	"fmt"

	"nursedesk/app/medication"
)

// PlainWords stands in for the screen's words.
type PlainWords struct{}

func (PlainWords) Reasons(hold medication.Hold) []string {
	var reasons []string
	for _, reason := range hold.Reasons {
		reasons = append(reasons, "skäl "+reason.Code)
	}
	return reasons
}

func (PlainWords) Guideline(hold medication.Hold) string { return hold.Table.String() }

func (PlainWords) Form(form medication.Form) string { return string(form) }

func (PlainWords) Factor(factor medication.Factor) string {
	return "faktor " + string(factor)
}

func (PlainWords) Clearance(clearance float64) string { return fmt.Sprintf("%g ml/min", clearance) }
