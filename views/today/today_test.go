package today_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/today"
	"nursedesk/views/widgets"
)

// shown is the page in a window over a desk, as one nurse sits before it.
type shown struct {
	*pagetest.Host
	t       *testing.T
	desk    *app.Desk
	clock   *pagetest.Clock
	page    page.Page
	printed []int64
}

func show(t *testing.T, desk *app.Desk, clock *pagetest.Clock, mode look.Mode, percent int) *shown {
	t.Helper()
	s := &shown{Host: pagetest.NewHostIn(t, desk, mode, percent), t: t, desk: desk, clock: clock}
	s.page = today.New(desk, preferences.New(fyne.CurrentApp().Preferences()), 0, func(id int64) { s.printed = append(s.printed, id) }, s.Host)
	s.Show(s.page, page.Route{Page: page.Today})
	// The window reloads the visible page after each change.
	desk.Events.Subscribe(func(office.Event) { s.page.(page.Reloader).Reload() })
	return s
}

// showTolvan shows a desk with one patient, seen on a day, with the procedure on
// 14 December 2026 booked on 2 November.
func showTolvan(t *testing.T, day string, medicines ...string) *shown {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, "2026-11-02")
	start, err := models.ParseDate("2026-12-14")
	require.NoError(t, err)
	_, err = desk.Book(context.Background(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: start, Time: "08:30", Theatre: "Sal 1", Surgeon: "Dr Exempel", Medicines: models.MedicinesOf(medicines...),
	})
	require.NoError(t, err)
	now, err := models.ParseDate(day)
	require.NoError(t, err)
	clock.At = now.At(9, 0)
	return show(t, desk, clock, look.Light, 100)
}

// complete is Ctrl+Enter, pressed once and let go.
func (s *shown) complete() {
	s.page.(page.Completer).Complete()
	s.letGo()
}

func (s *shown) letGo() { s.Runner.Elapse(1e9) }

func (s *shown) letter(letter string) {
	s.t.Helper()
	s.Letters(letter)
	s.letGo()
}

// task reads a task of the only booking.
func (s *shown) task(step string) models.Task {
	s.t.Helper()
	file, err := s.desk.Booking(context.Background(), 1)
	require.NoError(s.t, err)
	for _, task := range file.Tasks {
		if task.Step == step {
			return task
		}
	}
	require.Failf(s.t, "no such task", "%s", step)
	return models.Task{}
}

// An empty desk tells how to begin, with a button that does it.
func TestEmptyDeskOffersTheFirstBooking(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, "2026-11-23")
	s := show(t, desk, clock, look.Light, 100)
	require.Contains(t, s.Text(), "när den första bokningen är gjord")
	s.Tap("Ny bokning")
	require.Equal(t, []page.Route{{Page: page.NewBooking}}, s.Opened)
	s.Picture("today-empty")
}

// The most urgent row is selected at once; Enter opens its patient, P prints.
func TestTheMostUrgentRowIsReadyForTheKeyboard(t *testing.T) {
	s := showTolvan(t, "2026-12-01", "B01AA03")
	require.Contains(t, s.Text(), "Försenade 1")
	require.Contains(t, s.Text(), "Läkaren 1 ▸")
	require.Contains(t, s.Text(), "1 d sen")
	require.Contains(t, s.Text(), "Tolvan Tolvansson, 113")
	require.Contains(t, s.Text(), "070-174 06 05")
	require.Contains(t, s.Text(), "Waran", "what the decision is about stands on the row")
	require.Equal(t, 2, s.Counts[page.Today])
	s.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.Patient, ID: 1}}, s.Opened)
	s.letter("p")
	s.page.(page.Printer).Print()
	require.Equal(t, []int64{1, 1}, s.printed)
}

// Ctrl+Enter asks only what the step asks, below the row; the answers are kept
// with the task, and Ångra opens it again.
func TestDoneAsksBelowTheRowAndCanBeUndone(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	s.complete()
	require.Nil(t, s.Dialog, "the questions stand in the row")
	require.Contains(t, s.Text(), "Framkom något?")
	s.complete()
	require.Contains(t, s.Row("outcome.found").Problem(), "Välj ett svar")
	s.Type("outcome.found", "Inget")
	s.Type("outcome.details", "Omega-3")
	s.Type("note", "Ringer igen")
	s.complete()
	task := s.task("bleeding-review")
	require.Equal(t, models.Done, task.State)
	require.Equal(t, map[string]string{"found": "none", "details": "Omega-3"}, task.Outcome)
	require.Equal(t, "Ringer igen", task.Note)
	require.Equal(t, []string{"Klar: Fråga om blodförtunnande, Tolvan Tolvansson"}, s.Toasts)
	require.Equal(t, 0, s.Counts[page.Today])
	s.Undo()
	require.Equal(t, models.Open, s.task("bleeding-review").State)
	require.Equal(t, 1, s.Counts[page.Today])
	require.Empty(t, s.Failed)
}

// With nothing to ask it is done at once, and a key held down does one row only.
func TestNothingToAskIsDoneAtOnceButOnlyOnce(t *testing.T) {
	s := showTolvan(t, "2026-12-14")
	for step, outcome := range map[string]map[string]string{"bleeding-review": {"found": "none"}, "health-check": {"health": "well"}} {
		task := s.task(step)
		_, err := s.desk.CompleteTask(context.Background(), worklist.Completion{
			TaskID: task.ID, Version: task.Version, Outcome: outcome, LateReason: "Sent",
		})
		require.NoError(t, err)
	}
	s.letGo() // rows that another desk takes away hold the next press back
	done := func() (n int) {
		for _, step := range []string{"prescription", "discharge"} {
			if s.task(step).State == models.Done {
				n++
			}
		}
		return n
	}
	s.Press(fyne.KeyEnd) // the doctor's
	s.complete()
	s.Press(fyne.KeyHome)
	s.page.(page.Completer).Complete()
	s.page.(page.Completer).Complete()
	require.Equal(t, 1, done())
	s.Press(fyne.KeyEnd)
	s.letGo()
	s.complete()
	require.Equal(t, 2, done())
}

// After the window a reason is asked for, and kept.
func TestDoneAfterTheWindowAsksWhy(t *testing.T) {
	s := showTolvan(t, "2026-12-10")
	s.complete()
	s.Type("outcome.found", "Inget")
	s.complete()
	require.Contains(t, s.Row("late-reason").Problem(), "Fyll i")
	s.Type("late-reason", "Svarade inte i telefon")
	s.complete()
	require.Equal(t, "Svarade inte i telefon", s.task("bleeding-review").LateReason)
}

// What was typed stays with its row while the nurse looks at another one.
func TestBegunAnswersWaitForTheNurse(t *testing.T) {
	s := showTolvan(t, "2026-11-30", "B01AA03")
	s.complete()
	s.Type("note", "Halvvägs")
	list := s.page.Content()
	require.NotNil(t, list)
	s.page.(page.Shower).Show(page.Route{Page: page.Today})
	s.Press(fyne.KeyDown)
	require.NotContains(t, s.Text(), "Framkom något?")
	closed := false
	s.page.(page.Closer).Close(func() { closed = true })
	require.False(t, closed, "the window asks before the answers are lost")
	s.Cancel()
	s.Press(fyne.KeyUp)
	require.Contains(t, s.Text(), "Framkom något?")
	require.Contains(t, s.Text(), "Halvvägs")
	require.True(t, s.page.(page.Escaper).Escape())
	require.NoError(t, s.Confirm())
	require.NotContains(t, s.Text(), "Halvvägs")
	require.False(t, s.page.(page.Escaper).Escape(), "nothing is open: Esc is the window's")
}

// A row that somebody else changed meanwhile is said to be so; the answers stay
// and can be kept on the second try.
func TestStaleRowKeepsWhatWasTyped(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	s.complete()
	s.Type("outcome.found", "Inget")
	task := s.task("bleeding-review")
	another, _ := models.ParseDate("2026-11-30")
	_, err := s.desk.PostponeTask(context.Background(), worklist.Postponement{
		TaskID: task.ID, Version: task.Version, Due: another, Reason: "Någon annan",
	})
	require.NoError(t, err) // the event has reloaded the page by now
	s.complete()
	require.Equal(t, models.Done, s.task("bleeding-review").State)
	require.Empty(t, s.Failed)
}

// A task that another desk closes while its outcome is typed here says by whom, when and
// how, whether this desk hears of it or first finds out when it wants to close it; what was
// typed is put below as a note, or thrown away.
func TestATaskDoneElsewhereKeepsWhatWasTyped(t *testing.T) {
	for name, meet := range map[string]func(s *shown){
		"heard":     func(s *shown) { s.page.(page.Reloader).Reload() },
		"confirmed": func(s *shown) { s.complete() },
	} {
		t.Run(name, func(t *testing.T) {
			s := showTolvan(t, "2026-11-30")
			s.complete()
			s.Type("outcome.found", "Inget")
			s.Type("note", "Ringde systern")
			task := s.task("bleeding-review")
			other := pagetest.Another(t, s.desk, s.clock, "Reception 2")
			_, err := other.CompleteTask(office.WithActor(context.Background(), "Anna Exempel"), worklist.Completion{
				TaskID: task.ID, Version: task.Version, Outcome: map[string]string{"found": "none"}, Note: "Sagt på plats",
			})
			require.NoError(t, err)
			meet(s)
			require.NotNil(t, s.Dialog)
			require.Equal(t, "Anna Exempel har redan avslutat uppgiften", s.Dialog.Title)
			require.Contains(t, s.Dialog.Text, "30 nov 09:00")
			require.Contains(t, s.Dialog.Text, "Sagt på plats")
			if name == "heard" {
				s.Picture("task-overtaken")
			}
			require.NoError(t, s.Confirm())
			require.Equal(t, "Sagt på plats\nSköterska Test: Framkom något? Inget\nRingde systern", s.task("bleeding-review").Note)
			require.Equal(t, "Anna Exempel", s.task("bleeding-review").ClosedBy)
		})
	}
}

// Thrown away is thrown away, and what somebody closed without anything typed here needs no word.
func TestATaskDoneElsewhereIsLeft(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	other := pagetest.Another(t, s.desk, s.clock, "")
	close := func() {
		task := s.task("bleeding-review")
		_, err := other.CompleteTask(office.WithActor(context.Background(), "Anna Exempel"), worklist.Completion{
			TaskID: task.ID, Version: task.Version, Outcome: map[string]string{"found": "none"}, Note: "Sagt på plats",
		})
		require.NoError(t, err)
		s.page.(page.Reloader).Reload()
	}
	s.complete()
	s.Type("note", "x")
	close()
	s.Cancel()
	require.Equal(t, "Sagt på plats", s.task("bleeding-review").Note)

	s = showTolvan(t, "2026-11-30")
	other = pagetest.Another(t, s.desk, s.clock, "")
	s.complete()
	close()
	require.Nil(t, s.Dialog)
}

// An appointment is booked from its row, with place and person.
func TestBookAnAppointment(t *testing.T) {
	s := showTolvan(t, "2026-12-17")
	s.Press(fyne.KeyEnd)
	for !strings.Contains(s.Text(), "Boka tid") {
		s.Press(fyne.KeyUp)
	}
	s.complete()
	require.NotNil(t, s.Dialog, "what is still to book is booked first")
	require.Equal(t, "Boka tid", s.Dialog.Title)
	require.Error(t, s.Confirm(), "a time is needed")
	s.Type("time", "1030")
	s.Type("place", "Mottagningen")
	s.Type("with", "Fysioterapeut Exempel")
	require.NoError(t, s.Confirm())
	task := s.task("physio")
	if task.State != models.Booked {
		task = s.task("doctor-visit")
	}
	require.Equal(t, models.Booked, task.State)
	require.Equal(t, "Mottagningen", task.Place)
	require.Contains(t, s.Toasts[0], "Tid bokad")
}

// Postponing asks for day and reason and leaves the task where it was put.
func TestPostponeWarnsOutsideTheWindow(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	s.letter("s")
	require.NotNil(t, s.Dialog)
	require.Contains(t, s.Text(), "Enligt protokollet mån 16 nov – mån 7 dec")
	require.Error(t, s.Confirm(), "a reason is needed")
	s.Type("date", "2026-12-12")
	require.Contains(t, s.Text(), "utanför protokollets tid")
	require.Contains(t, s.Text(), "ingen arbetsdag")
	s.Type("reason", "Vill tala med sin man först")
	require.NoError(t, s.Confirm())
	task := s.task("bleeding-review")
	require.Equal(t, "2026-12-12", task.Due.String())
	require.True(t, task.MovedByHand)
	s.Undo()
	require.Equal(t, "2026-11-30", s.task("bleeding-review").Due.String())
}

// The "i" says the rule and where it comes from.
func TestExplainSaysTheRuleAndItsSource(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	s.letter("i")
	require.NotNil(t, s.Dialog)
	require.Contains(t, s.Text(), "Två veckor före frågar vi")
	require.Contains(t, s.Text(), "Patientbroschyren B1")
}

// Filters narrow the list, never the number in the navigation.
func TestFilters(t *testing.T) {
	s := showTolvan(t, "2026-11-30", "B01AA03")
	require.Equal(t, 2, s.Counts[page.Today])
	s.typeFilter("Ingen")
	require.Contains(t, s.Text(), "Inget stämmer med det du har valt.")
	require.Equal(t, 2, s.Counts[page.Today])
	s.Tap("Visa allt")
	require.Contains(t, s.Text(), "Fråga om blodförtunnande")
	require.Contains(t, s.Text(), "Läkaren 1 ▸")
}

func (s *shown) typeFilter(text string) {
	s.t.Helper()
	for _, object := range s.Objects() {
		if line, ok := object.(*widgets.Line); ok {
			line.SetText(text)
			return
		}
	}
	require.Fail(s.t, "no field for the filter")
}

// Nothing pressing says what comes next instead.
func TestCalmDayTellsOfTomorrow(t *testing.T) {
	s := showTolvan(t, "2026-11-27")
	require.Contains(t, s.Text(), "Inget mer idag. 1 uppgift på måndag.")
}

// The list and the procedures stand whole in every look; the pictures are for people.
func TestLooks(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	for _, one := range pagetest.Looks {
		s := show(t, desk, clock, one.Mode, one.Percent)
		if one.Percent == 100 {
			require.Contains(t, s.Text(), "Behandlingar")
		} else {
			require.Contains(t, s.Text(), "Visa behandlingar")
		}
		s.Picture("today-" + one.Name)
		for s.complete(); s.Dialog != nil; s.complete() { // an appointment to book has no questions
			s.Picture("today-" + one.Name + "-book")
			s.Cancel()
			s.Press(fyne.KeyDown)
		}
		s.Picture("today-" + one.Name + "-done")
		s.page.(page.Escaper).Escape()
		s.letter("i")
		s.Picture("today-" + one.Name + "-why")
	}
}

// While a decision about a medicine waits, the doctor's list is one press away.
func TestTheDoctorsListIsOffered(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := today.New(desk, preferences.New(fyne.CurrentApp().Preferences()), 0, func(int64) {}, host)
	host.Show(shown, page.Route{Page: page.Today})
	require.NotContains(t, host.Text(), "Lista till läkaren")
	_, err := desk.Book(t.Context(), bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: desk.Today().AddDays(10), Time: "08:30", Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	shown.(page.Reloader).Reload()
	host.Tap("Lista till läkaren")
	require.Equal(t, []page.Route{{Page: page.Waiting}}, host.Opened)
}

// A row says who has just changed it at another desk, and neither the nurse's row nor
// what she has begun to type is touched by the reading.
func TestChangedElsewhere(t *testing.T) {
	s := showTolvan(t, "2026-12-14")
	require.NotContains(t, s.Text(), "Anna Exempel")
	s.Changed = map[int64]string{1: "Anna Exempel · nyss"}
	s.page.(page.Reloader).Reload()
	require.Contains(t, s.Text(), "Anna Exempel · nyss")
}

// The list that is shown is saved with all its rows.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := today.New(desk, preferences.New(fyne.CurrentApp().Preferences()), 0, func(int64) {}, host)
	host.Show(shown, page.Route{Page: page.Today})
	text := host.SaveList(shown.(page.ListSaver))
	list, err := desk.Worklist(t.Context(), worklist.Query{})
	require.NoError(t, err)
	rows := 0
	for _, section := range worklist.Sections {
		rows += len(list.Sections[section])
	}
	require.Equal(t, rows+1, strings.Count(text, "\r\n"))
}
