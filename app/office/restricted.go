package office

import (
	"slices"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/models"
)

// Whatever is read of a patient in a transaction is read by the methods below, which stand before those of the store:
// a record that is restricted to another care unit is refused, and rows of it in lists tell only that there is one. What
// shows a name and a number alone, or keeps what somebody types, reads from the store itself.

// Allow refuses a record that is closed to who acts: models.ErrRestricted, with the patient.
func (tx *Tx) Allow(patientID int64) error {
	closing, err := tx.Closing(patientID)
	if err == nil && len(closing) > 0 {
		err = models.ErrRestricted.With("patient", patientID)
	}
	return err
}

// unseen is the same transaction for what the program does of itself, and shows to nobody.
func (tx *Tx) unseen() *Tx {
	other := *tx
	other.restricted = map[int64][]models.Restriction{}
	return &other
}

// Closing are the restrictions that close a patient's record to who acts.
func (tx *Tx) Closing(patientID int64) ([]models.Restriction, error) {
	err := tx.learnRestricted()
	return tx.restricted[patientID], err
}

// learnRestricted finds out, once in a transaction, whose records are closed to who acts. Restrictions follow who took
// a patient's place: of two who were made one the record is as closed as either was.
func (tx *Tx) learnRestricted() error {
	if tx.restricted != nil {
		return nil
	}
	tx.restricted = map[int64][]models.Restriction{}
	held, err := tx.closed()
	if err != nil || len(held) == 0 {
		return err
	}
	by, err := tx.Replacements()
	if err != nil {
		return err
	}
	standing := func(id int64) int64 {
		for next, gone := by[id]; gone; next, gone = by[id] {
			id = next
		}
		return id
	}
	for _, restriction := range held {
		id := standing(restriction.PatientID)
		tx.restricted[id] = append(tx.restricted[id], restriction)
	}
	for id := range by {
		if restrictions, ok := tx.restricted[standing(id)]; ok {
			tx.restricted[id] = restrictions
		}
	}
	return nil
}

// closed are the restrictions that hold, are not of the unit of who acts and were not opened to them.
func (tx *Tx) closed() ([]models.Restriction, error) {
	held, err := tx.Restrictions()
	if err != nil || len(held) == 0 {
		return nil, err
	}
	clinic, _, err := tx.Clinic()
	if err != nil || !clinic.SeveralUnits() {
		return nil, err
	}
	if tx.Who.StaffID != 0 { // who is none of the staff belongs to no unit
		person, err := tx.StaffMember(tx.Who.StaffID)
		if err != nil {
			return nil, err
		}
		held = slices.DeleteFunc(held, func(r models.Restriction) bool {
			return models.SameName(clinic.UnitOf(r.Unit), clinic.UnitOf(person.Unit))
		})
	}
	opened, err := tx.OpenedTo(tx.Who.StaffID, tx.By, tx.Now)
	return slices.DeleteFunc(held, func(r models.Restriction) bool { return slices.Contains(opened, r.ID) }), err
}

// Patient reads a patient whose record is open to who acts.
func (tx *Tx) Patient(id int64) (models.Patient, error) {
	if err := tx.Allow(id); err != nil {
		return models.Patient{}, err
	}
	return tx.Tx.Patient(id)
}

// Booking is [Tx.Patient] for a booking.
func (tx *Tx) Booking(id int64) (models.Booking, error) {
	booking, err := tx.Tx.Booking(id)
	return allowed(tx, booking, booking.PatientID, err)
}

// BookingsOf is [Tx.Patient] for all bookings of a patient.
func (tx *Tx) BookingsOf(patientID int64) ([]models.Booking, error) {
	if err := tx.Allow(patientID); err != nil {
		return nil, err
	}
	return tx.Tx.BookingsOf(patientID)
}

// Task is [Tx.Patient] for a task.
func (tx *Tx) Task(id int64) (models.Task, error) {
	task, err := tx.Tx.Task(id)
	return allowed(tx, task, task.PatientID, err)
}

// Call is [Tx.Patient] for a call.
func (tx *Tx) Call(id int64) (models.Call, error) {
	call, err := tx.Tx.Call(id)
	return allowed(tx, call, call.PatientID, err)
}

// CallDraft is [Tx.Patient] for a call that goes on.
func (tx *Tx) CallDraft(id int64) (models.CallDraft, error) {
	draft, err := tx.Tx.CallDraft(id)
	if draft.PatientID == nil {
		return draft, err
	}
	return allowed(tx, draft, *draft.PatientID, err)
}

// Sheet is [Tx.Patient] for a paper that was handed out.
func (tx *Tx) Sheet(id int64) (models.Sheet, error) {
	sheet, err := tx.Tx.Sheet(id)
	if err != nil {
		return sheet, err
	}
	booking, err := tx.Tx.Booking(sheet.BookingID)
	return allowed(tx, sheet, booking.PatientID, err)
}

// ComplicationsOf is [Tx.Patient] for what went wrong.
func (tx *Tx) ComplicationsOf(patientID int64) ([]models.Complication, error) {
	if err := tx.Allow(patientID); err != nil {
		return nil, err
	}
	return tx.Tx.ComplicationsOf(patientID)
}

// Complication is [Tx.Patient] for one of these.
func (tx *Tx) Complication(id int64) (models.Complication, error) {
	found, err := tx.Tx.Complication(id)
	return allowed(tx, found, found.PatientID, err)
}

func allowed[T any](tx *Tx, read T, patientID int64, err error) (T, error) {
	if err == nil {
		err = tx.Allow(patientID)
	}
	if err != nil {
		var nothing T
		return nothing, err
	}
	return read, nil
}

// row is one of a list that can be shown without what a restricted record keeps to its unit.
type row[T any] interface {
	*T
	Whose() int64
	Restrict()
}

// shown are the rows of a list as who acts may see them.
func shown[T any, R row[T]](tx *Tx, rows []T, err error) ([]T, error) {
	if err != nil {
		return rows, err
	}
	if err := tx.learnRestricted(); err != nil {
		return nil, err
	}
	for i := range rows {
		if one := R(&rows[i]); len(tx.restricted[one.Whose()]) > 0 {
			one.Restrict()
		}
	}
	return rows, nil
}

// eachShown is shown for rows that come one by one.
func eachShown[T any, R row[T]](tx *Tx, do func(T) error, read func(func(T) error) error) error {
	if err := tx.learnRestricted(); err != nil { // before the rows: they hold the connection
		return err
	}
	return read(func(one T) error {
		if row := R(&one); len(tx.restricted[row.Whose()]) > 0 {
			row.Restrict()
		}
		return do(one)
	})
}

// Worklist shows tasks, those of restricted records without what they are about.
func (tx *Tx) Worklist(filter models.WorklistFilter) ([]models.WorklistRow, error) {
	rows, err := tx.Tx.Worklist(filter)
	return shown(tx, rows, err)
}

// EachTask is [Tx.Worklist] for every task, one by one.
func (tx *Tx) EachTask(from, until models.Date, do func(models.WorklistRow) error) error {
	return eachShown(tx, do, func(do func(models.WorklistRow) error) error { return tx.Tx.EachTask(from, until, do) })
}

// FindPatients finds patients, those of restricted records by name and number alone.
func (tx *Tx) FindPatients(text string, limit int) ([]models.PatientRow, error) {
	rows, err := tx.Tx.FindPatients(text, limit)
	return shown(tx, rows, err)
}

// PatientRows is [Tx.FindPatients] by their ids.
func (tx *Tx) PatientRows(ids []int64) ([]models.PatientRow, error) {
	rows, err := tx.Tx.PatientRows(ids)
	return shown(tx, rows, err)
}

// EachPatient is [Tx.FindPatients] for everybody, one by one.
func (tx *Tx) EachPatient(text string, do func(models.PatientRow) error) error {
	return eachShown(tx, do, func(do func(models.PatientRow) error) error { return tx.Tx.EachPatient(text, do) })
}

// Bookings shows bookings, those of restricted records as time that is taken. Where the filter asks for a procedure they
// are left out: being there would tell.
func (tx *Tx) Bookings(filter models.BookingFilter) ([]models.BookingRow, error) {
	rows, err := tx.Tx.Bookings(filter)
	rows, err = shown(tx, rows, err)
	return slices.DeleteFunc(rows, func(r models.BookingRow) bool { return r.Restricted && filter.Procedure != "" }), err
}

// BookingsAround is [Tx.Bookings] for some days.
func (tx *Tx) BookingsAround(from, until time.Time) ([]models.BookingRow, error) {
	rows, err := tx.Tx.BookingsAround(from, until)
	return shown(tx, rows, err)
}

// EachBooking is [Tx.Bookings], one by one.
func (tx *Tx) EachBooking(filter models.BookingFilter, do func(models.BookingRow) error) error {
	return eachShown(tx, func(row models.BookingRow) error {
		if row.Restricted && filter.Procedure != "" {
			return nil
		}
		return do(row)
	}, func(do func(models.BookingRow) error) error { return tx.Tx.EachBooking(filter, do) })
}

// findingTells says whether a call that such a filter finds is told something about by being found.
func findingTells(filter models.CallFilter) bool {
	return filter.Suspected != "" || filter.Procedure != "" || filter.DayFrom != nil || filter.DayTo != nil
}

// Calls is [Tx.Bookings] for calls.
func (tx *Tx) Calls(filter models.CallFilter) ([]models.CallRow, error) {
	rows, err := tx.Tx.Calls(filter)
	rows, err = shown(tx, rows, err)
	return slices.DeleteFunc(rows, func(r models.CallRow) bool { return r.Restricted && findingTells(filter) }), err
}

// EachCall is [Tx.Calls], one by one.
func (tx *Tx) EachCall(filter models.CallFilter, do func(models.CallRow) error) error {
	return eachShown(tx, func(row models.CallRow) error {
		if row.Restricted && findingTells(filter) {
			return nil
		}
		return do(row)
	}, func(do func(models.CallRow) error) error { return tx.Tx.EachCall(filter, do) })
}

// CallDrafts shows the calls that go on, those with patients of restricted records without what is typed.
func (tx *Tx) CallDrafts() ([]models.CallDraftRow, error) {
	rows, err := tx.Tx.CallDrafts()
	return shown(tx, rows, err)
}

// ComplicationsAfter shows complications, those of restricted records without whose they are.
func (tx *Tx) ComplicationsAfter(from, until time.Time) ([]models.ComplicationRow, error) {
	rows, err := tx.Tx.ComplicationsAfter(from, until)
	return shown(tx, rows, err)
}

// EachComplication is [Tx.ComplicationsAfter], one by one.
func (tx *Tx) EachComplication(from, until time.Time, do func(models.ComplicationRow) error) error {
	return eachShown(tx, do, func(do func(models.ComplicationRow) error) error { return tx.Tx.EachComplication(from, until, do) })
}

// restrictedFile is the file of a booking as who may not see its record sees it: time that is taken, by whom.
func (o *Office) restrictedFile(booking models.Booking, patient models.Patient) care.BookingFile {
	return care.BookingFile{
		Restricted: true,
		Booking: models.Booking{
			ID: booking.ID, PatientID: booking.PatientID, Start: booking.Start, PerformedAt: booking.PerformedAt, Theatre: booking.Theatre,
			Surgeon: booking.Surgeon, Status: booking.Status, Version: booking.Version,
		},
		Patient: models.Patient{
			ID: patient.ID, PersonalNumber: patient.PersonalNumber, GivenName: patient.GivenName, FamilyName: patient.FamilyName,
			Record: models.Record{ProtectedIdentity: patient.ProtectedIdentity},
		},
		Protocol: &careplan.Protocol{Title: o.Rules.Access.Restricted},
	}
}
