package rulebook

import (
	"fmt"
	"io/fs"
	"regexp"
)

// FactsFile is where the leaflet's facts stand among the resources.
const FactsFile = "facts.yaml"

// Facts are the numbered facts of the patient leaflet. Rule data and sheets may
// cite these and no others.
type Facts struct {
	summaries map[string]string
	numbers   []string
}

var numberForm = regexp.MustCompile(`^[A-Z][1-9][0-9]*$`)

// wellFormed tells whether a text looks like the number of a fact: A2.
func wellFormed(number string) bool { return numberForm.MatchString(number) }

// loadFacts reads every fact.
func loadFacts(files fs.FS) (*Facts, error) {
	body, err := fs.ReadFile(files, FactsFile)
	if err != nil {
		return nil, fmt.Errorf("read the leaflet's facts: %w", err)
	}
	var rows []Located[struct {
		ID   string `yaml:"id"`
		Fact string `yaml:"fact"`
	}]
	if err := Decode(FactsFile, body, &rows); err != nil {
		return nil, err
	}
	facts := &Facts{summaries: make(map[string]string, len(rows))}
	for _, row := range rows {
		id := row.Value.ID
		switch {
		case !wellFormed(id):
			return nil, Fault(FactsFile, row.Line, "rules.bad-value", fmt.Sprintf("fact number %q", id))
		case row.Value.Fact == "":
			return nil, Fault(FactsFile, row.Line, "rules.missing", "fact")
		case facts.Known(id):
			return nil, Fault(FactsFile, row.Line, "rules.duplicate", id)
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
