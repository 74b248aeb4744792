package store

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/migrations"
	"nursedesk/models/stopwatch"
	"nursedesk/models/store/postgrestest"
)

func everyone(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("", 0) }

// One action is kept whole or not at all.
func TestWriteUndoesEverythingOnError(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		fault := errors.New("the rules said no")
		err := s.Write(t.Context(), func(tx *Tx) error {
			require.NoError(t, tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson"}))
			rows, err := everyone(tx)
			require.NoError(t, err)
			require.Len(t, rows, 1, "a write sees what it wrote")
			return fault
		})
		require.Equal(t, fault, err, "the use case's own errors pass through unchanged")
		require.Empty(t, got(t, s, everyone))
		addPatient(t, s, "Åke", "Öberg")
		require.Len(t, got(t, s, everyone), 1)
	})
}

// A fault of the program undoes what it began and leaves the store usable.
func TestWriteUndoesEverythingOnPanic(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		require.PanicsWithValue(t, "a fault", func() {
			_ = s.Write(t.Context(), func(tx *Tx) error {
				require.NoError(t, tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson"}))
				panic("a fault")
			})
		})
		require.Empty(t, got(t, s, everyone))
		addPatient(t, s, "Åke", "Öberg")
	})
}

// What only reads cannot write by mistake.
func TestReadCannotWrite(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		err := s.Read(t.Context(), func(tx *Tx) error {
			return tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson"})
		})
		require.ErrorIs(t, err, models.ErrDatabaseReadOnly)
		require.Empty(t, got(t, s, everyone))
	})
}

// A page that is read in several questions shows one state, whatever is
// written meanwhile.
func TestReadSeesOneState(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		read(t, s, func(tx *Tx) error {
			before, err := everyone(tx)
			require.NoError(t, err)
			addPatient(t, s, "Tolvan", "Tolvansson")
			after, err := everyone(tx)
			require.Equal(t, before, after)
			return err
		})
		require.Len(t, got(t, s, everyone), 1)
	})
}

// A window that was closed while it waited gets its own error back.
func TestGivenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, s.Write(ctx, func(*Tx) error { return nil }), context.Canceled)
		require.ErrorIs(t, s.Read(ctx, func(*Tx) error { return nil }), context.Canceled)
	})
}

// Two desks on one database write at the same time: nothing is lost, nobody is
// refused, and a change made from an old version is.
func TestTwoDesks(t *testing.T) {
	for name, dsn := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "desk.db") },
		"postgres": func(t *testing.T) string { return postgrestest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			where := dsn(t)
			var desks [2]*Store
			var opening sync.WaitGroup
			for i := range desks {
				opening.Go(func() {
					desk, err := Open(t.Context(), where, at(noon))
					if err != nil {
						t.Error(err)
						return
					}
					desks[i] = desk
				})
			}
			opening.Wait()
			require.False(t, t.Failed(), "both may make the same new database")
			for _, desk := range desks {
				t.Cleanup(func() { require.NoError(t, desk.Close()) })
			}

			const each = 40
			shared := addPatient(t, desks[0], "Delad", "Patient")
			var stale, kept [2]int
			var writing sync.WaitGroup
			for i, desk := range desks {
				writing.Go(func() {
					for n := range each {
						err := desk.Write(t.Context(), func(tx *Tx) error {
							return tx.SavePatient(&models.Patient{GivenName: "Tolvan", FamilyName: strconv.Itoa(i*each + n)})
						})
						if err != nil {
							t.Error(err)
						}
						mine := got(t, desk, func(tx *Tx) (models.Patient, error) { return tx.Patient(shared.ID) })
						switch err := desk.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&mine) }); {
						case err == nil:
							kept[i]++
						case errors.Is(err, models.ErrStale):
							stale[i]++
						default:
							t.Error(err)
						}
					}
				})
			}
			writing.Wait()
			require.Len(t, got(t, desks[0], everyone), 2*each+1)
			final := got(t, desks[1], func(tx *Tx) (models.Patient, error) { return tx.Patient(shared.ID) })
			require.Equal(t, 1+kept[0]+kept[1], final.Version, "each kept change is one version")
			require.Equal(t, 2*each, kept[0]+kept[1]+stale[0]+stale[1])
			health, err := desks[0].Check(t.Context())
			require.NoError(t, err)
			require.True(t, health.OK(), "%v %v", health.Faults, health.Orphans)
		})
	}
}

// Who waits longer than five seconds for another's write is told so, and can
// try again.
func TestBusy(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for five seconds")
	}
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	first, second := reopen(t, path, at(noon)), reopen(t, path, at(noon))
	watch := stopwatch.Start()
	write(t, first, func(tx *Tx) error {
		err := second.Write(t.Context(), func(*Tx) error { return nil })
		require.ErrorIs(t, err, models.ErrDatabaseBusy)
		require.Empty(t, got(t, second, everyone), "reading goes on meanwhile")
		return nil
	})
	require.InDelta(t, 5, watch.Elapsed().Seconds(), 2)
	addPatient(t, second, "Tolvan", "Tolvansson")
}

// A desk opens and reads while another program writes; one whose tables have to
// change first is told that the database is busy.
func TestOpenWhileAnotherWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for five seconds")
	}
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	newer := append(migrations.Steps(), next())
	old, err := Open(t.Context(), path, at(noon))
	require.NoError(t, err)
	write(t, old, func(*Tx) error {
		_, err := open(t.Context(), path, at(noon), newer)
		require.ErrorIs(t, err, models.ErrDatabaseBusy)
		return nil
	})
	require.NoError(t, old.Close())
	first, err := open(t.Context(), path, at(noon.Add(time.Minute)), newer) // its copy of the old tables has a name of its own
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, first.Close()) })
	write(t, first, func(*Tx) error {
		watch := stopwatch.Start()
		second, err := open(t.Context(), path, at(noon), newer)
		require.NoError(t, err)
		require.Empty(t, got(t, second, everyone))
		require.Less(t, watch.Elapsed(), 4*time.Second, "it waits for nobody")
		require.NoError(t, second.Close())
		return nil
	})
}
