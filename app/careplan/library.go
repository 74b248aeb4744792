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
		protocol, err := parse(reader{read, file.Procedure.Value}, file, body)
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

// Parse reads a version of a protocol that a booking froze, as [rulebook.ReadKept]
// reads what was kept; name is what its faults call it. What the program does with
// its rows today's protocol says, for a version from before they said it themselves.
func (l *Library) Parse(name string, body []byte) (*Protocol, error) {
	var file fileProtocol
	read, err := rulebook.ReadKept(name, body, &file)
	if err != nil {
		return nil, err
	}
	protocol, err := parse(reader{read, file.Procedure.Value}, file, body)
	if err != nil {
		return nil, err
	}
	if today, ok := l.Protocol(protocol.Code); ok && !protocol.saysUse() {
		protocol.useAs(today)
	}
	return protocol, nil
}

// saysUse tells whether the protocol says what the program does with its rows:
// every one that was written since it could has a decision about holds.
func (p *Protocol) saysUse() bool {
	return slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Hold != "" })
}

// useAs does with each row what another version says of it.
func (p *Protocol) useAs(other *Protocol) {
	for i := range p.Steps {
		if step, ok := other.Step(p.Steps[i].ID); ok {
			p.Steps[i].Hold, p.Steps[i].Calendar = step.Hold, step.Calendar
		}
		p.tasks[i].step = p.Steps[i]
	}
	for i := range p.Milestones {
		for _, milestone := range other.Milestones {
			if milestone.ID == p.Milestones[i].ID {
				p.Milestones[i].Hold, p.Milestones[i].Calendar = milestone.Hold, milestone.Calendar
			}
		}
		p.dates[i].milestone = p.Milestones[i]
	}
}
