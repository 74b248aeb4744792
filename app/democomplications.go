package app

import (
	"context"

	"nursedesk/models"
)

// demoComplication is a complication that a made-up patient had.
type demoComplication struct {
	Kind      string         `yaml:"kind"`
	Onset     int            `yaml:"onset"`     // day after the procedure
	Confirmed int            `yaml:"confirmed"` // day after the procedure
	Found     models.FoundBy `yaml:"found"`
	Doctor    string         `yaml:"doctor"`
}

// tellComplication registers it on the day on which the doctor confirmed it.
func tellComplication(ctx context.Context, desk *Desk, booking models.Booking, c *demoComplication) error {
	if c == nil {
		return nil
	}
	confirmed := booking.Day().AddDays(c.Confirmed)
	_, err := on(desk, confirmed).RegisterComplication(ctx, ComplicationDraft{
		BookingID: booking.ID, Kind: c.Kind, OnsetOn: booking.Day().AddDays(c.Onset), Found: c.Found,
		ConfirmedBy: c.Doctor, ConfirmedOn: confirmed,
	})
	return err
}
