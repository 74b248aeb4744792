package store

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

// heard is what a desk hears of the others.
type heard struct {
	entries chan models.AuditEntry
	crowds  chan struct{}
	contact chan error
	end     func()
}

// listenTo lets a desk listen until the test ends.
func listenTo(t testing.TB, s *Store) *heard {
	t.Helper()
	h := &heard{entries: make(chan models.AuditEntry, 1000), crowds: make(chan struct{}, 100), contact: make(chan error, 100)}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Watch(ctx, Watcher{
			Heard: func(done []models.AuditEntry) {
				for _, entry := range done {
					h.entries <- entry
				}
			},
			Crowd: func() { h.crowds <- struct{}{} }, Opened: func() {}, Contact: func(err error) { h.contact <- err },
		})
	}()
	h.end = func() { cancel(); <-done }
	t.Cleanup(h.end)
	require.NoError(t, <-h.contact)
	return h
}

// next is what is heard next.
func (h *heard) next(t testing.TB) models.AuditEntry {
	t.Helper()
	select {
	case entry := <-h.entries:
		return entry
	case <-time.After(5 * time.Second):
		require.FailNow(t, "nothing was heard")
		return models.AuditEntry{}
	}
}

// twoDesks runs a test at two desks with one database, on both kinds.
func twoDesks(t *testing.T, test func(t *testing.T, here, there *Store)) {
	t.Helper()
	for name, place := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { t.Helper(); return filepath.Join(t.TempDir(), "nursedesk.db") },
		"postgres": func(t *testing.T) string { t.Helper(); return postgrestest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			where := place(t)
			test(t, reopen(t, where, at(noon)), reopen(t, where, at(noon)))
		})
	}
}

func do(t testing.TB, s *Store, by string, patient models.Patient) {
	t.Helper()
	write(t, s, func(tx *Tx) error {
		return tx.Audit(models.AuditEntry{At: noon, By: by, Action: "patient.changed", PatientID: &patient.ID})
	})
}

// A desk hears what another has committed, in its order, and neither its own changes
// nor what came to nothing.
func TestADeskHearsTheOthers(t *testing.T) {
	twoDesks(t, func(t *testing.T, here, there *Store) {
		patient := addPatient(t, there, "Tolvan", "Tolvansson")
		do(t, there, "before", patient)
		h := listenTo(t, here)
		gaveUp := errors.New("gave up")
		require.ErrorIs(t, there.Write(t.Context(), func(tx *Tx) error {
			return errors.Join(gaveUp, tx.Audit(models.AuditEntry{At: noon, By: "nobody", Action: "patient.changed"}))
		}), gaveUp)
		require.ErrorIs(t, here.Write(t.Context(), func(tx *Tx) error {
			return errors.Join(gaveUp, tx.Audit(models.AuditEntry{At: noon, By: "nobody", Action: "patient.changed"}))
		}), gaveUp)
		do(t, here, "I", patient)
		do(t, there, "Anna", patient)
		do(t, here, "I", patient)
		do(t, there, "Bo", patient)
		first, second := h.next(t), h.next(t)
		require.Equal(t, []string{"Anna", "Bo"}, []string{first.By, second.By})
		require.Equal(t, patient.ID, *first.PatientID)
		h.end()
		require.Empty(t, h.entries)
		require.Empty(t, h.crowds)
		require.Empty(t, h.contact)
	})
}

// An import of thousands is one word, and what follows it is heard as before.
func TestACrowdIsOneWord(t *testing.T) {
	twoDesks(t, func(t *testing.T, here, there *Store) {
		patient := addPatient(t, there, "Tolvan", "Tolvansson")
		h := listenTo(t, here)
		write(t, there, func(tx *Tx) error {
			for range mostHeard + 1 {
				if err := tx.Audit(models.AuditEntry{At: noon, By: "import", Action: "booking.imported"}); err != nil {
					return err
				}
			}
			return nil
		})
		select {
		case <-h.crowds:
		case <-time.After(5 * time.Second):
			require.FailNow(t, "nothing was heard")
		}
		do(t, there, "Anna", patient)
		require.Equal(t, "Anna", h.next(t).By)
	})
}

// When the server falls and comes back, the desk is told of both, once each, and then
// hears what it missed.
func TestTheServerComesBack(t *testing.T) {
	server := postgrestest.New(t)
	where := server.OnSocket(server.Make(t))
	here := reopen(t, where, at(noon))
	there := reopen(t, where, at(noon))
	patient := addPatient(t, there, "Tolvan", "Tolvansson")
	h := listenTo(t, here)
	server.Kill(t)
	require.ErrorIs(t, <-h.contact, models.ErrDatabaseUnreachable)
	require.ErrorIs(t, there.Read(t.Context(), func(tx *Tx) error { _, err := tx.Patient(patient.ID); return err }), models.ErrDatabaseUnreachable)
	server.Restart(t)
	require.Eventually(t, func() bool {
		return there.Write(t.Context(), func(tx *Tx) error {
			return tx.Audit(models.AuditEntry{At: noon, By: "Anna", Action: "patient.changed", PatientID: &patient.ID})
		}) == nil
	}, time.Minute, 20*time.Millisecond)
	require.Equal(t, "Anna", h.next(t).By)
	require.NoError(t, <-h.contact, "contact is back")
	require.Empty(t, h.contact)
}

// A network that falls silent while a desk reads what another has done is found out beside that reading, which ends.
func TestSilenceWhileADeskReads(t *testing.T) {
	server := postgrestest.New(t)
	database := server.Make(t)
	wire := server.NewWire(t)
	here := reopen(t, wire.Through(server, database), at(noon))
	there := reopen(t, server.OnSocket(database), at(noon))
	patient := addPatient(t, there, "Tolvan", "Tolvansson")
	h := listenTo(t, here)
	wire.Set(postgrestest.Holds)
	do(t, there, "Anna", patient)
	<-wire.Held() // the end of what it reads
	wire.Set(postgrestest.Swallows)
	wire.LetGo()
	select {
	case lost := <-h.contact:
		require.ErrorIs(t, lost, models.ErrDatabaseUnreachable)
	case <-time.After(time.Minute):
		require.FailNow(t, "the desk never finds out")
	}
	wire.Set(postgrestest.Whole)
	require.Equal(t, "Anna", h.next(t).By)
}

// BenchmarkHeard is from the commit at one desk until another has heard of it.
func BenchmarkHeard(b *testing.B) {
	for name, place := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { t.Helper(); return filepath.Join(t.TempDir(), "nursedesk.db") },
		"postgres": func(t testing.TB) string { t.Helper(); return postgrestest.Database(t) },
	} {
		b.Run(name, func(b *testing.B) {
			where := place(b)
			here, there := reopen(b, where, at(noon)), reopen(b, where, at(noon))
			patient := addPatient(b, there, "Tolvan", "Tolvansson")
			h := listenTo(b, here)
			for b.Loop() {
				b.StopTimer()
				do(b, there, "Anna", patient)
				b.StartTimer()
				h.next(b)
			}
		})
	}
}

// A pause is never shorter than it was to be, nor longer by more than a quarter.
func TestJitteredPause(t *testing.T) {
	require.Equal(t, time.Second, jittered(time.Second, 0))
	require.Equal(t, 1125*time.Millisecond, jittered(time.Second, 0.5))
	require.Less(t, jittered(lastPause, 0.999), lastPause*5/4)
}
