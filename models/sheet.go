package models

import "time"

// SheetForm is how a sheet is set.
type SheetForm string

// The forms: the whole sheet in usual or large print, or the dates alone.
const (
	SheetUsual      SheetForm = "usual"
	SheetLarge      SheetForm = "large"
	SheetDates      SheetForm = "dates"
	SheetLargeDates SheetForm = "large-dates"
)

// SheetForms lists every form.
var SheetForms = []SheetForm{SheetUsual, SheetLarge, SheetDates, SheetLargeDates}

// SheetFormOf is the form in large print or not, with the dates alone or all of it.
func SheetFormOf(large, onlyDates bool) SheetForm {
	switch {
	case large && onlyDates:
		return SheetLargeDates
	case large:
		return SheetLarge
	case onlyDates:
		return SheetDates
	}
	return SheetUsual
}

// Large is print of 18 points.
func (f SheetForm) Large() bool { return f == SheetLarge || f == SheetLargeDates }

// OnlyDates is one page with the dates alone, for a booking that was moved.
func (f SheetForm) OnlyDates() bool { return f == SheetDates || f == SheetLargeDates }

// SheetWay is how a paper left the desk.
type SheetWay string

// The ways: printed here, opened in the viewer and printed from there, or saved to
// a file; a hand-over can be copied as text, too.
const (
	SheetPrinted SheetWay = "printed"
	SheetViewed  SheetWay = "viewer"
	SheetSaved   SheetWay = "saved"
	TextCopied   SheetWay = "copied"
)

// Sheet is one instruction sheet that was handed out to a patient, kept so that
// the desk knows what the patient holds in their hand. Only Told changes afterwards.
type Sheet struct {
	ID        int64
	BookingID int64
	Language  Language
	Form      SheetForm   // "" for one that was handed out before this was kept
	Texts     string      // which sheet text it was written from, as its foot says: sv.9f7534
	Hash      string      // SHA-256 of the PDF, hex; the file is kept under it
	PlanHash  string      // of the dates and medicines in it: another one means the sheet is out of date
	Lines     []SheetLine `gorm:"serializer:json"`
	Pages     int
	How       SheetWay // "" for one that was handed out before this was kept
	By        string
	CreatedAt time.Time
	Told      []Telling `gorm:"serializer:json"` // by phone, since; the newest last
}

// SheetLine is what a sheet says of one task: the day to do it, or the booked
// time with place and person.
type SheetLine struct {
	Step  string     `json:"step"`
	Day   Date       `json:"day"`
	At    *time.Time `json:"at,omitempty"` // in UTC; nil where no time is booked
	Place string     `json:"place,omitempty"`
	With  string     `json:"with,omitempty"`
}

// Telling is that a patient was told by phone what is no longer true on their sheet.
type Telling struct {
	At       time.Time   `json:"at"`
	By       string      `json:"by"`
	TaskID   int64       `json:"task"`  // the task that was closed by it
	PlanHash string      `json:"plan"`  // what was true when it was told
	Lines    []SheetLine `json:"lines"` // what was true of the lines of the sheet
}

// Known gives what the patient goes by: what the sheet says or, where they were
// told something else since, that.
func (s Sheet) Known() (planHash string, lines []SheetLine) {
	if len(s.Told) == 0 {
		return s.PlanHash, s.Lines
	}
	last := s.Told[len(s.Told)-1]
	return last.PlanHash, last.Lines
}
