package rulefile

// Origin is where a row of rule data comes from, as it stands in YAML: facts
// of the leaflet by number, another source in words, or both.
type Origin struct {
	Leaflet Located[[]string] `yaml:"leaflet"`
	Source  Located[string]   `yaml:"source"`
	Status  Located[string]   `yaml:"status"`
}

// StatusProposed marks a row that waits for the clinic's doctor.
const StatusProposed = "proposed"

// Proposed tells whether the row waits for the doctor.
func (o Origin) Proposed() bool { return o.Status.Value == StatusProposed }

// Check finds what is wrong: a row without any source, a fact that known does
// not know, or a source outside the leaflet that is not marked as proposed.
// line is the row's own.
func (o Origin) Check(file string, line int, known func(number string) bool) error {
	for _, number := range o.Leaflet.Value {
		if !known(number) {
			return Fault(file, o.Leaflet.Line, "rules.unknown-fact", number)
		}
	}
	switch {
	case len(o.Leaflet.Value) == 0 && o.Source.Value == "":
		return Fault(file, line, "rules.missing-source", "leaflet, source")
	case o.Status.Value != "" && !o.Proposed():
		return Fault(file, o.Status.Line, "rules.bad-value", "status: "+o.Status.Value)
	case o.Status.Value == "" && o.Source.Value != "":
		return Fault(file, o.Source.Line, "rules.missing", "status: "+StatusProposed)
	}
	return nil
}
