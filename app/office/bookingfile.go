package office

import "nursedesk/app/care"

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
