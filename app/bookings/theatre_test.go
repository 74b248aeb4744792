package bookings_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
)

// errTaken refuses a theatre that another booking has at the time.
var errTaken = &models.Problem{Code: "theatre.taken", Field: "theatre-reason"}

// inTheatre is a booking of somebody of their own at a time and place.
func inTheatre(name, at, theatre string) bookings.Draft {
	return bookings.Draft{
		Patient:   office.PatientDraft{GivenName: name, FamilyName: name + "sson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: models.NewDate(2026, 12, 14), Time: at, Theatre: theatre,
	}
}

// sharedBecause is the reason that the history of a booking holds last.
func sharedBecause(d *apptest.Desk, id int64) string {
	d.T.Helper()
	file, err := d.Booking(apptest.Nurse(), id)
	require.NoError(d.T, err)
	patient, err := d.Patient(apptest.Nurse(), file.Patient.ID)
	require.NoError(d.T, err)
	reason := ""
	for _, entry := range patient.History {
		if said := entry.Details["theatre"]; said != "" {
			reason = said
		}
	}
	return reason
}

// A theatre that is taken is refused on booking, change and move, unless it is said why
// two are to have it; the reason stays in the history. Surgeons are warned of as before.
func TestTakenTheatre(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	first, err := d.Book(apptest.Nurse(), inTheatre("Ettan", "08:30", "Sal 1"))
	require.NoError(t, err)
	second := inTheatre("Tvåan", "08:40", "sal 1")
	require.ErrorIs(t, d.CheckBooking(apptest.Nurse(), second), errTaken, "it is said before it is tried")
	preview, err := d.Preview(apptest.Nurse(), second)
	require.NoError(t, err)
	require.True(t, preview.Taken)
	for _, reason := range []string{"", " \n"} {
		second.TheatreReason = reason
		_, err = d.Book(apptest.Nurse(), second)
		require.ErrorIs(t, err, errTaken)
	}
	found, err := d.FindPatients(apptest.Nurse(), "Tvåan", 1)
	require.NoError(t, err)
	require.Empty(t, found, "nothing of it is kept")
	second.TheatreReason = " Sal 2 städas "
	require.NoError(t, d.CheckBooking(apptest.Nurse(), second))
	shared, err := d.Book(apptest.Nurse(), second)
	require.NoError(t, err)
	require.Equal(t, "Sal 2 städas", sharedBecause(d, shared.ID))
	require.Empty(t, sharedBecause(d, first.ID))

	free, err := d.Book(apptest.Nurse(), inTheatre("Trean", "14:00", "Sal 1"))
	require.NoError(t, err)
	for name, change := range map[string]bookings.Change{
		"a time":    {Start: new(models.NewDate(2026, 12, 14).At(8, 35))},
		"a theatre": {Start: new(models.NewDate(2026, 12, 14).At(8, 35)), Theatre: new("SAL 1")},
	} {
		change.BookingID, change.Version = free.ID, free.Version
		difference, err := d.Propose(apptest.Nurse(), change)
		require.NoError(t, err, name)
		require.ErrorIs(t, difference.Taken, errTaken, name)
		_, err = d.Change(apptest.Nurse(), change)
		require.ErrorIs(t, err, errTaken, name)
	}
	change := bookings.Change{BookingID: free.ID, Version: free.Version, Start: new(models.NewDate(2026, 12, 14).At(8, 35)), TheatreReason: "akut"}
	_, err = d.Change(apptest.Nurse(), change)
	require.NoError(t, err)
	require.Equal(t, "akut", sharedBecause(d, free.ID))

	file, err := d.Booking(apptest.Nurse(), free.ID) // what stays where it is needs no reason again
	require.NoError(t, err)
	_, err = d.Change(apptest.Nurse(), bookings.Change{BookingID: free.ID, Version: file.Booking.Version, Note: new("lugn")})
	require.NoError(t, err)
}

// A reason where nothing is shared is not kept, and one that can't be shown is refused.
func TestTheatreReasonIsOnlyForATakenTheatre(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	alone := inTheatre("Ettan", "08:30", "Sal 1")
	alone.TheatreReason = "behövs inte"
	booked, err := d.Book(apptest.Nurse(), alone)
	require.NoError(t, err)
	require.Empty(t, sharedBecause(d, booked.ID))
	second := inTheatre("Tvåan", "08:30", "Sal 1")
	second.TheatreReason = "noll\x00"
	_, err = d.Book(apptest.Nurse(), second)
	require.ErrorIs(t, err, &models.Problem{Code: "text.character", Field: "theatre-reason"})
}

// A booking whose theatre was given away meanwhile is not taken up again unasked; two
// that were to share it are.
func TestUndoWhereTheTheatreWasGivenAway(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	first, err := d.Book(apptest.Nurse(), inTheatre("Ettan", "08:30", "Sal 1"))
	require.NoError(t, err)
	require.NoError(t, d.Cancel(apptest.Nurse(), first.ID, first.Version, "sjuk"))
	second, err := d.Book(apptest.Nurse(), inTheatre("Tvåan", "08:30", "Sal 1"))
	require.NoError(t, err)
	require.ErrorIs(t, d.UndoEnding(apptest.Nurse(), first.ID), &models.Problem{Code: "booking.theatre-given-away"})
	third := inTheatre("Trean", "08:30", "Sal 1")
	third.TheatreReason = "två bord"
	shared, err := d.Book(apptest.Nurse(), third)
	require.NoError(t, err)
	require.NoError(t, d.Cancel(apptest.Nurse(), shared.ID, shared.Version, "fel"))
	require.NoError(t, d.UndoEnding(apptest.Nurse(), shared.ID))
	require.NoError(t, d.Cancel(apptest.Nurse(), second.ID, second.Version, "fel"))
}

// A file needs a reason, too: of its own in the line, or one for all.
func TestImportIntoATakenTheatre(t *testing.T) {
	const columns = "personal_number,given_name,family_name,procedure,start,theatre,theatre_reason\n"
	lines := ",Ettan,Ett,neurotomy,2026-12-14 08:30,Sal 1,\n,Tvåan,Två,neurotomy,2026-12-14 08:40,sal 1,%\n"
	importing := func(d *apptest.Desk, own string, options bookings.ImportOptions) bookings.ImportReport {
		text := columns + lines[:len(lines)-2] + own + "\n"
		report, err := d.Import(apptest.Nurse(), bookings.ImportBytes(text), options, quietly)
		require.NoError(t, err)
		return report
	}
	d := apptest.New(t, "2026-11-02")
	report := importing(d, "", bookings.ImportOptions{AcceptWarnings: true})
	require.Equal(t, 1, report.Shared)
	require.True(t, report.AsksReason())
	require.Zero(t, count(d), "to accept warnings is no reason")
	report = importing(d, "", bookings.ImportOptions{TheatreReason: "två bord"})
	require.Equal(t, "två bord", sharedBecause(d, report.Rows[1].Booking))
	require.Empty(t, sharedBecause(d, report.Rows[0].Booking))

	d = apptest.New(t, "2026-11-02")
	report = importing(d, "egen", bookings.ImportOptions{})
	require.Zero(t, report.Shared)
	require.Equal(t, "egen", sharedBecause(d, report.Rows[1].Booking))
	later := columns + ",Ettan,Ett,neurotomy,2026-12-15 08:30,Sal 1,\n"
	_, err := d.Import(apptest.Nurse(), bookings.ImportBytes(later), bookings.ImportOptions{TheatreReason: "\x00"}, quietly)
	require.ErrorIs(t, err, &models.Problem{Code: "text.character", Field: "theatre-reason"})
}

// Of desks that book one theatre at the same instant, exactly one has it; the others are told.
func TestBookOneTheatreAtOnce(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	desks := []*app.Desk{desk.Desk, beside(desk), beside(desk)}
	for round := range 8 {
		errs := make([]error, len(desks))
		var all sync.WaitGroup
		for i, one := range desks {
			wanted := inTheatre(fmt.Sprintf("Patient%d", round*len(desks)+i), "08:00", fmt.Sprintf("Sal %d", round))
			all.Go(func() { _, errs[i] = one.Book(apptest.Nurse(), wanted) })
		}
		all.Wait()
		refused := 0
		for _, err := range errs {
			if err != nil {
				require.ErrorIs(t, err, errTaken)
				refused++
			}
		}
		require.Equal(t, len(desks)-1, refused, "round %d", round)
	}
}
