// Package storetest opens databases for the tests of other packages.
package storetest

import (
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/postgrestest"
)

// Place gives the place of a new database that lives as long as the test: a SQLite
// file, or with NURSEDESK_TEST_DATABASE=postgres a database on a private server.
func Place(t testing.TB) string {
	t.Helper()
	if os.Getenv("NURSEDESK_TEST_DATABASE") == "postgres" {
		return postgrestest.Database(t)
	}
	return filepath.Join(t.TempDir(), "nursedesk.db")
}

// Open opens a new database at Place. What is written is stamped by the test's clock.
func Open(t testing.TB, now func() time.Time) *store.Store {
	t.Helper()
	return OpenAt(t, Place(t), now)
}

// OpenAt opens the test database at a place, as one more desk does.
func OpenAt(t testing.TB, place string, now func() time.Time) *store.Store {
	t.Helper()
	opened, err := store.Open(t.Context(), place,
		store.Options{Log: slog.New(slog.DiscardHandler), Now: now, MadeUpTime: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, opened.Close()) })
	return opened
}

// KeepBookingDraft keeps a half-typed booking as another version of the program
// may have written it.
func KeepBookingDraft(t testing.TB, opened *store.Store, row models.BookingDraft) {
	t.Helper()
	require.NoError(t, opened.Write(t.Context(), func(tx *store.Tx) error { return tx.SaveBookingDraft(&row) }))
}

// Rows reads every row of a query behind the program's back, each as one text, from the
// database at a place.
func Rows(t testing.TB, place, query string) (all []string) {
	t.Helper()
	driver := "sqlite3"
	if store.IsServer(place) {
		driver = "pgx"
	}
	database, err := sql.Open(driver, place)
	require.NoError(t, err)
	defer func() { require.NoError(t, database.Close()) }()
	rows, err := database.QueryContext(t.Context(), query)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	columns, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		row, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			places[i] = &row[i]
		}
		require.NoError(t, rows.Scan(places...))
		text := ""
		for i, name := range columns {
			text += fmt.Sprintf("%s=%v|", name, row[i])
		}
		all = append(all, text)
	}
	require.NoError(t, rows.Err())
	return all
}

// Run runs a statement behind the program's back, in the database at a place.
func Run(t testing.TB, place, statement string) {
	t.Helper()
	driver := "sqlite3"
	if store.IsServer(place) {
		driver = "pgx"
	}
	database, err := sql.Open(driver, place)
	require.NoError(t, err)
	defer func() { require.NoError(t, database.Close()) }()
	_, err = database.ExecContext(t.Context(), statement)
	require.NoError(t, err)
}
