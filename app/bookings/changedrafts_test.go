package bookings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
)

// halfChange is a change of a booking that is typed and not made.
func halfChange(booking models.Booking) bookings.HalfChange {
	before := bookings.DraftOf(booking)
	now := before
	now.Surgeon, now.Note = "Dr Annan", "Ring helst på för"
	now.Medicines = models.MedicinesOf("B01AA03")
	return bookings.HalfChange{
		BookingID: booking.ID, Seen: booking.Version, Before: before, Now: now, Medicine: "klex", Unsure: []string{"factor:liver"},
	}
}

func openChanges(d *apptest.Desk) []bookings.OpenChange {
	d.T.Helper()
	open, err := d.OpenChangeDrafts(apptest.Nurse())
	require.NoError(d.T, err)
	return open
}

// A half-typed change comes back to its booking as it was, and is no booking that is begun.
func TestHalfChangeComesBack(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	booking := d.Booked(apptest.Draft(t, "2026-12-14")).Booking
	half := halfChange(booking)
	require.NoError(t, d.SaveChangeDraft(ctx, &half))
	half.Now.Note = "Ring helst på förmiddagen"
	require.NoError(t, d.SaveChangeDraft(ctx, &half))
	open := openChanges(d)
	require.Len(t, open, 1)
	require.Equal(t, half.Now, open[0].Now)
	require.Equal(t, half.Before.ChangeTo(half.Now), open[0].Before.ChangeTo(open[0].Now))
	require.Equal(t, "klex", open[0].Medicine)
	require.Equal(t, []string{"factor:liver"}, open[0].Unsure)
	require.Equal(t, booking.ID, open[0].BookingID)
	require.Equal(t, booking.PatientID, open[0].Patient.ID)
	require.True(t, open[0].Own)
	require.False(t, open[0].Overtaken())
	require.Empty(t, d.HalfBookings(), "it is no new booking")

	require.NoError(t, d.DiscardDraft(ctx, half.Kept))
	require.Empty(t, openChanges(d))
}

// Nothing is begun where the form says what it was filled with, or only more blanks.
func TestHalfChangeOfNothing(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	before := bookings.DraftOf(d.Booked(apptest.Draft(t, "2026-12-14")).Booking)
	half := bookings.HalfChange{Before: before, Now: before}
	require.True(t, half.Empty())
	half.Now.Note += " "
	require.True(t, half.Empty())
	half.Now.Note += "x"
	require.False(t, half.Empty())
	require.False(t, bookings.HalfChange{Before: before, Now: before, Medicine: "w"}.Empty())
	require.False(t, bookings.HalfChange{Before: before, Now: before, Unsure: []string{"factor:liver"}}.Empty())
}

// What became of the booking meanwhile is known: changed, ended, or changed to what was typed.
func TestHalfChangeOfABookingThatWentOn(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	booking := d.Booked(apptest.Draft(t, "2026-12-14")).Booking
	half := halfChange(booking)
	half.Medicine = ""
	require.NoError(t, d.SaveChangeDraft(ctx, &half))
	change := half.Before.ChangeTo(half.Now)
	change.BookingID, change.Version = booking.ID, booking.Version
	rest := change
	rest.Surgeon, rest.Note = nil, nil
	_, err := d.Change(ctx, rest)
	require.NoError(t, err)
	open := openChanges(d)
	require.Len(t, open, 1, "the surgeon and the note are still to be changed")
	require.True(t, open[0].Overtaken())

	change.Version = open[0].Booking.Version
	_, err = d.Change(ctx, change)
	require.NoError(t, err)
	require.Empty(t, openChanges(d), "as after a crash between the change and its clearing away")
}

// Of two desks on one half-typed change the second is told, and what either throws away
// does not take the other's text with it.
func TestHalfChangeTakenOver(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	half := halfChange(d.Booked(apptest.Draft(t, "2026-12-14")).Booking)
	require.NoError(t, d.SaveChangeDraft(ctx, &half))
	other := office.WithActor(ctx, "Sköterska Annan")
	open, err := d.OpenChangeDrafts(other)
	require.NoError(t, err)
	require.False(t, open[0].Own)
	taken := open[0].HalfChange
	taken.Now.Note = "Taget över"
	require.NoError(t, d.SaveChangeDraft(other, &taken))
	require.ErrorIs(t, d.SaveChangeDraft(ctx, &half), models.ErrStale)
	require.NoError(t, d.DiscardDraft(ctx, half.Kept))
	require.Equal(t, "Taget över", openChanges(d)[0].Now.Note)
}
