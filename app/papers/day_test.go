package papers_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
)

// A day's sheets come in order of time, without whoever does not come, and say
// whether the patient holds a sheet that is still right.
func TestSheetsOfADay(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-30")
	late := desk.Booked(apptest.Named(t, "Tolvan", "2026-12-14", "13:00"))
	early := apptest.Named(t, "Ettan", "2026-12-14", "08:00")
	early.Medicines = models.MedicinesOf("B01AA03", "A10AB01")
	early.Patient.Language = models.English
	undecided := desk.Booked(early)
	moved := desk.Booked(apptest.Named(t, "Tian", "2026-12-14", "10:00"))
	cancelled := desk.Booked(apptest.Named(t, "Elvan", "2026-12-14", "09:00"))
	err := desk.Cancel(ctx, cancelled.Booking.ID, cancelled.Booking.Version, "testad")
	require.NoError(t, err)
	desk.Booked(apptest.Named(t, "Nian", "2026-12-15", "09:00"))
	for _, file := range []care.BookingFile{late, moved} {
		document, err := desk.Sheet(ctx, file.Booking.ID, papers.Wanted{})
		require.NoError(t, err)
		require.NoError(t, desk.KeepSheet(ctx, file.Booking.ID, document))
	}
	later := apptest.Date(t, "2026-12-14").At(11, 0)
	_, err = desk.Change(ctx, bookings.Change{BookingID: moved.Booking.ID, Version: moved.Booking.Version, Start: &later})
	require.NoError(t, err)

	sheets, err := desk.SheetsOf(ctx, apptest.Date(t, "2026-12-14"))
	require.NoError(t, err)
	require.Len(t, sheets, 3)
	require.Equal(t, "Ettan Ettansson", sheets[0].Patient)
	require.Equal(t, undecided.Booking.ID, sheets[0].BookingID)
	require.Equal(t, care.SheetStatus(""), sheets[0].Status)
	require.True(t, sheets[0].WrittenAt.IsZero())
	require.Equal(t, models.English, sheets[0].Language)
	require.Len(t, sheets[0].Undecided, 1, "the blood thinner alone is a doctor's question")
	require.Equal(t, "Tian Tiansson", sheets[1].Patient)
	require.Equal(t, care.SheetOutdated, sheets[1].Status)
	require.Equal(t, "Tolvan Tolvansson", sheets[2].Patient)
	require.Equal(t, care.SheetCurrent, sheets[2].Status)
	require.False(t, sheets[2].WrittenAt.IsZero())
	require.Empty(t, sheets[2].Undecided)
}

// The day that is offered is the next one on which somebody comes.
func TestNextSheetDay(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-30")
	day, err := desk.NextSheetDay(ctx)
	require.NoError(t, err)
	require.Equal(t, apptest.Date(t, "2026-12-01"), day, "tomorrow where nobody comes")
	file := desk.Booked(apptest.Named(t, "Ettan", "2026-12-02", "09:00"))
	desk.Booked(apptest.Named(t, "Tian", "2026-12-03", "09:00"))
	err = desk.Cancel(ctx, file.Booking.ID, file.Booking.Version, "testad")
	require.NoError(t, err)
	day, err = desk.NextSheetDay(ctx)
	require.NoError(t, err)
	require.Equal(t, apptest.Date(t, "2026-12-03"), day)
}

// The sheets of a full day, from the database to the last PDF.
func BenchmarkSheetsOfADay(b *testing.B) {
	ctx := apptest.Nurse()
	day := apptest.Date(b, "2026-12-14")
	clock := &apptest.Clock{Time: day.AddDays(-14).At(9, 0)}
	desk, err := app.New(ctx, office.Params{
		Store: storetest.Open(b, clock.Now), Rules: apptest.Rules(b), Clock: clock,
	})
	require.NoError(b, err)
	for number := range 40 {
		_, err := desk.Book(ctx, apptest.Named(b, fmt.Sprintf("Patient%d", number), "2026-12-14", fmt.Sprintf("%02d:%02d", 8+number/6, number%6*10)))
		require.NoError(b, err)
	}
	for b.Loop() {
		sheets, err := desk.SheetsOf(ctx, day)
		require.NoError(b, err)
		require.Len(b, sheets, 40)
		for _, one := range sheets {
			if _, err := desk.Sheet(ctx, one.BookingID, papers.Wanted{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
