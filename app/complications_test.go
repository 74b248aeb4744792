package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/followup"
	"nursedesk/app/office"
	"nursedesk/models"
)

// perform books a procedure for a patient of its own and marks it as performed at
// its start; the desk's clock then shows the next day.
func (d *desk) perform(number, day, at string, change func(*bookings.Draft)) models.Booking {
	d.t.Helper()
	made := draft(d.t, day)
	made.Patient.PersonalNumber, made.Time = number, at
	if change != nil {
		change(&made)
	}
	d.clock.now = date(d.t, day).AddDays(-20).At(9, 0)
	booking := d.book(made).Booking
	d.clock.now = date(d.t, day).AddDays(1).At(9, 0)
	_, err := d.Change(asNurse(), bookings.Change{
		BookingID: booking.ID, Version: booking.Version, PerformedAt: &booking.Start,
	})
	require.NoError(d.t, err)
	return d.file(booking.ID).Booking
}

func confirmed(t *testing.T, booking models.Booking, kind, onset string) followup.ComplicationDraft {
	return followup.ComplicationDraft{
		BookingID: booking.ID, Kind: kind, OnsetOn: date(t, onset), Found: models.FoundAtVisit,
		ConfirmedBy: " Dr Exempel ", ConfirmedOn: date(t, onset),
	}
}

func (d *desk) register(draft followup.ComplicationDraft) models.Complication {
	d.t.Helper()
	kept, err := d.RegisterComplication(asNurse(), draft)
	require.NoError(d.t, err)
	return kept
}

// A confirmed complication is kept with the call that led to it, told to whoever
// listens, written into the history, and taken back with a reason only.
func TestComplicationIsRegisteredAndWithdrawn(t *testing.T) {
	d := newDesk(t, "2026-10-01")
	booking := d.perform("19121212-1212", "2026-11-02", "8.30", nil)
	d.clock.now = date(t, "2026-11-23").At(9, 0)
	call, err := d.EndCall(asNurse(), calls.Draft{Topic: "none", PatientID: booking.PatientID, BookingID: booking.ID, Reason: "rodnad"}, false)
	require.NoError(t, err)
	var events []office.Event
	defer d.Events.Subscribe(func(event office.Event) { events = append(events, event) })()

	one := confirmed(t, booking, "wound-infection", "2026-11-09")
	one.CallID, one.Found, one.FoundText = call.ID, models.FoundByCall, "hör inte hit"
	kept := d.register(one)
	require.Equal(t, booking.PatientID, kept.PatientID)
	require.Equal(t, call.ID, *kept.CallID)
	require.Equal(t, "Dr Exempel", kept.ConfirmedBy)
	require.Equal(t, "Sköterska Test", kept.RegisteredBy)
	require.Empty(t, kept.FoundText, "only another way is told in words")
	require.Equal(t, []office.Event{{PatientID: booking.PatientID, BookingID: booking.ID}}, events)
	_, err = d.RegisterComplication(asNurse(), one)
	require.ErrorIs(t, err, &models.Problem{Code: "complication.exists"})

	require.ErrorIs(t, d.WithdrawComplication(asNurse(), kept.ID, " "), models.ErrRequired.On("reason"))
	require.NoError(t, d.WithdrawComplication(asNurse(), kept.ID, " fel patient "))
	require.ErrorIs(t, d.WithdrawComplication(asNurse(), kept.ID, "igen"), models.ErrStale)
	require.ErrorIs(t, d.WithdrawComplication(asNurse(), 9999, "x"), models.ErrNotFound)
	file, err := d.Patient(asNurse(), booking.PatientID)
	require.NoError(t, err)
	require.Len(t, file.Complications, 1, "it stays")
	require.Equal(t, "fel patient", file.Complications[0].WithdrawnReason)
	require.Equal(t, "complication.withdrawn", file.History[0].Action)
	require.Equal(t, "fel patient", file.History[0].Details["reason"])
	require.Equal(t, "complication.registered", file.History[1].Action)
	require.Equal(t, "wound-infection", file.History[1].Details["complication"])
}

// What cannot be so is refused by its field, and nothing is written.
func TestComplicationIsRefused(t *testing.T) {
	d := newDesk(t, "2026-10-01")
	booking := d.perform("19121212-1212", "2026-11-02", "8.30", nil)
	d.clock.now = date(t, "2026-11-23").At(9, 0)
	other := draft(t, "2026-12-14")
	other.Patient.PersonalNumber = "20121212-1212"
	ahead := d.book(other).Booking
	foreign, err := d.EndCall(asNurse(), calls.Draft{Topic: "none", PatientID: ahead.PatientID, Reason: "fråga"}, false)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		change func(*followup.ComplicationDraft)
		code   string
		field  string
	}{
		"not performed":            {func(c *followup.ComplicationDraft) { c.BookingID = ahead.ID }, "complication.not-performed", ""},
		"no booking":               {func(c *followup.ComplicationDraft) { c.BookingID = 9999 }, "not-found", ""},
		"another patient's call":   {func(c *followup.ComplicationDraft) { c.CallID = foreign.ID }, "not-found", ""},
		"unknown kind":             {func(c *followup.ComplicationDraft) { c.Kind = "lost-luggage" }, "complication.unknown", "kind"},
		"no kind":                  {func(c *followup.ComplicationDraft) { c.Kind = "" }, "required", "kind"},
		"before the procedure":     {func(c *followup.ComplicationDraft) { c.OnsetOn = date(t, "2026-11-01") }, "complication.before-procedure", "onset-on"},
		"onset tomorrow":           {func(c *followup.ComplicationDraft) { c.OnsetOn = date(t, "2026-11-24") }, "complication.onset-future", "onset-on"},
		"confirmed tomorrow":       {func(c *followup.ComplicationDraft) { c.ConfirmedOn = date(t, "2026-11-24") }, "complication.confirmed-future", "confirmed-on"},
		"confirmed before it was":  {func(c *followup.ComplicationDraft) { c.ConfirmedOn = date(t, "2026-11-08") }, "complication.confirmed-before-onset", "confirmed-on"},
		"no doctor":                {func(c *followup.ComplicationDraft) { c.ConfirmedBy = " " }, "required", "confirmed-by"},
		"found in a way not named": {func(c *followup.ComplicationDraft) { c.Found = models.FoundOtherwise }, "required", "found-text"},
	} {
		t.Run(name, func(t *testing.T) {
			one := confirmed(t, booking, "haematoma", "2026-11-09")
			c.change(&one)
			_, err := d.RegisterComplication(asNurse(), one)
			require.ErrorIs(t, err, &models.Problem{Code: c.code, Field: c.field})
		})
	}
	kept, err := d.ComplicationsOf(asNurse(), booking.PatientID)
	require.NoError(t, err)
	require.Empty(t, kept)
	for _, onset := range []string{"2026-11-02", "2026-11-23"} { // the procedure's own day, and today
		d.register(confirmed(t, booking, "haematoma", onset))
	}
}
