package store

import (
	"bytes"
	"errors"

	"nursedesk/models"
)

// FrozenProtocol is a protocol as it stood when a booking was made by it.
type FrozenProtocol struct {
	Code    string
	Version string
	Body    []byte // the protocol file
}

// TableName is where frozen protocols lie.
func (FrozenProtocol) TableName() string { return "protocols" }

// FreezeProtocol keeps a protocol's version for ever. The same version with
// another body is the Problem "protocol.changed": it needs a version of its own.
func (t *Tx) FreezeProtocol(code, version string, body []byte) error {
	if err := t.Alone(); err != nil {
		return err
	}
	kept, err := first[FrozenProtocol](t.db.Where("code = ? AND version = ?", code, version))
	if errors.Is(err, models.ErrNotFound) {
		return t.insert(&FrozenProtocol{Code: code, Version: version, Body: body})
	}
	if err != nil {
		return err
	}
	if !bytes.Equal(kept.Body, body) {
		return &models.Problem{Code: "protocol.changed", Values: map[string]any{"code": code, "version": version}}
	}
	return nil
}

// Protocols reads every frozen protocol, by code and version.
func (t *Tx) Protocols() ([]FrozenProtocol, error) {
	return list[FrozenProtocol](t.db.Order("code, version"))
}
