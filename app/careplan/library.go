package careplan

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"nursedesk/app/facts"
	"nursedesk/app/rulefile"
)

// Library holds the protocols as they stand today, one for each procedure.
type Library struct {
	protocols []*Protocol
}

// Load reads and checks every file protocols/*.yaml, and that it cites only
// facts of the leaflet. Each fault is a *models.Problem with file and line.
func Load(files fs.FS) (*Library, error) {
	leaflet, err := facts.Load(files)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "protocols/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the protocols: %w", err)
	}
	library := &Library{}
	for _, name := range names {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read the protocol %s: %w", name, err)
		}
		protocol, err := parse(name, body, leaflet.Known)
		if err != nil {
			return nil, err
		}
		if protocol.Tier == "" {
			return nil, rulefile.Fault(name, 1, "rules.missing", "risk: tier")
		}
		if _, twice := library.Protocol(protocol.Code); twice {
			return nil, rulefile.Fault(name, 1, "rules.duplicate", protocol.Code)
		}
		library.protocols = append(library.protocols, protocol)
	}
	if len(library.protocols) == 0 {
		return nil, rulefile.Fault("protocols", 1, "rules.missing", "*.yaml")
	}
	slices.SortStableFunc(library.protocols, func(a, b *Protocol) int { return cmp.Compare(a.order, b.order) })
	return library, nil
}

// Protocols lists the protocols in the order in which procedures are offered.
func (l *Library) Protocols() []*Protocol { return slices.Clone(l.protocols) }

// Protocol finds the protocol of a procedure.
func (l *Library) Protocol(code string) (*Protocol, bool) {
	for _, protocol := range l.protocols {
		if protocol.Code == code {
			return protocol, true
		}
	}
	return nil, false
}

// Parse reads one protocol, such as a version that a booking froze; name is
// what its faults call it. Which facts it cites is not asked: the leaflet may
// have changed since it was frozen.
func Parse(name string, body []byte) (*Protocol, error) {
	return parse(name, body, facts.WellFormed)
}
