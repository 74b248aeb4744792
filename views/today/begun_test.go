package today_test

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// A power cut in the middle of a call: the nurse lands on Idag, sees that the call
// goes on, and Enter goes on with it. It is gone once the call has ended.
func TestACallThatGoesOnStandsOnTop(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, "2026-11-23")
	clock.At = models.DateOf(clock.At).At(10, 47)
	draft := calls.Draft{Phone: "0701740605"}
	require.NoError(t, desk.SaveCallDraft(pagetest.Context(), &draft))
	s := show(t, desk, clock, look.Light, 100)
	require.Contains(t, s.Text(), "Samtal pågår sedan 10:47 · okänd patient · 070-174 06 05")
	s.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.Call, ID: draft.ID, Arg: page.Resume}}, s.Opened)
	require.NoError(t, desk.DiscardCall(pagetest.Context(), draft))
	require.NotContains(t, s.Text(), "Samtal pågår")
}

// Colleagues' calls are theirs; they stand on the page of calls.
func TestAColleaguesCallIsNotOnesOwn(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, "2026-11-23")
	draft := calls.Draft{Phone: "0701740605"}
	require.NoError(t, desk.SaveCallDraft(office.WithActor(pagetest.Context(), "Annan Exempelsson"), &draft))
	require.NotContains(t, show(t, desk, clock, look.Light, 100).Text(), "Samtal pågår")
}

// A begun booking stands there too, below the call, since somebody may wait in
// that. The arrows lead from the one to the other, to the list and back, and what
// is read each minute moves nothing.
func TestWhatIsBegunIsReachedByArrows(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	call := calls.Draft{Phone: "0701740605", GivenName: "Tolvan", FamilyName: "Tolvansson"}
	require.NoError(t, desk.SaveCallDraft(pagetest.Context(), &call))
	half := bookings.HalfBooking{Typed: bookings.TypedBooking{IsNew: true, Patient: office.PatientDraft{GivenName: "Elvan", FamilyName: "Elvansson"}}}
	require.NoError(t, desk.SaveBookingDraft(pagetest.Context(), &half))
	s := show(t, desk, clock, look.Light, 100)
	s.Picture("today-begun")
	require.Contains(t, s.Text(), "Elvan Elvansson")
	s.Press(fyne.KeyDown)
	s.Press(fyne.KeyDown) // the list
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyHome)
	s.Press(fyne.KeyUp)
	s.minutes(1)
	s.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.NewBooking}}, s.Opened)
	// Back on the page, one is where one was: in the list, not at what is begun.
	s.Show(s.page, page.Route{Page: page.Today})
	s.Press(fyne.KeyEnd)
	s.Press(fyne.KeyUp)
	s.Press(fyne.KeyUp) // above what others do
	s.Press(fyne.KeyReturn)
	require.Equal(t, page.Patient, s.Opened[1].Page)
}

// So does a change of a booking, which one key opens again as it was typed.
func TestAChangeThatIsBegunStandsThere(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	found, err := desk.FindPatients(pagetest.Context(), "nian", 1)
	require.NoError(t, err)
	file, err := desk.Patient(pagetest.Context(), found[0].ID)
	require.NoError(t, err)
	booking := file.Bookings[0].Booking
	half := bookings.HalfChange{BookingID: booking.ID, Seen: booking.Version, Before: bookings.DraftOf(booking), Now: bookings.DraftOf(booking)}
	half.Now.Note = "Ring först"
	require.NoError(t, desk.SaveChangeDraft(pagetest.Context(), &half))
	s := show(t, desk, clock, look.Light, 100)
	require.Contains(t, s.Text(), "Ändring av bokning påbörjad 09:00 · Nian")
	s.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.Patient, ID: found[0].ID, Arg: page.Change + strconv.FormatInt(booking.ID, 10)}}, s.Opened)
	require.NoError(t, desk.DiscardDraft(pagetest.Context(), half.Kept))
	s.minutes(1)
	require.NotContains(t, s.Text(), "Ändring av bokning påbörjad")
}
