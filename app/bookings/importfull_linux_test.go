package bookings_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/models/store"
)

// A disk that fills in the middle of an import: nothing is kept, it is said, and the desk
// goes on once there is room.
func TestImportOntoAFullDisk(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	folder := t.TempDir()
	if said, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here: %s", said)
	}
	t.Cleanup(func() { require.NoError(t, exec.Command("umount", "-l", folder).Run()) })
	desk := apptest.New(t, "2026-11-02")
	opened, err := store.Open(t.Context(), filepath.Join(folder, "nursedesk.db"), store.Options{Now: desk.Wall.Now, MadeUpTime: true})
	require.NoError(t, err)
	defer func() { require.NoError(t, opened.Close()) }()
	desk.Params.Store = opened
	desk.Desk, err = app.New(apptest.Nurse(), desk.Params)
	require.NoError(t, err)
	_, err = importing(desk, manyLines(20), false)
	require.NoError(t, err)
	_, err = desk.Import(apptest.Nurse(), bookings.ImportBytes(manyLines(3000)), bookings.ImportOptions{AcceptWarnings: true}, quietly)
	require.ErrorIs(t, err, models.ErrDatabaseFull)
	require.Equal(t, 20, count(desk))
	faults, err := desk.Check(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, faults.Faults)
}
