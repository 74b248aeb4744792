package store

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// The list of bookings shows what was asked for, by start, with what is left to do.
func TestBookings(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		monday := models.NewDate(2026, 12, 14)
		tolvan := models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson", PersonalNumber: "191212121212", Phone: "+46701740605"}
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&tolvan) })
		ake := addPatient(t, s, "Åke", "Öberg")
		at := func(theatre, surgeon, procedure string, status models.BookingStatus) func(*models.Booking) {
			return func(b *models.Booking) {
				b.Theatre, b.Surgeon, b.Procedure, b.Status = theatre, surgeon, procedure, status
			}
		}
		third := addBooking(t, s, ake, monday.At(10, 0), at("Sal 2", "Ek", "block", models.StatusCancelled))
		first := addBooking(t, s, tolvan, monday.At(8, 0), at("Sal 1", "Ek", "neurotomy", models.StatusPerformed))
		second := addBooking(t, s, ake, monday.At(9, 0), at("Sal 1", "Ask-Äng", "neurotomy", models.StatusBooked))
		addTask(t, s, first, models.Task{Due: monday})
		addTask(t, s, first, models.Task{Due: monday, State: models.Booked})
		addTask(t, s, first, models.Task{Due: monday, State: models.Done})
		write(t, s, func(tx *Tx) error { return tx.SaveSheet(&models.Sheet{BookingID: first.ID}, []byte("%PDF")) })

		for name, test := range map[string]struct {
			filter models.BookingFilter
			want   []int64
		}{
			"all":       {models.BookingFilter{}, []int64{first.ID, second.ID, third.ID}},
			"from":      {models.BookingFilter{From: monday.At(9, 0)}, []int64{second.ID, third.ID}},
			"until":     {models.BookingFilter{Until: monday.At(9, 0)}, []int64{first.ID}},
			"day":       {models.BookingFilter{From: monday.At(0, 0), Until: monday.AddDays(1).At(0, 0)}, []int64{first.ID, second.ID, third.ID}},
			"next day":  {models.BookingFilter{From: monday.AddDays(1).At(0, 0)}, []int64{}},
			"theatre":   {models.BookingFilter{Theatre: "Sal 1"}, []int64{first.ID, second.ID}},
			"surgeon":   {models.BookingFilter{Surgeon: "Ek"}, []int64{first.ID, third.ID}},
			"procedure": {models.BookingFilter{Procedure: "block"}, []int64{third.ID}},
			"status":    {models.BookingFilter{Status: models.StatusBooked}, []int64{second.ID}},
			"name":      {models.BookingFilter{Text: "oberg"}, []int64{second.ID, third.ID}},
			"number":    {models.BookingFilter{Text: "19121212-1212"}, []int64{first.ID}},
			"phone":     {models.BookingFilter{Text: "070-174"}, []int64{first.ID}},
			"in a hall": {models.BookingFilter{Text: "sal 1 öb"}, []int64{second.ID}},
			"operator":  {models.BookingFilter{Text: "ang"}, []int64{second.ID}},
			"nothing":   {models.BookingFilter{Text: "%"}, []int64{}},
			"page":      {models.BookingFilter{Limit: 1, Offset: 1}, []int64{second.ID}},
			"the rest":  {models.BookingFilter{Offset: 2}, []int64{third.ID}},
		} {
			t.Run(name, func(t *testing.T) {
				rows := got(t, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(test.filter) })
				found := []int64{}
				for _, row := range rows {
					found = append(found, row.ID)
				}
				require.Equal(t, test.want, found)
			})
		}

		row := got(t, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(models.BookingFilter{Limit: 1}) })[0]
		require.Equal(t, models.BookingRow{
			ID: first.ID, PatientID: tolvan.ID, Procedure: "neurotomy", Start: utc(monday.At(8, 0)), Surgeon: "Ek", Theatre: "Sal 1",
			Status: models.StatusPerformed, PersonalNumber: "191212121212", GivenName: "Tolvan", FamilyName: "Tolvansson",
			Phone: "+46701740605", OpenTasks: 2, SheetsWritten: 1, Version: 1,
		}, row)

		around := got(t, s, func(tx *Tx) ([]models.BookingRow, error) {
			return tx.BookingsAround(monday.At(8, 0), monday.At(12, 0))
		})
		require.Len(t, around, 2, "a cancelled booking clashes with nothing")
		require.Equal(t, first.ID, around[0].ID)
	})
}

// A patient's bookings come newest first, whatever order they were made in.
func TestBookingsOf(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "T", "T")
		old := addBooking(t, s, patient, noon.AddDate(-1, 0, 0))
		next := addBooking(t, s, patient, noon.AddDate(0, 1, 0))
		last := addBooking(t, s, patient, noon.AddDate(0, -1, 0))
		require.Equal(t, []models.Booking{next, last, old},
			got(t, s, func(tx *Tx) ([]models.Booking, error) { return tx.BookingsOf(patient.ID) }))
	})
}
