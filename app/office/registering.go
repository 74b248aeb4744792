package office

import (
	"slices"

	"nursedesk/models"
)

// Registration is a new booking with what is kept together with it.
type Registration struct {
	Patient *models.Patient // kept too where its ID is 0; several registrations may share one
	Booking models.Booking
	Tasks   []models.Task
	Details map[string]string // of the entry in the history
}

// Register keeps many new bookings with few statements, as [Office.Change] keeps one: each
// with its entry in the history, and as known to its patient. It is for an import, in
// the transaction of [Office.Changes]; its bookings need no entry there.
func (o *Office) Register(tx *Tx, all []*Registration) error {
	if err := o.Permit(tx, BookingRegistered); err != nil {
		return err
	}
	var patients []*models.Patient
	for _, one := range all {
		if one.Patient.ID != 0 {
			continue
		}
		one.Patient.Record.Follow(models.Booking{}, one.Booking)
		if !slices.Contains(patients, one.Patient) {
			patients = append(patients, one.Patient)
		}
	}
	if err := tx.AddPatients(patients); err != nil {
		return err
	}
	for _, one := range all {
		if slices.Contains(patients, one.Patient) {
			continue
		}
		if err := tx.followRecord(one.Patient.ID, models.Booking{}, one.Booking); err != nil {
			return err
		}
	}
	bookings := make([]*models.Booking, len(all))
	for i, one := range all {
		bookings[i] = &one.Booking
		one.Booking.PatientID = one.Patient.ID
		one.Booking.Known = []models.Known{{At: tx.Now, By: tx.By, How: models.ToldAtBooking, Start: one.Booking.DayStart()}}
	}
	if err := tx.AddBookings(bookings); err != nil {
		return err
	}
	var tasks []models.Task
	entries := make([]models.AuditEntry, len(all))
	for i, one := range all {
		for j := range one.Tasks {
			one.Tasks[j].PatientID, one.Tasks[j].BookingID = one.Patient.ID, &one.Booking.ID
		}
		tasks = append(tasks, one.Tasks...)
		entries[i] = models.AuditEntry{
			At: tx.Now, By: tx.By, Action: BookingRegistered, PatientID: &one.Patient.ID, BookingID: &one.Booking.ID, Details: one.Details,
		}
	}
	if err := tx.AddTasks(tasks); err != nil {
		return err
	}
	return tx.AuditMany(entries)
}
