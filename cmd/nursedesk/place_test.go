package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Two windows on one file would show each other's half-typed work as lost: the
// second is told, the command line is let in.
func TestSecondWindowIsTold(t *testing.T) {
	database := filepath.Join(t.TempDir(), "new", "nursedesk.db")
	unlock, err := lockDesk(database)
	require.NoError(t, err)
	_, err = lockDesk(database)
	require.ErrorIs(t, err, models.ErrDatabaseOpen)
	command(t, database, "worklist").done(t)
	unlock()
	unlock, err = lockDesk(database)
	require.NoError(t, err)
	unlock()
}

// Without any display, as over ssh, the window's command says what to do.
func TestNoDisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	got := command(t, newDatabase(t))
	require.Equal(t, exitFailed, got.status)
	require.Contains(t, got.err, "ingen skärm")
}
