package calls_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/calls"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

const today = "2026-11-23" // a Monday

// booked books a neurotomy for a patient, so many days from today.
func booked(t *testing.T, desk *app.Desk, given, number string, days int) models.Booking {
	t.Helper()
	start := desk.Today().AddDays(days)
	booking, err := desk.Book(context.Background(), app.BookingDraft{
		Patient: app.PatientDraft{
			PersonalNumber: number, GivenName: given, FamilyName: given + "sson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: start, Time: "8:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(t, err)
	return booking
}

func kept(t *testing.T, desk *app.Desk) []models.CallRow {
	t.Helper()
	rows, err := desk.Calls(context.Background(), models.CallFilter{})
	require.NoError(t, err)
	return rows
}

// A call from the first letter of the name to the callback on the list, by keyboard.
func TestACallIsTakenDownAndCalledBack(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	booking := booked(t, desk, "Tolvan", "19121212-1212", 5)
	host := pagetest.NewHost(t, desk)
	shown := calls.New(desk, new(calls.Unfinished), host)
	host.Show(shown, page.Route{Page: page.Calls, Arg: page.New})
	require.Contains(t, host.Text(), "Samtalet började 09:00")

	host.Type("patient", "tolv")
	host.Press(fyne.KeyReturn)
	require.Contains(t, host.Text(), "5 dagar före endoskopisk neurotomi", "the nearest booking is chosen")
	require.Contains(t, host.Text(), "070-174 06 05", "the number is filled in")
	host.Type("caller", "maken")
	host.Type("reason", "Ont i nacken")
	host.Type("advice", "Vila")
	host.Type("callback-date", "24/11")
	host.Type("callback-time", "1415")
	clock.At = clock.At.Add(12 * time.Minute)
	shown.(page.Saver).Save()

	rows := kept(t, desk)
	require.Len(t, rows, 1)
	call := rows[0]
	require.Equal(t, booking.PatientID, call.PatientID)
	require.Equal(t, booking.ID, *call.BookingID)
	require.Equal(t, "maken", call.Caller)
	require.Equal(t, models.Phone("+46701740605"), call.Phone)
	require.Equal(t, "Ont i nacken", call.Reason)
	require.Equal(t, "Vila", call.Advice)
	require.Equal(t, pagetest.Nurse, call.By)
	require.True(t, call.At.Equal(desk.Today().At(9, 0)), "the time it began, not that it was saved")
	require.True(t, call.CallbackAt.Equal(desk.Today().AddDays(1).At(14, 15)))
	require.Equal(t, []string{"Samtalet med Tolvan Tolvansson är sparat. Ring upp tis 24 nov 2026 14:15."}, host.Toasts)
	require.Contains(t, host.Text(), "Att ringa upp")
	require.Equal(t, 0, host.Counts[page.Calls], "tomorrow's callback does not press today")

	clock.At = clock.At.AddDate(0, 0, 2)
	shown.(page.Reloader).Reload()
	require.Contains(t, host.Text(), "försenad")
	require.Equal(t, 1, host.Counts[page.Calls])

	shown.(page.Completer).Complete()
	host.Type("note", "Mår bra")
	require.NoError(t, host.Confirm())
	shown.(page.Reloader).Reload()
	require.False(t, kept(t, desk)[0].CallbackOpen)
	require.Contains(t, host.Text(), "uppringd")
	require.Equal(t, 0, host.Counts[page.Calls])
}

// What is wrong stands beside its field, and nothing that was typed is lost.
func TestProblemsStandBesideTheirFields(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	booked(t, desk, "Tolvan", "19121212-1212", 5)
	host := pagetest.NewHost(t, desk)
	shown := calls.New(desk, new(calls.Unfinished), host)
	host.Show(shown, page.Route{Page: page.Calls, Arg: page.New})
	host.Type("phone", "070-FEL")
	host.Type("callback-time", "25:99")
	host.Tap("Spara samtalet")
	for _, field := range []string{"patient", "phone", "reason", "callback-time"} {
		require.NotEmpty(t, host.Row(field).Problem(), field)
	}
	require.Empty(t, kept(t, desk))
	require.Contains(t, host.Text(), "070-FEL")

	host.Type("patient", "1912")
	host.Press(fyne.KeyReturn)
	host.Type("reason", "Fråga")
	host.Clear("phone")
	host.Clear("callback-time")
	host.Type("callback-date", "22/11")
	host.Type("callback-time", "8")
	host.Tap("Spara samtalet")
	require.Contains(t, host.Row("callback-date").Problem(), "före samtalet")
	require.Empty(t, kept(t, desk))
}

// A half-written call outlives visits to other pages, and a caller who is not
// found can be registered meanwhile.
func TestAHalfWrittenCallStays(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	first := booked(t, desk, "Tolvan", "19121212-1212", 5)
	host := pagetest.NewHost(t, desk)
	shown := calls.New(desk, new(calls.Unfinished), host)
	host.Show(shown, page.Route{Page: page.Calls, Arg: page.New})
	host.Type("reason", "Svullnad")
	host.Type("patient", "elvan")
	require.Contains(t, host.Text(), "Ingen patient hittades")
	host.Tap("Registrera ny patient")
	require.Equal(t, []page.Route{{Page: page.Patients, Arg: page.New}}, host.Opened)

	now := clock.At
	clock.At = now.AddDate(0, 0, -20)
	second := booked(t, desk, "Elvan", "19900101-0017", 15)
	clock.At = now
	host.Show(shown, page.Route{Page: page.Calls})
	require.Contains(t, host.Text(), "Svullnad")
	host.Row("patient").Focus()
	host.Press(fyne.KeyReturn)
	require.Contains(t, host.Text(), "Dag 5 efter endoskopisk neurotomi")

	require.True(t, shown.(page.Escaper).Escape(), "Esc leads to the list")
	host.Tap("Fortsätt samtalet från 09:00 med Elvan Elvansson")
	require.Contains(t, host.Text(), "Svullnad")

	host.Show(shown, page.Route{Page: page.Calls, Arg: page.New, ID: first.PatientID})
	require.NotNil(t, host.Dialog, "a call from somebody else asks first")
	host.Cancel()
	require.Contains(t, host.Text(), "Svullnad")

	closed := false
	shown.(page.Closer).Close(func() { closed = true })
	require.False(t, closed, "the window asks before it closes")
	host.Cancel()

	host.Show(shown, page.Route{Page: page.Calls, Arg: page.New, ID: first.PatientID})
	require.NoError(t, host.Confirm())
	require.NotContains(t, host.Text(), "Svullnad")
	require.Contains(t, host.Text(), "Tolvan Tolvansson")
	require.NotEqual(t, first.PatientID, second.PatientID)
}

// Another language, text size or colour builds the page anew; the call goes on.
func TestACallOutlivesANewWindow(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	booking := booked(t, desk, "Tolvan", "19121212-1212", 5)
	var unfinished calls.Unfinished
	host := pagetest.NewHost(t, desk)
	host.Show(calls.New(desk, &unfinished, host), page.Route{Page: page.Calls, Arg: page.New, ID: booking.PatientID})
	host.Type("reason", "Svullnad")
	host.Clear("phone")
	host.Type("phone", "031-81 80 83")
	host.Choose("booking", "none")
	host.Type("callback-date", "25/11")
	host.Type("callback-time", "10")
	clock.At = clock.At.Add(time.Hour)

	anew := pagetest.NewHostIn(t, desk, look.Dark, 125)
	shown := calls.New(desk, &unfinished, anew)
	anew.Show(shown, page.Route{Page: page.Calls})
	anew.Tap("Fortsätt samtalet från 09:00 med Tolvan Tolvansson")
	anew.Tap("Spara samtalet")
	call := kept(t, desk)[0]
	require.Equal(t, booking.PatientID, call.PatientID)
	require.Nil(t, call.BookingID, "the choice of no booking stays")
	require.Equal(t, "Svullnad", call.Reason)
	require.Equal(t, models.Phone("+4631818083"), call.Phone)
	require.True(t, call.At.Equal(desk.Today().At(9, 0)))
	require.True(t, call.CallbackAt.Equal(desk.Today().AddDays(2).At(10, 0)))
}

// A chosen patient takes less room than the search: what stands below follows at once.
func TestNoHoleBelowTheChosenPatient(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	booked(t, desk, "Tolvan", "19121212-1212", 5)
	host := pagetest.NewHost(t, desk)
	shown := calls.New(desk, new(calls.Unfinished), host)
	host.Show(shown, page.Route{Page: page.Calls, Arg: page.New})
	hole := func() float32 {
		whom, next := host.Row("patient"), host.Row("booking")
		return next.Position().Y - whom.Position().Y - whom.MinSize().Height
	}
	before := hole()
	host.Type("patient", "tolv")
	host.Press(fyne.KeyReturn)
	require.InDelta(t, before, hole(), 1)
	host.Tap("Byt patient")
	require.InDelta(t, before, hole(), 1)
}

// The list finds as one types, and Enter opens the patient's calls.
func TestTheListFindsAndOpens(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	for _, one := range []struct{ given, number string }{{"Tolvan", "19121212-1212"}, {"Elvan", "19900101-0017"}} {
		booking := booked(t, desk, one.given, one.number, 5)
		_, err := desk.EndCall(context.Background(), app.CallDraft{Topic: "none", PatientID: booking.PatientID, Reason: "Fråga från " + one.given}, false)
		require.NoError(t, err)
	}
	host := pagetest.NewHost(t, desk)
	shown := calls.New(desk, new(calls.Unfinished), host)
	host.Show(shown, page.Route{Page: page.Calls})
	require.Contains(t, host.Text(), "Fråga från Tolvan")
	host.Press(fyne.KeyReturn)
	require.Len(t, host.Opened, 1)
	require.Equal(t, page.Patient, host.Opened[0].Page)
	require.Equal(t, "calls", host.Opened[0].Arg)

	host.TypeInto("Sök på namn, personnummer eller telefon", "elv")
	require.NotContains(t, host.Text(), "Fråga från Tolvan")
	require.Contains(t, host.Text(), "Fråga från Elvan")
	require.True(t, shown.(page.Escaper).Escape(), "Esc empties the search")
	require.Contains(t, host.Text(), "Fråga från Tolvan")
	require.False(t, shown.(page.Escaper).Escape(), "then it leads back")
}

// Pictures for people to look at.
func TestPictures(t *testing.T) {
	for name, as := range map[string]struct {
		mode    look.Mode
		percent int
	}{"light": {look.Light, 100}, "dark": {look.Dark, 100}, "large": {look.Light, 150}} {
		desk, _ := pagetest.NewDemoDesk(t, today)
		host := pagetest.NewHostIn(t, desk, as.mode, as.percent)
		shown := calls.New(desk, new(calls.Unfinished), host)
		host.Show(shown, page.Route{Page: page.Calls})
		host.Picture("calls-" + name)
		host.Press(fyne.KeyDown)
		host.Show(shown, page.Route{Page: page.Calls, Arg: page.New})
		host.Type("patient", "an")
		host.Picture("calls-search-" + name)
		host.Press(fyne.KeyReturn)
		host.Type("callback-date", "25/12")
		host.Type("phone", "x")
		host.Tap("Spara samtalet")
		host.Picture("calls-new-" + name)
	}
}
