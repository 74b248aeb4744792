package papers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// HandedOut gives a sheet exactly as it was handed out. One from before files
// were kept is "sheet.not-kept"; one whose file is no longer the same is "sheet.damaged".
func (s *Service) HandedOut(ctx context.Context, sheetID int64) (sheet.Document, error) {
	var document sheet.Document
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		kept, err := tx.Sheet(sheetID)
		if err != nil {
			return err
		}
		pdf, err := tx.SheetFile(kept.Hash)
		if errors.Is(err, models.ErrNotFound) {
			return &models.Problem{Code: "sheet.not-kept"}
		}
		if err != nil {
			return err
		}
		if !intact(pdf, kept.Hash) {
			return &models.Problem{Code: "sheet.damaged"}
		}
		document = sheet.Document{
			PDF: pdf, Booking: kept.BookingID, Pages: kept.Pages, Hash: kept.Hash, PlanHash: kept.PlanHash, Lines: kept.Lines,
			Language: kept.Language, Form: kept.Form, Texts: kept.Texts, How: kept.How,
		}
		return nil
	})
	return document, err
}

// PatientOfSheet tells whose a sheet is that was handed out.
func (s *Service) PatientOfSheet(ctx context.Context, sheetID int64) (patient int64, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		kept, err := tx.Sheet(sheetID)
		if err != nil {
			return err
		}
		booking, err := tx.Booking(kept.BookingID)
		patient = booking.PatientID
		return err
	})
	return patient, err
}

// NoteSheetAgain notes in the patient's history that a sheet that was handed out
// before left the desk once more, and how. It is not handed out anew by that.
func (s *Service) NoteSheetAgain(ctx context.Context, bookingID int64, how models.SheetWay) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		booking, err := tx.Booking(bookingID)
		return models.AuditEntry{
			Action: "sheet.again", PatientID: &booking.PatientID, BookingID: &bookingID, Details: map[string]string{"how": string(how)},
		}, err
	})
}

func intact(pdf []byte, hash string) bool {
	sum := sha256.Sum256(pdf)
	return hex.EncodeToString(sum[:]) == hash
}
