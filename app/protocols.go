package app

import (
	"context"
	"sync"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/models/store"
)

// protocols knows every version of a protocol that can be, or was, booked.
type protocols struct {
	mutex  sync.RWMutex
	frozen map[ProtocolVersion]*careplan.Protocol
}

type ProtocolVersion struct{ Code, Version string }

func loadProtocols(ctx context.Context, from *store.Store, current *careplan.Library) (*protocols, error) {
	p := &protocols{frozen: map[ProtocolVersion]*careplan.Protocol{}}
	for _, protocol := range current.Protocols() {
		p.frozen[ProtocolVersion{protocol.Code, protocol.Version}] = protocol
	}
	err := from.Read(ctx, func(tx *store.Tx) error {
		kept, err := tx.Protocols()
		if err != nil {
			return err
		}
		for _, one := range kept {
			protocol, err := careplan.Parse(one.Code+"@"+one.Version, one.Body)
			if err != nil {
				return err
			}
			p.frozen[ProtocolVersion{one.Code, one.Version}] = protocol
		}
		return nil
	})
	return p, err
}

// FrozenProtocol gives the protocol that a booking froze. Another desk may have
// frozen it after this one started, so a miss asks the database.
func (d *Desk) FrozenProtocol(tx *Tx, code, version string) (*careplan.Protocol, error) {
	key := ProtocolVersion{code, version}
	p := d.protocols
	p.mutex.RLock()
	protocol, ok := p.frozen[key]
	p.mutex.RUnlock()
	if ok {
		return protocol, nil
	}
	kept, err := tx.Protocols()
	if err != nil {
		return nil, err
	}
	for _, one := range kept {
		if one.Code != code || one.Version != version {
			continue
		}
		protocol, err := careplan.Parse(code+"@"+version, one.Body)
		if err != nil {
			return nil, err
		}
		p.mutex.Lock()
		p.frozen[key] = protocol
		p.mutex.Unlock()
		return protocol, nil
	}
	return nil, models.ErrNotFound.On("procedure")
}

// Protocols lists the protocols that can be booked, in the order they are offered.
func (d *Desk) Protocols() []*careplan.Protocol { return d.Rules.Protocols.Protocols() }

// Step finds a task's step in the protocol version that its booking froze, for
// its title, its rule and its questions; ok is false for a callback.
func (d *Desk) Step(code, version, id string) (careplan.Step, bool) {
	d.protocols.mutex.RLock()
	protocol, ok := d.protocols.frozen[ProtocolVersion{code, version}]
	d.protocols.mutex.RUnlock()
	if !ok {
		return careplan.Step{}, false
	}
	step, ok := StepOf(d.Rules.Medicines, protocol, id)
	step.Source = d.Agreed(step.Source)
	return step, ok
}

// StepOf finds a step of a protocol, or one that goes with a hold.
func StepOf(medicines *medication.Catalogue, protocol *careplan.Protocol, id string) (careplan.Step, bool) {
	if step, ok := protocol.Step(id); ok {
		return step, true
	}
	return medicines.Step(id)
}
