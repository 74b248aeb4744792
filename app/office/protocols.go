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
	mutex  sync.RWMutex
	frozen map[ProtocolVersion]*careplan.Protocol
}

// ProtocolVersion names one version of a protocol.
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
