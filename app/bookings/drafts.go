package bookings

import (
	"context"
	"errors"
	"reflect"

	"nursedesk/app/office"
	"nursedesk/models"
)

// HalfBooking is a booking as the form holds it before it is saved.
type HalfBooking struct {
	Kept

	Booking Draft // what can be read of it so far; of a registered patient only the ID
	Typed   TypedBooking
}

// Empty tells whether nothing is typed.
func (h HalfBooking) Empty() bool {
	return reflect.DeepEqual(h, HalfBooking{Kept: h.Kept})
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

// SaveBookingDraft keeps what is typed so far, and gives it its ID the first
// time. What another desk has taken over is models.ErrStale, what was saved or
// thrown away there models.ErrNotFound: to be kept as one of its own then. Where it is
// kept on this computer alone for now, models.ErrKeptHere.
func (s *Service) SaveBookingDraft(ctx context.Context, half *HalfBooking) error {
	written := *half
	if id := half.Booking.Patient.ID; id != 0 {
		written.Booking.Patient = office.PatientDraft{ID: id} // the rest is read when it comes back
	}
	return s.keep(ctx, &half.Kept, nil, struct {
		Form int
		HalfBooking
	}{halfForm, written})
}

// OpenBooking is a half-typed booking that is kept.
type OpenBooking struct {
	HalfBooking
	Keeping

	Patient models.Patient // as registered now; ID 0 where none is chosen
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
			var kept OpenBooking
			kept.HalfBooking, kept.Keeping = readHalf[HalfBooking](row, tx.By)
			kept.Kept = keptOf(row)
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
