package bookings_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	deskbookings "nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/bookings"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// shown is the page over a desk on Monday 23 November 2026.
type shown struct {
	*pagetest.Host
	t     *testing.T
	desk  *app.Desk
	page  page.Page
	prefs *preferences.Preferences
}

func newPage(t *testing.T, view string) *shown {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	s := &shown{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	s.prefs = preferences.New(fyne.CurrentApp().Preferences())
	s.prefs.SetFilter(page.Bookings, map[string]string{"view": view})
	s.page = bookings.New(desk, s.prefs, s.Host)
	return s
}

func (s *shown) show() { s.Show(s.page, page.Route{Page: page.Bookings}) }

// book books somebody whose name is made of a number.
func (s *shown) book(number int, day, at, theatre string) models.Booking {
	s.t.Helper()
	date, err := models.ParseDate(day)
	require.NoError(s.t, err)
	booking, err := s.desk.Book(context.Background(), deskbookings.Draft{
		Patient:   office.PatientDraft{GivenName: fmt.Sprintf("Test%03d", number), FamilyName: "Testsson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: date, Time: at, Theatre: theatre,
	})
	require.NoError(s.t, err)
	return booking
}

// The board shows the week's days with what is booked, and a weekend only when
// somebody comes then.
func TestWeek(t *testing.T) {
	s := newPage(t, "week")
	s.book(1, "2026-11-25", "08:30", "Sal 1")
	s.book(2, "2026-12-24", "09:00", "Sal 2") // Christmas Eve
	s.book(3, "2026-12-26", "10:00", "Sal 1") // a Saturday
	s.show()
	require.Contains(t, s.Text(), "v. 48 · 23 nov – 29 nov 2026")
	require.Contains(t, s.Text(), "08:30 · Sal 1\nTest001 Testsson\nEndoskopisk neurotomi\nbokad")
	require.NotContains(t, s.Text(), "lör 28 nov")

	for range 4 {
		s.Press(fyne.KeyPageDown)
	}
	require.Contains(t, s.Text(), "v. 52")
	require.Contains(t, s.Text(), "tors 24 dec\nJulafton")
	require.Contains(t, s.Text(), "lör 26 dec\nAnnandag jul")
	s.Tap("Idag")
	require.Contains(t, s.Text(), "v. 48")
	s.Tap("Förra")
	require.Contains(t, s.Text(), "Inga behandlingar den här veckan")
}

// The keyboard walks over the cards, opens the patient and turns the week.
func TestWeekByKeys(t *testing.T) {
	s := newPage(t, "week")
	first := s.book(1, "2026-11-23", "10:00", "Sal 1")
	s.book(2, "2026-11-23", "12:00", "Sal 1")
	s.book(3, "2026-11-26", "08:30", "Sal 2")
	s.book(4, "2026-11-26", "09:30", "Sal 2")
	s.show()
	s.Press(fyne.KeyReturn)
	s.Press(fyne.KeyDown)
	s.Press(fyne.KeyReturn)
	s.Press(fyne.KeyRight)
	s.Press(fyne.KeyReturn)
	s.Press(fyne.KeyUp)
	s.Press(fyne.KeyReturn)
	var ids []int64
	for _, route := range s.Opened {
		require.Equal(t, page.Patient, route.Page)
		ids = append(ids, route.ID-first.PatientID+1)
	}
	require.Equal(t, []int64{1, 2, 4, 3}, ids)

	s.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(
		&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierShortcutDefault})
	require.Contains(t, s.Text(), "v. 47")
}

// The list finds by anything, is narrowed by theatre, status and period, and
// says what an empty one means.
func TestList(t *testing.T) {
	s := newPage(t, "list")
	s.book(1, "2026-11-25", "08:30", "Sal 1")
	s.book(2, "2026-11-26", "08:30", "Sal 2")
	s.show()
	require.Contains(t, s.Text(), "Test001 Testsson")
	test.Type(s.Window().Canvas().Focused(), "test002")
	require.NotContains(t, s.Text(), "Test001")
	require.Contains(t, s.Text(), "Test002")
	s.line().SetText("sal 1")
	require.Contains(t, s.Text(), "Test001")
	require.NotContains(t, s.Text(), "Test002")
	s.line().SetText("ingen")
	require.Contains(t, s.Text(), "Inget hittades i den valda perioden")
	s.Tap("Sök i alla bokningar")
	require.Contains(t, s.Text(), "Inget hittades. Pröva")
	s.line().SetText("")
	s.choice("Alla salar").Choose("Sal 2")
	require.NotContains(t, s.Text(), "Test001")
	s.choice("Alla statusar").Choose(string(models.StatusCancelled))
	require.Contains(t, s.Text(), "Inga bokningar här")

	again := bookings.New(s.desk, s.prefs, s.Host)
	s.page = again
	s.show()
	require.Contains(t, s.Text(), "Inga bokningar här", "view and filters are remembered")
}

func (s *shown) line() *widgets.Line {
	s.t.Helper()
	for _, object := range s.Objects() {
		if line, ok := object.(*widgets.Line); ok {
			return line
		}
	}
	require.Fail(s.t, "no line")
	return nil
}

func (s *shown) choice(text string) *widgets.Choice {
	s.t.Helper()
	for _, object := range s.Objects() {
		if choice, ok := object.(*widgets.Choice); ok && choice.Selected == text {
			return choice
		}
	}
	require.Failf(s.t, "no choice", "%q", text)
	return nil
}

// Ten years of bookings are read page by page as one goes down the list.
func TestListReadsOn(t *testing.T) {
	s := newPage(t, "list")
	day := models.NewDate(2026, 11, 24)
	for number := range 130 {
		s.book(number, day.AddDays(number/5).String(), fmt.Sprintf("%02d:00", 8+number%5), "Sal 1")
	}
	s.show()
	require.NotContains(t, s.Text(), "Test129")
	s.Press(fyne.KeyDown)
	s.Press(fyne.KeyEnd)
	s.Runner.Elapse(0)
	s.Press(fyne.KeyEnd)
	s.Runner.Elapse(0)
	require.Contains(t, s.Text(), "Test129")
	s.Press(fyne.KeyReturn)
	require.Len(t, s.Opened, 1)
}

// Pictures for people to look at.
func TestPictures(t *testing.T) {
	for _, picture := range pagetest.Looks {
		desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
		for _, view := range []string{"week", "list"} {
			host := pagetest.NewHostIn(t, desk, picture.Mode, picture.Percent)
			prefs := preferences.New(fyne.CurrentApp().Preferences())
			prefs.SetFilter(page.Bookings, map[string]string{"view": view, "period": "always"})
			host.Show(bookings.New(desk, prefs, host), page.Route{Page: page.Bookings})
			if view == "list" {
				host.Press(fyne.KeyDown)
			}
			host.Picture("bookings-" + view + "-" + picture.Name)
		}
	}
}

// The list that is shown is saved with all its rows.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := bookings.New(desk, preferences.New(fyne.CurrentApp().Preferences()), host)
	host.Show(shown, page.Route{Page: page.Bookings})
	text := host.SaveList(shown.(page.ListSaver))
	require.Greater(t, strings.Count(text, "\r\n"), 1)
}

// Printing from the bookings goes to the sheets of the selected booking's day.
func TestPrintTheSelectedDay(t *testing.T) {
	for _, view := range []string{"week", "list"} {
		s := newPage(t, view)
		s.show()
		s.page.(page.Printer).Print()
		require.Equal(t, page.Route{Page: page.DaySheets}, s.Opened[0], "nothing is selected")
		s.book(1, "2026-11-25", "09:00", "Sal 1")
		s.show()
		s.page.(page.Printer).Print()
		require.Equal(t, page.Route{Page: page.DaySheets, Arg: "2026-11-25"}, s.Opened[1])
	}
}
