package patients

import (
	"context"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// What the history calls it, and what somebody may do or not.
const (
	restricted        = "patient.restricted"
	restrictionLifted = "patient.restriction-lifted"
	restrictedOpened  = "patient.restricted-opened"
)

// Restrictions is what is known of the restrictions of a patient's record.
type Restrictions struct {
	Patient models.Patient       // by name and number alone where Closed
	Held    []models.Restriction // that hold, each with the name of its unit; nothing where Closed
	Closed  bool                 // to who asks
	Units   []string             // the clinic's; one where it has no others, and then nothing is closed to anybody here
	Own     string               // the unit of who asks, "" for who belongs to none
}

// Restrictions tells whether a patient's record is restricted, by whom and to which unit.
func (s *Service) Restrictions(ctx context.Context, patientID int64) (found Restrictions, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		patient, err := tx.Named(patientID)
		if err != nil {
			return err
		}
		clinic, err := s.office.ClinicIn(tx)
		if err != nil {
			return err
		}
		found.Units = clinic.Units
		if !clinic.SeveralUnits() {
			found.Units = []string{clinic.UnitOf("")}
		}
		if tx.Who.StaffID != 0 {
			person, err := tx.StaffMember(tx.Who.StaffID)
			if err != nil {
				return err
			}
			found.Own = clinic.UnitOf(person.Unit)
		}
		closing, err := tx.Closing(patient.ID)
		if found.Closed = len(closing) > 0; found.Closed || err != nil {
			found.Patient = models.Patient{
				ID: patient.ID, GivenName: patient.GivenName, FamilyName: patient.FamilyName, PersonalNumber: patient.PersonalNumber,
			}
			return err
		}
		found.Patient = patient
		found.Held, err = held(tx, patient.ID)
		for i := range found.Held {
			found.Held[i].Unit = clinic.UnitOf(found.Held[i].Unit)
		}
		return err
	})
	return found, err
}

// held are the restrictions of a patient that were not lifted.
func held(tx *office.Tx, patientID int64) (held []models.Restriction, err error) {
	all, err := tx.RestrictionsOf(patientID)
	for _, one := range all {
		if one.LiftedAt == nil {
			held = append(held, one)
		}
	}
	return held, err
}

// Restricting closes a patient's record to other care units.
type Restricting struct {
	PatientID int64
	Unit      string // that keeps the record
	Word      string // on whose word
}

// Restrict closes a patient's record to the staff of other care units, because the patient wants it so.
func (s *Service) Restrict(ctx context.Context, wanted Restricting) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		entry := models.AuditEntry{Action: restricted}
		patient, err := tx.Present(wanted.PatientID)
		if err != nil {
			return entry, err
		}
		clinic, err := s.office.ClinicIn(tx)
		if err != nil {
			return entry, err
		}
		entry.PatientID = &patient.ID
		restriction := models.Restriction{PatientID: patient.ID, Word: strings.TrimSpace(wanted.Word), By: tx.By, At: tx.Now}
		unit := clinic.UnitOf(wanted.Unit)
		if clinic.SeveralUnits() {
			restriction.Unit = unit
		}
		if err := restriction.Validate(); err != nil {
			return entry, err
		}
		if clinic.SeveralUnits() && !clinic.HasUnit(unit) {
			return entry, &models.Problem{Code: "clinic.unit-unknown", Field: "unit", Values: map[string]any{"unit": unit}}
		}
		others, err := held(tx, patient.ID)
		if err != nil {
			return entry, err
		}
		for _, other := range others {
			if models.SameName(clinic.UnitOf(other.Unit), unit) {
				return entry, &models.Problem{Code: "restriction.there", Field: "unit", Values: map[string]any{"unit": unit}}
			}
		}
		entry.Details = map[string]string{"unit": unit, "word": restriction.Word}
		return entry, tx.SaveRestriction(&restriction)
	})
}

// Lifting ends a restriction.
type Lifting struct {
	PatientID int64
	ID        int64  // the restriction's
	Word      string // on whose word
}

// LiftRestriction opens a record again to everybody here, because the patient wants it so. It is
// for who may see the record: others open it first, see [Service.OpenRestricted].
func (s *Service) LiftRestriction(ctx context.Context, wanted Lifting) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		entry := models.AuditEntry{Action: restrictionLifted}
		patient, err := tx.Present(wanted.PatientID)
		if err != nil {
			return entry, err
		}
		entry.PatientID = &patient.ID
		all, err := held(tx, patient.ID)
		if err != nil {
			return entry, err
		}
		clinic, err := s.office.ClinicIn(tx)
		if err != nil {
			return entry, err
		}
		for _, one := range all {
			if one.ID != wanted.ID {
				continue
			}
			one.LiftedBy, one.LiftedAt, one.LiftedWord = tx.By, &tx.Now, strings.TrimSpace(wanted.Word)
			if err := one.Validate(); err != nil {
				return entry, err
			}
			entry.Details = map[string]string{"unit": clinic.UnitOf(one.Unit), "word": one.LiftedWord}
			return entry, tx.LiftRestriction(one)
		}
		return entry, models.ErrStale // somebody else was quicker
	})
}

// Opening says why a restricted record is opened to who acts.
type Opening struct {
	PatientID int64
	Grounds   models.OpeningGrounds
	How       string // the patient consented
	Visit     bool   // the patient consented until the visit that comes, and not for today alone
	Reason    string // of an emergency
}

// OpenRestricted opens a restricted record to who acts, and to nobody else, until the day ends or the visit that comes
// is over. It stands in the history and in the access log. Where the record is open to them already nothing is written.
func (s *Service) OpenRestricted(ctx context.Context, wanted Opening) error {
	return s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		if err := s.office.Permit(tx, restrictedOpened); err != nil { // before anything is told
			return nil, err
		}
		patient, err := tx.Named(wanted.PatientID)
		if err != nil {
			return nil, err
		}
		closing, err := tx.Closing(patient.ID)
		if err != nil || len(closing) == 0 {
			return nil, err
		}
		opening, err := wanted.read(tx, patient.ID)
		if err != nil {
			return nil, err
		}
		for _, restriction := range closing {
			one := opening
			one.RestrictionID = restriction.ID
			if err := tx.SaveOpening(&one); err != nil {
				return nil, err
			}
		}
		kind := models.LookConsented
		details := map[string]string{"grounds": string(opening.Grounds), "until": models.DateOf(opening.Until.Add(-time.Second)).String()}
		if opening.Grounds == models.OpenedInEmergency {
			kind, details["reason"] = models.LookEmergency, opening.Reason
		} else {
			details["consent"] = opening.How
		}
		if err := s.office.Look(tx, patient.ID, kind, opening.Reason); err != nil {
			return nil, err
		}
		return []models.AuditEntry{{Action: restrictedOpened, PatientID: &patient.ID, Details: details}}, nil
	})
}

func (w Opening) read(tx *office.Tx, patientID int64) (models.Opening, error) {
	opening := models.Opening{
		Grounds: w.Grounds, By: tx.By, At: tx.Now, Until: models.DateOf(tx.Now).AddDays(1).At(0, 0),
	}
	if tx.Who.StaffID != 0 {
		opening.StaffID = &tx.Who.StaffID
	}
	switch w.Grounds {
	case models.OpenedByConsent:
		opening.How = w.How
	case models.OpenedInEmergency:
		opening.Reason = strings.TrimSpace(w.Reason)
	}
	if err := opening.Validate(); err != nil || !w.Visit || w.Grounds != models.OpenedByConsent {
		return opening, err
	}
	bookings, err := tx.Tx.BookingsOf(patientID) // the consent is written with it
	var visit models.Date                        // the next one
	for _, booking := range bookings {
		day := booking.Day()
		if booking.Status == models.StatusBooked && !day.Before(models.DateOf(tx.Now)) && (visit.IsZero() || day.Before(visit)) {
			visit = day
		}
	}
	if !visit.IsZero() {
		opening.Until = visit.AddDays(1).At(0, 0)
	}
	return opening, err
}
