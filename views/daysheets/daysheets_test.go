package daysheets_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/daysheets"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// room is the page on a desk with three patients on 14 December and one the day after.
type room struct {
	*pagetest.Host
	t        *testing.T
	desk     *app.Desk
	system   *printertest.System
	page     page.Page
	kept     *preferences.Preferences
	bookings map[string]models.Booking
}

// breaking is a desk that can be told to note nothing.
type breaking struct {
	*app.Desk
	broken bool
}

func (b *breaking) KeepSheet(ctx context.Context, id int64, document sheet.Document) error {
	if b.broken {
		return models.ErrDatabaseBusy
	}
	return b.Desk.KeepSheet(ctx, id, document)
}

func newRoom(t *testing.T, system *printertest.System) (room, *breaking) {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-30")
	r := room{
		Host: pagetest.NewHost(t, desk), t: t, desk: desk, system: system,
		kept: preferences.New(fyne.CurrentApp().Preferences()), bookings: map[string]models.Booking{},
	}
	for _, one := range []struct{ name, day, at string }{
		{"Tolvan", "2026-12-14", "13:00"},
		{"Ettan", "2026-12-14", "08:00"},
		{"Tian", "2026-12-14", "10:00"},
		{"Nian", "2026-12-15", "09:00"},
	} {
		day, err := models.ParseDate(one.day)
		require.NoError(t, err)
		booking, err := desk.Book(t.Context(), bookings.Draft{
			Patient:   office.PatientDraft{GivenName: one.name, FamilyName: one.name + "sson", Phone: "070-174 06 05"},
			Procedure: "neurotomy", Date: day, Time: one.at, Theatre: "Sal 1",
			Medicines: map[bool]models.Medicines{true: models.MedicinesOf("B01AA03")}[one.name == "Tian"],
		})
		require.NoError(t, err)
		r.bookings[one.name] = booking
	}
	wrapped := &breaking{Desk: desk}
	r.page = daysheets.New(wrapped, printer.With(system, "linux", t.TempDir()), r.kept, r.Host)
	r.Show(r.page, page.Route{Page: page.DaySheets})
	return r, wrapped
}

// noted are the sheets that the desk has of a patient.
func (r room) noted(name string) int {
	r.t.Helper()
	file, err := r.desk.Booking(r.t.Context(), r.bookings[name].ID)
	require.NoError(r.t, err)
	return len(file.Sheets)
}

// shown is a line of what can be read, with the name in it.
func (r room) requireShown(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		require.Contains(r.t, strings.ReplaceAll(r.Text(), "\n", " "), text)
	}
}

// The next day on which somebody comes is offered, all ticked; they are printed
// by time, each one noted, and said to be printed once the queue says so.
func TestPrintTheDay(t *testing.T) {
	system := printertest.New("Expedition", "Uppvak")
	var seen []string
	r, _ := newRoom(t, system)
	system.Says = func(number, asked int) (printer.Job, error) {
		if asked == 0 {
			require.Equal(t, number-1, r.noted("Ettan")+r.noted("Tian")+r.noted("Tolvan"), "what is not printed is not noted")
			return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}, nil
		}
		seen = append(seen, r.Text())
		return printertest.Completed, nil
	}
	r.requireShown("3 instruktioner, 3 markerade", "Tian Tiansson", "läkaren har inte beslutat")
	require.NotContains(t, r.Text(), "Nian")
	r.Type("sides", " ")
	r.Clear("copies")
	r.Type("copies", "2")
	r.Tap("Skriv ut 3")

	require.Len(t, system.Printed(), 3)
	given := strings.Join(system.Printed()[0].Arguments, " ")
	require.Contains(t, given, "-n 2 ")
	require.Contains(t, given, "sides=two-sided-long-edge")
	require.Contains(t, given, "-d Expedition")
	for index, name := range []string{"Ettan Ettansson", "Tian Tiansson", "Tolvan Tolvansson"} {
		require.Contains(t, seen[index], strings.Join([]string{string(rune('1' + index)), "av 3 ·", name}, " "))
	}
	require.Equal(t, 1, r.noted("Ettan"))
	require.Equal(t, 1, r.noted("Tolvan"))
	require.Equal(t, []string{"3 instruktioner är utskrivna."}, r.Toasts)
	require.Equal(t, "Expedition", r.kept.Printer())
	r.requireShown("3 instruktioner, 0 markerade", "Utskriven nu")
	require.True(t, r.Button("Skriv ut 0").Disabled())
}

// Who holds a sheet that is still right is not proposed again, until it is no longer right.
func TestProposed(t *testing.T) {
	r, _ := newRoom(t, printertest.New("Expedition"))
	document, err := r.desk.Sheet(t.Context(), r.bookings["Ettan"].ID, papers.Wanted{})
	require.NoError(t, err)
	require.NoError(t, r.desk.KeepSheet(t.Context(), r.bookings["Ettan"].ID, document))
	r.page.(page.Reloader).Reload()
	r.requireShown("3 instruktioner, 2 markerade", "Aktuell", "utlämnad")

	later := r.bookings["Ettan"].Start.AddDate(0, 0, 1)
	_, err = r.desk.Change(t.Context(), bookings.Change{BookingID: r.bookings["Ettan"].ID, Version: 1, Start: &later})
	require.NoError(t, err)
	r.Clear("day")
	r.Type("day", "15/12")
	r.requireShown("2 instruktioner, 2 markerade", "Inaktuell")
}

// One that the printer does not take stops the rest; what was printed is noted
// and no longer ticked, and going on prints what is left.
func TestErrorAndGoingOn(t *testing.T) {
	system := printertest.New("Expedition")
	r, _ := newRoom(t, system)
	system.Says = func(number, _ int) (printer.Job, error) {
		if number == 2 {
			return printer.Job{State: printer.JobAborted, Printer: printer.QueueIdle}, nil
		}
		return printertest.Completed, nil
	}
	r.Tap("Skriv ut 3")
	require.Len(t, system.Printed(), 2)
	r.requireShown("avbröt utskriften", "Tian Tiansson: instruktionen är inte utskriven.", "1 av 3 är utskrivna",
		"3 instruktioner, 2 markerade", "Gick inte")
	require.Zero(t, r.noted("Tian"))
	require.Empty(t, r.Failed, "it is said on the page")
	r.Tap("Fortsätt med 2")
	require.Len(t, system.Printed(), 4)
	require.Equal(t, []int{1, 1, 1}, []int{r.noted("Ettan"), r.noted("Tian"), r.noted("Tolvan")})
	require.NotContains(t, r.Text(), "avbröt")
}

// What may have come out of the printer is not printed again by itself.
func TestUnsure(t *testing.T) {
	system := printertest.New("Expedition")
	r, _ := newRoom(t, system)
	system.Says = func(int, int) (printer.Job, error) { return printer.Job{}, printer.ErrForgotten }
	r.Tap("Skriv ut 3")
	r.requireShown("Se efter", "Ettan Ettansson: se efter vid skrivaren", "3 instruktioner, 2 markerade")
	require.Zero(t, r.noted("Ettan"))
}

// A sheet that is printed but could not be noted is told apart.
func TestUnnoted(t *testing.T) {
	r, desk := newRoom(t, printertest.New("Expedition"))
	desk.broken = true
	r.Tap("Skriv ut 3")
	r.requireShown("Inte noterad", "Ettan Ettansson: instruktionen är utskriven, men det blev inte noterat.", "2 markerade")
	require.Len(t, r.system.Printed(), 1)
}

// Stopping lets the sheet come that is coming, and prints no other.
func TestStop(t *testing.T) {
	system := printertest.New("Expedition")
	r, _ := newRoom(t, system)
	system.Says = func(_, asked int) (printer.Job, error) {
		switch asked {
		case 0:
			return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}, nil
		case 1:
			r.Tap("Stanna")
			return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}, nil
		}
		return printertest.Completed, nil
	}
	r.Tap("Skriv ut 3")
	require.Len(t, system.Printed(), 1)
	require.Equal(t, 1, r.noted("Ettan"))
	require.Empty(t, system.Cancelled())
	r.requireShown("1 av 3 är utskrivna", "2 markerade")
	r.Button("Fortsätt med 2")
}

// Stopping while the printer lacks paper takes the sheet back: nothing comes
// once it has paper again.
func TestStopWithoutPaper(t *testing.T) {
	system := printertest.New("Expedition")
	r, _ := newRoom(t, system)
	system.Says = func(_, asked int) (printer.Job, error) {
		if asked == 1 {
			r.requireShown("papper")
			r.Tap("Stanna")
		}
		return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing, Reasons: []string{"media-empty-error"}}, nil
	}
	r.Tap("Skriv ut 3")
	require.Equal(t, []string{"Expedition-1"}, system.Cancelled())
	require.Zero(t, r.noted("Ettan"))
	r.requireShown("0 av 3 är utskrivna", "3 markerade")
}

// The window does not close over sheets that are being printed without asking,
// and the list does not change under them.
func TestCloseWhilePrinting(t *testing.T) {
	system := printertest.New("Expedition")
	r, _ := newRoom(t, system)
	closed := false
	system.Says = func(_, asked int) (printer.Job, error) {
		if asked == 0 {
			r.page.(page.Closer).Close(func() { closed = true })
			require.False(t, closed)
			require.NotNil(t, r.Dialog)
			r.page.(page.Reloader).Reload()
			require.NoError(t, r.Confirm())
			require.True(t, closed)
		}
		return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}, nil
	}
	r.Tap("Skriv ut 3")
	require.Equal(t, []string{"Expedition-1"}, system.Cancelled())
	r.page.(page.Closer).Close(func() { closed = true })
	require.Nil(t, r.Dialog, "nothing is being printed")
}

// Who has gone on to another page is told that it went wrong.
func TestFailureWhileAway(t *testing.T) {
	system := printertest.New("Expedition")
	r, _ := newRoom(t, system)
	system.Says = func(int, int) (printer.Job, error) {
		r.page.(page.Leaver).Leave(func() {})
		return printer.Job{State: printer.JobAborted}, nil
	}
	r.Tap("Skriv ut 3")
	require.Len(t, r.Failed, 1)
}

// By keyboard alone: the arrows go from sheet to sheet, Space ticks, Ctrl+Enter prints.
func TestByKeyboard(t *testing.T) {
	r, _ := newRoom(t, printertest.New("Expedition"))
	canvas := r.Window().Canvas()
	var list *widgets.List[papers.DaySheet]
	for _, object := range r.Objects() {
		if found, ok := object.(*widgets.List[papers.DaySheet]); ok {
			list = found
		}
	}
	for range 20 {
		if canvas.FocusNext(); canvas.Focused() == list.Target() {
			break
		}
	}
	r.Press(fyne.KeyDown)
	test.Type(canvas.Focused(), " ")
	r.requireShown("3 instruktioner, 2 markerade")
	r.page.(page.Completer).Complete()
	require.Equal(t, []int{1, 0, 1}, []int{r.noted("Ettan"), r.noted("Tian"), r.noted("Tolvan")})
}

// A number of copies that is none is said beside the field.
func TestCopiesAreChecked(t *testing.T) {
	r, _ := newRoom(t, printertest.New("Expedition"))
	r.Clear("copies")
	r.Type("copies", "21")
	r.Tap("Skriv ut 3")
	require.Empty(t, r.system.Printed())
	require.NotEmpty(t, r.Row("copies").Problem())
}

// Without a printer it is said what is missing, and nothing can be begun.
func TestWithoutAPrinter(t *testing.T) {
	for text, system := range map[string]*printertest.System{
		"Datorn har ingen skrivare.": printertest.New(),
		"inget utskriftsprogram":     {},
	} {
		r, _ := newRoom(t, system)
		r.requireShown(text)
		require.True(t, r.Button("Skriv ut 3").Disabled())
		require.NotContains(t, r.Text(), "Öppna i PDF-läsaren", "there is no such button for a whole day")
	}
}

// A day without patients says so, and a booking that ended meanwhile stops the rest by name.
func TestEmptyDayAndEndedBooking(t *testing.T) {
	r, _ := newRoom(t, printertest.New("Expedition"))
	r.Clear("day")
	r.Type("day", "2026-12-20")
	r.requireShown("Ingen har tid för behandling")
	r.Clear("day")
	r.Type("day", "14/12")
	r.Elsewhere(func() { require.NoError(t, r.desk.Cancel(t.Context(), r.bookings["Ettan"].ID, 1, "testad")) })
	r.Tap("Skriv ut 3")
	r.requireShown("0 av 3 är utskrivna", "2 instruktioner")
	require.Empty(t, r.system.Printed())
	require.False(t, errors.Is(errors.Join(r.Failed...), context.Canceled))
}
