package store

import "nursedesk/models"

// What many bookings are read with: a query for each kind of row, however many
// bookings there are.

// BookingsByID reads bookings, by start.
func (t *Tx) BookingsByID(ids ...int64) ([]models.Booking, error) {
	return list[models.Booking](inOrder(t.db.Where("id IN ?", ids), false))
}

// PatientsByID reads patients, by id.
func (t *Tx) PatientsByID(ids ...int64) (map[int64]models.Patient, error) {
	rows, err := list[models.Patient](t.db.Where("id IN ?", ids))
	patients := map[int64]models.Patient{}
	for _, row := range rows {
		patients[row.ID] = row
	}
	return patients, err
}

// TasksOfBookings reads the tasks of bookings, closed ones too, by their due day.
func (t *Tx) TasksOfBookings(bookingIDs ...int64) ([]models.Task, error) {
	return list[models.Task](t.db.Where("booking_id IN ?", bookingIDs).Order("due, id"))
}

// SheetsOfBookings reads the sheets handed out for bookings, the newest first.
func (t *Tx) SheetsOfBookings(bookingIDs ...int64) ([]models.Sheet, error) {
	return list[models.Sheet](t.db.Where("booking_id IN ?", bookingIDs).Order("created_at DESC, id DESC"))
}

// HoldDecisionsOfBookings reads the decisions about medicines of bookings, the newest first.
func (t *Tx) HoldDecisionsOfBookings(bookingIDs ...int64) ([]models.HoldDecision, error) {
	return list[models.HoldDecision](t.db.Where("booking_id IN ?", bookingIDs).Order("id DESC"))
}
