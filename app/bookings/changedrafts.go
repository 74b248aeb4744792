package bookings

import (
	"context"
	"errors"
	"reflect"

	"nursedesk/app/office"
	"nursedesk/models"
)

// HalfChange is a change of a booking as the form holds it before it is saved.
type HalfChange struct {
	Kept

	BookingID int64
	Seen      int   // the version of the booking that the form was filled with
	Before    Draft // what the form was filled with
	Now       Draft // what stands in it
	Medicine  string
	Unsure    []string // as in TypedBooking
}

// Empty tells whether nothing is typed that the booking did not say when the form was filled.
func (h HalfChange) Empty() bool {
	return h.Medicine == "" && len(h.Unsure) == 0 && reflect.DeepEqual(h.Before.ChangeTo(h.Now), Change{})
}

// SaveChangeDraft keeps what is typed so far, as [Service.SaveBookingDraft] does.
func (s *Service) SaveChangeDraft(ctx context.Context, half *HalfChange) error {
	return s.keep(ctx, &half.Kept, &half.BookingID, struct {
		Form int
		HalfChange
	}{halfForm, *half})
}

// OpenChange is a half-typed change that is kept.
type OpenChange struct {
	HalfChange
	Keeping

	Booking models.Booking // as it stands now
	Patient models.Patient
}

// Overtaken tells whether the booking has been changed since the form was filled.
func (o OpenChange) Overtaken() bool { return !o.Unreadable && o.Seen != o.Booking.Version }

// OpenChangeDrafts lists the half-typed changes of bookings, the one typed at last first.
// One whose every word the booking says by now has nothing left to do and is left out.
func (s *Service) OpenChangeDrafts(ctx context.Context) ([]OpenChange, error) {
	var open []OpenChange
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := tx.BookingDrafts()
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.BookingID == nil {
				continue
			}
			var kept OpenChange
			kept.HalfChange, kept.Keeping = readHalf[HalfChange](row, tx.By)
			kept.Kept, kept.BookingID = keptOf(row), *row.BookingID
			kept.Booking, err = tx.Booking(*row.BookingID)
			if errors.Is(err, models.ErrRestricted) {
				continue // it stays kept, for who may see it
			}
			if err != nil {
				return err
			}
			if kept.Patient, err = tx.Present(kept.Booking.PatientID); err != nil {
				return err
			}
			if kept.Unreadable || !kept.made() {
				open = append(open, kept)
			}
		}
		return nil
	})
	return open, err
}

// made tells whether the booking says all that was typed, as after a crash between the two.
func (o OpenChange) made() bool {
	left := DraftOf(o.Booking).ChangeTo(o.Now)
	left.TheatreReason = "" // says only why
	return o.Medicine == "" && reflect.DeepEqual(left, Change{})
}
