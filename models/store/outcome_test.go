package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

func countPatients(t testing.TB, s *Store) (count int64) {
	t.Helper()
	read(t, s, func(tx *Tx) error { return tx.db.Table("patients").Count(&count).Error })
	return count
}

// When the wire breaks on the commit, the desk finds out what became of it: kept is
// kept once, and what was not kept is told as that.
func TestTheWireBreaksOnTheCommit(t *testing.T) {
	server := postgrestest.New(t)
	wire := server.NewWire(t)
	s := reopen(t, wire.Through(server, server.Make(t)), at(noon))
	add := func() error {
		return s.Write(t.Context(), func(tx *Tx) error {
			return tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson", Language: models.Swedish})
		})
	}
	require.NoError(t, add())
	wire.Set(postgrestest.AfterCommit)
	require.NoError(t, add(), "it was kept, though nobody said so")
	require.EqualValues(t, 2, countPatients(t, s))
	wire.Set(postgrestest.BeforeCommit)
	require.ErrorIs(t, add(), models.ErrDatabaseUnreachable)
	require.EqualValues(t, 2, countPatients(t, s))
	require.NoError(t, add(), "the desk goes on")
	require.EqualValues(t, 3, countPatients(t, s))

	wire.Set(postgrestest.AfterCommit)
	require.ErrorIs(t, s.WriteKept(t.Context(), func(tx *Tx) error {
		return tx.SavePatient(&models.Patient{GivenName: "Elvan", FamilyName: "Elvansson", Language: models.Swedish})
	}), models.ErrWriteUnknown, "who keeps it elsewhere too does not wait to find out")
	require.EqualValues(t, 4, countPatients(t, s))
}

// A network that takes everything and gives nothing holds nobody for long, and what waited
// is told; when it is back the desk goes on.
func TestTheWireSwallows(t *testing.T) {
	server := postgrestest.New(t)
	wire := server.NewWire(t)
	s := reopen(t, wire.Through(server, server.Make(t)), at(noon))
	addPatient(t, s, "Tolvan", "Tolvansson")
	h := listenTo(t, s)
	wire.Set(postgrestest.Swallows)
	answered := make(chan error, 1)
	go func() {
		answered <- s.Read(t.Context(), func(tx *Tx) error {
			var count int64
			return tx.db.Table("patients").Count(&count).Error
		})
	}()
	select {
	case err := <-answered:
		require.ErrorIs(t, err, models.ErrDatabaseUnreachable)
	case <-time.After(4 * (knockEvery + answerWithin)):
		require.FailNow(t, "the reading waits for ever")
	}
	require.ErrorIs(t, <-h.contact, models.ErrDatabaseUnreachable)
	wire.Set(postgrestest.Whole)
	require.NoError(t, <-h.contact)
	require.EqualValues(t, 1, countPatients(t, s))
}

// A server that was restarted while nobody worked costs nobody a write: the connections that it
// broke are left for new ones.
func TestRestartedBetweenTwoWrites(t *testing.T) {
	server := postgrestest.New(t)
	s := reopen(t, server.OnSocket(server.Make(t)), at(noon))
	for range 3 {
		addPatient(t, s, "Tolvan", "Tolvansson")
		server.Stop()
		server.Restart(t)
		addPatient(t, s, "Elvan", "Elvansson")
	}
	require.EqualValues(t, 6, countPatients(t, s))
}
