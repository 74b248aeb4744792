package medication

import (
	"fmt"
	"strings"

	"nursedesk/app/rulebook"
)

// key names every row of the catalogue with its content.
func (c *Catalogue) key(file fileCatalogue) {
	c.resume.Source.Row = keyOf("clinic/resume", file.Resume.Value)
	c.clearance.Row = keyOf("clinic/clearance", file.Clearance.Value)
	c.doses.Row = keyOf("clinic/dose-times", file.DoseTimes.Value)
	c.neverPaused.Source.Row = keyOf("clinic/never-by-default", file.NeverByDefault.Value)
	c.unlisted.Row = keyOf("clinic/unlisted", file.Unlisted.Value)
	for i, row := range file.DoctorWhen {
		combination := &c.combinations[i]
		combination.Source.Row = keyOf("combination/"+combination.ID, row.Value)
	}
	for i, row := range file.Conditions {
		condition := &c.conditions[i]
		condition.source.Row = keyOf("condition/"+string(condition.id), row.Value)
	}
	c.products.Row = keyOf("clinic/combination-products", file.Products.Value)
	for i := range c.medicines {
		if i < len(file.Medicines) {
			c.medicines[i].key(file.Medicines[i].Value)
		} else {
			c.medicines[i].Row = c.products.Row
		}
	}
}

// key names a medicine's rows. Rules that it has from another entry are that
// entry's rows.
func (m *Medicine) key(row fileMedicine) {
	id := "medicine/" + m.ATC
	if m.As == "" {
		for i, rule := range row.Rules {
			m.Rules[i].Source.Row = keyOf(id+"/hold"+m.Rules[i].whom(), rule.Value)
		}
		if m.Day != nil {
			m.Day.Source.Row = keyOf(id+"/day", row.Day.Value)
		}
	}
	if m.INR != nil {
		m.INR.Source.Row = keyOf(id+"/inr", row.INR.Value)
	}
	entry := row
	entry.Rules, entry.INR.Value, entry.Day.Value = nil, fileINR{}, fileDay{}
	m.Row = keyOf(id, entry)
}

// whom tells the rules of one medicine apart: "-treatment-clearance-30-50".
func (r Rule) whom() string {
	var whom strings.Builder
	for _, part := range []string{string(r.Form), string(r.Indication)} {
		if part != "" {
			whom.WriteString("-" + part)
		}
	}
	if r.needsClearance() {
		fmt.Fprintf(&whom, "-clearance-%g", r.From)
		if r.Below > 0 {
			fmt.Fprintf(&whom, "-%g", r.Below)
		}
	}
	return whom.String()
}

func keyOf(id string, row any) rulebook.Key {
	return rulebook.Key{ID: id, Hash: rulebook.Fingerprint(row)}
}
