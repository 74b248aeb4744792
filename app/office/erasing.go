package office

import (
	"bytes"
	"encoding/json"
	"slices"
)

// EraseTyped throws away what is half-typed about patients who are being erased: bookings for
// one of them, and bookings and calls in which one of the numbers stands. A name alone may be
// somebody else's. Calls that know their patient go with the rest.
func (tx *Tx) EraseTyped(patients []int64, numbers []string) (gone int64, err error) {
	numbered := func(body []byte) bool {
		return slices.ContainsFunc(numbers, func(number string) bool { return bytes.Contains(body, []byte(number)) })
	}
	bookings, err := tx.BookingDrafts()
	if err != nil {
		return 0, err
	}
	for _, draft := range bookings {
		if !numbered(draft.Body) && !slices.Contains(patients, typedFor(draft.Body)) {
			continue
		}
		if err := tx.RemoveBookingDraft(draft.ID, draft.Version); err != nil {
			return gone, err
		}
		gone++
	}
	calls, err := tx.CallDrafts()
	if err != nil {
		return gone, err
	}
	for _, draft := range calls {
		if draft.PatientID != nil || !numbered(draft.Body) {
			continue
		}
		if err := tx.RemoveCallDraft(draft.ID, draft.Version); err != nil {
			return gone, err
		}
		gone++
	}
	return gone, nil
}

// typedFor is the registered patient of a half-typed booking, 0 for none.
func typedFor(body []byte) int64 {
	var half struct {
		Booking struct{ Patient struct{ ID int64 } }
	}
	if json.Unmarshal(body, &half) != nil {
		return 0 // another version of the program wrote it
	}
	return half.Booking.Patient.ID
}
