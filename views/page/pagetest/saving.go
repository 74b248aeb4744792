package pagetest

import (
	"os"
	"path/filepath"

	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
)

// SaveList saves a page's list as a workbook and as text, sees that nothing else is left in the
// folder, and gives the text.
func (h *Host) SaveList(shown page.ListSaver) string {
	h.t.Helper()
	folder := h.t.TempDir()
	for kind, ending := range map[string]string{"text": ".csv", "workbook": ".xlsx"} {
		shown.SaveList()
		h.Choose("kind", kind)
		h.Clear("name")
		h.Type("name", filepath.Join(folder, "lista"+ending))
		require.NoError(h.t, h.Confirm())
	}
	left, err := os.ReadDir(folder)
	require.NoError(h.t, err)
	require.Len(h.t, left, 2)
	text, err := os.ReadFile(filepath.Join(folder, "lista.csv")) //nolint:gosec // the test's own folder
	require.NoError(h.t, err)
	return string(text)
}
