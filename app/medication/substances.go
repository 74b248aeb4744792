package medication

import (
	"slices"
	"strings"

	"nursedesk/app/rulebook"
)

// Part is one substance of a medicine.
type Part struct {
	Code  string   // the substance's ATC code, or that of its class
	Entry Medicine // what the catalogue says of it; zero where it says nothing
	Known bool
}

// Substances lists what a medicine is made of by ATC code. A code that the
// catalogue does not know as a combination is its own substance; no code has none.
func (c *Catalogue) Substances(code string) []string {
	code = strings.ToUpper(strings.TrimSpace(code))
	if code == "" {
		return nil
	}
	if medicine, ok := c.ByATC(code); ok && len(medicine.Substances) > 0 {
		return slices.Clone(medicine.Substances)
	}
	return []string{code}
}

// Parts finds each substance of a medicine in the catalogue.
func (c *Catalogue) Parts(code string) []Part {
	var parts []Part
	for _, substance := range c.Substances(code) {
		part := Part{Code: substance}
		part.Entry, part.Known = c.ByATC(substance)
		parts = append(parts, part)
	}
	return parts
}

// Is tells whether any substance of a medicine is of one of the classes.
func (c *Catalogue) Is(code string, classes ...Class) bool {
	return slices.ContainsFunc(c.Parts(code), func(p Part) bool { return p.Known && slices.Contains(classes, p.Entry.Class) })
}

// Within tells whether the code of a medicine, or of any of its substances,
// begins with one of these.
func (c *Catalogue) Within(code string, beginnings ...string) bool {
	codes := append(c.Substances(code), strings.ToUpper(strings.TrimSpace(code)))
	return slices.ContainsFunc(codes, func(code string) bool {
		return slices.ContainsFunc(beginnings, func(start string) bool { return strings.HasPrefix(code, start) })
	})
}

// BloodThinner tells whether any substance of a medicine thins the blood; a code
// that the catalogue does not know is none.
func (c *Catalogue) BloodThinner(code string) bool {
	medicine, ok := c.ByATC(code)
	return ok && medicine.BloodThinner
}

// Product tells whether the medicine is a combination of which the catalogue says
// no more than its substances do.
func (m Medicine) Product() bool { return len(m.Rules) == 0 && m.Day == nil }

// products reads the combinations that have no rules of their own. How much one
// affects bleeding is told by the substance that does so most.
func (r reader) products(rows rulebook.Located[fileProducts], into *Catalogue) {
	if rows.Line == 0 {
		return
	}
	into.products = r.Source(rows.Value.Origin, rows.Line)
	for _, row := range rows.Value.Products {
		product := Medicine{
			ATC: row.Value.ATC, Substance: r.named(row.Value.ATC, row.Value.Substance, row.Line), Names: row.Value.Names, Class: DayOfProcedure,
			Source: into.products.Text, Proposed: into.products.Status == rulebook.Proposed, Substances: r.codes(row.Value.Substances, "substances"),
		}
		if len(product.Substances) == 0 {
			r.Fail(row.Line, "rules.missing", "substances")
		}
		for _, t := range row.Value.Substances {
			entry, ok := into.ByATC(t.Value)
			if !ok {
				continue
			}
			if entry.Product() {
				r.Fail(t.Line, "rules.bad-value", "substances: "+t.Value)
			}
			product.BloodThinner = product.BloodThinner || entry.BloodThinner
			if slices.Index(classes, entry.Class) < slices.Index(classes, product.Class) {
				product.Class = entry.Class
			}
		}
		r.list(product, row.Line, into)
	}
}
