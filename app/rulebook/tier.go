package rulebook

import (
	"slices"

	"nursedesk/models"
)

// Tier is how much a bleeding would matter in a procedure. Which procedure has
// which is the clinic's own scheme (the protocol says it with its source);
// guidelines mean other things by the same words.
type Tier string

// The tiers, in rising order.
const (
	Low          Tier = "low"
	Intermediate Tier = "intermediate"
	High         Tier = "high"
)

// Tiers lists every tier in rising order.
var Tiers = []Tier{Low, Intermediate, High}

// ParseTier reads a tier's id; the error is "tier.unknown".
func ParseTier(id string) (Tier, error) {
	if slices.Contains(Tiers, Tier(id)) {
		return Tier(id), nil
	}
	return "", &models.Problem{Code: "tier.unknown", Values: map[string]any{"text": id}}
}

// Above tells whether t is a higher tier than other.
func (t Tier) Above(other Tier) bool { return slices.Index(Tiers, t) > slices.Index(Tiers, other) }
