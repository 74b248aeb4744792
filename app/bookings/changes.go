package bookings

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Change says what to change in a booking; nil leaves a field as it is.
type Change struct {
	BookingID   int64
	Version     int        // of the booking as the nurse saw it
	Start       *time.Time // moves the booking
	PerformedAt *time.Time // marks it as performed, at its real start
	Surgeon     *string
	Theatre     *string
	Medicines   *models.Medicines
	Factors     *map[string]string
	Clearance   *string // as typed; "" is not known
	Tier        *string // bleeding risk that a doctor set; "" is the protocol's
	Conditions  *[]models.Condition
	Health      *models.HealthDeclaration
	Note        *string
	ExternalID  *string
	Despite     string // why it was performed though something was still to be assessed
	// TheatreReason is why the booking has a theatre that another one has at the time.
	TheatreReason string
}

// DraftOf gives what a booking says beside whose it is and when, as the form shows it.
func DraftOf(booking models.Booking) Draft {
	takes := office.TakesOf(booking)
	return Draft{
		Surgeon: booking.Surgeon, Theatre: booking.Theatre, Tier: booking.Tier, Note: booking.Note,
		Medicines: takes.Medicines, Factors: takes.Factors, Clearance: takes.Clearance,
		Conditions: booking.Conditions, Health: booking.Health,
	}
}

// ChangeTo gives what another draft of a booking says otherwise, beside whose it is and
// when. What it says alike stays as it is kept by then.
func (d Draft) ChangeTo(now Draft) Change {
	change := Change{TheatreReason: now.TheatreReason}
	text := func(into **string, before, now string) {
		if strings.TrimSpace(now) != strings.TrimSpace(before) {
			*into = &now
		}
	}
	text(&change.Surgeon, d.Surgeon, now.Surgeon)
	text(&change.Theatre, d.Theatre, now.Theatre)
	text(&change.Tier, d.Tier, now.Tier)
	text(&change.Clearance, d.Clearance, now.Clearance)
	text(&change.Note, d.Note, now.Note)
	if !slices.Equal(now.Medicines, d.Medicines) {
		change.Medicines = &now.Medicines
	}
	if !maps.Equal(now.Factors, d.Factors) {
		change.Factors = &now.Factors
	}
	if !slices.Equal(slices.Sorted(slices.Values(now.Conditions)), slices.Sorted(slices.Values(d.Conditions))) {
		change.Conditions = &now.Conditions
	}
	if !reflect.DeepEqual(now.Health, d.Health) {
		change.Health = &now.Health
	}
	return change
}

// anything tells whether a change would change anything.
func (c Change) anything() bool {
	return !reflect.DeepEqual(c, Change{BookingID: c.BookingID, Version: c.Version})
}

// Propose shows what a change would do; it writes nothing.
func (s *Service) Propose(ctx context.Context, change Change) (care.Difference, error) {
	var difference care.Difference
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		difference, _, err = s.propose(tx, change)
		return err
	})
	return difference, err
}

// Change runs the rules again on a changed booking: dates follow, while what is
// done, moved by hand or already agreed stays. All in one transaction.
func (s *Service) Change(ctx context.Context, change Change) (care.Difference, error) {
	var difference care.Difference
	err := s.office.Change(ctx, func(tx *office.Tx) (entry models.AuditEntry, err error) {
		difference, entry, err = s.keepChange(tx, change)
		return entry, err
	})
	return difference, err
}

// keepChange saves a changed booking with its tasks.
func (s *Service) keepChange(tx *office.Tx, change Change) (care.Difference, models.AuditEntry, error) {
	difference, tasks, err := s.propose(tx, change)
	if err != nil {
		return difference, models.AuditEntry{}, err
	}
	if err := mayShare(difference.Taken, change.TheatreReason); err != nil {
		return difference, models.AuditEntry{}, err
	}
	if err := tx.SaveBooking(&difference.After); err != nil {
		return difference, models.AuditEntry{}, err
	}
	before, err := tx.TasksOfBooking(change.BookingID)
	if err != nil {
		return difference, models.AuditEntry{}, err
	}
	if err := tx.SaveMoved(before, tasks); err != nil {
		return difference, models.AuditEntry{}, err
	}
	if err := s.office.FollowHealth(tx, difference.After, difference.Before.Health, ""); err != nil {
		return difference, models.AuditEntry{}, err
	}
	entry := changeEntry(change, difference)
	noteShared(entry.Details, difference.Taken, change.TheatreReason)
	return difference, entry, nil
}

func (s *Service) propose(tx *office.Tx, change Change) (care.Difference, []models.Task, error) {
	file, err := s.office.BookingFile(tx, change.BookingID)
	if err != nil {
		return care.Difference{}, nil, err
	}
	if change.Version != file.Booking.Version {
		return care.Difference{}, nil, models.ErrStale
	}
	after, err := s.changed(tx, file, change)
	if err != nil {
		return care.Difference{}, nil, err
	}
	decisions, err := tx.HoldDecisionsOf(after.PatientID)
	if err != nil {
		return care.Difference{}, nil, err
	}
	holds, plan := care.Plan(s.office.Rules.Medicines, file.Protocol, after, decisions)
	tasks, rows := care.Replan(s.office.Rules.Medicines, file.Protocol, after, file.Tasks, holds, plan, s.office.Today())
	difference := care.Difference{
		Before: file.Booking, After: after, Recalled: care.Recalled(file.Holds, holds),
		Rows: append(rows, care.MilestoneRows(file.Plan, plan)...),
	}
	changed := care.BookingFile{
		Booking: after, Tasks: tasks, Sheets: file.Sheets, PlanHash: care.PlanHash(s.office.Rules.Medicines, file.Protocol, after, decisions),
	}
	if !file.Misled() && changed.Misled() {
		difference.OutdatedSheets = 1
	}
	difference.Warnings, err = s.changeWarnings(tx, file.Protocol, after, holds, plan)
	if !after.Start.Equal(file.Booking.Start) || !models.SameName(after.Theatre, file.Booking.Theatre) {
		difference.Taken = theatreTaken(difference.Warnings)
	}
	return difference, tasks, err
}

func (s *Service) changeWarnings(
	tx *office.Tx, protocol *careplan.Protocol, after models.Booking, holds []care.HoldFile, plan careplan.Plan,
) ([]*models.Problem, error) {
	if after.Status == models.StatusPerformed {
		if models.DateOf(after.Start) != after.Day() {
			return []*models.Problem{models.Warning("performed-other-day", "date", map[string]any{
				"date": models.DateOf(after.Start),
			})}, nil
		}
		return nil, nil
	}
	return s.warnings(tx, protocol, after, holds, plan)
}

// changed applies a change to a booking and checks the result.
func (s *Service) changed(tx *office.Tx, file care.BookingFile, change Change) (models.Booking, error) {
	booking := file.Booking
	if !booking.Open() {
		return booking, &models.Problem{Code: "booking.closed"}
	}
	clinic, err := s.office.ClinicIn(tx)
	if err != nil {
		return booking, err
	}
	var problems models.Problems
	if change.Start != nil && !change.Start.Equal(booking.Start) {
		if booking.Status == models.StatusPerformed {
			problems.Add("date", &models.Problem{Code: "booking.performed"})
		}
		problems.Add("", s.checkStart(*change.Start, clinic))
		booking.Start = change.Start.UTC()
	}
	if change.PerformedAt != nil {
		problems.Add("despite", mayPerform(file, change.Despite))
		if change.PerformedAt.After(s.office.Now()) {
			problems.Add("time", &models.Problem{Code: "performed.future"})
		}
		booking.PerformedAt = new(change.PerformedAt.UTC())
		booking.Status = models.StatusPerformed
	}
	if change.Tier != nil {
		problems.Add("tier", checkTier(file.Protocol, *change.Tier))
		booking.Tier = *change.Tier
	}
	s.changeDetails(&booking, change, &problems)
	writeAsListed(&booking, clinic)
	problems.Add("", booking.Validate())
	return booking, problems.OrNil()
}

// mayPerform refuses a procedure for which something is still to be assessed,
// unless it is said why it was performed all the same.
func mayPerform(file care.BookingFile, despite string) error {
	waiting := file.Unassessed()
	if file.Booking.Status != models.StatusBooked || len(waiting) == 0 {
		return nil
	}
	if strings.TrimSpace(despite) == "" {
		step, _ := file.Protocol.Step(waiting[0].Step)
		return &models.Problem{Code: "performed.unassessed", Values: map[string]any{"task": step.Title}}
	}
	return models.CheckNote(despite)
}

// checkTier refuses a bleeding risk that is no tier, and with "tier.lowered" one
// below the protocol's: a doctor can only raise it. "" is the protocol's own.
func checkTier(protocol *careplan.Protocol, id string) error {
	if id == "" {
		return nil
	}
	tier, err := rulebook.ParseTier(id)
	if err == nil && protocol.Tier.Above(tier) {
		return &models.Problem{Code: "tier.lowered"}
	}
	return err
}

func (s *Service) changeDetails(booking *models.Booking, change Change, problems *models.Problems) {
	if change.Surgeon != nil {
		booking.Surgeon = *change.Surgeon
	}
	if change.Theatre != nil {
		booking.Theatre = *change.Theatre
	}
	if change.Medicines != nil {
		for _, medicine := range *change.Medicines {
			problems.Add("medicines", s.office.Rules.CheckMedicine(medicine))
		}
		booking.Medicines = *change.Medicines
	}
	if change.Factors != nil {
		booking.Factors = *change.Factors
	}
	if change.Clearance != nil {
		clearance, err := s.office.Rules.Medicines.ParseClearance(*change.Clearance)
		problems.Add("clearance", err)
		booking.Clearance = float64(clearance)
	}
	if change.Conditions != nil {
		booking.Conditions = *change.Conditions
	}
	if change.Health != nil {
		booking.Health = *change.Health
	}
	if change.Note != nil {
		booking.Note = *change.Note
	}
	if change.ExternalID != nil {
		booking.ExternalID = *change.ExternalID
	}
}

// changeEntry says in the history what was done: the most telling change names it.
func changeEntry(change Change, difference care.Difference) models.AuditEntry {
	before, after := difference.Before, difference.After
	entry := models.AuditEntry{
		Action: "booking.changed", PatientID: &after.PatientID, BookingID: &after.ID,
		Details: map[string]string{},
	}
	switch {
	case before.Status != after.Status || change.PerformedAt != nil:
		entry.Action = "booking.performed"
		entry.Details["start"] = formatInstant(after.Begin())
		entry.Details["reason"] = strings.TrimSpace(change.Despite)
	case !before.Start.Equal(after.Start):
		entry.Action = office.BookingMoved
		entry.Details["from"] = formatInstant(before.Start)
		entry.Details["to"] = formatInstant(after.Start)
	default:
		if !slices.Equal(before.Medicines, after.Medicines) {
			entry.Details["medicines"] = strings.Join(after.Medicines.Codes(), ", ")
		}
	}
	return entry
}
