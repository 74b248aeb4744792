package calls_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/page"
)

// A signed note is read as it was kept; an addition stands below it, and the
// hand-over and the register of complications are one press away.
func TestNote(t *testing.T) {
	s := newStage(t)
	call := s.end(s.draft("leg", map[string]string{"leg-numbness": "yes"}), false)
	s.Show(s.page, page.Route{Page: page.Calls, ID: call.ID})
	require.Equal(t, "Samtalsanteckning", s.page.Title())
	for _, words := range []string{"Benet domnar", "Kirurgen ringer", "Det samtalet ledde till", "Kirurgen ringer upp · 60 min kvar"} {
		require.Contains(t, s.Text(), words)
	}
	s.Tap("Lägg till…")
	require.Error(t, s.Confirm(), "an addition says something")
	s.Type("text", "Det var vänster ben")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "Det var vänster ben")

	s.Tap("SBAR")
	require.Equal(t, page.Route{Page: page.SBAR, ID: call.ID}, s.Opened[0])
	s.Tap("Registrera komplikation…")
	require.NotNil(t, s.Dialog)
	s.Cancel()
	require.True(t, s.page.(page.Escaper).Escape())
	require.Equal(t, page.Route{Page: page.Calls}, s.Opened[1])

	s.Show(s.page, page.Route{Page: page.Calls, ID: call.ID, Arg: page.FromPatient})
	require.True(t, s.page.(page.Escaper).Escape())
	require.Equal(t, 1, s.WentBack, "to the patient, where it was opened")
	s.Show(s.page, page.Route{Page: page.Calls, ID: 4711})
	require.Contains(t, s.Text(), "Samtalet finns inte")
	require.NotContains(t, s.Text(), "Benet domnar", "nothing of another call stays on the screen")
}

// What is copied is the note, and the history says that it was.
func TestCopy(t *testing.T) {
	s := newStage(t)
	call := s.end(s.draft("leg", map[string]string{"leg-numbness": "yes"}), false)
	s.Show(s.page, page.Route{Page: page.Calls, ID: call.ID})
	s.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	require.Contains(t, fyne.CurrentApp().Clipboard().Content(), "Benet domnar")
	file, err := s.desk.Patient(t.Context(), call.PatientID)
	require.NoError(t, err)
	require.Equal(t, "call.copied", file.History[0].Action)
	require.Empty(t, s.Failed)
}

// A call from a caller nobody knew is given to the right patient.
func TestAssign(t *testing.T) {
	s := newStage(t)
	call := s.end(calls.Draft{GivenName: "Okänd", Topic: "none", Reason: "Undrar"}, false)
	s.Show(s.page, page.Route{Page: page.Calls, ID: call.ID})
	s.Tap("Koppla till annan patient…")
	require.ErrorIs(t, s.Confirm(), models.ErrRequired)
	s.Type("patient", "tolv")
	s.Press(fyne.KeyReturn)
	require.NoError(t, s.Confirm())
	file, err := s.desk.Call(t.Context(), call.ID)
	require.NoError(t, err)
	require.Equal(t, s.booking.PatientID, file.Call.PatientID)
	require.Contains(t, s.Toasts[0], "Tolvan Tolvansson")
}

// A call about a booking that was called off since, or about none, is read all the same.
func TestNoteWithoutAStandingBooking(t *testing.T) {
	s := newStage(t)
	later := s.book("Elvan", "19900101-0017", s.clock.At.AddDate(0, 0, 20))
	draft := s.draft("none", nil)
	draft.PatientID, draft.BookingID = later.PatientID, later.ID
	call := s.end(draft, false)
	require.NoError(t, s.desk.Cancel(t.Context(), later.ID, later.Version, "Förkyld"))
	s.Show(s.page, page.Route{Page: page.Calls, ID: call.ID})
	require.Contains(t, s.Text(), "Benet domnar")
	s.Tap("Registrera komplikation…")
	require.Nil(t, s.Dialog)
	require.Len(t, s.Failed, 1, "nothing followed a procedure that never was")
}
