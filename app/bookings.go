package app

import (
	"context"
	"strings"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// BookingDraft is a booking as typed, in the order of a phone call.
type BookingDraft struct {
	Patient    PatientDraft // ID 0: a new patient
	Procedure  string
	Date       models.Date
	Time       string // wall clock in Stockholm
	Surgeon    string
	Theatre    string
	Medicines  models.Medicines
	Factors    map[string]string // about the patient, by id: "yes" or "no"; left out is not known
	Clearance  string            // creatinine clearance as typed; "" is not known
	Conditions []models.Condition
	Health     models.HealthDeclaration
	Note       string
	BookedOn   models.Date // zero: today

	HalfID      int64 `json:"-"` // the half-typed booking that it was kept as; 0: none
	HalfVersion int   `json:"-"`
}

// BookingFile is a booking with all that follows from it.
type BookingFile struct {
	Booking  models.Booking
	Patient  models.Patient
	Protocol *careplan.Protocol // the version the booking froze
	Plan     careplan.Plan
	Holds    []HoldFile    // one for each medicine
	Tasks    []models.Task // by the day someone has to act
	Sheets   []models.Sheet
	Warnings []*models.Problem

	PlanHash string // fingerprint of what a sheet written now would say
}

// Follow adds what the rules say of a booking with its tasks and sheets.
func (f *BookingFile) Follow(
	medicines *medication.Catalogue, protocol *careplan.Protocol, decisions []models.HoldDecision, now time.Time,
) {
	f.Protocol = protocol
	f.Holds, f.Plan = Plan(medicines, protocol, f.Booking, decisions)
	f.PlanHash = PlanHash(medicines, protocol, f.Booking, decisions)
	f.Warnings = f.standingWarnings(now)
}

// complete adds what the rules say to a booking with its tasks.
func (d *Desk) complete(tx *Tx, file *BookingFile) error {
	protocol, err := d.FrozenProtocol(tx, file.Booking.Procedure, file.Booking.ProtocolVersion)
	if err != nil {
		return err
	}
	decisions, err := tx.HoldDecisionsOf(file.Booking.PatientID)
	if err != nil {
		return err
	}
	file.Follow(d.Rules.Medicines, protocol, decisions, tx.Now)
	return nil
}

// Booking reads one booking with its patient, plan, tasks and sheets.
func (d *Desk) Booking(ctx context.Context, id int64) (BookingFile, error) {
	var file BookingFile
	err := d.Read(ctx, func(tx *Tx) error {
		var err error
		file, err = d.BookingFile(tx, id)
		return err
	})
	return file, err
}

// BookingFile is Booking within a transaction.
func (d *Desk) BookingFile(tx *Tx, id int64) (BookingFile, error) {
	var file BookingFile
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
	return file, d.complete(tx, &file)
}

// Bookings lists bookings by start.
func (d *Desk) Bookings(ctx context.Context, filter models.BookingFilter) ([]models.BookingRow, error) {
	var rows []models.BookingRow
	err := d.Read(ctx, func(tx *Tx) error {
		var err error
		rows, err = tx.Bookings(filter)
		return err
	})
	return rows, err
}

// BookingsOn lists the bookings of one day in Stockholm.
func (d *Desk) BookingsOn(ctx context.Context, day models.Date) ([]models.BookingRow, error) {
	return d.Bookings(ctx, models.BookingFilter{From: day.At(0, 0), Until: day.AddDays(1).At(0, 0)})
}

// Preview is what a booking would lead to, for the form as it is typed.
type Preview struct {
	Protocol *careplan.Protocol
	Plan     *careplan.Plan // nil until procedure, date and time are known
	Holds    []HoldFile
	Warnings []*models.Problem
}

// Preview runs the rules on a draft and looks for clashes; it writes nothing.
func (d *Desk) Preview(ctx context.Context, draft BookingDraft) (Preview, error) {
	booking, _ := d.booking(draft) // what is missing simply gives no plan yet
	protocol, err := d.Rules.Protocol(draft.Procedure)
	if err != nil || booking.Start.IsZero() {
		return Preview{}, nil //nolint:nilerr // no procedure chosen yet
	}
	holds, plan := Plan(d.Rules.Medicines, protocol, booking, nil)
	preview := Preview{Protocol: protocol, Plan: &plan, Holds: holds}
	err = d.Read(ctx, func(tx *Tx) error {
		var err error
		preview.Warnings, err = d.bookingWarnings(tx, protocol, booking, holds, plan)
		return err
	})
	return preview, err
}

// CheckBooking tells everything that hinders saving a draft, field by field.
func (d *Desk) CheckBooking(ctx context.Context, draft BookingDraft) error {
	clinic, err := d.Clinic(ctx)
	if err != nil {
		return err
	}
	_, _, err = d.readDraft(draft, clinic)
	return err
}

// booking reads a draft's booking part; the error is all that is wrong with it.
func (d *Desk) booking(draft BookingDraft) (models.Booking, error) {
	booking := models.Booking{
		PatientID:  draft.Patient.ID,
		Procedure:  draft.Procedure,
		BookedOn:   draft.BookedOn,
		Surgeon:    strings.TrimSpace(draft.Surgeon),
		Theatre:    strings.TrimSpace(draft.Theatre),
		Medicines:  draft.Medicines,
		Factors:    draft.Factors,
		Conditions: draft.Conditions,
		Health:     draft.Health,
		Note:       draft.Note,
		Status:     models.StatusBooked,
	}
	if booking.BookedOn.IsZero() {
		booking.BookedOn = d.Today()
	}
	var problems models.Problems
	if draft.Procedure == "" {
		problems.Add("procedure", models.ErrRequired)
	} else {
		_, err := d.Rules.Protocol(draft.Procedure)
		problems.Add("procedure", err)
	}
	if draft.Date.IsZero() {
		problems.Add("date", models.ErrRequired)
	}
	clock, err := ParseTime(draft.Time)
	problems.Add("time", err)
	if err == nil && !draft.Date.IsZero() {
		booking.Start = clock.On(draft.Date).UTC()
		if models.TimeOfDayOf(booking.Start) != clock {
			problems.Add("time", &models.Problem{Code: "start.gap", Values: map[string]any{"text": clock.String()}})
		}
	}
	for _, medicine := range draft.Medicines {
		problems.Add("medicines", d.Rules.CheckMedicine(medicine))
	}
	clearance, err := d.Rules.Medicines.ParseClearance(draft.Clearance)
	problems.Add("clearance", err)
	booking.Clearance = float64(clearance)
	for _, condition := range draft.Conditions {
		_, err := models.ParseCondition(string(condition))
		problems.Add("conditions", err)
	}
	problems.Add("note", models.CheckNote(draft.Note))
	return booking, problems.OrNil()
}

func ParseTime(text string) (models.TimeOfDay, error) {
	if strings.TrimSpace(text) == "" {
		return 0, models.ErrRequired
	}
	return models.ParseTimeOfDay(text)
}

// readDraft reads and checks a whole draft against clock and opening hours.
func (d *Desk) readDraft(draft BookingDraft, clinic models.Clinic) (models.Patient, models.Booking, error) {
	var problems models.Problems
	patient, err := draft.Patient.Read(d.Today())
	problems.Add("", err)
	booking, err := d.booking(draft)
	problems.Add("", err)
	if !booking.Start.IsZero() {
		problems.Add("", d.checkStart(booking.Start, clinic))
	}
	return patient, booking, problems.OrNil()
}

// checkStart refuses a planned start in the past or outside opening hours.
func (d *Desk) checkStart(start time.Time, clinic models.Clinic) error {
	var problems models.Problems
	if start.Before(d.Now()) {
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
// with "patient.exists", so that nobody is registered twice. The half-typed
// booking that it was kept as goes with the same transaction.
func (d *Desk) Book(ctx context.Context, draft BookingDraft) (models.Booking, error) {
	clinic, err := d.Clinic(ctx)
	if err != nil {
		return models.Booking{}, err
	}
	patient, booking, err := d.readDraft(draft, clinic)
	if err != nil {
		return models.Booking{}, err
	}
	err = d.commit(ctx, func(tx *Tx) (models.AuditEntry, error) {
		if err := tx.RemoveBookingDraft(draft.HalfID, draft.HalfVersion); err != nil {
			return models.AuditEntry{}, err
		}
		if err := tx.KeepPatient(&patient); err != nil {
			return models.AuditEntry{}, err
		}
		return d.keepBooking(tx, patient, &booking)
	})
	return booking, err
}

// keepBooking saves a new booking of a kept patient with every task of its plan.
func (d *Desk) keepBooking(tx *Tx, patient models.Patient, booking *models.Booking) (models.AuditEntry, error) {
	protocol, err := d.Rules.Protocol(booking.Procedure)
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
	_, plan := Plan(d.Rules.Medicines, protocol, *booking, nil)
	for _, planned := range plan.Tasks {
		task := NewTask(*booking, planned)
		if err := tx.SaveTask(&task); err != nil {
			return models.AuditEntry{}, err
		}
	}
	return models.AuditEntry{
		Action: "booking.registered", PatientID: &patient.ID, BookingID: &booking.ID,
		Details: map[string]string{"procedure": booking.Procedure, "start": formatInstant(booking.Start)},
	}, nil
}

// newTask makes the task that a planned one asks for.
func NewTask(booking models.Booking, planned careplan.PlannedTask) models.Task {
	task := models.Task{
		PatientID: booking.PatientID, BookingID: new(booking.ID),
		Step: planned.Step.ID, Role: planned.Step.Role, Kind: planned.Step.Kind,
		State: firstState(planned.Step.Kind),
	}
	TakeDates(&task, planned)
	task.Due = planned.Due
	return task
}

func firstState(kind models.TaskKind) models.TaskState {
	if kind == models.Appointment {
		return models.ToBook
	}
	return models.Open
}

// takeDates gives a task the plan's window; its due day is another matter,
// since it may have been moved by hand.
func TakeDates(task *models.Task, planned careplan.PlannedTask) {
	task.Earliest = planned.Earliest
	task.Latest = planned.Latest
	task.BookBy = planned.BookBy
	task.Late = planned.Late
	task.NoWorkingDay = planned.NoWorkingDay
}

// formatInstant writes an instant for an audit entry: Stockholm time with offset.
func formatInstant(t time.Time) string { return t.In(models.Stockholm).Format(time.RFC3339) }
