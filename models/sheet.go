package models

import "time"

// Sheet is one instruction sheet that was written for a patient, kept so that
// the desk knows what the patient holds in their hand.
type Sheet struct {
	ID        int64
	BookingID int64
	Language  Language
	Hash      string // SHA-256 of the PDF, hex
	PlanHash  string // of the dates in it: another one means the sheet is out of date
	Pages     int
	By        string
	CreatedAt time.Time
}
