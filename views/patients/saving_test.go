package patients_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patients"
)

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
