package today_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// showCall shows a desk after a call about a leg that is numb, three days after a
// neurotomy; unfinished is one that ended before a red flag was asked about.
func showCall(t *testing.T, unfinished bool) *shown {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, "2026-10-20")
	now, err := models.ParseDate("2026-11-23")
	require.NoError(t, err)
	booking, err := desk.Book(t.Context(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: now.AddDays(-3), Time: "08:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(t, err)
	clock.At = now.At(9, 0)
	answers := map[string]string{}
	for _, finding := range desk.Guide().Findings() {
		if finding.RedFlag {
			answers[finding.ID] = "no"
		}
	}
	answers["leg-numbness"] = "yes"
	if unfinished {
		delete(answers, "chest-pain")
	}
	_, err = desk.EndCall(pagetest.Context(), calls.Draft{
		Started: clock.At, PatientID: booking.PatientID, BookingID: booking.ID, Phone: "031-81 80 83", Topic: "leg",
		Reason: "Benet domnar", Answers: answers, Advice: "Kirurgen ringer", Understood: "yes", Identity: "personal-number",
	}, unfinished)
	require.NoError(t, err)
	return show(t, desk, clock, look.Light, 100)
}

func (s *shown) minutes(n int) {
	s.clock.At = s.clock.At.Add(time.Duration(n) * time.Minute)
	s.page.(page.Timely).Minute()
}

// urgent reads the tasks of the calls to make now.
func (s *shown) urgent() []models.WorklistRow {
	s.t.Helper()
	list, err := s.desk.Worklist(context.Background(), worklist.Query{})
	require.NoError(s.t, err)
	return list.Sections[worklist.SectionUrgent]
}

// The surgeon's promise stands above all else and rises as it runs out: the
// minutes, what to do, and that it was broken.
func TestTheSurgeonsPromiseRises(t *testing.T) {
	s := showCall(t, false)
	text := s.Text()
	require.Contains(t, text, "Ring nu 1")
	require.Less(t, strings.LastIndex(text, "Ring nu"), strings.Index(text, "Kirurgen ringer upp"))
	require.Contains(t, text, "60 min kvar")
	require.Contains(t, text, "L3 kirurgen ringer")
	require.Contains(t, text, "031-81 80 83", "the number that the caller gave")
	for _, step := range []struct {
		minutes   int
		left, say string
	}{
		{29, "31 min kvar", ""},
		{1, "30 min kvar", "Sjuksköterskan ringer kirurgen igen."},
		{15, "15 min kvar", "Sjuksköterskan ringer jourhavande läkare."},
		{15, "nu", "åk till akutmottagningen nu"},
		{5, "5 min sen", "åk till akutmottagningen nu"},
	} {
		s.minutes(step.minutes)
		require.Contains(t, s.Text(), step.left)
		require.Contains(t, s.Text(), step.say)
	}
	require.Equal(t, 1, strings.Count(s.Text(), "Ring patienten: åk till akutmottagningen nu"), "the selected row says it once")

	s.letter("k")
	s.complete()
	require.Empty(t, s.urgent())
	require.NotContains(t, s.Text(), "Ring nu", "the section is there only while it holds something")
	s.Undo()
	require.Len(t, s.urgent(), 1)
}

// What has to be done now is said whatever the list is narrowed to, and wherever
// the nurse works in it.
func TestNothingHidesWhatIsUrgent(t *testing.T) {
	s := showCall(t, false)
	s.minutes(50)
	s.TypeInto("Namn eller telefon", "ingen som heter så")
	require.Contains(t, s.Text(), "Kirurgen ringer upp")

	s = showCall(t, false)
	s.minutes(50)
	s.Press(fyne.KeyDown)
	require.Contains(t, strings.ReplaceAll(s.Text(), "\n", " "),
		"Tolvan Tolvansson, 031-81 80 83 · 10 min kvar · Sjuksköterskan ringer jourhavande läkare.")
}

// A call that was broken off goes on with Enter; it is closed without a call only
// with a reason.
func TestAnUnfinishedCallGoesOn(t *testing.T) {
	s := showCall(t, true)
	require.Contains(t, s.Text(), "Oavslutat samtal")
	require.Contains(t, s.Text(), "1 varningsfråga kvar")
	require.Contains(t, s.Text(), "minst L3")
	finish := s.urgent()[0]
	require.Equal(t, models.FinishCallStep, finish.Step)
	s.Press(fyne.KeyReturn)
	s.complete()
	on := page.Route{Page: page.Call, ID: finish.ID, Arg: page.CallBack}
	require.Equal(t, []page.Route{on, on}, s.Opened, "Enter and Ctrl+Enter go on with the call")

	s.letter("k")
	s.complete()
	require.NotEmpty(t, s.Row("note").Problem(), "why nobody asks the rest")
	require.Len(t, s.urgent(), 2)
	s.Type("note", "Patienten är på akuten")
	s.complete()
	require.Len(t, s.urgent(), 1)
}

// A try that nobody answered stands on the row; the promise keeps its time.
func TestNoAnswerOnTheList(t *testing.T) {
	s := showCall(t, false)
	s.letter("r")
	require.Equal(t, page.CallBack, s.Opened[0].Arg)
	s.letter("n")
	require.Contains(t, s.Text(), "Löftet till patienten ligger kvar")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "1 försök, 09:")
	require.Contains(t, s.Text(), "60 min kvar")
	s.Undo()
	require.NotContains(t, s.Text(), "1 försök")
}

// The list is left alone below the nurse's hands while nothing in it runs out.
func TestAQuietMinuteDrawsNothing(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	before := s.Text()
	s.minutes(1)
	require.Equal(t, before, s.Text())
}
