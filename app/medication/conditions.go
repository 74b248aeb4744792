package medication

import (
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// conditionRow is a condition that taking a medicine of some codes makes known.
type conditionRow struct {
	id     models.Condition
	codes  []string // beginnings of ATC codes
	source rulebook.Source
}

// Conditions are those that the medicines of these codes make known, each once.
func (c *Catalogue) Conditions(codes []string) []models.Condition {
	var known []models.Condition
	for _, row := range c.conditions {
		if slices.ContainsFunc(codes, func(code string) bool { return c.Within(code, row.codes...) }) {
			known = append(known, row.id)
		}
	}
	return known
}

// spokenOf tells whether the catalogue says anything of a substance.
func (c *Catalogue) spokenOf(part Part) bool {
	return part.Known || len(c.Conditions([]string{part.Code})) > 0
}

func (r reader) conditions(file fileCatalogue, into *Catalogue) {
	known := append([]models.Condition{models.SGLT2, models.GLP1}, models.Conditions...)
	seen := map[string]bool{}
	for _, row := range file.Conditions {
		if len(row.Value.Codes) == 0 {
			r.Fail(row.Line, "rules.missing", "codes")
		}
		if seen[row.Value.ID.Value] {
			r.Fail(row.Line, "rules.duplicate", row.Value.ID.Value)
		}
		seen[row.Value.ID.Value] = true
		into.conditions = append(into.conditions, conditionRow{
			id: rulebook.OneOf(r.Reader, row.Value.ID, "id", row.Line, known), codes: r.codes(row.Value.Codes, "codes"), source: r.Source(row.Value.Origin, row.Line),
		})
	}
}
