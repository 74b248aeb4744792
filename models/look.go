package models

import (
	"strings"
	"time"
)

// LookKind is how somebody came to see a patient's record, a translation key below "look.".
type LookKind string

// The kinds of looks.
const (
	LookOpened    LookKind = "opened"    // the record, or something of it, on the screen
	LookFound     LookKind = "found"     // the same, by a hit of a search
	LookSheet     LookKind = "sheet"     // a paper on the screen
	LookPrinted   LookKind = "printed"   // printed, saved or copied: it left the desk
	LookExported  LookKind = "exported"  // among others, into a file
	LookListed    LookKind = "listed"    // among others, in the report to the next shift
	LookCalled    LookKind = "called"    // in a call
	LookProtected LookKind = "protected" // a protected address or phone number
	LookExtract   LookKind = "extract"   // the extract of this log
	LookConsented LookKind = "consented" // a restricted record, opened by the patient's consent
	LookEmergency LookKind = "emergency" // a restricted record, opened in an emergency
)

// Look says who saw a patient's record, when, from where and how. It is never altered or removed.
type Look struct {
	ID        int64
	At        time.Time // UTC
	By        string
	StaffID   *int64 // nil for who is none of the staff
	Roles     string // at that time, by commas
	PatientID int64
	Kind      LookKind
	Place     string // the computer's name
	Why       string // where it was asked for
	Link      string // chains the look to the one before it, see LinkTo
	Erasure   *int64 // as an AuditEntry's
}

// RolesText is how roles are kept with a look.
func RolesText(roles []Role) string {
	words := make([]string, len(roles))
	for i, role := range roles {
		words[i] = string(role)
	}
	return strings.Join(words, ",")
}

// Validate tells why a look can't be kept.
func (l Look) Validate() error { return CheckNote(l.Why) }

// LinkTo is [AuditEntry.LinkTo] for a look.
func (l Look) LinkTo(previous string) (string, error) {
	return linkOf(previous, l.At.UTC().Format(time.RFC3339Nano), l.By, l.StaffID, l.Roles, l.PatientID, l.Kind, l.Place, l.Why)
}

// Head is where the look stands in its chain.
func (l Look) Head() HistoryHead { return HistoryHead{Entry: l.ID, Link: l.Link, At: l.At} }

// LookRow is a look as the access log lists it.
type LookRow struct {
	Look

	GivenName      string
	FamilyName     string
	PersonalNumber PersonalNumber
	Booked         bool // the patient has, or had, a booking
}

// Name is the patient's.
func (r LookRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// LookFilter is which looks are asked for; what is zero does not count.
type LookFilter struct {
	PatientID int64
	By        string
	From      time.Time // UTC
	Until     time.Time // UTC, not included
	Limit     int
}
