package app_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
)

// handOut writes a booking's sheet and keeps it as handed out.
func (d *desk) handOut(id int64, form papers.SheetForm) sheet.Document {
	d.t.Helper()
	document, err := d.Sheet(asNurse(), id, form)
	require.NoError(d.t, err)
	require.NoError(d.t, d.KeepSheet(asNurse(), id, document))
	return document
}

// bookAnother books one more patient, who has no number: there are not so many.
func (d *desk) bookAnother(day string) int64 {
	d.t.Helper()
	another := draft(d.t, day)
	another.Patient.PersonalNumber = ""
	another.TheatreReason = "prov"
	return d.book(another).Booking.ID
}

// newSheets are the tasks to give a new sheet that are still to be done.
func (d *desk) newSheets(id int64) []models.Task {
	d.t.Helper()
	var open []models.Task
	for _, task := range d.file(id).Tasks {
		if task.Step == models.TellStep && !task.Closed() {
			open = append(open, task)
		}
	}
	return open
}

func (d *desk) move(id int64, to time.Time) {
	d.t.Helper()
	_, err := d.Change(asNurse(), bookings.Change{BookingID: id, Version: d.file(id).Booking.Version, Start: &to, TheatreReason: "prov"})
	require.NoError(d.t, err)
}

func (d *desk) appoint(id int64, step, day, clock, place, with string) models.Task {
	d.t.Helper()
	task := d.task(id, step)
	before, err := d.BookAppointment(asNurse(), worklist.AppointmentDraft{
		TaskID: task.ID, Version: task.Version, Date: date(d.t, day), Time: clock, Place: place, With: with,
	})
	require.NoError(d.t, err)
	return before
}

func (d *desk) actions(id int64) []string {
	d.t.Helper()
	file, err := d.Patient(asNurse(), d.file(id).Patient.ID)
	require.NoError(d.t, err)
	var actions []string
	for _, entry := range file.History {
		actions = append(actions, entry.Action)
	}
	return actions
}

// What was handed out comes back byte for byte, with how, by whom and from which
// text; a file that is damaged or was never kept is said to be, and not shown.
func TestHandedOutComesBackAsItWas(t *testing.T) {
	ctx := asNurse()
	desk := newDesk(t, "2026-11-23")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	document, err := desk.Sheet(ctx, id, papers.SheetForm{Language: models.English, Large: true})
	require.NoError(t, err)
	document.How = models.SheetViewed
	require.NoError(t, desk.KeepSheet(ctx, id, document))
	desk.move(id, date(t, "2027-01-11").At(9, 0))

	kept := desk.file(id).Sheets[0]
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
	ctx := asNurse()
	change := func(with func(*bookings.Change)) func(*desk, int64) {
		return func(d *desk, id int64) {
			change := bookings.Change{BookingID: id, Version: d.file(id).Booking.Version}
			with(&change)
			_, err := d.Change(ctx, change)
			require.NoError(d.t, err)
		}
	}
	const told = -1 // no sheet counts any more, but the patient has to be told
	clinic := newDesk(t, "2026-11-23")
	for name, test := range map[string]struct {
		do   func(d *desk, id int64)
		want int
	}{
		"the procedure is moved": {func(d *desk, id int64) { d.move(id, date(d.t, "2026-12-15").At(8, 30)) }, 1},
		"only its hour is":       {func(d *desk, id int64) { d.move(id, date(d.t, "2026-12-14").At(9, 30)) }, 1},
		"moved there and back": {func(d *desk, id int64) {
			d.move(id, date(d.t, "2026-12-15").At(8, 30))
			d.move(id, date(d.t, "2026-12-14").At(8, 30))
		}, 0},
		"moved twice": {func(d *desk, id int64) {
			d.move(id, date(d.t, "2026-12-15").At(8, 30))
			d.move(id, date(d.t, "2026-12-16").At(8, 30))
		}, 1},
		"a booked visit has another time":   {func(d *desk, id int64) { d.appoint(id, "physio", "2026-12-30", "10:15", "Plan 2", "Fia") }, 1},
		"a booked visit has another place":  {func(d *desk, id int64) { d.appoint(id, "physio", "2026-12-29", "10:15", "Plan 3", "Fia") }, 1},
		"a booked visit has another person": {func(d *desk, id int64) { d.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Ali") }, 1},
		"the same visit again":              {func(d *desk, id int64) { d.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia") }, 0},
		"a visit that was a line to write on": {
			func(d *desk, id int64) { d.appoint(id, "doctor-visit", "2027-03-16", "14:00", "", "") }, 0,
		},
		"the day of the stitches is put off": {func(d *desk, id int64) {
			task := d.task(id, "stitch-removal")
			_, err := d.PostponeTask(ctx, worklist.Postponement{TaskID: task.ID, Version: task.Version, Due: date(d.t, "2026-12-30"), Reason: "resa"})
			require.NoError(d.t, err)
		}, 1},
		"the booking of a visit is put off": {func(d *desk, id int64) {
			task := d.task(id, "doctor-visit")
			_, err := d.PostponeTask(ctx, worklist.Postponement{TaskID: task.ID, Version: task.Version, Due: date(d.t, "2026-12-30"), Reason: "resa"})
			require.NoError(d.t, err)
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
		"cancelled":     {func(d *desk, id int64) { require.NoError(d.t, d.Cancel(ctx, id, d.file(id).Booking.Version, "sjuk")) }, told},
		"moved, then ended": {func(d *desk, id int64) {
			d.move(id, date(d.t, "2026-12-15").At(8, 30))
			require.NoError(d.t, d.Cancel(ctx, id, d.file(id).Booking.Version, "sjuk"))
		}, told},
		"performed on its day": {func(d *desk, id int64) {
			d.clock.now = date(d.t, "2026-12-14").At(16, 0)
			change(func(c *bookings.Change) { at := date(d.t, "2026-12-14").At(9, 10); c.PerformedAt = &at })(d, id)
		}, 0},
		"performed on another day": {func(d *desk, id int64) {
			d.clock.now = date(d.t, "2026-12-15").At(16, 0)
			change(func(c *bookings.Change) { at := date(d.t, "2026-12-15").At(9, 10); c.PerformedAt = &at })(d, id)
		}, 1},
		"performed, then a visit is moved": {func(d *desk, id int64) {
			d.clock.now = date(d.t, "2026-12-14").At(16, 0)
			change(func(c *bookings.Change) { at := date(d.t, "2026-12-14").At(9, 10); c.PerformedAt = &at })(d, id)
			d.appoint(id, "physio", "2026-12-30", "10:15", "Plan 2", "Fia")
		}, 1},
		"a visit that was made": {func(d *desk, id int64) {
			d.clock.now = date(d.t, "2026-12-29").At(16, 0)
			task := d.task(id, "physio")
			_, err := d.CompleteTask(ctx, worklist.Completion{TaskID: task.ID, Version: task.Version})
			require.NoError(d.t, err)
		}, 0},
		"a visit that was missed": {func(d *desk, id int64) {
			d.clock.now = date(d.t, "2026-12-29").At(16, 0)
			task := d.task(id, "physio")
			_, err := d.MarkMissed(ctx, task.ID, task.Version, "")
			require.NoError(d.t, err)
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			clinic.clock.now = date(t, "2026-11-23").At(9, 0)
			id := clinic.bookAnother("2026-12-14")
			clinic.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
			clinic.handOut(id, papers.SheetForm{OnlyDates: true})
			test.do(clinic, id)
			open := clinic.newSheets(id)
			require.Len(t, open, max(test.want, -test.want))
			file := clinic.file(id)
			require.Equal(t, test.want == 1, file.SheetOutdated(file.Sheets[0]))
			if test.want == 1 {
				require.Equal(t, clinic.Today(), open[0].Due)
				require.Equal(t, models.Nurse, open[0].Role)
				require.Contains(t, clinic.actions(id), "sheet.outdated")
			}
		})
	}
}

// Moved is moved: a patient who was never given a sheet has to be told as well.
func TestMovedWithoutASheet(t *testing.T) {
	desk := newDesk(t, "2026-11-23")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	_, err := desk.TellPatient(asNurse(), id)
	require.ErrorIs(t, err, &models.Problem{Code: "sheet.not-outdated"})
	desk.move(id, date(t, "2026-12-15").At(8, 30))
	require.Len(t, desk.newSheets(id), 1)
	require.Equal(t, desk.Today(), desk.newSheets(id)[0].Due)
	_, err = desk.TellPatient(asNurse(), id)
	require.NoError(t, err)
	require.Empty(t, desk.newSheets(id))
	_, err = desk.TellPatient(asNurse(), id)
	require.ErrorIs(t, err, &models.Problem{Code: "sheet.not-outdated"})
}

// A decision that comes after the sheet has to reach the patient.
func TestADecisionMakesASheetUntrue(t *testing.T) {
	desk := newDesk(t, "2026-11-02")
	file := desk.book(warfarin(t))
	desk.handOut(file.Booking.ID, papers.SheetForm{})
	require.NoError(t, desk.decide(file, nil))
	require.Len(t, desk.newSheets(file.Booking.ID), 1)
	desk.handOut(file.Booking.ID, papers.SheetForm{})
	require.Empty(t, desk.newSheets(file.Booking.ID))
}

// The change of a protocol's plan leaves the task alone, and a new sheet, whole
// or only its dates, closes it; one that was written before the change does not.
func TestANewSheetClosesTheTask(t *testing.T) {
	for _, form := range []papers.SheetForm{{}, {OnlyDates: true}} {
		desk := newDesk(t, "2026-11-23")
		id := desk.book(draft(t, "2026-12-14")).Booking.ID
		before := desk.handOut(id, papers.SheetForm{})
		desk.move(id, date(t, "2026-12-15").At(8, 30))
		require.NoError(t, desk.KeepSheet(asNurse(), id, before))
		require.Len(t, desk.newSheets(id), 1)
		desk.handOut(id, form)
		require.Empty(t, desk.newSheets(id))
		task := desk.task(id, models.TellStep)
		require.Equal(t, models.Done, task.State)
		require.Equal(t, "Sköterska Test", task.ClosedBy)
		file := desk.file(id)
		require.Equal(t, care.SheetCurrent, file.SheetStatus(file.Sheets[0]))
		require.Equal(t, care.SheetOutdated, file.SheetStatus(file.Sheets[1]))
		require.Empty(t, file.Warnings)
	}
}

// A patient who was told by phone goes by that: who told, and when, stands on
// the sheet; another change asks again, even one back to what stands on paper.
func TestToldByPhone(t *testing.T) {
	ctx := asNurse()
	for name, tell := range map[string]func(d *desk, id int64) (models.Task, error){
		"from the patient's page": func(d *desk, id int64) (models.Task, error) { return d.TellPatient(ctx, id) },
		"from the worklist": func(d *desk, id int64) (models.Task, error) {
			task := d.newSheets(id)[0]
			return d.CompleteTask(ctx, worklist.Completion{TaskID: task.ID, Version: task.Version})
		},
	} {
		t.Run(name, func(t *testing.T) {
			desk := newDesk(t, "2026-11-23")
			id := desk.book(draft(t, "2026-12-14")).Booking.ID
			desk.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
			desk.handOut(id, papers.SheetForm{})
			_, err := desk.TellPatient(ctx, id)
			require.ErrorIs(t, err, &models.Problem{Code: "sheet.not-outdated"})
			status := func() care.SheetStatus { file := desk.file(id); return file.SheetStatus(file.Sheets[0]) }

			desk.move(id, date(t, "2026-12-15").At(8, 30))
			desk.appoint(id, "physio", "2026-12-30", "10:15", "Plan 2", "Fia")
			require.Len(t, desk.newSheets(id), 1)
			before, err := tell(desk, id)
			require.NoError(t, err)
			require.Empty(t, desk.newSheets(id))
			require.Equal(t, care.SheetTold, status())
			told := desk.file(id).Sheets[0].Told
			require.Len(t, told, 1)
			require.Equal(t, "Sköterska Test", told[0].By)
			require.True(t, told[0].At.Equal(desk.clock.now))
			require.Equal(t, "sheet.told", desk.actions(id)[0])
			require.Empty(t, desk.file(id).Warnings)

			require.NoError(t, desk.UndoTask(ctx, before))
			require.Equal(t, care.SheetOutdated, status())
			require.Len(t, desk.newSheets(id), 1)
			require.Empty(t, desk.file(id).Sheets[0].Told)
			_, err = tell(desk, id)
			require.NoError(t, err)

			desk.move(id, date(t, "2026-12-14").At(8, 30))
			desk.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
			require.Len(t, desk.newSheets(id), 1, "the paper is true again, but she was told otherwise")
			_, err = tell(desk, id)
			require.NoError(t, err)
			require.Equal(t, care.SheetCurrent, status())
			require.Len(t, desk.file(id).Sheets[0].Told, 2)
		})
	}
}

// Undoing what was told after a new sheet was handed out asks for no third one.
func TestUndoAfterANewSheet(t *testing.T) {
	ctx := asNurse()
	desk := newDesk(t, "2026-11-23")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	desk.handOut(id, papers.SheetForm{})
	desk.move(id, date(t, "2026-12-15").At(8, 30))
	before, err := desk.TellPatient(ctx, id)
	require.NoError(t, err)
	desk.handOut(id, papers.SheetForm{OnlyDates: true})
	require.NoError(t, desk.UndoTask(ctx, before))
	require.Empty(t, desk.newSheets(id))
	require.Equal(t, models.Withdrawn, desk.task(id, models.TellStep).State)
}

// Undoing the booking of a visit that stands printed makes the sheet untrue.
func TestUndoOfAPrintedVisit(t *testing.T) {
	desk := newDesk(t, "2026-11-23")
	id := desk.book(draft(t, "2026-12-14")).Booking.ID
	before := desk.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
	desk.handOut(id, papers.SheetForm{})
	require.NoError(t, desk.UndoTask(asNurse(), before))
	require.Len(t, desk.newSheets(id), 1)
	desk.appoint(id, "physio", "2026-12-29", "10:15", "Plan 2", "Fia")
	require.Empty(t, desk.newSheets(id))
}
