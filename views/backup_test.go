package views

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/backup"
)

// How old the last good backup is stands on every page, in red when somebody has
// to see to it, and stays when the window is built anew.
func TestBackupsInTheStatusBar(t *testing.T) {
	d := open(t, nil)
	require.Empty(t, d.bar.backup)
	taken := backup.Backup{At: time.Date(2026, 12, 14, 12, 5, 0, 0, time.UTC)}
	for _, test := range []struct {
		state backup.State
		says  string
		alarm bool
	}{
		{backup.State{Old: true}, "INGEN SÄKERHETSKOPIA", true},
		{backup.State{Newest: taken}, "Säkerhetskopia 14 dec 13:05", false},
		{backup.State{Newest: taken, Old: true}, "SÄKERHETSKOPIA SAKNAS SEDAN 14 dec 13:05", true},
	} {
		d.SetBackup(test.state)
		require.Equal(t, test.says, d.bar.backup)
		require.Equal(t, test.alarm, d.bar.alarm)
	}
	d.build(d.Route())
	require.Equal(t, "SÄKERHETSKOPIA SAKNAS SEDAN 14 dec 13:05", d.bar.backup)
	require.True(t, d.bar.alarm)
}

// A test database says that it is one, beside what else there is to say.
func TestTestDatabaseSaysSo(t *testing.T) {
	d := open(t, nil)
	d.Params.Test = true
	d.SetStatus("")
	require.Equal(t, "TESTDATABAS", d.bar.texts[1])
	d.SetStatus("2 regler")
	require.Equal(t, "TESTDATABAS · 2 regler", d.bar.texts[1])
}
