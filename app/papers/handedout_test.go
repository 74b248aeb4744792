package papers_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
)

// bookAnother books one more patient, who has no number: there are not so many.
func bookAnother(d *apptest.Desk, day string) int64 {
	d.T.Helper()
	another := apptest.Draft(d.T, day)
	another.Patient.PersonalNumber = ""
	another.TheatreReason = "prov"
	return d.Booked(another).Booking.ID
}

// newSheets are the tasks to give a new sheet that are still to be done.
func newSheets(d *apptest.Desk, id int64) []models.Task {
	d.T.Helper()
	var open []models.Task
	for _, task := range d.File(id).Tasks {
		if task.Step == models.TellStep && !task.Closed() {
			open = append(open, task)
		}
	}
	return open
}

func appoint(d *apptest.Desk, id int64, step, day, clock, place, with string) models.Task {
	d.T.Helper()
	task := d.Task(id, step)
	before, err := d.BookAppointment(apptest.Nurse(), worklist.AppointmentDraft{
		TaskID: task.ID, Version: task.Version, Date: apptest.Date(d.T, day), Time: clock, Place: place, With: with,
	})
	require.NoError(d.T, err)
	return before
}

func actions(d *apptest.Desk, id int64) []string {
	d.T.Helper()
	file, err := d.Patient(apptest.Nurse(), d.File(id).Patient.ID)
	require.NoError(d.T, err)
	var actions []string
	for _, entry := range file.History {
		actions = append(actions, entry.Action)
	}
	return actions
}

// What was handed out comes back byte for byte, with how, by whom and from which
// text; a file that is damaged or was never kept is said to be, and not shown.
func TestHandedOutComesBackAsItWas(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	document, err := desk.Sheet(ctx, id, papers.Wanted{Language: models.English, Form: models.SheetLarge})
	require.NoError(t, err)
	document.How = models.SheetViewed
	require.NoError(t, desk.KeepSheet(ctx, id, document))
	desk.Move(id, apptest.Date(t, "2027-01-11").At(9, 0))

	kept := desk.File(id).Sheets[0]
	require.Equal(t, "Sköterska Test", kept.By)
	require.Equal(t, models.SheetLarge, kept.Form)
	require.Equal(t, models.SheetViewed, kept.How)
	require.Equal(t, models.English, kept.Language)
	require.Regexp(t, `^en\.`, kept.Texts)
	again, err := desk.HandedOut(ctx, kept.ID)
	require.NoError(t, err)
	require.Equal(t, document.PDF, again.PDF)
	require.Equal(t, id, again.Booking)

	spoiled := document
	spoiled.PDF = append([]byte{}, document.PDF[:len(document.PDF)-1]...)
	require.ErrorIs(t, desk.KeepSheet(ctx, id, spoiled), &models.Problem{Code: "sheet.damaged"})

	for _, test := range []struct{ statement, code string }{
		{"UPDATE sheet_files SET pdf = '%PDF'", "sheet.damaged"},
		{"DELETE FROM sheet_files", "sheet.not-kept"},
	} {
		storetest.Run(t, desk.Location(), test.statement)
		_, err := desk.HandedOut(ctx, kept.ID)
		require.ErrorIs(t, err, &models.Problem{Code: test.code})
	}
	_, err = desk.HandedOut(ctx, 4711)
	require.ErrorIs(t, err, models.ErrNotFound)
}

// What stands printed and became wrong puts a new sheet on today's list; what
// was left to write on, or says nothing to the patient, does not.
func TestWhatMakesASheetUntrue(t *testing.T) {
	ctx := apptest.Nurse()
	change := func(with func(*bookings.Change)) func(*apptest.Desk, int64) {
		return func(d *apptest.Desk, id int64) {
			change := bookings.Change{BookingID: id, Version: d.File(id).Booking.Version}
			with(&change)
			_, err := d.Change(ctx, change)
			require.NoError(d.T, err)
		}
	}
	const told = -1 // no sheet counts any more, but the patient has to be told
	clinic := apptest.New(t, "2026-11-23")
	for name, test := range map[string]struct {
		do   func(d *apptest.Desk, id int64)
		want int
	}{
		"the procedure is moved": {func(d *apptest.Desk, id int64) { d.Move(id, apptest.Date(d.T, "2026-12-15").At(8, 30)) }, 1},
		"only its hour is":       {func(d *apptest.Desk, id int64) { d.Move(id, apptest.Date(d.T, "2026-12-14").At(9, 30)) }, 1},
		"moved there and back": {func(d *apptest.Desk, id int64) {
			d.Move(id, apptest.Date(d.T, "2026-12-15").At(8, 30))
			d.Move(id, apptest.Date(d.T, "2026-12-14").At(8, 30))
		}, 0},
		"moved twice": {func(d *apptest.Desk, id int64) {
			d.Move(id, apptest.Date(d.T, "2026-12-15").At(8, 30))
			d.Move(id, apptest.Date(d.T, "2026-12-16").At(8, 30))
		}, 1},
		"a booked visit has another time":   {func(d *apptest.Desk, id int64) { appoint(d, id, "physio", "2026-12-30", "10:15", "Plan 2", "Fia") }, 1},
		"a booked visit has another place":  {func(d *apptest.Desk, id int64) { appoint(d, id, "physio", "2026-12-29", "10:15", "Plan 3", "Fia") }, 1},
		"a booked visit has another person": {func(d *apptest.Desk, id int64) { appoint(d, id, "physio", "2026-12-29", "10:15", "Plan 2", "Ali") }, 1},
		"the same visit again":              {func(d *apptest.Desk, id int64) { appoint(d, id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia") }, 0},
		"a visit that was a line to write on": {
			func(d *apptest.Desk, id int64) { appoint(d, id, "doctor-visit", "2027-03-16", "14:00", "", "") }, 0,
		},
		"the day of the stitches is put off": {func(d *apptest.Desk, id int64) {
			task := d.Task(id, "stitch-removal")
			_, err := d.PostponeTask(ctx, worklist.Postponement{TaskID: task.ID, Version: task.Version, Due: apptest.Date(d.T, "2026-12-30"), Reason: "resa"})
			require.NoError(d.T, err)
		}, 1},
		"the booking of a visit is put off": {func(d *apptest.Desk, id int64) {
			task := d.Task(id, "doctor-visit")
			_, err := d.PostponeTask(ctx, worklist.Postponement{TaskID: task.ID, Version: task.Version, Due: apptest.Date(d.T, "2026-12-30"), Reason: "resa"})
			require.NoError(d.T, err)
		}, 0},
		"a blood thinner": {change(func(c *bookings.Change) {
			medicines := models.MedicinesOf("B01AA03")
			c.Medicines = &medicines
		}), 1},
		"insulin":       {change(func(c *bookings.Change) { c.Conditions = &[]models.Condition{models.Insulin} }), 1},
		"the note":      {change(func(c *bookings.Change) { note := "ringer igen"; c.Note = &note }), 0},
		"the theatre":   {change(func(c *bookings.Change) { theatre := "Sal 2"; c.Theatre = &theatre }), 0},
		"a factor":      {change(func(c *bookings.Change) { c.Factors = &map[string]string{"mechanical-valve": "yes"} }), 0},
		"a raised risk": {change(func(c *bookings.Change) { tier := "high"; c.Tier = &tier }), 0},
		"cancelled": {func(d *apptest.Desk, id int64) {
			require.NoError(d.T, d.Cancel(ctx, id, d.File(id).Booking.Version, "sjuk"))
		}, told},
		"moved, then ended": {func(d *apptest.Desk, id int64) {
			d.Move(id, apptest.Date(d.T, "2026-12-15").At(8, 30))
			require.NoError(d.T, d.Cancel(ctx, id, d.File(id).Booking.Version, "sjuk"))
		}, told},
		"performed on its day": {func(d *apptest.Desk, id int64) {
			d.Wall.Time = apptest.Date(d.T, "2026-12-14").At(16, 0)
			change(func(c *bookings.Change) { at := apptest.Date(d.T, "2026-12-14").At(9, 10); c.PerformedAt = &at })(d, id)
		}, 0},
		"performed on another day": {func(d *apptest.Desk, id int64) {
			d.Wall.Time = apptest.Date(d.T, "2026-12-15").At(16, 0)
			change(func(c *bookings.Change) { at := apptest.Date(d.T, "2026-12-15").At(9, 10); c.PerformedAt = &at })(d, id)
		}, 1},
		"performed, then a visit is moved": {func(d *apptest.Desk, id int64) {
			d.Wall.Time = apptest.Date(d.T, "2026-12-14").At(16, 0)
			change(func(c *bookings.Change) { at := apptest.Date(d.T, "2026-12-14").At(9, 10); c.PerformedAt = &at })(d, id)
			appoint(d, id, "physio", "2026-12-30", "10:15", "Plan 2", "Fia")
		}, 1},
		"a visit that was made": {func(d *apptest.Desk, id int64) {
			d.Wall.Time = apptest.Date(d.T, "2026-12-29").At(16, 0)
			task := d.Task(id, "physio")
			_, err := d.CompleteTask(ctx, worklist.Completion{TaskID: task.ID, Version: task.Version})
			require.NoError(d.T, err)
		}, 0},
		"a visit that was missed": {func(d *apptest.Desk, id int64) {
			d.Wall.Time = apptest.Date(d.T, "2026-12-29").At(16, 0)
			task := d.Task(id, "physio")
			_, err := d.MarkMissed(ctx, task.ID, task.Version, "")
			require.NoError(d.T, err)
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			clinic.Wall.Time = apptest.Date(t, "2026-11-23").At(9, 0)
			id := bookAnother(clinic, "2026-12-14")
			appoint(clinic, id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
			clinic.HandOut(id, papers.Wanted{Form: models.SheetDates})
			test.do(clinic, id)
			open := newSheets(clinic, id)
			require.Len(t, open, max(test.want, -test.want))
			file := clinic.File(id)
			require.Equal(t, test.want == 1, file.SheetOutdated(file.Sheets[0]))
			if test.want == 1 {
				require.Equal(t, clinic.Today(), open[0].Due)
				require.Equal(t, models.Nurse, open[0].Role)
				require.Contains(t, actions(clinic, id), "sheet.outdated")
			}
		})
	}
}

// Moved is moved: a patient who was never given a sheet has to be told as well.
func TestMovedWithoutASheet(t *testing.T) {
	desk := apptest.New(t, "2026-11-23")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	_, err := desk.TellPatient(apptest.Nurse(), id)
	require.ErrorIs(t, err, &models.Problem{Code: "sheet.not-outdated"})
	desk.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
	require.Len(t, newSheets(desk, id), 1)
	require.Equal(t, desk.Today(), newSheets(desk, id)[0].Due)
	_, err = desk.TellPatient(apptest.Nurse(), id)
	require.NoError(t, err)
	require.Empty(t, newSheets(desk, id))
	_, err = desk.TellPatient(apptest.Nurse(), id)
	require.ErrorIs(t, err, &models.Problem{Code: "sheet.not-outdated"})
}

// A decision that comes after the sheet has to reach the patient.
func TestADecisionMakesASheetUntrue(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := desk.Booked(apptest.Warfarin(t))
	desk.HandOut(file.Booking.ID, papers.Wanted{})
	require.NoError(t, desk.Decide(file, nil))
	require.Len(t, newSheets(desk, file.Booking.ID), 1)
	desk.HandOut(file.Booking.ID, papers.Wanted{})
	require.Empty(t, newSheets(desk, file.Booking.ID))
}

// The change of a protocol's plan leaves the task alone, and a new sheet, whole
// or only its dates, closes it; one that was written before the change does not.
func TestANewSheetClosesTheTask(t *testing.T) {
	for _, form := range []papers.Wanted{{}, {Form: models.SheetDates}} {
		desk := apptest.New(t, "2026-11-23")
		id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
		before := desk.HandOut(id, papers.Wanted{})
		desk.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
		require.NoError(t, desk.KeepSheet(apptest.Nurse(), id, before))
		require.Len(t, newSheets(desk, id), 1)
		desk.HandOut(id, form)
		require.Empty(t, newSheets(desk, id))
		task := desk.Task(id, models.TellStep)
		require.Equal(t, models.Done, task.State)
		require.Equal(t, "Sköterska Test", task.ClosedBy)
		file := desk.File(id)
		require.Equal(t, care.SheetCurrent, file.SheetStatus(file.Sheets[0]))
		require.Equal(t, care.SheetOutdated, file.SheetStatus(file.Sheets[1]))
		require.Empty(t, file.Warnings)
	}
}

// A patient who was told by phone goes by that: who told, and when, stands on
// the sheet; another change asks again, even one back to what stands on paper.
func TestToldByPhone(t *testing.T) {
	ctx := apptest.Nurse()
	for name, tell := range map[string]func(d *apptest.Desk, id int64) (models.Task, error){
		"from the patient's page": func(d *apptest.Desk, id int64) (models.Task, error) { return d.TellPatient(ctx, id) },
		"from the worklist": func(d *apptest.Desk, id int64) (models.Task, error) {
			task := newSheets(d, id)[0]
			return d.CompleteTask(ctx, worklist.Completion{TaskID: task.ID, Version: task.Version})
		},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-23")
			id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
			appoint(desk, id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
			desk.HandOut(id, papers.Wanted{})
			_, err := desk.TellPatient(ctx, id)
			require.ErrorIs(t, err, &models.Problem{Code: "sheet.not-outdated"})
			status := func() care.SheetStatus { file := desk.File(id); return file.SheetStatus(file.Sheets[0]) }

			desk.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
			appoint(desk, id, "physio", "2026-12-30", "10:15", "Plan 2", "Fia")
			require.Len(t, newSheets(desk, id), 1)
			before, err := tell(desk, id)
			require.NoError(t, err)
			require.Empty(t, newSheets(desk, id))
			require.Equal(t, care.SheetTold, status())
			told := desk.File(id).Sheets[0].Told
			require.Len(t, told, 1)
			require.Equal(t, "Sköterska Test", told[0].By)
			require.True(t, told[0].At.Equal(desk.Wall.Time))
			require.Equal(t, "sheet.told", actions(desk, id)[0])
			require.Empty(t, desk.File(id).Warnings)

			require.NoError(t, desk.UndoTask(ctx, before))
			require.Equal(t, care.SheetOutdated, status())
			require.Len(t, newSheets(desk, id), 1)
			require.Empty(t, desk.File(id).Sheets[0].Told)
			_, err = tell(desk, id)
			require.NoError(t, err)

			desk.Move(id, apptest.Date(t, "2026-12-14").At(8, 30))
			appoint(desk, id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
			require.Len(t, newSheets(desk, id), 1, "the paper is true again, but she was told otherwise")
			_, err = tell(desk, id)
			require.NoError(t, err)
			require.Equal(t, care.SheetCurrent, status())
			require.Len(t, desk.File(id).Sheets[0].Told, 2)
		})
	}
}

// Undoing what was told after a new sheet was handed out asks for no third one.
func TestUndoAfterANewSheet(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.HandOut(id, papers.Wanted{})
	desk.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
	before, err := desk.TellPatient(ctx, id)
	require.NoError(t, err)
	desk.HandOut(id, papers.Wanted{Form: models.SheetDates})
	require.NoError(t, desk.UndoTask(ctx, before))
	require.Empty(t, newSheets(desk, id))
	require.Equal(t, models.Withdrawn, desk.Task(id, models.TellStep).State)
}

// Undoing the booking of a visit that stands printed makes the sheet untrue.
func TestUndoOfAPrintedVisit(t *testing.T) {
	desk := apptest.New(t, "2026-11-23")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	before := appoint(desk, id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
	desk.HandOut(id, papers.Wanted{})
	require.NoError(t, desk.UndoTask(apptest.Nurse(), before))
	require.Len(t, newSheets(desk, id), 1)
	appoint(desk, id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
	require.Empty(t, newSheets(desk, id))
}
