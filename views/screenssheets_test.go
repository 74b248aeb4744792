package views

import (
	"context"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// handedOut draws a sheet that is no longer true: its task on Idag, the list of
// what the patient was given, and the sheet as it was.
func (g *gallery) handedOut() {
	ctx := context.Background()
	file := g.givenSheets(g.patient("artan"))
	g.Open(page.Route{Page: page.Today})
	g.selectStep(models.TellStep)
	g.take("today-new-sheet")
	g.Open(page.Route{Page: page.Patient, ID: file.Patient.ID})
	for range 4 {
		g.tabs().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	g.take("patient-sheets")
	g.tap(locale.T("patient.sheet.tell"))
	g.take("patient-sheets-told")
	sheets, err := g.desk.Booking(ctx, file.Booking.ID)
	require.NoError(g.t, err)
	g.Open(page.Route{Page: page.Print, ID: sheets.Sheets[0].ID, Arg: page.HandedOut})
	g.take("print-handed-out")
}

// selectStep selects the first row of a step on Idag.
func (g *gallery) selectStep(step string) {
	g.t.Helper()
	list, err := g.desk.Worklist(context.Background(), worklist.Query{})
	require.NoError(g.t, err)
	g.press(fyne.KeyHome)
	for _, section := range worklist.Sections {
		for _, row := range list.Sections[section] {
			if row.Task.Step == step {
				return
			}
			g.press(fyne.KeyDown)
		}
	}
	require.Fail(g.t, "no such row")
}

// givenSheets hands out two sheets and makes the newest untrue.
func (g *gallery) givenSheets(patientID int64) care.BookingFile {
	g.t.Helper()
	ctx := context.Background()
	patient, err := g.desk.Patient(ctx, patientID)
	require.NoError(g.t, err)
	id := patient.Bookings[0].Booking.ID
	for _, form := range []papers.Wanted{{Form: models.SheetLarge}, {Form: models.SheetDates}} {
		document, err := g.desk.Sheet(ctx, id, form)
		require.NoError(g.t, err)
		require.NoError(g.t, g.desk.KeepSheet(ctx, id, document))
		file, err := g.desk.Booking(ctx, id)
		require.NoError(g.t, err)
		start := file.Booking.Start.AddDate(0, 0, 1)
		_, err = g.desk.Change(ctx, bookings.Change{BookingID: id, Version: file.Booking.Version, Start: &start})
		require.NoError(g.t, err)
	}
	file, err := g.desk.Booking(ctx, id)
	require.NoError(g.t, err)
	return file
}
