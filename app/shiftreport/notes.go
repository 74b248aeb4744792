// Package shiftreport keeps what is noted for the next shift, and writes the report
// to it on paper.
package shiftreport

import (
	"context"
	"errors"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct{ office *office.Office }

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }

// ShiftNotes reads the notes that were signed since a time, the newest first, and
// the one that whoever acts is writing; its ID is 0 where there is none.
func (s *Service) ShiftNotes(ctx context.Context, since time.Time) (signed []models.ShiftNote, begun models.ShiftNote, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		if signed, err = tx.ShiftNotes(since); err != nil {
			return err
		}
		begun, err = tx.BegunShiftNote(tx.By)
		if errors.Is(err, models.ErrNotFound) {
			begun, err = models.ShiftNote{By: tx.By}, nil
		}
		return err
	})
	return signed, begun, err
}

// KeepShiftNote keeps a note as it is typed, and gives it as it is kept; on this computer
// alone for now where the error is models.ErrKeptHere.
func (s *Service) KeepShiftNote(ctx context.Context, note models.ShiftNote) (models.ShiftNote, error) {
	note.By = office.Actor(ctx)
	typed := typedNote(note)
	err := s.office.KeepTyped(ctx, &typed)
	note.ID, note.Version = typed.ID, typed.Version
	return note, err
}

func typedNote(note models.ShiftNote) office.Typed {
	return office.Typed{
		Kind: office.TypedShiftNote, ID: note.ID, Version: note.Version, By: note.By, Body: []byte(note.Text),
		Empty: strings.TrimSpace(note.Text) == "",
	}
}

// SignShiftNote signs a note: from then on it stands as it is.
func (s *Service) SignShiftNote(ctx context.Context, note models.ShiftNote) error {
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if note.ID != 0 {
			kept, err := tx.ShiftNote(note.ID)
			if err != nil {
				return models.AuditEntry{}, err
			}
			if kept.SignedAt != nil {
				return models.AuditEntry{}, models.ErrStale
			}
			note.Version = kept.Version
		}
		note.Text = strings.TrimSpace(note.Text)
		if note.Text == "" {
			return models.AuditEntry{}, models.Problems{models.ErrRequired.On("note")}
		}
		if err := models.CheckNote(note.Text); err != nil {
			return models.AuditEntry{}, err
		}
		note.By, note.SignedAt = tx.By, &tx.Now
		return models.AuditEntry{Action: "shift.noted"}, tx.SaveShiftNote(&note)
	})
	if err != nil {
		return err
	}
	return s.office.DropTyped(typedNote(note))
}

// ShiftReport writes the report to the next shift as PDF, of what the screen says.
func (s *Service) ShiftReport(ctx context.Context, input sheet.ListingInput) (sheet.Document, error) {
	clinic, err := s.office.Clinic(ctx)
	if err != nil {
		return sheet.Document{}, err
	}
	input.Kind, input.Clinic, input.At = sheet.ShiftReport, clinic, s.office.Now()
	return s.office.Rules.Sheets.Listing(input)
}

// NoteShiftReport notes in the history that a report left the desk, and how.
func (s *Service) NoteShiftReport(ctx context.Context, report sheet.Document) error {
	return s.office.Change(ctx, func(*office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: "shift.printed", Details: map[string]string{"how": string(report.Way())}}, nil
	})
}
