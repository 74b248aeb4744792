package bookings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// HalfChange is a change of a booking as the form holds it before it is saved. It is kept
// at every change of the form, as a HalfBooking is.
type HalfChange struct {
	ID      int64     `json:"-"` // 0: not kept yet
	Version int       `json:"-"`
	Started time.Time `json:"-"` // zero: when it is first kept

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

// changeForm is the form in which a half-typed change is written, as bookingForm is.
const changeForm = 1

type changeBody struct {
	Form int
	HalfChange
}

// SaveChangeDraft keeps what is typed so far, as [Service.SaveBookingDraft] does.
func (s *Service) SaveChangeDraft(ctx context.Context, half *HalfChange) error {
	kept := *half
	if kept.Started.IsZero() {
		kept.Started = s.office.Now()
	}
	body, err := json.Marshal(changeBody{Form: changeForm, HalfChange: kept})
	if err != nil {
		return fmt.Errorf("keep a half-typed change: %w", err)
	}
	typed := typedChange(ctx, kept)
	typed.Body = body
	err = s.office.KeepTyped(ctx, &typed)
	if err == nil || errors.Is(err, models.ErrKeptHere) {
		half.ID, half.Version, half.Started = typed.ID, typed.Version, typed.Started
	}
	return err
}

func typedChange(ctx context.Context, half HalfChange) office.Typed {
	return office.Typed{
		Kind: office.TypedBooking, ID: half.ID, Version: half.Version, Started: half.Started, By: office.Actor(ctx),
		BookingID: &half.BookingID,
	}
}

// DiscardChangeDraft throws a half-typed change away that was saved or is not wanted. One
// that another desk goes on with stays.
func (s *Service) DiscardChangeDraft(ctx context.Context, half HalfChange) error {
	return s.discard(ctx, typedChange(ctx, half))
}

// OpenChange is a half-typed change that is kept.
type OpenChange struct {
	HalfChange

	Booking models.Booking // as it stands now
	Patient models.Patient
	By      string // who typed last
	Own     bool   // that is who asks
	// Unreadable is one that another version of the program has written: it stays where it
	// is, and only its booking, Started and By are known.
	Unreadable bool
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
			kept := openChange(row, tx.By)
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

func openChange(row models.BookingDraft, by string) OpenChange {
	var body changeBody
	open := OpenChange{By: row.By, Own: row.By == by}
	if err := json.Unmarshal(row.Body, &body); err != nil || body.Form != changeForm {
		open.Unreadable = true
	} else {
		open.HalfChange = body.HalfChange
	}
	open.ID, open.Version, open.Started, open.BookingID = row.ID, row.Version, row.Started, *row.BookingID
	return open
}
