// Package storetest opens databases for the tests of other packages.
package storetest

import (
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models/store"
)

// Open opens a new SQLite file that lives as long as the test.
func Open(t testing.TB) *store.Store {
	t.Helper()
	opened, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "nursedesk.db"),
		store.Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, opened.Close()) })
	return opened
}
