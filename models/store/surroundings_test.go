package store

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

func warned(t *testing.T, s *Store) (codes []string) {
	t.Helper()
	warnings, err := s.Warnings(t.Context())
	require.NoError(t, err)
	for _, one := range warnings {
		codes = append(codes, one.Code)
	}
	return codes
}

// A clock that shows a time before the newest entry is said at start, before anybody writes by it; the
// minutes of a time server are not.
func TestClockBeforeTheLastEntry(t *testing.T) {
	path := filled(t)
	entered := reopen(t, path, at(noon))
	require.NoError(t, entered.Write(t.Context(), func(tx *Tx) error { return tx.Audit(models.AuditEntry{At: noon, By: "A", Action: "clinic.changed"}) }))
	for off, want := range map[time.Duration][]string{
		-365 * 24 * time.Hour: {"warning.clock-before-last"}, -time.Hour: {"warning.clock-before-last"}, -5 * time.Minute: nil, time.Hour: nil,
	} {
		require.Equal(t, want, warned(t, reopen(t, path, at(noon.Add(off)))), "%v", off)
	}
}

// A disk on which a backup would not fit any more is said at start.
func TestDiskNearlyFull(t *testing.T) {
	s := reopen(t, tmpfs(t, "4m")+"/desk.db", at(noon))
	require.Equal(t, []string{"warning.disk-nearly-full"}, warned(t, s))
	warnings, err := s.Warnings(t.Context())
	require.NoError(t, err)
	require.Less(t, warnings[0].Values["free"], uint64(4))
	require.GreaterOrEqual(t, warnings[0].Values["least"], uint64(roomToWork>>20))
	require.NoError(t, os.Remove(s.Location()))
	_, err = s.Warnings(t.Context())
	require.Error(t, err)
}
