package store

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// A half-typed booking is kept as typed; of two desks that write on the same one
// the second is told, and nothing of the first is lost.
func TestBookingDrafts(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		draft := models.BookingDraft{Started: noon, By: "Sköterska A", Body: []byte(`{"Note":"å"}`)}
		write(t, s, func(tx *Tx) error { return tx.SaveBookingDraft(&draft) })
		other := draft
		draft.By, draft.Body = "Sköterska B", []byte(`{"Note":"ring"}`)
		write(t, s, func(tx *Tx) error { return tx.SaveBookingDraft(&draft) })
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveBookingDraft(&other) }), models.ErrStale)
		write(t, s, func(tx *Tx) error { return tx.RemoveBookingDraft(other.ID, other.Version) }) // no longer its to remove
		require.Equal(t, 1, other.Version, "it can be kept as one of its own")

		drafts := func(tx *Tx) ([]models.BookingDraft, error) { return tx.BookingDrafts() }
		require.Equal(t, []models.BookingDraft{draft}, got(t, s, drafts))
		write(t, s, func(tx *Tx) error { return tx.RemoveBookingDraft(draft.ID, draft.Version) })
		require.Empty(t, got(t, s, drafts))
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveBookingDraft(&draft) }), models.ErrNotFound)
	})
}

// The one typed at last comes first, whichever was begun first.
func TestBookingDraftsNewestFirst(t *testing.T) {
	path, moment := filepath.Join(t.TempDir(), "nursedesk.db"), noon
	s := reopen(t, path, Options{Log: quiet(), Now: func() time.Time { return moment }})
	first, second := models.BookingDraft{Started: noon, Body: []byte("1")}, models.BookingDraft{Started: noon, Body: []byte("2")}
	write(t, s, func(tx *Tx) error { return tx.SaveBookingDraft(&first) })
	write(t, s, func(tx *Tx) error { return tx.SaveBookingDraft(&second) })
	drafts := func(tx *Tx) ([]models.BookingDraft, error) { return tx.BookingDrafts() }
	require.Equal(t, []models.BookingDraft{second, first}, got(t, s, drafts))
	moment = noon.Add(time.Second)
	write(t, s, func(tx *Tx) error { return tx.SaveBookingDraft(&first) })
	require.Equal(t, []models.BookingDraft{first, second}, got(t, s, drafts))
}
