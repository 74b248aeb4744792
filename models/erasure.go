package models

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// PatientErased is what the history calls it that all that was kept of a patient was erased.
const PatientErased = "patient.erased"

// Erasure is what was taken away of a patient, and what stays.
type Erasure struct {
	PatientID int64
	Removed   []RowCount // rows that are gone, by table
	Stays     []RowCount // rows that stay, without what says who it was
	History   Rest       // what is left of the patient's history
	Looks     Rest       // what is left of their access log
}

// Details are the erasure as the history tells it; [ErasureOf] reads them.
func (e Erasure) Details() map[string]string {
	return map[string]string{
		"removed": strconv.FormatInt(Rows(e.Removed), 10),
		"history": strconv.FormatInt(e.History.Rows, 10), "history-sum": e.History.Sum,
		"looks": strconv.FormatInt(e.Looks.Rows, 10), "looks-sum": e.Looks.Sum,
	}
}

// ErasureOf is what an entry of the history tells of an erasure; without counts that can be
// read it tells of none.
func ErasureOf(entry AuditEntry) (erasure Erasure) {
	if entry.PatientID == nil {
		return erasure
	}
	erasure.PatientID = *entry.PatientID
	rest := func(chain string) Rest {
		rows, err := strconv.ParseInt(entry.Details[chain], 10, 64)
		if err != nil {
			return Rest{}
		}
		return Rest{Rows: rows, Sum: entry.Details[chain+"-sum"]}
	}
	erasure.History, erasure.Looks = rest("history"), rest("looks")
	return erasure
}

// Rest is what an erasure left of a chain: rows whose words were taken out, while their links
// stay. They no longer follow from what they say, so the sum of what they still say stands in
// the history.
type Rest struct {
	Rows int64
	Sum  string // SHA-256 over the rows in their order, hexadecimal; "" for none
}

// Add takes one more row, by what it still says.
func (r *Rest) Add(said string) {
	sum := sha256.Sum256([]byte(r.Sum + said))
	r.Rows, r.Sum = r.Rows+1, hex.EncodeToString(sum[:])
}

// EmptiedBy is whose erasure took the entry's words out, nil where it is whole.
func (e AuditEntry) EmptiedBy() *int64 { return e.Erasure }

// Says is all that the entry says, with its link.
func (e AuditEntry) Says() (string, error) {
	return linkOf(e.Link, e.ID, e.At.UTC().Format(time.RFC3339Nano), e.By, e.Action, e.PatientID, e.BookingID, e.TaskID, e.Details)
}

// EmptiedBy is [AuditEntry.EmptiedBy] for a look.
func (l Look) EmptiedBy() *int64 { return l.Erasure }

// Says is [AuditEntry.Says] for a look.
func (l Look) Says() (string, error) {
	return linkOf(l.Link, l.ID, l.At.UTC().Format(time.RFC3339Nano), l.By, l.StaffID, l.Roles, l.PatientID, l.Kind, l.Place, l.Why)
}
