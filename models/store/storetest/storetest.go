// Package storetest opens databases for the tests of other packages.
package storetest

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store"
)

// Open opens a new SQLite file that lives as long as the test. What is written is
// stamped by the test's clock.
func Open(t testing.TB, now func() time.Time) *store.Store {
	t.Helper()
	opened, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "nursedesk.db"),
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
