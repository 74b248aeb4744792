package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/postgrestest"
	"nursedesk/views/background"
)

// Everything moves from the open window to a server and back to a file: tried first, counted, with the
// password in the key store, and the program goes on where everything is.
func TestMovedInTheWindow(t *testing.T) {
	keyring.MockInit()
	ownFolders(t)
	configure(t, "")
	server := postgrestest.New(t)
	address := store.WithoutPassword(server.OnLoopback("localhost", server.Make(t), "sslmode=verify-full", "sslrootcert="+server.Authority()))
	source := filepath.Join(t.TempDir(), "bookings.csv")
	require.NoError(t, os.WriteFile(source, []byte("personal_number,given_name,family_name,procedure,start\n191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n"), 0o600))
	desked(t, "", "import", source).done(t)
	listed := desked(t, "", "bookings", "--json").done(t)
	require.Contains(t, listed, "Tolvansson")

	var started [][]string
	before := startAgain
	startAgain = func(args []string) error { started = append(started, args); return nil }
	t.Cleanup(func() { startAgain = before })
	quits := 0
	window := func() *mover {
		s, open := deskAtNow(t, "")
		return &mover{session: s, from: open.store, clock: office.SystemClock(), screen: &background.Inline{}, quit: func() { quits++ }}
	}
	m := window()
	require.ErrorIs(t, m.Try(t.Context(), address, "fel"), models.ErrDatabasePassword)
	require.ErrorIs(t, m.Try(t.Context(), "", ""), models.ErrDatabaseAddress)
	require.ErrorIs(t, m.Try(t.Context(), filepath.Join(t.TempDir(), "x.db"), ""), models.ErrDatabaseAddress)
	require.ErrorIs(t, m.Try(t.Context(), "postgres://desk:hemligt@localhost/x", ""), models.ErrPasswordShown)
	_, err := m.Move(t.Context(), address, "fel", func(int64, int64) {})
	require.ErrorIs(t, err, models.ErrDatabasePassword)
	require.Equal(t, listed, desked(t, "", "bookings", "--json").done(t), "nothing was moved")

	require.NoError(t, m.Try(t.Context(), address, postgrestest.Password))
	var told int64
	rows, err := m.Move(t.Context(), address, postgrestest.Password, func(done, all int64) { told = all })
	require.NoError(t, err)
	require.Equal(t, rows, told)
	require.NoError(t, m.GoOn(address))
	require.Equal(t, 1, quits)
	require.Equal(t, listed, desked(t, "", "bookings", "--json").done(t), "the program finds it there")

	back := window()
	file := back.NewFile()
	require.NotEqual(t, "nursedesk.db", filepath.Base(file), "that is the one which everything left")
	_, err = back.Move(t.Context(), file, "", func(int64, int64) {})
	require.NoError(t, err)
	require.NoError(t, back.GoOn(file))
	require.Equal(t, listed, desked(t, "", "bookings", "--json").done(t))
	require.Len(t, started, 2)
	require.Contains(t, desked(t, "", "--database", address, "worklist").err, "flyttad")
}

// Where the program was told by an argument where the data is, it is told so again.
func TestPointedByArguments(t *testing.T) {
	ownFolders(t)
	s := &session{database: "old.db"}
	args, err := s.pointTo("new.db", []string{"--database", "old.db", "--new", "--sheet-texts", "x", "--database=old.db"})
	require.NoError(t, err)
	require.Equal(t, []string{"--sheet-texts", "x", "--database", "new.db"}, args)
}
