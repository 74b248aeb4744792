package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"
)

// ownState gives the test a state folder of its own. A socket's name must be short.
func ownState(t *testing.T) {
	t.Helper()
	folder, err := os.MkdirTemp("", "state")
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	t.Setenv("XDG_STATE_HOME", folder)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
}

// A database has one window of this user's: who comes second brings it to the front, by
// whatever name the database is called. Another database is no business of that window.
func TestFirstWindow(t *testing.T) {
	ownState(t)
	folder := t.TempDir()
	database := filepath.Join(folder, "åäö med blanksteg.db")
	require.NoError(t, os.WriteFile(database, nil, 0o600))
	link := filepath.Join(folder, "länk.db")
	require.NoError(t, os.Symlink(database, link))

	first, err := beFirst(database)
	require.NoError(t, err)
	fronted := make(chan struct{}, 2)
	require.NoError(t, first.answer(func() { fronted <- struct{}{} }))

	for _, name := range []string{database, link} {
		_, err = beFirst(name)
		require.ErrorIs(t, err, errNotFirst)
		require.NoError(t, showFirst(name))
		<-fronted
	}
	other, err := beFirst(filepath.Join(folder, "annan.db"))
	require.NoError(t, err)
	other.release()

	first.release()
	again, err := beFirst(database)
	require.NoError(t, err, "the next start is the first again")
	again.release()
}

// A server has a window of its own, too, and another display another one.
func TestFirstWindowOfAServer(t *testing.T) {
	ownState(t)
	t.Setenv("DISPLAY", ":1")
	first, err := beFirst("postgres://desk@server/nursedesk")
	require.NoError(t, err)
	defer first.release()
	_, err = beFirst("postgres://desk@server/nursedesk")
	require.ErrorIs(t, err, errNotFirst)
	t.Setenv("DISPLAY", ":2")
	second, err := beFirst("postgres://desk@server/nursedesk")
	require.NoError(t, err)
	second.release()
}

// A window that hangs is given up after a while, so that the second start can say so.
func TestFirstWindowHangs(t *testing.T) {
	ownState(t)
	first, err := beFirst("a.db")
	require.NoError(t, err)
	defer first.release()
	require.Error(t, showFirst("a.db"), "it has not begun to answer")
}

// What a killed program left behind hinders nobody.
func TestFirstWindowAfterAKill(t *testing.T) {
	ownState(t)
	place := windowPlace("a.db")
	require.NoError(t, os.MkdirAll(filepath.Dir(place), 0o700))
	require.NoError(t, os.WriteFile(place+socket, nil, 0o600))
	first, err := beFirst("a.db")
	require.NoError(t, err)
	defer first.release()
	require.NoError(t, first.answer(func() {}))
	require.NoError(t, showFirst("a.db"))
}
