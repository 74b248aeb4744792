package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Where the user's own folder can't be used, the desk says so: it begins no empty database
// in a folder of the machine's.
func TestOwnPlaceIsNoOther(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	machine := t.TempDir()
	t.Setenv("XDG_DATA_HOME", filepath.Join(file, "data"))
	t.Setenv("XDG_DATA_DIRS", machine)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	_, err := ownPlace()
	require.ErrorIs(t, err, models.ErrDatabaseReadOnly)
	made, err := os.ReadDir(machine)
	require.NoError(t, err)
	require.Empty(t, made)

	own := filepath.Join(t.TempDir(), "Åsa Öberg med blanksteg")
	t.Setenv("XDG_DATA_HOME", own)
	xdg.Reload()
	place, err := ownPlace()
	require.NoError(t, err)
	require.Equal(t, filepath.Join(own, "nursedesk", "nursedesk.db"), place)
	require.DirExists(t, filepath.Dir(place))
}

// Without a home folder the desk says so, unless the data has a place all the same.
func TestOwnPlaceWithoutAHome(t *testing.T) {
	t.Setenv("HOME", "")
	t.Setenv("XDG_DATA_HOME", "")
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	_, err := ownPlace()
	require.ErrorIs(t, err, &models.Problem{Code: "desk.no-home"})
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	_, err = ownPlace()
	require.NoError(t, err)
}
