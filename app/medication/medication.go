// Package medication knows the medicines that a booking can name, and which of
// them thin the blood. It is pure: no database, no clock, no screen.
package medication

import (
	"slices"
	"strings"

	"nursedesk/models"
)

// Medicine is one row of the catalogue: a substance, or a class of them.
type Medicine struct {
	ATC          string      // the ATC code; one of ours, "NAT-…", for a natural remedy without
	Substance    models.Text // "warfarin"
	Names        []string    // Swedish trade names, and the substances of a class
	BloodThinner bool        // a doctor has to decide about a hold
	Leaflet      []string    // the leaflet's facts that it leans on
	Source       string      // any other source, in words
	Proposed     bool        // the row waits for the clinic's doctor

	words []string // what the search looks at, folded
}

// Catalogue is every medicine that can be chosen.
type Catalogue struct {
	medicines []Medicine
	byATC     map[string]int
}

// All lists every medicine in the catalogue's order.
func (c *Catalogue) All() []Medicine { return slices.Clone(c.medicines) }

// ByATC finds the medicine of a code: its own row, else the nearest class above
// it, whose row stands for every code below.
func (c *Catalogue) ByATC(code string) (Medicine, bool) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if row, ok := c.byATC[code]; ok {
		return c.medicines[row], true
	}
	if !substanceForm.MatchString(code) && !classForm.MatchString(code) {
		return Medicine{}, false
	}
	for length := len(code) - 1; length > 0; length-- {
		if row, ok := c.byATC[code[:length]]; ok {
			return c.medicines[row], true
		}
	}
	return Medicine{}, false
}

// BloodThinner tells whether the code is a medicine that thins the blood; a
// code that the catalogue does not know is none.
func (c *Catalogue) BloodThinner(code string) bool {
	medicine, ok := c.ByATC(code)
	return ok && medicine.BloodThinner
}
