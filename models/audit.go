package models

import "time"

// AuditEntry says who did what, when. It is written in the same transaction as
// the change and never altered.
type AuditEntry struct {
	ID        int64
	At        time.Time
	By        string
	Action    string // a translation key below "audit.": "booking.moved"
	PatientID *int64
	BookingID *int64
	TaskID    *int64
	Details   map[string]string `gorm:"serializer:json"` // values of the sentence on screen: from, to, reason …
}
