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

// HalfBooking is a booking as the form holds it before it is saved. It is kept
// at every change, so that it outlives the window, the program and the power.
type HalfBooking struct {
	ID      int64     `json:"-"` // 0: not kept yet
	Version int       `json:"-"`
	Started time.Time `json:"-"` // zero: when it is first kept

	Booking Draft // what can be read of it so far; of a registered patient only the ID
	Typed   TypedBooking
}

// Empty tells whether nothing is typed.
func (h HalfBooking) Empty() bool {
	return reflect.DeepEqual(h, HalfBooking{ID: h.ID, Version: h.Version, Started: h.Started})
}

// TypedBooking is what stands in a form's fields beside a draft: text that is no
// value yet, and answers that are kept nowhere else.
type TypedBooking struct {
	Search   string              // in the field that finds the patient
	Patient  office.PatientDraft // in the fields of a new patient, shown or not
	IsNew    bool                // it is to be a new patient: Patient counts, not Search
	Date     string
	Time     string
	Medicine string   // in the field that finds a medicine
	Unsure   []string // the questions about medicines that were answered with not knowing
}

// bookingForm is the form in which a half-typed booking is written; one in
// another form belongs to another version of the program.
const bookingForm = 1

type bookingBody struct {
	Form int
	HalfBooking
}

// SaveBookingDraft keeps what is typed so far, and gives it its ID the first
// time. What another desk has taken over is models.ErrStale, what was saved or
// thrown away there models.ErrNotFound: to be kept as one of its own then. Where it is
// kept on this computer alone for now, models.ErrKeptHere.
func (s *Service) SaveBookingDraft(ctx context.Context, half *HalfBooking) error {
	kept := *half
	if kept.Started.IsZero() {
		kept.Started = s.office.Now()
	}
	if kept.Booking.Patient.ID != 0 {
		kept.Booking.Patient = office.PatientDraft{ID: kept.Booking.Patient.ID} // the rest is read when it comes back
	}
	body, err := json.Marshal(bookingBody{Form: bookingForm, HalfBooking: kept})
	if err != nil {
		return fmt.Errorf("keep a half-typed booking: %w", err)
	}
	typed := typedBooking(ctx, kept)
	typed.Body = body
	err = s.office.KeepTyped(ctx, &typed)
	if err == nil || errors.Is(err, models.ErrKeptHere) {
		half.ID, half.Version, half.Started = typed.ID, typed.Version, typed.Started
	}
	return err
}

func typedBooking(ctx context.Context, half HalfBooking) office.Typed {
	return office.Typed{
		Kind: office.TypedBooking, ID: half.ID, Version: half.Version, Started: half.Started, By: office.Actor(ctx),
	}
}

// OpenBooking is a half-typed booking that is kept.
type OpenBooking struct {
	HalfBooking

	Patient models.Patient // as registered now; ID 0 where none is chosen
	By      string         // who typed last
	Own     bool           // that is who asks
	// Unreadable is one that another version of the program has written: it
	// stays where it is, and only ID, Started and By are known.
	Unreadable bool
}

// Name is the patient's name as far as it is known, "" where it is not.
func (o OpenBooking) Name() string {
	if o.Patient.ID != 0 {
		return o.Patient.Name()
	}
	typed := o.Typed.Patient
	return models.Patient{GivenName: typed.GivenName, FamilyName: typed.FamilyName}.Name()
}

// OpenBookingDrafts lists the half-typed bookings, the one typed at last first.
func (s *Service) OpenBookingDrafts(ctx context.Context) ([]OpenBooking, error) {
	var open []OpenBooking
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := tx.BookingDrafts()
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.BookingID != nil {
				continue // a change
			}
			kept := openBooking(row, tx.By)
			if id := kept.Booking.Patient.ID; id != 0 {
				kept.Patient, err = tx.Present(id)
				if errors.Is(err, models.ErrRestricted) {
					continue // it stays kept, for who may see it
				}
				if err != nil && !errors.Is(err, models.ErrErased) { // typed on a computer that was away while it was erased
					return err
				}
			}
			open = append(open, kept)
		}
		return nil
	})
	return open, err
}

func openBooking(row models.BookingDraft, by string) OpenBooking {
	var body bookingBody
	open := OpenBooking{By: row.By, Own: row.By == by}
	if err := json.Unmarshal(row.Body, &body); err != nil || body.Form != bookingForm {
		open.Unreadable = true
	} else {
		open.HalfBooking = body.HalfBooking
	}
	open.ID, open.Version, open.Started = row.ID, row.Version, row.Started
	return open
}

// DiscardBookingDraft throws a half-typed booking away. One that another desk
// goes on with stays, which is no error: it is no longer this desk's.
func (s *Service) DiscardBookingDraft(ctx context.Context, half HalfBooking) error {
	return s.discard(ctx, typedBooking(ctx, half))
}

// discard takes away what is kept of something half-typed, here and in the database.
func (s *Service) discard(ctx context.Context, typed office.Typed) error {
	err := s.office.Keep(ctx, func(tx *office.Tx) error { return tx.RemoveBookingDraft(typed.ID, typed.Version) })
	if err != nil && typed.ID != 0 {
		return err
	}
	return s.office.DropTyped(typed)
}
