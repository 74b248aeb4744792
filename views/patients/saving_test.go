package patients_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patients"
)

// The list that is shown is saved with all its rows, as text and as a workbook, and nobody
// whose identity is protected with a number to call.
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
	folder := t.TempDir()
	for kind, ending := range map[string]string{"text": ".csv", "workbook": ".xlsx"} {
		shown.(page.ListSaver).SaveList()
		host.Choose("kind", kind)
		host.Clear("name")
		host.Type("name", filepath.Join(folder, "lista"+ending))
		require.NoError(t, host.Confirm())
	}
	text, err := os.ReadFile(filepath.Join(folder, "lista.csv"))
	require.NoError(t, err)
	require.Equal(t, len(all)+1, strings.Count(string(text), "\r\n"))
	require.Contains(t, string(text), all[0].FamilyName)
	require.NotContains(t, string(text), "031-81 80 99")
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 2)
}
