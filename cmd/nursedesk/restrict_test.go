package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
)

// A record is restricted, opened and opened to all again by the command line; on whose word, and why it is an
// emergency, are read from standard input. With one care unit it is said that nothing is closed here.
func TestRestrictByCommand(t *testing.T) {
	database := newDatabase(t)
	file := filepath.Join(t.TempDir(), "one.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,phone,procedure,start\n"+
		"191212121212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2026-12-14T08:30\n"), 0o600))
	command(t, database, "import", file, "--accept-warnings").done(t)
	require.Contains(t, command(t, database, "restrict", "--patient", "1", "--list").done(t), "Ingen spärr")
	require.Equal(t, exitUsage, typed(t, database, "\n", "restrict", "--patient", "1").status, "on nobody's word")
	set := typed(t, database, "patienten\n", "restrict", "--patient", "1")
	require.Equal(t, exitDone, set.status, set.err)
	require.Contains(t, set.out, "på begäran av: patienten")
	require.Contains(t, set.out, "en enda vårdenhet")

	units(t, database)
	require.Contains(t, command(t, database, "restrict", "--patient", "1", "--list").done(t), "Journalen är spärrad för din vårdenhet")
	out := filepath.Join(t.TempDir(), "all.json")
	refused := command(t, database, "export", "--patient", "1", "--out", out)
	require.Equal(t, exitFailed, refused.status)
	require.Contains(t, refused.err, "spärrad för din vårdenhet")
	require.NoFileExists(t, out)
	require.Equal(t, exitFailed, typed(t, database, "patienten\n", "restrict", "--patient", "1", "--lift", "1").status)
	require.NotEqual(t, exitDone, typed(t, database, "\n", "restrict", "--patient", "1", "--emergency").status, "without a reason")
	require.NotEqual(t, exitDone, command(t, database, "restrict", "--patient", "1", "--consent", "brev").status)
	require.Contains(t, command(t, database, "restrict", "--patient", "1", "--consent", "by-phone", "--visit").done(t), "öppen")
	command(t, database, "export", "--patient", "1", "--out", out).done(t)
	require.Equal(t, exitDone, typed(t, database, "patienten\n", "restrict", "--patient", "1", "--lift", "1").status)
	require.Contains(t, command(t, database, "check").done(t), "Databasen är hel")
}

// units gives the clinic two care units; the account that runs the commands belongs to neither.
func units(t *testing.T, database string) {
	t.Helper()
	opened, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: office.SystemClock().Now})
	require.NoError(t, err)
	require.NoError(t, opened.Write(t.Context(), func(tx *store.Tx) error {
		return tx.SaveClinic(&models.Clinic{Name: "Prov", Units: []string{"Prov", "Annan"}})
	}))
	require.NoError(t, opened.Close())
}
