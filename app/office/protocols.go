package office

import (
	"context"
	"sync"

	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/models/store"
)

// protocols knows every version of a protocol that can be, or was, booked.
type protocols struct {
	mutex   sync.RWMutex
	current *careplan.Library
	frozen  map[ProtocolVersion]*careplan.Protocol
}

// ProtocolVersion names one version of a protocol.
type ProtocolVersion struct{ Code, Version string }

func loadProtocols(ctx context.Context, from *store.Store, current *careplan.Library) (*protocols, error) {
	p := &protocols{current: current, frozen: map[ProtocolVersion]*careplan.Protocol{}}
	for _, protocol := range current.Protocols() {
		p.frozen[ProtocolVersion{protocol.Code, protocol.Version}] = protocol
	}
	err := from.Read(ctx, func(tx *store.Tx) error {
		kept, err := tx.Protocols()
		if err != nil {
			return err
		}
		for _, one := range kept {
			if _, today := p.frozen[ProtocolVersion{one.Code, one.Version}]; today {
				continue
			}
			protocol, err := current.Frozen(one.Code+"@"+one.Version, one.Body)
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
func (o *Office) FrozenProtocol(tx *Tx, code, version string) (*careplan.Protocol, error) {
	key := ProtocolVersion{code, version}
	p := o.protocols
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

func (p *protocols) keep(key ProtocolVersion, body []byte) (*careplan.Protocol, error) {
	protocol, err := p.current.Frozen(key.Code+"@"+key.Version, body)
	if err != nil {
		return nil, err
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.frozen[key] = protocol
	return protocol, nil
}

// Worklist reads the rows of tasks, whose words [Office.Step] can then tell.
func (o *Office) Worklist(tx *Tx, filter models.WorklistFilter) ([]models.WorklistRow, error) {
	rows, err := tx.Worklist(filter)
	if err != nil {
		return nil, err
	}
	return rows, o.protocols.learn(tx, rows)
}

// learn reads the versions that tasks on a list go by and that another desk has
// frozen since this one started, so that [Office.Step] finds their words. One that
// can't be read hinders no other: it is said when its booking is opened.
func (p *protocols) learn(tx *Tx, rows []models.WorklistRow) error {
	missing := map[ProtocolVersion]bool{}
	p.mutex.RLock()
	for _, row := range rows {
		key := ProtocolVersion{row.Procedure, row.ProtocolVersion}
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
		if key := (ProtocolVersion{one.Code, one.Version}); missing[key] {
			_, _ = p.keep(key, one.Body)
		}
	}
	return err
}
