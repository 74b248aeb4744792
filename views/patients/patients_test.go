package patients_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patients"
)

func open(t *testing.T, desk *app.Desk) (*pagetest.Host, *patients.Page) {
	t.Helper()
	host := pagetest.NewHost(t, desk)
	shown := patients.New(desk, host).(*patients.Page)
	host.Show(shown, page.Route{Page: page.Patients})
	return host, shown
}

// A patient is found by anything the nurse knows, and opened without the mouse.
func TestFindAndOpenByKeyboard(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	all, err := desk.FindPatients(t.Context(), "", 0)
	require.NoError(t, err)
	host, shown := open(t, desk)
	require.Contains(t, host.Text(), "Skriv för att söka")
	require.Contains(t, host.Text(), all[0].Name(), "everyone stands there before anything is typed")

	sought := all[3]
	host.Letters(string(sought.PersonalNumber)[:8])
	require.Contains(t, host.Text(), sought.Name())
	require.NotContains(t, host.Text(), all[0].Name())
	host.Press(fyne.KeyReturn)
	require.Equal(t, []page.Route{{Page: page.Patient, ID: sought.ID}}, host.Opened)

	require.True(t, shown.Escape(), "Esc empties the search first")
	require.Contains(t, host.Text(), all[0].Name())
	require.False(t, shown.Escape())
	host.Press(fyne.KeyDown)
	host.Press(fyne.KeyReturn)
	require.Equal(t, page.Route{Page: page.Patient, ID: all[4].ID}, host.Opened[1], "the selection stays on its row")
}

// A name that nobody has leads to the form with the name in it.
func TestNobodyFoundLeadsToANewPatient(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host, _ := open(t, desk)
	require.Contains(t, host.Text(), "Inga patienter är registrerade än")
	host.Letters("Tolvan Tolvansson")
	require.Contains(t, host.Text(), "Ingen patient passar")
	host.Tap("Ny patient")
	host.Type("personal-number", "19121212-1213")
	require.Error(t, host.Confirm())
	require.NotEmpty(t, host.Row("personal-number").Problem())
	host.Clear("personal-number")
	host.Type("personal-number", "19121212-1212")
	require.NoError(t, host.Confirm())
	rows, err := desk.FindPatients(t.Context(), "tolvan", 0)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Equal(t, "Tolvan Tolvansson", rows[0].Name())
	require.Equal(t, []page.Route{{Page: page.Patient, ID: rows[0].ID}}, host.Opened)
}

// Two patients can have one name and no number: the form makes both, and the list tells them apart.
func TestTwoOfOneNameWithoutNumber(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host, shown := open(t, desk)
	for _, phone := range []string{"070-174 06 05", "070-174 06 06"} {
		host.Show(shown, page.Route{Page: page.Patients, Arg: page.New})
		host.Type("given-name", "Tolvan")
		host.Type("family-name", "Tolvansson")
		host.Type("phone", phone)
		require.NoError(t, host.Confirm())
	}
	rows, err := desk.FindPatients(t.Context(), "tolvan", 0)
	require.NoError(t, err)
	require.Len(t, rows, 2)
	host.Show(shown, page.Route{Page: page.Patients})
	require.Contains(t, host.Text(), "070-174 06 05")
	require.Contains(t, host.Text(), "070-174 06 06")
}

// Nobody is registered twice: the number tells.
func TestTheSameNumberIsRefused(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	_, err := desk.SavePatient(t.Context(), office.PatientDraft{
		PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson",
	})
	require.NoError(t, err)
	host, shown := open(t, desk)
	host.Show(shown, page.Route{Page: page.Patients, Arg: page.New})
	host.Type("personal-number", "121212+1212")
	host.Type("given-name", "Tolvan")
	host.Type("family-name", "Tolvansson")
	require.ErrorIs(t, host.Confirm(), &models.Problem{Code: "patient.exists"})
	require.Contains(t, host.Row("personal-number").Problem(), "Det finns redan en patient")
}

// The page is drawn at every size; with NURSEDESK_PICTURES set the pictures are
// there to be looked at.
func TestThePageIsDrawnAtEverySize(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	for _, drawn := range pagetest.Looks {
		host := pagetest.NewHostIn(t, desk, drawn.Mode, drawn.Percent)
		shown := patients.New(desk, host)
		host.Show(shown, page.Route{Page: page.Patients})
		require.LessOrEqual(t, shown.Content().MinSize().Width, float32(pagetest.Width))
		host.Picture("patients-" + drawn.Name)
		host.Letters("zz")
		host.Picture("patients-none-" + drawn.Name)
	}
}

// The list that is shown is saved with all its rows, and nobody whose identity is
// protected with a number to call.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := patients.New(desk, host)
	host.Show(shown, page.Route{Page: page.Patients})
	all, err := desk.FindPatients(t.Context(), "", 0)
	require.NoError(t, err)
	file, err := desk.Patient(t.Context(), all[0].ID)
	require.NoError(t, err)
	draft := office.DraftOf(file.Patient)
	draft.Record.ProtectedIdentity, draft.Phone = true, "031-81 80 99"
	_, err = desk.SavePatient(pagetest.Context(), draft)
	require.NoError(t, err)
	text := host.SaveList(shown.(page.ListSaver))
	require.Equal(t, len(all)+1, strings.Count(text, "\r\n"))
	require.Contains(t, text, all[0].FamilyName)
	require.NotContains(t, text, "031-81 80 99")
}
