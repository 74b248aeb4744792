package store

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

// fillForMove writes what is kept differently on the two databases: flags, instants,
// fractions, bytes, letters beyond ASCII, what is missing, and a chain.
func fillForMove(t *testing.T, s *Store) models.Patient {
	t.Helper()
	patient := addPatient(t, s, "Åsa \"Ö\"", "Tolvansson'; --")
	performed := noon.Add(123456 * time.Microsecond)
	booking := addBooking(t, s, patient, noon, func(booking *models.Booking) {
		booking.Clearance, booking.PerformedAt = 61.25, &performed
	})
	addTask(t, s, booking, models.Task{Step: "physio", Late: true, Note: "rad 1\nrad 2"})
	addTask(t, s, booking, models.Task{Step: "call"})
	for range 3 {
		do(t, s, "Anna", patient)
	}
	return patient
}

// Everything moves to a server and back again, row by row; the chain is whole, new rows
// get new numbers, and nobody works on in what was left.
func TestMoveThereAndBack(t *testing.T) {
	file, back := filepath.Join(t.TempDir(), "nursedesk.db"), filepath.Join(t.TempDir(), "back.db")
	server := postgrestest.Database(t)
	from, open := reopen(t, file, at(noon)), reopen(t, file, at(noon))
	patient := fillForMove(t, from)
	before, err := from.Check(t.Context())
	require.NoError(t, err)

	to := reopen(t, server, at(noon))
	var done, all int64
	rows, err := Move(t.Context(), from, to, func(soFar, of int64) {
		require.Greater(t, soFar, done, "it goes on")
		done, all = soFar, of
	})
	require.NoError(t, err)
	require.Equal(t, all, done, "all of it is told")
	require.Contains(t, rows, models.RowCount{Name: "tasks", Rows: 2})
	require.Contains(t, rows, models.RowCount{Name: "audit_entries", Rows: 3})
	moved := got(t, to, func(tx *Tx) (models.Patient, error) { return tx.Patient(patient.ID) })
	require.Equal(t, got(t, from, func(tx *Tx) (models.Patient, error) { return tx.Patient(patient.ID) }), moved)
	after, err := to.Check(t.Context())
	require.NoError(t, err)
	require.Equal(t, before.Counts, after.Counts)
	require.Equal(t, before.Head, after.Head)
	require.Equal(t, before.Orphans, after.Orphans)
	require.Empty(t, after.History)
	do(t, to, "Bo", patient)
	require.NotEqual(t, patient.ID, addPatient(t, to, "Ny", "Provsson").ID)

	_, err = Open(t.Context(), file, at(noon))
	require.ErrorIs(t, err, models.ErrDatabaseLeft)
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.Equal(t, to.Location(), problem.Values["to"])
	require.ErrorIs(t, open.Write(t.Context(), func(tx *Tx) error { return tx.Audit(models.AuditEntry{At: noon, By: "Anna"}) }),
		models.ErrDatabaseLeft, "nor does one who had it open")

	again := reopen(t, back, at(noon))
	_, err = Move(t.Context(), to, again, func(int64, int64) {})
	require.NoError(t, err)
	whole, err := again.Check(t.Context())
	require.NoError(t, err)
	require.Empty(t, whole.History)
	require.Empty(t, whole.Faults)
	require.EqualValues(t, 4, whole.Head.Entry)
	_, err = Open(t.Context(), server, at(noon))
	require.ErrorIs(t, err, models.ErrDatabaseLeft)
	require.ErrorIs(t, to.Write(t.Context(), func(tx *Tx) error { return tx.Audit(models.AuditEntry{At: noon, By: "Anna"}) }), models.ErrDatabaseLeft)
}

// Where somebody has begun to work nothing is moved, and both stay as they were.
func TestMoveRefuses(t *testing.T) {
	from := openFile(t, at(noon))
	fillForMove(t, from)
	to := reopen(t, postgrestest.Database(t), at(noon))
	addPatient(t, to, "Någon", "Annan")
	_, err := Move(t.Context(), from, to, func(int64, int64) {})
	require.ErrorIs(t, err, models.ErrMoveNotEmpty)
	reopen(t, from.Location(), at(noon))
	require.EqualValues(t, 1, got(t, to, func(tx *Tx) (count int64, err error) {
		return count, tx.db.Table("patients").Count(&count).Error
	}))
}

// What differs between the two sides is seen, whatever it is.
func TestDigest(t *testing.T) {
	sum := func(rows ...[]any) (d digest) {
		for _, row := range rows {
			d.add(row)
		}
		return d
	}
	one, two := []any{int64(1), "a", nil, true}, []any{int64(2), "b", 1.5, false}
	require.Equal(t, sum(one, two), sum(two, one))
	for _, other := range [][]any{
		{int64(1), "a", "", true}, {int64(1), "a", "nothing", true}, {int64(1), "", "a", nil, true}, {int64(1), "a", nil, false}, {int64(3), "a", nil, true},
	} {
		require.NotEqual(t, sum(one, two), sum(other, two))
	}
	require.NotEqual(t, sum(one), sum(one, one))
	require.Equal(t, sum([]any{[]byte("å")}), sum([]any{"å"}), "text is text, however a driver hands it over")
}
