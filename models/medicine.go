package models

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Medicine is one medicine that the patient of a booking takes.
type Medicine struct {
	ATC        string `json:"atc,omitempty"`        // "" for one that the catalogue lacks
	FreeText   string `json:"text,omitempty"`       // what the nurse wrote of such a medicine
	Form       string `json:"form,omitempty"`       // dose form by its id; "" is not known
	Indication string `json:"indication,omitempty"` // by its id; "" is not known
	DoseTime   string `json:"dose_time,omitempty"`  // when of the day it is taken, by its id; "" is not known
}

// Key tells medicines of one booking apart.
func (m Medicine) Key() string { return cmp.Or(m.ATC, "?"+m.FreeText) }

// MedicineOfKey is the medicine with a key, to be named.
func MedicineOfKey(key string) Medicine {
	if text, written := strings.CutPrefix(key, "?"); written {
		return Medicine{FreeText: text}
	}
	return Medicine{ATC: key}
}

// Same tells whether two are the same medicine, whatever is known of each.
func (m Medicine) Same(other Medicine) bool { return strings.EqualFold(m.Key(), other.Key()) }

// Medicines are all that the patient of a booking takes.
type Medicines []Medicine

// MedicinesOf makes medicines of codes alone.
func MedicinesOf(codes ...string) Medicines {
	var medicines Medicines
	for _, code := range codes {
		medicines = append(medicines, Medicine{ATC: code})
	}
	return medicines
}

// Codes are the ATC codes, without the medicines that have none.
func (m Medicines) Codes() []string {
	var codes []string
	for _, medicine := range m {
		if medicine.ATC != "" {
			codes = append(codes, medicine.ATC)
		}
	}
	return codes
}

// Has tells whether a medicine is among them, whatever is known of it.
func (m Medicines) Has(medicine Medicine) bool { return slices.ContainsFunc(m, medicine.Same) }

// Validate refuses an empty row, one that is too long, and the same medicine twice.
func (m Medicines) Validate() error {
	var problems Problems
	for i, medicine := range m {
		if medicine.ATC == "" {
			problems.Add("medicines", checkText(medicine.FreeText, true, MaxLine))
		}
		if m[:i].Has(medicine) {
			problems.Add("medicines", (&Problem{Code: "medicine.twice"}).With("text", cmp.Or(medicine.ATC, medicine.FreeText)))
		}
	}
	return problems.OrNil()
}

// HoldDecision is what a doctor decided about one medicine of a booking. It is
// never altered: a new decision is a new row, and the latest one counts, as
// long as the procedure's start and the medicine are still those it was made for
// and nothing has come up since that speaks against it.
type HoldDecision struct {
	ID        int64
	PatientID int64
	BookingID int64
	Medicine  Medicine  `gorm:"serializer:json"` // as it was taken then
	ForStart  time.Time // the start that it was decided for
	Proposed  string    // the figure that the rules proposed then: 5d, 24h, none, doctor
	Weighed   []string  `gorm:"serializer:json"` // the reasons that the rules gave then, by code

	Continues      bool // goes on without a pause; the dates are then empty
	LastDose       Date
	LastDoseAt     *time.Time // where the hour matters
	DaysWithout    int        // full civil days
	FirstDoseAgain Date
	Changed        bool // differs from what the rules proposed
	Reason         string

	DecidedBy string // the doctor
	DecidedOn Date
	Given     string // how: written, phone or in-person
	EnteredBy string
	CreatedAt time.Time
}

// GivenWays lists how a decision can have been given to the desk.
var GivenWays = []string{"written", "phone", "in-person"}

// Validate tells everything that keeps the decision from being kept.
func (h HoldDecision) Validate() error {
	var problems Problems
	problems.Add("decided-by", checkText(h.DecidedBy, true, MaxLine))
	if h.DecidedOn.IsZero() {
		problems.Add("decided-on", ErrRequired)
	}
	if !slices.Contains(GivenWays, h.Given) {
		problems.Add("given", ErrRequired)
	}
	problems.Add("reason", checkText(h.Reason, h.Changed, MaxNote))
	if !h.Continues {
		problems.Add("", h.validateDates())
	}
	return problems.OrNil()
}

func (h HoldDecision) validateDates() error {
	var problems Problems
	day := DateOf(h.ForStart)
	switch {
	case h.LastDose.IsZero():
		problems.Add("last-dose", ErrRequired)
	case h.LastDoseAt != nil && !h.LastDoseAt.Before(h.ForStart), h.LastDoseAt == nil && !h.LastDose.Before(day):
		problems.Add("last-dose", &Problem{Code: "hold.last-dose-late"})
	}
	switch {
	case h.FirstDoseAgain.IsZero():
		problems.Add("first-dose-again", ErrRequired)
	case h.FirstDoseAgain.Before(day) || !h.FirstDoseAgain.After(h.LastDose):
		problems.Add("first-dose-again", &Problem{Code: "hold.first-dose-early"})
	}
	return problems.OrNil()
}
