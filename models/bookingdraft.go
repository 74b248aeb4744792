package models

import "time"

// BookingDraft is a booking, or a change of one, that is typed and not saved yet, for the
// desk's own use.
type BookingDraft struct {
	ID        int64
	BookingID *int64    // that is to be changed; nil: a booking to be
	Started   time.Time // when it was first kept
	By        string    // who typed last
	Body      []byte    // JSON; what it holds is the application's own
	Version   int
	UpdatedAt time.Time
}
