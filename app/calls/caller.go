package calls

import (
	"context"
	"slices"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/models"
)

// CallerFile is what the desk knows of the patient of a call, and what the rules
// take from it.
type CallerFile struct {
	care.PatientFile
	Booking *care.BookingFile // the one that the call is about; nil for none
	Day     int               // civil days since its procedure, whose own day is 0
	// DayUnknown says that no day counts: every rule is then within its days.
	DayUnknown bool
	Doubt      *models.Problem // why the day is not known, where there is a booking
	Factors    []string        // what the rules need not ask, see triage.Guide.Factors
	Clinic     models.Clinic
}

// Caller reads what is known of the patient of a call. Booking 0 chooses the
// latest procedure that has begun; NoBooking is about none. Patient 0 knows
// nothing of anybody.
func (s *Service) Caller(ctx context.Context, patientID, bookingID int64) (CallerFile, error) {
	var file CallerFile
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		file, err = s.caller(tx, patientID, bookingID)
		return err
	})
	return file, err
}

// NoBooking is the booking of a call that is about none.
const NoBooking = -1

func (s *Service) caller(tx *office.Tx, patientID, bookingID int64) (CallerFile, error) {
	file := CallerFile{DayUnknown: true}
	var err error
	if file.Clinic, err = s.office.ClinicIn(tx); err != nil || patientID == 0 {
		return file, err
	}
	patient, err := tx.Present(patientID)
	if err != nil {
		return file, err
	}
	if file.PatientFile, err = s.office.PatientFile(tx, patient.ID); err != nil {
		return file, err
	}
	file.Booking = s.bookingOf(file.Bookings, bookingID)
	if file.Booking == nil {
		return file, nil
	}
	booking := file.Booking.Booking
	file.countDays(s.office.Today(), s.office.Rules.Triage.LastDay())
	for _, condition := range file.Booking.Conditions {
		if slices.Contains(s.office.Rules.Triage.Factors(), string(condition)) {
			file.Factors = append(file.Factors, string(condition))
		}
	}
	if slices.ContainsFunc(file.Booking.Holds, func(h care.HoldFile) bool { return h.Asked && !h.Known }) {
		file.Factors = append(file.Factors, "blood-thinner") // by its name only
	}
	for factor, answer := range care.FactorsOf(booking) {
		if answer == medication.Yes {
			file.Factors = append(file.Factors, string(factor))
		}
	}
	slices.Sort(file.Factors)
	return file, nil
}

// ofThePatient gives a draft with what belongs to its patient, who may have taken
// the place of the record that it was begun with. A booking of somebody else is
// refused. A callback to somebody else, who was chosen by mistake or turned out to
// be another, is not made by this call and stays to be made.
func (s *Service) ofThePatient(tx *office.Tx, draft Draft) (Draft, error) {
	if draft.PatientID != 0 {
		patient, err := tx.Present(draft.PatientID)
		if err != nil {
			return draft, err
		}
		draft.PatientID = patient.ID
	}
	if draft.BookingID != 0 && draft.BookingID != NoBooking {
		booking, err := tx.Booking(draft.BookingID)
		if err != nil {
			return draft, err
		}
		if booking.PatientID != draft.PatientID {
			return draft, models.Problems{{Code: "call.other-booking", Field: "booking"}}
		}
	}
	if draft.TaskID != 0 {
		task, err := tx.Task(draft.TaskID)
		if err != nil {
			return draft, err
		}
		if task.PatientID != draft.PatientID {
			draft.TaskID = 0
		}
	}
	if draft.FollowsID != 0 {
		call, err := tx.Call(draft.FollowsID)
		if err != nil {
			return draft, err
		}
		if call.PatientID != draft.PatientID {
			draft.FollowsID = 0
		}
	}
	return draft, nil
}

// bookingOf is the booking with an ID, or the latest one that has begun and was
// not called off.
func (s *Service) bookingOf(bookings []care.BookingFile, id int64) *care.BookingFile {
	for i := range bookings {
		booking := bookings[i].Booking
		if booking.ID == id || id == 0 && booking.Open() && !booking.Day().After(s.office.Today()) {
			return &bookings[i]
		}
	}
	return nil
}

func (f *CallerFile) countDays(today models.Date, last int) {
	booking := f.Booking.Booking
	switch day := today.DaysSince(booking.Day()); {
	case !booking.Open():
		f.Doubt = &models.Problem{Code: "call.booking-closed"}
	case day < 0:
		f.Doubt = &models.Problem{Code: "call.before-procedure", Values: map[string]any{"date": booking.Day()}}
	case day > last:
		f.Doubt = &models.Problem{Code: "call.long-after", Values: map[string]any{"date": booking.Day()}}
	default:
		f.Day, f.DayUnknown = day, false
	}
}

// Again is the latest earlier call with a complaint about the same, within 48
// hours (clinical.md 2.3 R29); nil where there is none.
func (f CallerFile) Again(draft Draft) *models.Call {
	const soon = 48 * time.Hour
	for i := range f.Calls {
		call := &f.Calls[i]
		if call.Level != "" && call.Topic == draft.Topic && draft.Started.Sub(call.At) <= soon {
			return call
		}
	}
	return nil
}

// surgeonPromised is until when an earlier call promised that the surgeon calls,
// as long as that is still to be done; nil where it did not.
func (f CallerFile) surgeonPromised(callID int64) *time.Time {
	tasks := f.Other
	for _, booking := range f.Bookings {
		tasks = append(slices.Clone(tasks), booking.Tasks...)
	}
	for _, task := range tasks {
		if task.Step == models.SurgeonCallbackStep && !task.Closed() && task.CallID != nil && *task.CallID == callID {
			return task.At
		}
	}
	return nil
}
