package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

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
	Link      string            // chains the entry to the one before it, see LinkTo
	Erasure   *int64            // whose erasure took the words out; they are gone, the link stays
}

// LinkTo is the entry's link when it follows the entry with the link previous,
// "" for the first: the SHA-256 of both, in hexadecimal. So no entry can be
// altered, removed or moved without the links of all later ones being wrong.
func (e AuditEntry) LinkTo(previous string) (string, error) {
	if len(e.Details) == 0 {
		e.Details = nil
	}
	return linkOf(previous, e.At.UTC().Format(time.RFC3339Nano), e.By, e.Action, e.PatientID, e.BookingID, e.TaskID, e.Details)
}

// Head is where the entry stands in the history.
func (e AuditEntry) Head() HistoryHead { return HistoryHead{Entry: e.ID, Link: e.Link, At: e.At} }

// linkOf is the SHA-256, in hexadecimal, of a link and all that the next row says.
func linkOf(previous string, said ...any) (string, error) {
	body, err := json.Marshal(append([]any{previous}, said...))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), nil
}

// BackupRestored is what the history calls it that a backup was put in the place of the database.
const BackupRestored = "backup.restored"
