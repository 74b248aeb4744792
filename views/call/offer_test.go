package call_test

import (
	"cmp"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// The call begins with nobody: Enter takes the patient whose page was open, and digits
// are the number of whoever calls, never an answer or a topic.
func TestACallBeginsWithNobody(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	offer := page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.Offer}
	c.Show(c.page, offer)
	require.Contains(t, c.Text(), "Gäller det Tolvan Tolvansson · 19121212-1212?")
	c.keys("031818083")
	require.Equal(t, "031818083", c.draft().Phone)
	require.Empty(t, c.draft().Topic)
	require.Empty(t, c.draft().Answers)
	require.NotContains(t, c.Text(), "Gäller det")

	c.Show(c.page, offer)
	c.key(fyne.KeyReturn)
	require.Equal(t, booking.PatientID, c.newest().PatientID)
	require.NotContains(t, c.Text(), "Gäller det")

	c.keys("4")
	c.Show(c.page, offer) // the same patient again, while the call with her goes on
	c.keys("0701740612")
	require.Equal(t, "0701740612", c.newest().Phone, "a new call, in which nothing is answered")
	require.Empty(t, c.newest().Topic)
}

// newest is the call that was begun last.
func (c *telephone) newest() calls.Draft {
	c.t.Helper()
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(c.t, err)
	return slices.MaxFunc(open, func(a, b calls.OpenCall) int { return cmp.Compare(a.Draft.ID, b.Draft.ID) }).Draft
}

// The head of the call says what to heed, also where no booking is about; a protected
// identity gives no number until somebody asks for it, which the history notes.
func TestTheHeadSaysWhatIsKnownOfThePatient(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", 20)
	file, err := c.desk.Patient(t.Context(), booking.PatientID)
	require.NoError(t, err)
	draft := office.DraftOf(file.Patient)
	draft.Record = models.Record{
		Medicines: []models.TakenMedicine{{Medicine: models.Medicine{ATC: "B01AA03"}}},
		Allergies: "penicillin", Interpreter: "arabiska", HardOfHearing: true, RelativeName: "Elvan", RelativeMayKnow: "allt",
		ProtectedIdentity: true,
	}
	draft.RelativePhone = "031-81 80 83"
	_, err = c.desk.SavePatient(t.Context(), draft)
	require.NoError(t, err)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	for _, said := range []string{"allergi: penicillin", "tolk: arabiska", "hör dåligt", "skyddad identitet", "Waran (warfarin) · står inte på bokningen"} {
		require.Contains(t, c.Text(), said)
	}
	c.Picture("call-head-protected")
	for _, hidden := range []string{"174 06 05", "81 80 83"} {
		require.NotContains(t, c.Text(), hidden)
	}
	c.heads().Choose("who")
	c.Tap("Visa patientens nummer (noteras)")
	require.Contains(t, c.Text(), "070-174 06 05")
	file, err = c.desk.Patient(t.Context(), booking.PatientID)
	require.NoError(t, err)
	require.Equal(t, "patient.revealed", file.History[0].Action)

	draft = office.DraftOf(file.Patient)
	draft.Record.ProtectedIdentity = false
	_, err = c.desk.SavePatient(t.Context(), draft)
	require.NoError(t, err)
	require.Contains(t, c.Text(), "närstående: Elvan · 031-81 80 83 · allt")
	c.Picture("call-head")
}

// Of two patients of one name the search tells which is which, and somebody new of that
// name is one key away.
func TestAnotherCallerOfTheSameName(t *testing.T) {
	c := ring(t)
	first := c.booked("Tolvan", "", 20)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.keys("031818083")
	c.key(fyne.KeyReturn)
	c.keys("Tolvan Tolvansson")
	require.Contains(t, c.Text(), "070-174 06 05", "what tells the first one apart")
	c.key(fyne.KeyDown)
	c.key(fyne.KeyReturn)
	require.Equal(t, "Tolvan", c.draft().GivenName+"")
	require.Zero(t, c.draft().PatientID)
	require.NotZero(t, first.PatientID)
}
