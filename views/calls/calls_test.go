package calls_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	deskcalls "nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/calls"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

const today = "2026-11-23" // a Monday

// stage is the page over a desk with one patient, three days after a neurotomy.
type stage struct {
	*pagetest.Host
	t       *testing.T
	desk    *app.Desk
	clock   *pagetest.Clock
	booking models.Booking
	page    page.Page
}

func newStage(t *testing.T) *stage {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, today)
	s := &stage{t: t, desk: desk, clock: clock}
	now := clock.At
	clock.At = now.AddDate(0, 0, -30)
	s.booking = s.book("Tolvan", "19121212-1212", now.AddDate(0, 0, -3))
	clock.At = s.booking.Start.Add(time.Hour)
	start := s.booking.Start
	_, err := desk.Change(t.Context(), bookings.Change{BookingID: s.booking.ID, Version: s.booking.Version, PerformedAt: &start})
	require.NoError(t, err)
	clock.At = now
	s.Host = pagetest.NewHost(t, desk)
	s.page = calls.New(desk, s.Host)
	return s
}

func (s *stage) book(given, number string, on time.Time) models.Booking {
	s.t.Helper()
	booking, err := s.desk.Book(context.Background(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: number, GivenName: given, FamilyName: given + "sson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: models.DateOf(on), Time: "8:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(s.t, err)
	return booking
}

// draft is a call about the booking in which every red flag was asked about.
func (s *stage) draft(topic string, answers map[string]string) deskcalls.Draft {
	all := map[string]string{}
	for _, finding := range s.desk.Guide().Findings() {
		if finding.RedFlag {
			all[finding.ID] = "no"
		}
	}
	for id, answer := range answers {
		all[id] = answer
	}
	return deskcalls.Draft{
		Started: s.clock.At, PatientID: s.booking.PatientID, BookingID: s.booking.ID, Phone: "070-174 06 05",
		Topic: topic, Reason: "Benet domnar", Answers: all, Advice: "Kirurgen ringer", Understood: "yes", Identity: "personal-number",
	}
}

func (s *stage) end(draft deskcalls.Draft, unfinished bool) models.Call {
	s.t.Helper()
	call, err := s.desk.EndCall(pagetest.Context(), draft, unfinished)
	require.NoError(s.t, err)
	return call
}

func (s *stage) open() {
	s.t.Helper()
	s.Show(s.page, page.Route{Page: page.Calls})
}

func (s *stage) minutes(n int) {
	s.clock.At = s.clock.At.Add(time.Duration(n) * time.Minute)
	s.page.(page.Timely).Minute()
}

// What has to be done stands first: calls that go on, then those to make by
// urgency with the minutes that are left, then every call, the newest first.
func TestTheRegister(t *testing.T) {
	s := newStage(t)
	s.open()
	require.Contains(t, s.Text(), "Inga samtal att visa")

	later := s.draft("none", nil)
	later.Reason, later.CallbackDate, later.CallbackTime = "Undrar om bilen", s.desk.Today(), "14:00"
	s.end(later, false)
	s.end(s.draft("leg", map[string]string{"leg-numbness": "yes"}), false)
	broken := s.draft("wound", nil)
	delete(broken.Answers, "chest-pain")
	broken.Reason = "Linjen bröts"
	s.end(broken, true)
	begun := deskcalls.Draft{Caller: "maken", Reason: "Feber"}
	require.NoError(t, s.desk.SaveCallDraft(pagetest.Context(), &begun))

	s.page.(page.Reloader).Reload()
	text := s.Text()
	order := []string{
		"Pågående samtal", "okänd patient", "maken · öppet hos", "Att ringa", "Oavslutat samtal", "Kirurgen ringer upp", "60 min kvar",
		"Återuppringning", "idag 14:00", "Idag", "Linjen bröts",
	}
	at := 0
	for _, words := range order {
		found := strings.Index(text[at:], words)
		require.GreaterOrEqualf(t, found, 0, "%q below the one before in:\n%s", words, text)
		at += found
	}
	require.Contains(t, text, "L3 kirurgen ringer")
	require.Contains(t, text, "dag 3")
	require.Contains(t, text, "1 varningsfråga kvar")

	s.minutes(35)
	require.Contains(t, s.Text(), "25 min kvar")
	require.Contains(t, s.Text(), "Sjuksköterskan ringer kirurgen igen")
	s.minutes(37)
	require.Contains(t, s.Text(), "12 min sen")
	require.Contains(t, s.Text(), "Ring patienten: åk till")
}

// The keyboard leads on: Enter goes on with a call, or opens the note.
func TestEnter(t *testing.T) {
	s := newStage(t)
	promised := s.end(s.draft("leg", map[string]string{"leg-numbness": "yes"}), false)
	broken := s.draft("wound", nil)
	delete(broken.Answers, "chest-pain")
	unfinished := s.end(broken, true)
	begun := deskcalls.Draft{Reason: "Feber"}
	require.NoError(t, s.desk.SaveCallDraft(pagetest.Context(), &begun))
	file, err := s.desk.Call(t.Context(), unfinished.ID)
	require.NoError(t, err)

	s.open()
	for _, want := range []page.Route{
		{Page: page.Call, ID: begun.ID, Arg: page.Resume},
		{Page: page.Call, ID: file.Tasks[0].ID, Arg: page.CallBack},
		{Page: page.Calls, ID: promised.ID},
		{Page: page.Calls, ID: unfinished.ID},
		{Page: page.Calls, ID: promised.ID},
	} {
		s.Press(fyne.KeyReturn)
		require.Equal(t, want, s.Opened[len(s.Opened)-1])
		s.Press(fyne.KeyDown)
	}
}

// A call that goes on is thrown away only after a question, and not when another
// desk has typed in it since.
func TestDiscard(t *testing.T) {
	s := newStage(t)
	begun := deskcalls.Draft{GivenName: "Fel", FamilyName: "Nummer"}
	require.NoError(t, s.desk.SaveCallDraft(pagetest.Context(), &begun))
	s.open()
	require.Contains(t, s.Text(), "Fel Nummer")
	require.NoError(t, s.desk.SaveCallDraft(pagetest.Context(), &begun))
	s.Tap("Kasta")
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	s.Cancel()
	s.Tap("Kasta")
	require.NoError(t, s.Confirm())
	open, err := s.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Empty(t, open)
	require.NotContains(t, s.Text(), "Fel Nummer")
}

// A try takes two keys, stands on the row, and can be taken back; after the rule's
// number of them the nurse may stop calling.
func TestTries(t *testing.T) {
	s := newStage(t)
	draft := s.draft("none", nil)
	draft.CallbackDate, draft.CallbackTime = s.desk.Today(), "9:00"
	call := s.end(draft, false)
	s.open()
	try := func() {
		s.Letters("n")
		require.Equal(t, "Inget svar", s.Dialog.Title)
		require.NoError(t, s.Confirm())
		s.page.(page.Reloader).Reload()
	}
	try()
	require.Contains(t, s.Text(), "1 försök, 09:00")
	require.Contains(t, s.Text(), "idag 09:30", "the next one, as the rules want it")
	s.Undo()
	s.page.(page.Reloader).Reload()
	require.NotContains(t, s.Text(), "1 försök")
	require.NotContains(t, s.Text(), "Ge upp")
	for range 3 {
		try()
	}
	require.Contains(t, s.Text(), "3 försök, senast 09:00")
	s.Tap("Ge upp…")
	require.Contains(t, s.Text(), "Ring den närstående")
	require.Error(t, s.Confirm(), "what was done instead has to be said")
	s.Type("instead", "Dottern åker dit")
	require.NoError(t, s.Confirm())
	file, err := s.desk.Call(t.Context(), call.ID)
	require.NoError(t, err)
	require.True(t, file.Tasks[0].Closed())
	require.Equal(t, "Dottern åker dit", file.Tasks[0].Note)
}

// The filters find calls by what they were about, and are taken away with Esc.
func TestFilters(t *testing.T) {
	s := newStage(t)
	s.end(s.draft("leg", map[string]string{"leg-numbness": "yes"}), false)
	question := s.draft("none", nil)
	question.Reason = "Undrar om bilen"
	s.end(question, false)
	s.open()
	s.Tap("Filtrera")
	shows := func(leg, car bool) {
		t.Helper()
		require.Equal(t, leg, strings.Contains(s.Text(), "Benet domnar"))
		require.Equal(t, car, strings.Contains(s.Text(), "Undrar om bilen"))
		require.True(t, s.page.(page.Escaper).Escape())
		require.Contains(t, s.Text(), "Undrar om bilen")
	}
	s.Choose("level", "L3")
	shows(true, false)
	s.Choose("procedure", "block")
	require.Contains(t, s.Text(), "Inget samtal stämmer")
	shows(false, false)
	s.Type("day-from", "4")
	shows(false, false)
	s.Type("day-to", "x")
	require.Equal(t, "Skriv ett tal.", s.Row("day-to").Problem())
	shows(true, true)
	s.TypeInto("Sök på namn, personnummer eller telefon", "tolv")
	shows(true, true)
	require.False(t, s.page.(page.Escaper).Escape())
}

// The register is read as it is scrolled, never whole.
func TestTheRegisterIsReadPageByPage(t *testing.T) {
	s := newStage(t)
	question := s.draft("none", nil)
	for range 120 {
		s.end(question, false)
	}
	s.open()
	s.Press(fyne.KeyEnd)
	s.Runner.Elapse(0)
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyReturn)
	require.EqualValues(t, 1, s.Opened[0].ID, "the oldest is reached")
}
