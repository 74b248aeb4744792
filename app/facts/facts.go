// Package facts knows the numbered facts of the patient leaflet. Protocols,
// sheets and other rule data may cite these and no others.
package facts

import (
	"fmt"
	"io/fs"
	"regexp"

	"nursedesk/app/rulefile"
)

// File is where the facts stand among the resources.
const File = "facts.yaml"

// Facts are the leaflet's facts, by number.
type Facts struct {
	summaries map[string]string
	numbers   []string
}

var numberForm = regexp.MustCompile(`^[A-Z][1-9][0-9]*$`)

// WellFormed tells whether a text looks like the number of a fact: A2.
func WellFormed(number string) bool { return numberForm.MatchString(number) }

// Load reads every fact.
func Load(files fs.FS) (*Facts, error) {
	body, err := fs.ReadFile(files, File)
	if err != nil {
		return nil, fmt.Errorf("read the leaflet's facts: %w", err)
	}
	var rows []rulefile.Located[struct {
		ID   string `yaml:"id"`
		Fact string `yaml:"fact"`
	}]
	if err := rulefile.Decode(File, body, &rows); err != nil {
		return nil, err
	}
	facts := &Facts{summaries: make(map[string]string, len(rows))}
	for _, row := range rows {
		id := row.Value.ID
		switch {
		case !WellFormed(id):
			return nil, rulefile.Fault(File, row.Line, "rules.bad-value", fmt.Sprintf("fact number %q", id))
		case row.Value.Fact == "":
			return nil, rulefile.Fault(File, row.Line, "rules.missing", "fact")
		case facts.Known(id):
			return nil, rulefile.Fault(File, row.Line, "rules.duplicate", id)
		}
		facts.summaries[id] = row.Value.Fact
		facts.numbers = append(facts.numbers, id)
	}
	return facts, nil
}

// Numbers lists every fact in the leaflet's order.
func (f *Facts) Numbers() []string { return append([]string(nil), f.numbers...) }

// Known tells whether there is a fact of that number.
func (f *Facts) Known(number string) bool {
	_, ok := f.summaries[number]
	return ok
}

// Summary says the fact in one line of English; "" for an unknown number.
func (f *Facts) Summary(number string) string { return f.summaries[number] }
