package holds

import (
	"strings"

	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/views/locale"
)

// Spoken puts the doctor's printed list into the words of the screen.
type Spoken struct{ Desk Rules }

var _ holds.DecisionWords = Spoken{}

// Reasons implements holds.DecisionWords.
func (s Spoken) Reasons(hold medication.Hold) []string { return ShortReasons(s.Desk, hold) }

// Guideline implements holds.DecisionWords.
func (s Spoken) Guideline(hold medication.Hold) string {
	said := Figure(hold.Table)
	if span := locale.In(hold.Range); span != "" {
		said = strings.TrimSpace(said + " (" + span + ")")
	}
	var parts []string
	if said != "" {
		parts = append(parts, said)
	}
	if resume := locale.In(hold.GuidelineResume); resume != "" {
		parts = append(parts, locale.T("holds.list.again", "text", resume))
	}
	return strings.Join(parts, ", ")
}

// Form implements holds.DecisionWords.
func (s Spoken) Form(form medication.Form) string { return FormWord(form) }

// Factor implements holds.DecisionWords.
func (s Spoken) Factor(factor medication.Factor) string { return FactorWord(factor) }

// Clearance implements holds.DecisionWords.
func (s Spoken) Clearance(clearance float64) string {
	return locale.T("holds.list.clearance", "n", locale.Decimal(clearance, locale.AsGiven))
}
