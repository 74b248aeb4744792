package office

import (
	"nursedesk/app/care"
	"nursedesk/models"
)

// complete adds what the rules say to a booking with its tasks.
func (o *Office) complete(tx *Tx, file *care.BookingFile) error {
	protocol, err := o.FrozenProtocol(tx, file.Booking.Procedure, file.Booking.ProtocolVersion)
	if err != nil {
		return err
	}
	decisions, err := tx.HoldDecisionsOf(file.Booking.PatientID)
	if err != nil {
		return err
	}
	file.Follow(o.Rules.Medicines, protocol, decisions, tx.Now)
	return nil
}

// BookingFiles reads the files of many bookings at once, by start: a query for each
// kind of row, not one a booking.
func (o *Office) BookingFiles(tx *Tx, ids ...int64) ([]care.BookingFile, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	bookings, err := tx.BookingsByID(ids...)
	if err != nil {
		return nil, err
	}
	with, err := readWith(tx, bookings)
	if err != nil {
		return nil, err
	}
	files := make([]care.BookingFile, len(bookings))
	for i, booking := range bookings {
		closing, err := tx.Closing(booking.PatientID)
		if err != nil {
			return nil, err
		}
		if len(closing) > 0 {
			files[i] = o.restrictedFile(booking, with.patients[booking.PatientID])
			continue
		}
		protocol, err := o.FrozenProtocol(tx, booking.Procedure, booking.ProtocolVersion)
		if err != nil {
			return nil, err
		}
		file := &files[i]
		file.Booking, file.Patient = booking, with.patients[booking.PatientID]
		file.Tasks, file.Sheets = with.tasks[booking.ID], with.sheets[booking.ID]
		file.Follow(o.Rules.Medicines, protocol, with.decisions[booking.ID], tx.Now)
	}
	return files, nil
}

// bookingRows are what bookings are read with, by the booking.
type bookingRows struct {
	patients  map[int64]models.Patient
	tasks     map[int64][]models.Task
	sheets    map[int64][]models.Sheet
	decisions map[int64][]models.HoldDecision
}

func readWith(tx *Tx, bookings []models.Booking) (rows bookingRows, err error) {
	var ids, patients []int64
	for _, booking := range bookings {
		ids, patients = append(ids, booking.ID), append(patients, booking.PatientID)
	}
	if rows.patients, err = tx.PatientsByID(patients...); err != nil {
		return rows, err
	}
	tasks, err := tx.TasksOfBookings(ids...)
	if err != nil {
		return rows, err
	}
	sheets, err := tx.SheetsOfBookings(ids...)
	if err != nil {
		return rows, err
	}
	decisions, err := tx.HoldDecisionsOfBookings(ids...)
	rows.tasks, rows.sheets, rows.decisions = map[int64][]models.Task{}, map[int64][]models.Sheet{}, map[int64][]models.HoldDecision{}
	for _, task := range tasks {
		rows.tasks[*task.BookingID] = append(rows.tasks[*task.BookingID], task)
	}
	for _, sheet := range sheets {
		rows.sheets[sheet.BookingID] = append(rows.sheets[sheet.BookingID], sheet)
	}
	for _, decision := range decisions {
		rows.decisions[decision.BookingID] = append(rows.decisions[decision.BookingID], decision)
	}
	return rows, err
}

// BookingFile is Booking within a transaction.
func (o *Office) BookingFile(tx *Tx, id int64) (care.BookingFile, error) {
	var file care.BookingFile
	var err error
	if file.Booking, err = tx.Booking(id); err != nil {
		return file, err
	}
	if file.Patient, err = tx.Patient(file.Booking.PatientID); err != nil {
		return file, err
	}
	if file.Tasks, err = tx.TasksOfBooking(id); err != nil {
		return file, err
	}
	sheets, err := tx.SheetsOf(file.Patient.ID)
	if err != nil {
		return file, err
	}
	for _, kept := range sheets {
		if kept.BookingID == id {
			file.Sheets = append(file.Sheets, kept)
		}
	}
	return file, o.complete(tx, &file)
}
