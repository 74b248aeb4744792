package patient_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	deskcalls "nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// The patient's calls say how urgent they were and what is still to be done; the
// arrows and Enter lead to a note, and a new call knows whom it is with.
func TestCallsOfAPatient(t *testing.T) {
	s := newStage(t)
	id := s.file().Patient.ID
	for _, reason := range []string{"Undrar om fastan", "Undrar om bilen"} {
		_, err := s.desk.EndCall(pagetest.Context(), deskcalls.Draft{
			Topic: "none", PatientID: id, BookingID: s.file().Booking.ID, Reason: reason, Advice: "Ring igen", Phone: "031-81 80 83",
			CallbackDate: s.desk.Today().AddDays(1), CallbackTime: "14:30",
		}, false)
		require.NoError(t, err)
	}
	s.page.Reload()
	findTabs(t, s.Host).Choose("calls")
	text := s.Text()
	require.Contains(t, text, "Råd: Ring igen")
	require.Contains(t, text, "patienten själv · 031-81 80 83")
	require.Contains(t, text, "Återuppringning: tis 24 nov")
	require.Less(t, strings.Index(text, "bilen"), strings.Index(text, "fastan"), "the newest first")

	calls := s.calls()
	s.Window().Canvas().Focus(s.part())
	s.Press(fyne.KeyDown)
	s.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.Calls, ID: calls[1].ID, Arg: page.FromPatient}}, s.Opened)
	s.Tap("Nytt samtal")
	require.Equal(t, page.Route{Page: page.Call, ID: id, Arg: page.New}, s.Opened[1])
}

// part is the list on the chosen tab, as Tab reaches it.
func (s *stage) part() fyne.Focusable {
	s.t.Helper()
	for _, object := range s.Objects() {
		if list, ok := object.(fyne.Focusable); ok {
			if _, pressed := object.(fyne.Tappable); !pressed {
				return list
			}
		}
	}
	require.Fail(s.t, "no list")
	return nil
}

func (s *stage) calls() []models.Call {
	s.t.Helper()
	file, err := s.desk.Patient(s.t.Context(), s.file().Patient.ID)
	require.NoError(s.t, err)
	return file.Calls
}

// News from elsewhere must not move the page under the nurse's hands.
func TestReloadKeepsTabAndScroll(t *testing.T) {
	s := newStage(t)
	findTabs(t, s.Host).Choose("dates")
	scroll := s.page.Content().(*container.Scroll)
	scroll.ScrollToOffset(fyne.NewPos(0, 200))
	s.page.Reload()
	require.Equal(t, float32(200), scroll.Offset.Y)
	require.Equal(t, "dates", findTabs(t, s.Host).ChosenID())
}

// A task is done where it stands, and the way back is one press.
func TestDoneAndUndone(t *testing.T) {
	s := newStage(t)
	s.clock.At = models.NewDate(2026, 11, 30).At(10, 0)
	s.page.Reload()
	s.page.Complete()
	s.page.Complete()
	require.NotEmpty(t, s.Row("outcome.found").Problem(), "the answer is required")
	require.Equal(t, models.Open, s.steps()["bleeding-review"].State)
	s.Type("outcome.found", "inget")
	s.page.Complete()
	s.page.Reload()
	require.Equal(t, models.Done, s.steps()["bleeding-review"].State)
	require.Contains(t, s.Text(), "Visa avslutade (1)")
	s.Tap("Visa avslutade (1)")
	require.Contains(t, s.Text(), pagetest.Nurse+" 30 nov 10:00")

	s.Undo()
	s.page.Reload()
	require.Equal(t, models.Open, s.steps()["bleeding-review"].State)
	findTabs(t, s.Host).Choose("history")
	text := s.Text()
	require.Contains(t, text, "Klar: Fråga om blodförtunnande")
	require.Contains(t, text, "Ångrad: Fråga om blodförtunnande")
}

// Who opened a finished task again stands in the history, with what and when.
func TestWhoOpenedATaskAgainIsShown(t *testing.T) {
	s := newStage(t)
	s.clock.At = models.NewDate(2026, 11, 30).At(10, 0)
	s.page.Reload()
	s.page.Complete()
	s.Type("outcome.found", "inget")
	s.page.Complete()
	s.page.Reload()
	review := s.steps()["bleeding-review"]
	s.clock.At = s.clock.At.Add(48 * time.Hour)
	_, err := s.desk.ReopenTask(office.WithActor(t.Context(), "Anna Exempel"), review.ID, review.Version)
	require.NoError(t, err)
	s.page.Reload()
	require.Equal(t, models.Open, s.steps()["bleeding-review"].State)
	findTabs(t, s.Host).Choose("history")
	text := s.spoken()
	require.Contains(t, text, "Öppnad igen: Fråga om blodförtunnande")
	require.Contains(t, text, "Anna Exempel")
}

// The keys of the worklist work here too: arrows select, a letter acts, Esc
// closes the questions before it leaves the page.
func TestTasksByKeyboard(t *testing.T) {
	s := newStage(t)
	s.Window().Canvas().Focus(nil)
	s.page.Complete() // opens the questions and takes the focus
	require.True(t, s.page.Escape())
	require.False(t, s.page.Escape())
	s.Press(fyne.KeyDown)
	s.Press(fyne.KeyReturn)
	require.NotNil(t, s.Dialog)
	require.Equal(t, "Hälsokontroll per telefon", s.Dialog.Title)
}

// After an action by its button the focus is back on the list: Enter must not
// press a button that is gone.
func TestTheFocusComesBackToTheList(t *testing.T) {
	s := newStage(t)
	s.Window().Canvas().Focus(s.Button("Skjut upp"))
	s.Press(fyne.KeyReturn)
	s.Type("date", "+3d")
	s.Type("reason", "Svarar inte")
	require.NoError(t, s.Confirm())
	s.page.Reload()
	require.True(t, s.steps()["bleeding-review"].MovedByHand)
	s.Press(fyne.KeyReturn)
	require.Equal(t, "Hälsokontroll per telefon", s.Dialog.Title, "and on the row that came next")
}

// Every date stands in the list, and says where it comes from.
func TestDatesWithTheirSource(t *testing.T) {
	s := newStage(t)
	findTabs(t, s.Host).Choose("dates")
	file, text := s.file(), s.Text()
	for _, milestone := range file.Plan.Milestones {
		require.Contains(t, text, milestone.Milestone.Title.In(models.Swedish))
	}
	for _, task := range file.Plan.Tasks {
		require.Contains(t, text, task.Step.Title.In(models.Swedish))
	}
}

// Who was called back is told apart from who was given up.
func TestWhoWasCalledBack(t *testing.T) {
	s := newStage(t)
	for name, reached := range map[string]bool{"nådd": true, "uppgiven": false} {
		call, err := s.desk.EndCall(pagetest.Context(), deskcalls.Draft{
			Topic: "none", PatientID: s.file().Patient.ID, Reason: name, CallbackDate: s.desk.Today().AddDays(1), CallbackTime: "14:30",
		}, false)
		require.NoError(t, err)
		task := func() models.Task {
			file, err := s.desk.Call(t.Context(), call.ID)
			require.NoError(t, err)
			return file.Tasks[0]
		}
		if reached {
			_, err = s.desk.CompleteTask(t.Context(), worklist.Completion{TaskID: task().ID, Version: task().Version})
			require.NoError(t, err)
			continue
		}
		least, _ := s.desk.TriesBeforeGivingUp()
		for range least {
			_, err = s.desk.LogAttempt(t.Context(), worklist.AttemptDraft{
				TaskID: task().ID, Version: task().Version, NextDate: s.desk.Today().AddDays(1), NextTime: "15:00",
			})
			require.NoError(t, err)
		}
		_, err = s.desk.GiveUp(t.Context(), task().ID, task().Version, "Skrev ett brev")
		require.NoError(t, err)
	}
	s.page.Reload()
	findTabs(t, s.Host).Choose("calls")
	require.Equal(t, 1, strings.Count(s.Text(), "uppringd"))
}

// The history says instants, days and steps in words, never raw values.
func TestHistoryIsInWords(t *testing.T) {
	s := newStage(t)
	start := models.NewDate(2026, 12, 16).At(8, 30)
	_, err := s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Start: &start})
	require.NoError(t, err)
	stitches := s.steps()["stitch-removal"]
	_, err = s.desk.PostponeTask(t.Context(), worklist.Postponement{
		TaskID: stitches.ID, Version: stitches.Version, Due: models.NewDate(2026, 12, 29), Reason: "Bortrest",
	})
	require.NoError(t, err)
	medicines := models.MedicinesOf("B01AA03")
	_, err = s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	require.NoError(t, s.desk.NoteHandover(t.Context(), deskcalls.SBAR{PatientID: s.file().Patient.ID}, models.TextCopied))
	s.page.Reload()
	findTabs(t, s.Host).Choose("history")
	text := strings.ReplaceAll(s.Text(), "\n", " ")
	require.Contains(t, text, "Överlämning av ett samtal (SBAR): kopierad som text")
	require.Contains(t, text, "Bokningen flyttad från mån 14 dec 2026 08:30 till ons 16 dec 2026 08:30")
	require.Contains(t, text, "Uppskjuten: Stygnborttagning till tis 29 dec 2026 (Bortrest)")
	require.Contains(t, text, "Bokningen ändrad: Waran")
	require.NotContains(t, text, "{{")
}

// A link to a patient that is not there says so and leads back.
func TestUnknownPatient(t *testing.T) {
	s := newStage(t)
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: 4711})
	require.Contains(t, s.Text(), "Patienten finns inte")
	require.NotContains(t, s.Text(), "19121212-1212", "nothing of another patient stays on the screen")
	s.Tap("Tillbaka")
	require.Equal(t, 1, s.WentBack)
	s.page.Print()
	require.Empty(t, s.printed)
}

// With several bookings the next one is shown, and any other can be chosen, by
// hand or by the route.
func TestSeveralBookings(t *testing.T) {
	s := newStage(t)
	later, err := s.desk.Book(t.Context(), bookings.Draft{
		Patient:   office.DraftOf(s.file().Patient),
		Procedure: "block", Date: models.NewDate(2027, 2, 1), Time: "10:00",
	})
	require.NoError(t, err)
	s.page.Reload()
	require.Contains(t, s.Text(), "Endoskopisk neurotomi · mån 14 dec 2026 08:30")
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: later.PatientID, Arg: "booking:" + "2"})
	require.Contains(t, s.Text(), "Diagnostisk facettblockad · mån 1 feb 2027 10:00")
	s.page.Print()
	require.Equal(t, []int64{later.ID}, s.printed)
}

// Details are changed in a dialog; what is wrong is said beside its field, and
// what somebody else changed meanwhile is not overwritten unseen.
func TestChangeDetails(t *testing.T) {
	s := newStage(t)
	s.Tap("Ändra uppgifter")
	s.Clear("phone")
	s.Type("phone", "070-ABC")
	require.Error(t, s.Confirm())
	require.NotEmpty(t, s.Row("phone").Problem())
	s.Clear("phone")
	s.Type("phone", "070-174 06 99")

	other := office.DraftOf(s.file().Patient)
	other.Email, other.Phone = "tolvan@exempel.se", "070-174 06 50"
	_, err := s.desk.SavePatient(t.Context(), other)
	require.NoError(t, err)
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	require.Contains(t, s.Text(), "070-174 06 50")
	require.ErrorIs(t, s.Confirm(), &models.Problem{Code: "conflict.open"}, "both changed the number")
	s.Choose("conflict.phone", "mine")
	require.NoError(t, s.Confirm())
	require.Equal(t, "tolvan@exempel.se", s.file().Patient.Email, "what was not touched follows what holds now")
	require.Equal(t, models.Phone("+46701740699"), s.file().Patient.Phone)
}
