package office

import "nursedesk/app/care"

const historyLimit = 500

// PatientFile reads the whole file of one patient, or of the one who took their place.
func (o *Office) PatientFile(tx *Tx, id int64) (file care.PatientFile, err error) {
	if file.Patient, err = tx.Present(id); err != nil {
		return file, err
	}
	id = file.Patient.ID
	if file.Calls, err = tx.CallsOf(id); err != nil {
		return file, err
	}
	if file.Complications, err = tx.ComplicationsOf(id); err != nil {
		return file, err
	}
	if file.History, err = tx.History(id, historyLimit); err != nil {
		return file, err
	}
	return file, o.readBookings(tx, &file)
}

func (o *Office) readBookings(tx *Tx, file *care.PatientFile) error {
	bookings, err := tx.BookingsOf(file.Patient.ID)
	if err != nil {
		return err
	}
	tasks, err := tx.TasksOfPatient(file.Patient.ID)
	if err != nil {
		return err
	}
	sheets, err := tx.SheetsOf(file.Patient.ID)
	if err != nil {
		return err
	}
	for _, booking := range bookings {
		one := care.BookingFile{Booking: booking, Patient: file.Patient}
		for _, task := range tasks {
			if task.BookingID != nil && *task.BookingID == booking.ID {
				one.Tasks = append(one.Tasks, task)
			}
		}
		for _, kept := range sheets {
			if kept.BookingID == booking.ID {
				one.Sheets = append(one.Sheets, kept)
			}
		}
		if err := o.complete(tx, &one); err != nil {
			return err
		}
		file.Bookings = append(file.Bookings, one)
	}
	for _, task := range tasks {
		if task.BookingID == nil {
			file.Other = append(file.Other, task)
		}
	}
	file.Calling, err = tx.Calling(tasks)
	return err
}
