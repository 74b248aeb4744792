package call_test

import (
	"context"
	"regexp"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/call"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

const today = "2026-11-23" // a Monday

// desk is the page of a call over a real database, with hands on the keyboard
// that count what they press.
type telephone struct {
	*pagetest.Host
	t       testing.TB
	desk    *app.Desk
	clock   *pagetest.Clock
	page    page.Page
	presses int
}

func ring(t *testing.T) *telephone {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, today)
	c := &telephone{Host: pagetest.NewHost(t, desk), t: t, desk: desk, clock: clock}
	c.page = call.New(desk, new(call.Present), c.Host)
	return c
}

// booked books a neurotomy for a patient, so many days from today.
func (c *telephone) booked(given, number string, days int, change ...func(*bookings.Draft)) models.Booking {
	c.t.Helper()
	now := c.clock.At // what has been was booked a month before
	c.clock.At = now.AddDate(0, -1, 0)
	defer func() { c.clock.At = now }()
	draft := bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: number, GivenName: given, FamilyName: given + "sson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: models.DateOf(now).AddDays(days), Time: "8:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	}
	for _, one := range change {
		one(&draft)
	}
	booking, err := c.desk.Book(context.Background(), draft)
	require.NoError(c.t, err)
	return booking
}

// keys presses letters where the focus is.
func (c *telephone) keys(letters string) {
	c.t.Helper()
	c.presses += len([]rune(letters))
	c.Letters(letters)
}

func (c *telephone) key(name fyne.KeyName) {
	c.t.Helper()
	c.presses++
	c.Press(name)
}

// shiftN presses Shift and N together.
func (c *telephone) shiftN() {
	c.t.Helper()
	c.presses++
	held := c.Window().Canvas().Focused().(desktop.Keyable)
	held.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	c.Window().Canvas().Focused().TypedRune('N')
	held.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

// left is how the page says that red flags are still to be asked.
var left = regexp.MustCompile(`varningsfråg(a|or) kvar`)

// denyFlags says no to every red flag, breath by breath, with as few keys as it takes.
func (c *telephone) denyFlags() {
	c.t.Helper()
	for range c.desk.Guide().Breaths() {
		if !left.MatchString(c.Text()) {
			return
		}
		c.shiftN()
	}
	require.NotRegexp(c.t, left, c.Text())
}

func (c *telephone) draft() calls.Draft {
	c.t.Helper()
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(c.t, err)
	require.Len(c.t, open, 1)
	return open[0].Draft
}

func (c *telephone) calls() []models.CallRow {
	c.t.Helper()
	rows, err := c.desk.Calls(context.Background(), models.CallFilter{})
	require.NoError(c.t, err)
	return rows
}

// begin starts a call with Tolvan, four days after the neurotomy, about the wound.
func (c *telephone) begin() models.Booking {
	c.t.Helper()
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("1")
	return booking
}

// A simple call from Ctrl+T to the signed note, by keyboard alone: the number, the
// patient, what it is about, the red flags group by group, one finding, the end.
func TestASimpleCallByKeyboard(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	require.Contains(t, c.Text(), "Fråga först!")
	c.keys("0701740605")
	c.key(fyne.KeyReturn)
	c.key(fyne.KeyReturn)
	require.Contains(t, c.Text(), "Tolvan Tolvansson")
	require.Contains(t, c.Text(), "Dag 4 efter endoskopisk neurotomi")
	require.Contains(t, c.Text(), "070-174 06 05")
	c.keys("1") // the wound
	c.denyFlags()
	require.Contains(t, c.Text(), "L5")
	c.keys("j") // red around the wound
	require.Contains(t, c.Text(), "L4")
	require.Contains(t, c.Text(), "Besök idag eller imorgon")
	require.Contains(t, c.Text(), "ytlig sårinfektion")
	c.keys("u")
	c.page.(page.Completer).Complete()
	c.presses++
	c.keys("j")
	require.Contains(t, c.Text(), "Besök ska bokas")
	c.Window().Canvas().FocusNext()
	c.presses++
	c.keys("p") // the personal number was given
	c.clock.At = c.clock.At.Add(50 * time.Second)
	c.page.(page.Completer).Complete()
	c.presses++

	rows := c.calls()
	require.Len(t, rows, 1, c.Text())
	require.Equal(t, booking.PatientID, rows[0].PatientID)
	require.Equal(t, "L4", rows[0].Level)
	require.Equal(t, 4, *rows[0].Day)
	require.Equal(t, []string{"superficial-infection"}, rows[0].Suspected)
	require.Equal(t, "Såret eller förbandet", rows[0].Reason)
	require.False(t, rows[0].Unfinished)
	file, err := c.desk.Call(context.Background(), rows[0].ID)
	require.NoError(t, err)
	require.Equal(t, "yes", file.Record.Understood)
	require.Equal(t, "L4", file.Record.ReadOut.Level)
	require.Contains(t, file.Call.Advice, "Såret kan ha blivit infekterat")
	require.NotEmpty(t, file.Tasks)
	require.Equal(t, []page.Route{{Page: page.Calls, ID: rows[0].ID}}, c.Opened)
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Empty(t, open)
	require.Less(t, c.presses, 30, "key presses of a simple call")
}
