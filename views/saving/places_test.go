package saving

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"
)

// Only folders that are there are offered, and a place is named once.
func TestPlaces(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DOCUMENTS_DIR", filepath.Join(home, "Dokument"))
	t.Setenv("XDG_DESKTOP_DIR", filepath.Join(home, "Skrivbord"))
	require.NoError(t, os.Mkdir(filepath.Join(home, "Dokument"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(home, "Skrivbord"), nil, 0o600)) // no folder
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	var paths []string
	for _, place := range Places() {
		paths = append(paths, place.Path)
	}
	require.Contains(t, paths, filepath.Join(home, "Dokument"))
	require.Contains(t, paths, home)
	require.NotContains(t, paths, filepath.Join(home, "Skrivbord"))
}

// A USB stick is a folder where the system shows sticks; files beside it are none.
func TestFoldersIn(t *testing.T) {
	parent := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(parent, "STICKA"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(parent, "file"), nil, 0o600))
	require.Equal(t, []string{filepath.Join(parent, "STICKA")}, foldersIn(parent))
	require.Empty(t, foldersIn(filepath.Join(parent, "none")))
	for _, system := range []string{"linux", "darwin", "windows"} {
		require.NotPanics(t, func() { sticks(system, "nobody") })
	}
}
