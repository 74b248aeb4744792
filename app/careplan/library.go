package careplan

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"nursedesk/app/rulebook"
)

// Library holds the protocols as they stand today, one for each procedure.
type Library struct {
	protocols []*Protocol
}

// Load reads and checks every file protocols/*.yaml. Each fault is a
// *models.Problem with file and line.
func Load(ground *rulebook.Ground) (*Library, error) {
	names, err := fs.Glob(ground.Files, "protocols/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the protocols: %w", err)
	}
	released, err := loadReleased(ground)
	if err != nil {
		return nil, err
	}
	library := &Library{}
	for _, name := range names {
		var file fileProtocol
		read, body, err := ground.Read(name, &file)
		if err != nil {
			return nil, err
		}
		protocol, err := parse(&reader{Reader: read, procedure: file.Procedure.Value}, file, body)
		if err != nil {
			return nil, err
		}
		if protocol.Tier == "" {
			return nil, rulebook.Fault(name, 1, "rules.missing", "risk: tier")
		}
		if !slices.ContainsFunc(protocol.Steps, func(s Step) bool { return s.Hold == HoldDecision }) {
			return nil, rulebook.Fault(name, 1, "rules.missing", "hold: "+string(HoldDecision))
		}
		if err := released.check(name, protocol); err != nil {
			return nil, err
		}
		if _, twice := library.Protocol(protocol.Code); twice {
			return nil, rulebook.Fault(name, 1, "rules.duplicate", protocol.Code)
		}
		library.protocols = append(library.protocols, protocol)
	}
	if len(library.protocols) == 0 {
		return nil, rulebook.Fault("protocols", 1, "rules.missing", "*.yaml")
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

// Frozen reads a version of a protocol that a booking froze. One from before
// answers led anywhere, or rows said what the program does with them, takes that
// from the procedure's protocol as it is today.
func (l *Library) Frozen(name string, body []byte) (*Protocol, error) {
	protocol, err := Parse(name, body)
	if err != nil {
		return nil, err
	}
	if current, ok := l.Protocol(protocol.Code); ok {
		protocol.adopt(current)
	}
	return protocol, nil
}

// Parse reads a version of a protocol as it was kept, as [rulebook.ReadKept]
// reads what was kept; name is what its faults call it.
func Parse(name string, body []byte) (*Protocol, error) {
	var file fileProtocol
	read, err := rulebook.ReadKept(name, body, &file)
	if err != nil {
		return nil, err
	}
	return parse(&reader{Reader: read, procedure: file.Procedure.Value, kept: true}, file, body)
}
