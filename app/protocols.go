package app

import (
	"context"
	"sync"

	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/models/store"
)

// protocols knows every version of a protocol that can be, or was, booked.
type protocols struct {
	mutex  sync.RWMutex
	frozen map[protocolVersion]*careplan.Protocol
}

type protocolVersion struct{ code, version string }

func loadProtocols(ctx context.Context, from *store.Store, current *careplan.Library) (*protocols, error) {
	p := &protocols{frozen: map[protocolVersion]*careplan.Protocol{}}
	for _, protocol := range current.Protocols() {
		p.frozen[protocolVersion{protocol.Code, protocol.Version}] = protocol
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
			p.frozen[protocolVersion{one.Code, one.Version}] = protocol
		}
		return nil
	})
	return p, err
}

// byVersion gives the protocol that a booking froze. Another desk may have
// frozen it after this one started, so a miss asks the database.
func (p *protocols) byVersion(tx *store.Tx, code, version string) (*careplan.Protocol, error) {
	key := protocolVersion{code, version}
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
		if one.Code == code && one.Version == version {
			return p.keep(key, one.Body)
		}
	}
	return nil, models.ErrNotFound.On("procedure")
}

func (p *protocols) keep(key protocolVersion, body []byte) (*careplan.Protocol, error) {
	protocol, err := careplan.Parse(key.code+"@"+key.version, body)
	if err != nil {
		return nil, err
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.frozen[key] = protocol
	return protocol, nil
}

// learn reads the versions that tasks on a list go by and that another desk has
// frozen since this one started, so that [Desk.Step] finds their words. One that
// can't be read hinders no other: it is said when its booking is opened.
func (p *protocols) learn(tx *store.Tx, rows []models.WorklistRow) error {
	missing := map[protocolVersion]bool{}
	p.mutex.RLock()
	for _, row := range rows {
		key := protocolVersion{row.Procedure, row.ProtocolVersion}
		if _, known := p.frozen[key]; !known && row.BookingID != nil {
			missing[key] = true
		}
	}
	p.mutex.RUnlock()
	if len(missing) == 0 {
		return nil
	}
	kept, err := tx.Protocols()
	for _, one := range kept {
		if key := (protocolVersion{one.Code, one.Version}); missing[key] {
			_, _ = p.keep(key, one.Body)
		}
	}
	return err
}

// Protocols lists the protocols that can be booked, in the order they are offered.
func (d *Desk) Protocols() []*careplan.Protocol { return d.rules.Protocols.Protocols() }

// Step finds a task's step in the protocol version that its booking froze, for
// its title, its rule and its questions; ok is false for a callback.
func (d *Desk) Step(code, version, id string) (careplan.Step, bool) {
	d.protocols.mutex.RLock()
	protocol, ok := d.protocols.frozen[protocolVersion{code, version}]
	d.protocols.mutex.RUnlock()
	if !ok {
		return careplan.Step{}, false
	}
	step, ok := d.stepOf(protocol, id)
	step.Source = d.Agreed(step.Source)
	return step, ok
}

// stepOf finds a step of a protocol, or one that goes with a hold.
func (d *Desk) stepOf(protocol *careplan.Protocol, id string) (careplan.Step, bool) {
	if step, ok := protocol.Step(id); ok {
		return step, true
	}
	return d.rules.Medicines.Step(id)
}
