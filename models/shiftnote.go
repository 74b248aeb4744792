package models

import "time"

// ShiftNote is what somebody writes for the next shift. It is kept as it is typed;
// once signed it is never altered.
type ShiftNote struct {
	ID        int64
	Text      string
	By        string
	SignedAt  *time.Time // nil while it is being written
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}
