package export

import (
	"context"
	"strconv"

	"nursedesk/app/office"
	"nursedesk/models"
)

// listExported is what the history calls it, and what somebody may do or not.
const listExported = "list.exported"

// EachBooking hands over the bookings of a list one by one.
func (s *Service) EachBooking(ctx context.Context, filter models.BookingFilter, do func(models.BookingRow) error) error {
	return s.office.ReadAs(ctx, listExported, func(tx *office.Tx) error { return tx.EachBooking(filter, do) })
}

// EachCall hands over the calls of a list one by one.
func (s *Service) EachCall(ctx context.Context, filter models.CallFilter, do func(models.CallRow) error) error {
	return s.office.ReadAs(ctx, listExported, func(tx *office.Tx) error { return tx.EachCall(filter, do) })
}

// EachTask hands over the tasks of some days one by one, closed ones too.
func (s *Service) EachTask(ctx context.Context, from, until models.Date, do func(models.WorklistRow) error) error {
	return s.office.ReadAs(ctx, listExported, func(tx *office.Tx) error { return tx.EachTask(from, until, do) })
}

// EachPatient hands over the patients whom a search finds one by one.
func (s *Service) EachPatient(ctx context.Context, text string, do func(models.PatientRow) error) error {
	return s.office.ReadAs(ctx, listExported, func(tx *office.Tx) error { return tx.EachPatient(text, do) })
}

// EachComplication hands over the confirmed complications after the procedures of some
// days one by one, as they are counted.
func (s *Service) EachComplication(ctx context.Context, from, until models.Date, do func(models.ComplicationRow) error) error {
	return s.office.ReadAs(ctx, listExported, func(tx *office.Tx) error {
		return tx.EachComplication(from.At(0, 0), until.AddDays(1).At(0, 0), do)
	})
}

// KeepList notes that a list with so many rows leaves the desk by save, which is called
// at last: where it fails nothing is noted either.
func (s *Service) KeepList(ctx context.Context, list string, rows int, save func() error) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if err := s.office.Permit(tx, listExported); err != nil { // before the file is there
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{
			Action: listExported, Details: map[string]string{"list": list, "rows": strconv.Itoa(rows)},
		}, save()
	})
}
