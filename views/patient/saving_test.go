package patient_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/page"
)

// All that is kept of a patient is saved where the nurse says, noted in the history,
// and never over a file that is there.
func TestSaveAll(t *testing.T) {
	s := newStage(t)
	path := filepath.Join(t.TempDir(), "utdrag.pdf")
	named := func() {
		page.AllSaver(s.page).SaveAll()
		require.Contains(t, s.Dialog.Title, "Tolvan Tolvansson")
		s.Clear("name")
		s.Type("name", path)
	}
	named()
	require.NoError(t, s.Confirm())
	pdf, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "%PDF", string(pdf[:4]))
	file, err := s.desk.Patient(t.Context(), s.file().Patient.ID)
	require.NoError(t, err)
	require.Equal(t, "patient.exported", file.History[0].Action)
	s.page.Reload()
	require.NotEmpty(t, s.Toasts)

	named()
	require.ErrorIs(t, s.Confirm(), &models.Problem{Code: "printing.exists"})
	again, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, pdf, again)
	s.Choose("kind", "json")
	s.Clear("name")
	s.Type("name", filepath.Join(filepath.Dir(path), "utdrag"))
	require.NoError(t, s.Confirm())
	require.FileExists(t, filepath.Join(filepath.Dir(path), "utdrag.json"))
}
