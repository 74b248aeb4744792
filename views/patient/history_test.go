package patient_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/widgets"
)

// toHistory opens the history by keys alone, from wherever the focus is.
func (s *stage) toHistory() {
	s.t.Helper()
	s.Window().Canvas().Focus(findTabs(s.t, s.Host))
	s.Press(fyne.KeyEnd)
	require.Equal(s.t, "history", findTabs(s.t, s.Host).ChosenID())
}

// tabTo goes on by Tab from the tabs to a button of the chosen part.
func (s *stage) tabTo(word string) {
	s.t.Helper()
	canvas := s.Window().Canvas()
	for range 40 {
		canvas.FocusNext()
		if button, ok := canvas.Focused().(*widgets.Button); ok && button.Text == word {
			return
		}
		if canvas.Focused() == fyne.Focusable(findTabs(s.t, s.Host)) {
			break // once around
		}
	}
	require.Failf(s.t, "not reached by Tab", "%q", word)
}

// inView tells whether what has the focus can be seen.
func (s *stage) inView() bool {
	s.t.Helper()
	focused, ok := s.Window().Canvas().Focused().(fyne.CanvasObject)
	require.True(s.t, ok, "the focus is lost")
	scroll := s.page.Content().(*container.Scroll)
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(focused).Y - driver.AbsolutePositionForObject(scroll).Y
	return top >= 0 && top+focused.Size().Height <= scroll.Size().Height
}

// What ended a booking is undone from the history by keys, while nothing has followed:
// the booking stands with the tasks that it had, and the focus is not lost with the button.
func TestAnEndingIsUndoneFromTheHistoryByKeyboard(t *testing.T) {
	for name, end := range map[string]func(s *stage) error{
		"cancelled": func(s *stage) error {
			return s.desk.Cancel(t.Context(), s.booking, s.file().Booking.Version, "Sjuk")
		},
		"not come": func(s *stage) error {
			s.clock.At = models.NewDate(2026, 12, 14).At(12, 0)
			return s.desk.MarkNotCome(t.Context(), s.booking, s.file().Booking.Version, "Hörde inte av sig")
		},
		"performed": func(s *stage) error {
			s.clock.At = models.NewDate(2026, 12, 14).At(12, 0)
			start := s.file().Booking.Start
			_, err := s.desk.Change(t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, PerformedAt: &start})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			open := func() (count int) {
				for _, task := range s.file().Tasks {
					if !task.Closed() {
						count++
					}
				}
				return count
			}
			before := open()
			require.NoError(t, end(s))
			require.NotEqual(t, models.StatusBooked, s.file().Booking.Status)
			s.page.Reload()
			s.toHistory()
			s.tabTo("Ångra")
			require.True(t, s.inView(), "the button that has the focus is to be seen")
			s.Press(fyne.KeyReturn)
			require.Empty(t, s.Failed)
			require.Equal(t, models.StatusBooked, s.file().Booking.Status)
			require.Equal(t, before, open())
			require.True(t, s.inView(), "the focus is where one can go on")
			require.NotContains(t, s.Text(), "Ångra", "what is undone can't be undone again")
		})
	}
}

// A task that was closed is opened again from the history by keys, weeks later.
func TestATaskIsReopenedFromTheHistoryByKeyboard(t *testing.T) {
	s := newStage(t)
	s.answer("bleeding-review", map[string]string{"found": "none"})
	require.Equal(t, models.Done, s.steps()["bleeding-review"].State)
	s.clock.At = models.NewDate(2026, 12, 11).At(9, 0)
	s.page.Reload()
	s.toHistory()
	s.tabTo("Öppna igen")
	require.True(t, s.inView())
	s.Press(fyne.KeySpace)
	require.Equal(t, models.Open, s.steps()["bleeding-review"].State)
	require.Contains(t, s.Text(), "Öppnad igen: Fråga om blodförtunnande")
	require.True(t, s.inView())
}

// Once something has followed, there is no such button: it would undo what is no longer so.
func TestNothingIsUndoneThatWasFollowed(t *testing.T) {
	s := newStage(t)
	require.NoError(t, s.desk.Cancel(t.Context(), s.booking, s.file().Booking.Version, "Sjuk"))
	s.page.Reload()
	s.toHistory()
	s.Button("Ångra")
	for _, task := range s.file().Tasks {
		if task.Step == models.TellStep && !task.Closed() {
			s.clock.At = s.clock.At.Add(1e9)
			_, err := s.desk.TellPatient(t.Context(), s.booking)
			require.NoError(t, err)
		}
	}
	s.page.Reload()
	require.NotContains(t, s.Text(), "\nÅngra\n")
}
