package apptest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Draft is a complete booking of a neurotomy.
func Draft(t testing.TB, day string) bookings.Draft {
	return bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: Date(t, day), Time: "8.30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	}
}

// Named is a booking of somebody else than the usual patient.
func Named(t testing.TB, name, day, at string) bookings.Draft {
	booking := Draft(t, day)
	booking.Patient = office.PatientDraft{GivenName: name, FamilyName: name + "sson", Phone: "070-174 06 05"}
	booking.Time = at
	return booking
}

// Warfarin is a booking of a patient with warfarin and no other factor.
func Warfarin(t testing.TB) bookings.Draft {
	booking := Draft(t, "2026-12-14")
	booking.Medicines = models.MedicinesOf("B01AA03")
	booking.Factors = NoFactors()
	return booking
}

// NoFactors are the answers that a patient without any of the factors gives.
func NoFactors() map[string]string {
	answers := map[string]string{}
	for _, id := range []string{
		"stent", "mi", "stroke", "bypass", "recent-event", "mechanical-valve", "recent-vte", "thrombophilia", "liver", "platelets",
	} {
		answers[id] = "no"
	}
	return answers
}

// Booked books, and gives the file of the booking.
func (d *Desk) Booked(draft bookings.Draft) care.BookingFile {
	d.T.Helper()
	booking, err := d.Book(Nurse(), draft)
	require.NoError(d.T, err)
	return d.File(booking.ID)
}

// Somebody is another patient with a booking of their own.
func (d *Desk) Somebody(day string) care.BookingFile {
	other := Draft(d.T, day)
	other.Patient = office.PatientDraft{PersonalNumber: "19900101-0017", GivenName: "Nian", FamilyName: "Niansson", Phone: "070-174 06 17"}
	other.Theatre, other.Surgeon = "Sal 2", "Dr Prov"
	return d.Booked(other)
}

// HalfBookings are the bookings that are only typed so far.
func (d *Desk) HalfBookings() []bookings.OpenBooking {
	d.T.Helper()
	open, err := d.OpenBookingDrafts(Nurse())
	require.NoError(d.T, err)
	return open
}

// File is all of a booking.
func (d *Desk) File(id int64) care.BookingFile {
	d.T.Helper()
	file, err := d.Booking(Nurse(), id)
	require.NoError(d.T, err)
	return file
}

// Move gives a booking another start.
func (d *Desk) Move(id int64, to time.Time) {
	d.T.Helper()
	_, err := d.Change(Nurse(), bookings.Change{BookingID: id, Version: d.File(id).Booking.Version, Start: &to, TheatreReason: "prov"})
	require.NoError(d.T, err)
}

// HandOut writes a booking's sheet and keeps it as handed out.
func (d *Desk) HandOut(id int64, wanted papers.Wanted) sheet.Document {
	d.T.Helper()
	document, err := d.Sheet(Nurse(), id, wanted)
	require.NoError(d.T, err)
	require.NoError(d.T, d.KeepSheet(Nurse(), id, document))
	return document
}

// Decide keeps a doctor's decision about the first hold: what was proposed, but for what the test changes.
func (d *Desk) Decide(file care.BookingFile, change func(*holds.DecisionDraft)) error {
	d.T.Helper()
	hold := file.Holds[0]
	decision := holds.DecisionDraft{
		BookingID: file.Booking.ID, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(), Seen: hold.Newest().ID,
		LastDose: hold.LastDose, FirstDoseAgain: hold.FirstDoseAgain,
		DecidedBy: "Dr Exempel", DecidedOn: d.Today(), Given: "phone",
	}
	if change != nil {
		change(&decision)
	}
	return d.DecideHold(Nurse(), decision)
}

// Noted lists how papers of a kind left the desk, as the patient's history says it.
func (d *Desk) Noted(patientID int64, action string) []string {
	d.T.Helper()
	file, err := d.Patient(Nurse(), patientID)
	require.NoError(d.T, err)
	var ways []string
	for _, entry := range file.History {
		if entry.Action == action {
			ways = append(ways, entry.Details["how"])
		}
	}
	return ways
}

// PatientNow is what is kept of a patient.
func (d *Desk) PatientNow(id int64) models.Patient {
	d.T.Helper()
	file, err := d.Patient(d.T.Context(), id)
	require.NoError(d.T, err)
	return file.Patient
}

// Alter changes a booking.
func (d *Desk) Alter(change bookings.Change) {
	d.T.Helper()
	change.Version = d.File(change.BookingID).Booking.Version
	_, err := d.Change(d.T.Context(), change)
	require.NoError(d.T, err)
}
