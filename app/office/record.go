package office

import (
	"slices"

	"nursedesk/models"
)

// SaveBooking keeps a booking and lets its patient's record follow: what is said to be
// taken, or no longer, holds for the patient and not for one booking. What stands on
// another open booking is not taken out of the record.
func (tx *Tx) SaveBooking(booking *models.Booking) error {
	var before models.Booking
	var err error
	if booking.ID != 0 {
		if before, err = tx.Booking(booking.ID); err != nil {
			return err
		}
	}
	if err := tx.Tx.SaveBooking(booking); err != nil {
		return err
	}
	if slices.Equal(before.Medicines, booking.Medicines) && slices.Equal(before.Conditions, booking.Conditions) {
		return nil
	}
	others, err := tx.BookingsOf(booking.PatientID)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ID != booking.ID && other.Status == models.StatusBooked {
			before = withoutThoseOf(before, other)
		}
	}
	return tx.followRecord(booking.PatientID, before, *booking)
}

func (tx *Tx) followRecord(patientID int64, before, after models.Booking) error {
	patient, err := tx.Patient(patientID)
	if err != nil || !patient.Record.Follow(before, after) {
		return err
	}
	return tx.SavePatient(&patient)
}

// withoutThoseOf leaves out of a booking what another one says too.
func withoutThoseOf(booking, other models.Booking) models.Booking {
	booking.Medicines = slices.DeleteFunc(slices.Clone(booking.Medicines), other.Medicines.Has)
	booking.Conditions = slices.DeleteFunc(slices.Clone(booking.Conditions), other.Has)
	return booking
}

// CheckRecord refuses a record that lacks a medicine of an open booking: it is to be
// taken away there, so that the plan follows.
func (tx *Tx) CheckRecord(patient models.Patient) error {
	bookings, err := tx.BookingsOf(patient.ID)
	if err != nil {
		return err
	}
	takes := patient.Takes()
	for _, booking := range bookings {
		for _, medicine := range booking.Medicines {
			if booking.Status == models.StatusBooked && !takes.Has(medicine) {
				return &models.Problem{Code: "record.on-booking", Field: "medicines", Values: map[string]any{"date": booking.Day()}}
			}
		}
	}
	return nil
}
