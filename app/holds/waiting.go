package holds

import (
	"context"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Waiting is a medicine that waits for a doctor's decision.
type Waiting struct {
	File care.BookingFile
	Hold care.HoldFile
}

// waitingDays is how long before its window opens a decision is listed.
const waitingDays = 7

// WaitingHolds lists every medicine that no doctor has decided about, of the
// bookings whose decision is due now or soon, the nearest procedure first.
func (s *Service) WaitingHolds(ctx context.Context) ([]Waiting, error) {
	var waiting []Waiting
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := s.office.Worklist(tx, models.WorklistFilter{
			Role: models.Doctor, ActUntil: s.office.Today(), DoctorOpen: s.office.Today().AddDays(waitingDays),
		})
		if err != nil {
			return err
		}
		for _, row := range rows {
			step, _ := s.office.Step(row.Procedure, row.ProtocolVersion, row.Step)
			if step.Hold != careplan.HoldDecision || row.BookingID == nil {
				continue
			}
			file, err := s.office.BookingFile(tx, *row.BookingID)
			if err != nil {
				return err
			}
			for _, hold := range care.Undecided(file.Holds) {
				waiting = append(waiting, Waiting{File: file, Hold: hold})
			}
		}
		return nil
	})
	slices.SortStableFunc(waiting, func(a, b Waiting) int {
		return a.File.Booking.Start.Compare(b.File.Booking.Start)
	})
	return waiting, err
}
