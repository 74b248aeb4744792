package rulebook

import "nursedesk/models"

// Origin is where a row of rule data comes from, as it stands in YAML: facts
// of the leaflet by number, another source in words, or both.
type Origin struct {
	Leaflet Located[[]string] `yaml:"leaflet"`
	Source  Located[string]   `yaml:"source"`
	Status  Located[string]   `yaml:"status"`
}

// Source is where a rule comes from: facts of the leaflet, or a named source
// that the clinic's doctor has still to approve.
type Source struct {
	Leaflet []string // fact numbers: A2, A5
	Text    string   // any other source, in words
	Status  Status

	Row      Key      // the row that says so, as a doctor approves it
	Approved Approval // who approved the row; only where Status is Approved
}

// Approval is a doctor's word for a rule.
type Approval struct {
	Doctor string
	On     models.Date
}

// Status tells how far a rule is agreed.
type Status string

// The statuses: the leaflet is the clinic's own word; proposed waits for the
// doctor. Approved is never read from a rule file: the desk knows who approved what.
const (
	FromLeaflet Status = "leaflet"
	Proposed    Status = "proposed"
	Approved    Status = "approved"
)

// Belief is a row of the rulebook with where it comes from, and nothing yet of
// what it says.
func (s Source) Belief() Row {
	return Row{Key: s.Row, Leaflet: s.Leaflet, Source: s.Text, Proposed: s.Status != FromLeaflet}
}

// Source reads where a row comes from. A row without any source, an unknown
// fact, and a source outside the leaflet that is not marked as proposed are
// faults. line is the row's own.
func (r *Reader) Source(origin Origin, line int) Source {
	source := Source{Leaflet: origin.Leaflet.Value, Text: origin.Source.Value, Status: FromLeaflet}
	status := Status(origin.Status.Value)
	for _, number := range origin.Leaflet.Value {
		if !r.known(number) {
			r.Fail(origin.Leaflet.Line, "rules.unknown-fact", number)
		}
	}
	switch {
	case len(source.Leaflet) == 0 && source.Text == "":
		r.Fail(line, "rules.missing-source", "leaflet, source")
	case status != "" && status != Proposed:
		r.Fail(origin.Status.Line, "rules.bad-value", "status: "+origin.Status.Value)
	case status == "" && source.Text != "":
		r.Fail(origin.Source.Line, "rules.missing", "status: "+string(Proposed))
	}
	if status == Proposed {
		source.Status = Proposed
	}
	return source
}
