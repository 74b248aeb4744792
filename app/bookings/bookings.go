package bookings

import (
	"context"
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Draft is a booking as typed, in the order of a phone call.
type Draft struct {
	Patient    office.PatientDraft // ID 0: a new patient
	Procedure  string
	Date       models.Date
	Time       string // wall clock in Stockholm
	Surgeon    string
	Theatre    string
	Medicines  models.Medicines
	Factors    map[string]string // about the patient, by id: "yes" or "no"; left out is not known
	Clearance  string            // creatinine clearance as typed; "" is not known
	Tier       string            // bleeding risk that a doctor set; "" is the protocol's
	Conditions []models.Condition
	Health     models.HealthDeclaration
	Note       string
	ExternalID string // of an imported booking
	// TheatreReason is why the booking has a theatre that another one has at the time.
	TheatreReason string
	// Checked says that the patient was asked whether what is kept of them is still so.
	// What the draft leaves out of it is then no longer so.
	Checked bool

	HalfID      int64 `json:"-"` // the half-typed booking that it was kept as; 0: none
	HalfVersion int   `json:"-"`
}

// Booking reads one booking with its patient, plan, tasks and sheets.
func (s *Service) Booking(ctx context.Context, id int64) (care.BookingFile, error) {
	var file care.BookingFile
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		file, err = s.office.BookingFile(tx, id)
		return err
	})
	return file, err
}

// Bookings lists bookings by start.
func (s *Service) Bookings(ctx context.Context, filter models.BookingFilter) ([]models.BookingRow, error) {
	var rows []models.BookingRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		rows, err = tx.Bookings(filter)
		return err
	})
	return rows, err
}

// BookingsOn lists the bookings of one day in Stockholm.
func (s *Service) BookingsOn(ctx context.Context, day models.Date) ([]models.BookingRow, error) {
	return s.Bookings(ctx, models.BookingFilter{From: day.At(0, 0), Until: day.AddDays(1).At(0, 0)})
}

// Preview is what a booking would lead to, for the form as it is typed.
type Preview struct {
	Protocol *careplan.Protocol
	Plan     *careplan.Plan // nil until procedure, date and time are known
	Holds    []care.HoldFile
	Warnings []*models.Problem
	Taken    bool // another booking has the theatre at the time: a reason is asked for
}

// Preview runs the rules on a draft and looks for clashes; it writes nothing.
func (s *Service) Preview(ctx context.Context, draft Draft) (Preview, error) {
	booking, _ := s.booking(draft) // what is missing simply gives no plan yet
	protocol, err := s.office.Rules.Protocol(draft.Procedure)
	if err != nil || booking.Start.IsZero() {
		return Preview{}, nil //nolint:nilerr // no procedure chosen yet
	}
	holds, plan := care.Plan(s.office.Rules.Medicines, protocol, booking, nil)
	preview := Preview{Protocol: protocol, Plan: &plan, Holds: holds}
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		preview.Warnings, err = s.warnings(tx, protocol, booking, holds, plan)
		preview.Taken = theatreTaken(preview.Warnings) != nil
		return err
	})
	return preview, err
}

// CheckBooking tells everything that hinders saving a draft, field by field.
func (s *Service) CheckBooking(ctx context.Context, draft Draft) error {
	clinic, err := s.office.Clinic(ctx)
	if err != nil {
		return err
	}
	_, booking, err := s.readForm(draft, clinic)
	var problems models.Problems
	problems.Add("", err)
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		taken, err := s.theatreOf(tx, booking)
		if err == nil {
			problems.Add("", mayShare(taken, draft.TheatreReason))
		}
		return err
	})
	if err != nil {
		return err
	}
	return problems.OrNil()
}

// readForm is readDraft for a booking that somebody types, who can be asked why there is
// no number to call.
func (s *Service) readForm(draft Draft, clinic models.Clinic) (models.Patient, models.Booking, error) {
	patient, booking, err := s.readDraft(draft, clinic)
	var problems models.Problems
	problems.Add("", err)
	if strings.TrimSpace(draft.Patient.Phone+draft.Patient.OtherPhone) == "" && patient.NoPhone == "" {
		problems.Add("no-phone", &models.Problem{Code: "phone.why-none"})
	}
	return patient, booking, problems.OrNil()
}

// booking reads a draft's booking part; the error is all that is wrong with it.
func (s *Service) booking(draft Draft) (models.Booking, error) {
	booking := models.Booking{
		PatientID:  draft.Patient.ID,
		Procedure:  draft.Procedure,
		BookedOn:   s.office.Today(),
		Surgeon:    strings.TrimSpace(draft.Surgeon),
		Theatre:    strings.TrimSpace(draft.Theatre),
		Medicines:  draft.Medicines,
		Factors:    draft.Factors,
		Tier:       draft.Tier,
		Conditions: draft.Conditions,
		Health:     draft.Health,
		Note:       draft.Note,
		ExternalID: draft.ExternalID,
		Status:     models.StatusBooked,
	}
	var problems models.Problems
	if draft.Procedure == "" {
		problems.Add("procedure", models.ErrRequired)
	} else {
		protocol, err := s.office.Rules.Protocol(draft.Procedure)
		problems.Add("procedure", err)
		if err == nil {
			problems.Add("tier", checkTier(protocol, draft.Tier))
		}
	}
	if draft.Date.IsZero() {
		problems.Add("date", models.ErrRequired)
	}
	clock, err := office.ParseTime(draft.Time)
	problems.Add("time", err)
	if err == nil && !draft.Date.IsZero() {
		booking.Start = clock.On(draft.Date).UTC()
		if models.TimeOfDayOf(booking.Start) != clock {
			problems.Add("time", &models.Problem{Code: "start.gap", Values: map[string]any{"text": clock.String()}})
		}
	}
	for _, medicine := range draft.Medicines {
		problems.Add("medicines", s.office.Rules.CheckMedicine(medicine))
	}
	clearance, err := s.office.Rules.Medicines.ParseClearance(draft.Clearance)
	problems.Add("clearance", err)
	booking.Clearance = float64(clearance)
	for _, condition := range draft.Conditions {
		_, err := models.ParseCondition(string(condition))
		problems.Add("conditions", err)
	}
	problems.Add("surgeon", models.CheckLine(booking.Surgeon))
	problems.Add("theatre", models.CheckLine(booking.Theatre))
	problems.Add("external-id", models.CheckLine(booking.ExternalID))
	problems.Add("note", models.CheckNote(draft.Note))
	return booking, problems.OrNil()
}

// readDraft reads and checks a whole draft against clock and opening hours.
func (s *Service) readDraft(draft Draft, clinic models.Clinic) (models.Patient, models.Booking, error) {
	var problems models.Problems
	patient, err := draft.Patient.Read(s.office.Today())
	problems.Add("", err)
	booking, err := s.booking(draft)
	problems.Add("", err)
	writeAsListed(&booking, clinic)
	if !booking.Start.IsZero() {
		problems.Add("", s.checkStart(booking.Start, clinic))
	}
	return patient, booking, problems.OrNil()
}

// checkStart refuses a planned start in the past or outside opening hours.
func (s *Service) checkStart(start time.Time, clinic models.Clinic) error {
	var problems models.Problems
	if start.Before(s.office.Now()) {
		problems.Add("date", &models.Problem{Code: "start.past", Values: map[string]any{
			"date": models.DateOf(start),
		}})
	}
	if !clinic.IsOpen(start) {
		problems.Add("time", &models.Problem{Code: "start.closed", Values: map[string]any{
			"opens": clinic.Opens, "closes": clinic.Closes,
		}})
	}
	return problems.OrNil()
}

// Book registers a booking: patient, booking, tasks and audit entry in one
// transaction. A new patient whose personal number is already kept is refused
// with "patient.exists", so that nobody is registered twice, and a theatre that is taken with
// "theatre.taken" unless it is said why two are to have it. The half-typed
// booking that it was kept as goes with the same transaction.
func (s *Service) Book(ctx context.Context, draft Draft) (models.Booking, error) {
	clinic, err := s.office.Clinic(ctx)
	if err != nil {
		return models.Booking{}, err
	}
	patient, booking, err := s.readForm(draft, clinic)
	if err != nil {
		return models.Booking{}, err
	}
	err = s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if err := tx.RemoveBookingDraft(draft.HalfID, draft.HalfVersion); err != nil {
			return models.AuditEntry{}, err
		}
		if draft.Checked {
			said := models.Booking{Medicines: patient.Takes(), Conditions: patient.Conditions}
			patient.Record.Follow(said, booking)
			patient.CheckedOn = s.office.Today()
		}
		if err := tx.KeepPatient(&patient); err != nil {
			return models.AuditEntry{}, err
		}
		booking.PatientID = patient.ID
		taken, err := s.theatreOf(tx, booking)
		if err == nil {
			err = mayShare(taken, draft.TheatreReason)
		}
		if err != nil {
			return models.AuditEntry{}, err
		}
		entry, err := s.keepBooking(tx, patient, &booking)
		noteShared(entry.Details, taken, draft.TheatreReason)
		return entry, err
	})
	return booking, err
}

// keepBooking saves a new booking of a kept patient with every task of its plan.
func (s *Service) keepBooking(tx *office.Tx, patient models.Patient, booking *models.Booking) (models.AuditEntry, error) {
	protocol, err := s.office.Rules.Protocol(booking.Procedure)
	if err != nil {
		return models.AuditEntry{}, err
	}
	if err := tx.FreezeProtocol(protocol.Code, protocol.Version, protocol.Body); err != nil {
		return models.AuditEntry{}, err
	}
	booking.PatientID = patient.ID
	booking.ProtocolVersion = protocol.Version
	if err := booking.Validate(); err != nil {
		return models.AuditEntry{}, err
	}
	if err := tx.SaveBooking(booking); err != nil {
		return models.AuditEntry{}, err
	}
	_, plan := care.Plan(s.office.Rules.Medicines, protocol, *booking, nil)
	if err := tx.AddTasks(tasksOf(*booking, plan)); err != nil {
		return models.AuditEntry{}, err
	}
	if err := s.office.FollowHealth(tx, *booking, models.HealthDeclaration{}, ""); err != nil {
		return models.AuditEntry{}, err
	}
	return models.AuditEntry{
		Action: office.BookingRegistered, PatientID: &patient.ID, BookingID: &booking.ID,
		Details: map[string]string{"procedure": booking.Procedure, "start": formatInstant(booking.Start)},
	}, nil
}

// tasksOf makes every task that a plan asks for.
func tasksOf(booking models.Booking, plan careplan.Plan) []models.Task {
	tasks := make([]models.Task, len(plan.Tasks))
	for i, planned := range plan.Tasks {
		tasks[i] = care.NewTask(booking, planned)
	}
	return tasks
}

// formatInstant writes an instant for an audit entry: Stockholm time with offset.
func formatInstant(t time.Time) string { return t.In(models.Stockholm).Format(time.RFC3339) }
