package followup_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	deskfollowup "nursedesk/app/followup"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/followup"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

const today = "2026-11-23"

// perform books a procedure some days back and marks it as performed.
func perform(t *testing.T, desk *app.Desk, clock *pagetest.Clock, number, surgeon string, daysBack int) models.Booking {
	t.Helper()
	now := clock.At
	defer func() { clock.At = now }()
	day := models.DateOf(now).AddDays(-daysBack)
	clock.At = day.AddDays(-14).At(9, 0)
	booking, err := desk.Book(context.Background(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: number, GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: day, Time: "8:30", Theatre: "Sal 1", Surgeon: surgeon,
	})
	require.NoError(t, err)
	clock.At = day.At(12, 0)
	_, err = desk.Change(context.Background(), bookings.Change{
		BookingID: booking.ID, Version: booking.Version, PerformedAt: &booking.Start,
	})
	require.NoError(t, err)
	return booking
}

func register(t *testing.T, desk *app.Desk, booking models.Booking, day int) models.Complication {
	t.Helper()
	onset := booking.Day().AddDays(day)
	kept, err := desk.RegisterComplication(context.Background(), deskfollowup.ComplicationDraft{
		BookingID: booking.ID, Kind: "wound-infection", OnsetOn: onset, Found: models.FoundByCall,
		ConfirmedBy: "Dr Exempel", ConfirmedOn: onset,
	})
	require.NoError(t, err)
	return kept
}

type shown struct {
	*pagetest.Host
	desk  *app.Desk
	page  page.Page
	case1 models.Complication
}

// open shows the page over three procedures, one with a complication.
func open(t *testing.T) shown {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, today)
	first := perform(t, desk, clock, "19121212-1212", "Dr Exempel", 28)
	perform(t, desk, clock, "19610313-9801", "Dr Exempel", 27)
	perform(t, desk, clock, "19820103-9818", "Dr Prov", 400)
	host := pagetest.NewHost(t, desk)
	s := shown{Host: host, desk: desk, page: followup.New(desk, host), case1: register(t, desk, first, 6)}
	host.Show(s.page, page.Route{Page: page.FollowUp})
	return s
}

func (s shown) choices() []*widgets.Choice {
	var found []*widgets.Choice
	for _, object := range s.Objects() {
		if choice, ok := object.(*widgets.Choice); ok {
			found = append(found, choice)
		}
	}
	return found
}

// tab goes to the filters, past them to the tabs, and chooses one by the arrow.
func (s shown) tab(key fyne.KeyName) {
	s.Window().Canvas().Focus(s.choices()[0])
	for range 3 {
		s.Window().Canvas().FocusNext()
	}
	s.Press(key)
}

// The page says in words what it draws, for the last twelve months at first.
func TestTheReportSaysItsFigures(t *testing.T) {
	s := open(t)
	text := s.Text()
	for _, said := range []string{
		"utförda behandlingar", "registrerade komplikationer", "50 % · 1 av 2", "fick komplikation · 95 % intervall 9–91 %",
		"nov", "av 2", "1 fall: dag 6. Dag 0 är behandlingsdagen.", "Sårinfektion", "Endoskopisk neurotomi", "Dr Exempel", "1 av 2",
	} {
		require.Contains(t, text, said)
	}
	require.NotContains(t, text, "Dr Prov", "nothing performed within the period")
	s.Picture("followup-report")
}

// Filters narrow at once; a period of the nurse's own begins with the days that
// were chosen before, and days that make none are refused beside them.
func TestFilters(t *testing.T) {
	s := open(t)
	period := s.choices()[0]
	period.Choose("between")
	s.Type("from", "2025-10-01")
	require.Contains(t, s.Text(), "33 % · 1 av 3")
	s.choices()[2].Choose("Dr Prov")
	require.Contains(t, s.Text(), "0 % · 0 av 1")
	require.Contains(t, s.Text(), "Ingen komplikation är registrerad")
	s.Clear("until")
	s.Type("until", "2025-09-01")
	require.Equal(t, "Perioden slutar före den börjar. Skriv en senare dag.", s.Row("until").Problem())
	require.NotContains(t, s.Text(), "0 av 1", "figures of another period would mislead")
	s.Clear("until")
	s.Type("until", "2026-02-30")
	require.NotEmpty(t, s.Row("until").Problem())
	period.Choose("months-12")
	require.Contains(t, s.Text(), "Ingen utförd behandling passar.", "the doctor is still chosen")
	s.Tap("Visa alla, senaste 12 månaderna")
	require.Contains(t, s.Text(), "50 % · 1 av 2")
	require.Empty(t, s.Failed)
}

// A case is reached, and its patient opened, by the keyboard alone.
func TestCasesByKeyboard(t *testing.T) {
	s := open(t)
	s.tab(fyne.KeyRight)
	require.Contains(t, s.Text(), "vid samtal")
	s.Window().Canvas().FocusNext()
	s.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.Patient, ID: s.case1.PatientID, Arg: page.Booking + "1"}}, s.Opened)
	s.Picture("followup-cases")
	s.Window().Canvas().Unfocus()
	s.page.(page.Shower).Show(page.Route{Page: page.FollowUp}) // back from the patient
	s.Press(fyne.KeyReturn)
	require.Len(t, s.Opened, 2, "the same row has the focus")

	require.NoError(t, s.desk.WithdrawComplication(context.Background(), s.case1.ID, "fel"))
	s.page.(page.Reloader).Reload()
	require.Contains(t, s.Text(), "0 % · 0 av 2")
	require.Contains(t, s.Text(), "Ingen komplikation är registrerad")
	s.Tap("Till patienterna")
	require.Equal(t, page.Route{Page: page.Patients}, s.Opened[2])
}

// The report is scrolled by the keyboard, to its end and back.
func TestTheReportIsReadByKeyboard(t *testing.T) {
	s := open(t)
	s.tab(fyne.KeyLeft)
	s.Window().Canvas().FocusNext()
	offset := func() float32 { return followup.Offset(s.page) }
	require.Zero(t, offset())
	s.Press(fyne.KeyDown)
	line := offset()
	require.Positive(t, line)
	s.Press(fyne.KeyPageDown)
	require.Greater(t, offset(), line)
	s.Press(fyne.KeyEnd)
	end := offset()
	s.Press(fyne.KeyPageDown)
	require.InDelta(t, end, offset(), 0.01, "the end is the end")
	s.Picture("followup-tables")
	s.Press(fyne.KeyHome)
	require.Zero(t, offset())
}

// Without any procedure the page says what to do.
func TestEmptyPage(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	host := pagetest.NewHost(t, desk)
	host.Show(followup.New(desk, host), page.Route{Page: page.FollowUp})
	require.Contains(t, host.Text(), "välj Utförd")
	require.NotContains(t, host.Text(), "%", "no rate of nothing")
}

// The list that is shown is saved with all its rows.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := followup.New(desk, host)
	host.Show(shown, page.Route{Page: page.FollowUp})
	text := host.SaveList(shown.(page.ListSaver))
	cases := strings.Count(text, "\r\n") - 1
	require.Positive(t, cases)
	require.Contains(t, host.Text(), locale.T("followup.tab.cases", "n", cases), "each that is counted")
}
