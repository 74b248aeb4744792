package followup_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/followup"
	"nursedesk/app/office"
	"nursedesk/models"
)

// perform books a procedure for a patient of its own and marks it as performed at
// its start; the desk's clock then shows the next day.
func perform(d *apptest.Desk, number, day, at string, change func(*bookings.Draft)) models.Booking {
	d.T.Helper()
	made := apptest.Draft(d.T, day)
	made.Patient.PersonalNumber, made.Time = number, at
	if change != nil {
		change(&made)
	}
	d.Wall.Time = apptest.Date(d.T, day).AddDays(-20).At(9, 0)
	booking := d.Booked(made).Booking
	d.Wall.Time = apptest.Date(d.T, day).AddDays(1).At(9, 0)
	_, err := d.Change(apptest.Nurse(), bookings.Change{
		BookingID: booking.ID, Version: booking.Version, PerformedAt: &booking.Start,
	})
	require.NoError(d.T, err)
	return d.File(booking.ID).Booking
}

func confirmed(t *testing.T, booking models.Booking, kind, onset string) followup.ComplicationDraft {
	return followup.ComplicationDraft{
		BookingID: booking.ID, Kind: kind, OnsetOn: apptest.Date(t, onset), Found: models.FoundAtVisit,
		ConfirmedBy: " Dr Exempel ", ConfirmedOn: apptest.Date(t, onset),
	}
}

func register(d *apptest.Desk, draft followup.ComplicationDraft) models.Complication {
	d.T.Helper()
	kept, err := d.RegisterComplication(apptest.Nurse(), draft)
	require.NoError(d.T, err)
	return kept
}

// A confirmed complication is kept with the call that led to it, told to whoever
// listens, written into the history, and taken back with a reason only.
func TestComplicationIsRegisteredAndWithdrawn(t *testing.T) {
	d := apptest.New(t, "2026-10-01")
	booking := perform(d, "19121212-1212", "2026-11-02", "8.30", nil)
	d.Wall.Time = apptest.Date(t, "2026-11-23").At(9, 0)
	call, err := d.EndCall(apptest.Nurse(), calls.Draft{Topic: "none", PatientID: booking.PatientID, BookingID: booking.ID, Reason: "rodnad"}, false)
	require.NoError(t, err)
	var events []office.Event
	defer d.Events.Subscribe(func(event office.Event) { events = append(events, event) })()

	one := confirmed(t, booking, "wound-infection", "2026-11-09")
	one.CallID, one.Found, one.FoundText = call.ID, models.FoundByCall, "hör inte hit"
	kept := register(d, one)
	require.Equal(t, booking.PatientID, kept.PatientID)
	require.Equal(t, call.ID, *kept.CallID)
	require.Equal(t, "Dr Exempel", kept.ConfirmedBy)
	require.Equal(t, "Sköterska Test", kept.RegisteredBy)
	require.Empty(t, kept.FoundText, "only another way is told in words")
	require.Equal(t, []office.Event{{PatientID: booking.PatientID, BookingID: booking.ID}}, events)
	_, err = d.RegisterComplication(apptest.Nurse(), one)
	require.ErrorIs(t, err, &models.Problem{Code: "complication.exists"})

	require.ErrorIs(t, d.WithdrawComplication(apptest.Nurse(), kept.ID, " "), models.ErrRequired.On("reason"))
	require.NoError(t, d.WithdrawComplication(apptest.Nurse(), kept.ID, " fel patient "))
	require.ErrorIs(t, d.WithdrawComplication(apptest.Nurse(), kept.ID, "igen"), models.ErrStale)
	require.ErrorIs(t, d.WithdrawComplication(apptest.Nurse(), 9999, "x"), models.ErrNotFound)
	file, err := d.Patient(apptest.Nurse(), booking.PatientID)
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
	d := apptest.New(t, "2026-10-01")
	booking := perform(d, "19121212-1212", "2026-11-02", "8.30", nil)
	d.Wall.Time = apptest.Date(t, "2026-11-23").At(9, 0)
	other := apptest.Draft(t, "2026-12-14")
	other.Patient.PersonalNumber = "20121212-1212"
	ahead := d.Booked(other).Booking
	foreign, err := d.EndCall(apptest.Nurse(), calls.Draft{Topic: "none", PatientID: ahead.PatientID, Reason: "fråga"}, false)
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
		"before the procedure":     {func(c *followup.ComplicationDraft) { c.OnsetOn = apptest.Date(t, "2026-11-01") }, "complication.before-procedure", "onset-on"},
		"onset tomorrow":           {func(c *followup.ComplicationDraft) { c.OnsetOn = apptest.Date(t, "2026-11-24") }, "complication.onset-future", "onset-on"},
		"confirmed tomorrow":       {func(c *followup.ComplicationDraft) { c.ConfirmedOn = apptest.Date(t, "2026-11-24") }, "complication.confirmed-future", "confirmed-on"},
		"confirmed before it was":  {func(c *followup.ComplicationDraft) { c.ConfirmedOn = apptest.Date(t, "2026-11-08") }, "complication.confirmed-before-onset", "confirmed-on"},
		"no doctor":                {func(c *followup.ComplicationDraft) { c.ConfirmedBy = " " }, "required", "confirmed-by"},
		"found in a way not named": {func(c *followup.ComplicationDraft) { c.Found = models.FoundOtherwise }, "required", "found-text"},
	} {
		t.Run(name, func(t *testing.T) {
			one := confirmed(t, booking, "haematoma", "2026-11-09")
			c.change(&one)
			_, err := d.RegisterComplication(apptest.Nurse(), one)
			require.ErrorIs(t, err, &models.Problem{Code: c.code, Field: c.field})
		})
	}
	kept, err := d.ComplicationsOf(apptest.Nurse(), booking.PatientID)
	require.NoError(t, err)
	require.Empty(t, kept)
	for _, onset := range []string{"2026-11-02", "2026-11-23"} { // the procedure's own day, and today
		register(d, confirmed(t, booking, "haematoma", onset))
	}
}
