package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/app/backup"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/resources/resourcestest"
	"nursedesk/views"
	"nursedesk/views/locale"
)

// lost is the fault page of a desk whose database is gone.
func lost(t *testing.T, database string) views.Refusal {
	t.Helper()
	s := &session{database: database, streams: streams{out: os.Stdout, err: os.Stderr, clinic: resourcestest.Files}}
	ctx := office.WithActor(context.Background(), "Sköterska A")
	return s.refusal(ctx, test.NewTempApp(t), models.ErrDatabaseGone.With("path", database), func() {})
}

// staffed is a database with a nurse and an administrator that was backed up, and is gone.
func staffed(t *testing.T) string {
	t.Helper()
	keyring.MockInit()
	ownFolders(t)
	database, _ := withBooking(t)
	realTyped(t, database, phraseOfTests, "staff", "add", "Åsa Ek", "--role", "administrator,nurse")
	realTyped(t, database, "sju gröna grodor hoppar\n", "staff", "add", "Bo Nord", "--role", "nurse")
	real(t, database, "backup").done(t)
	require.NoError(t, os.Remove(database))
	return database
}

func realTyped(t *testing.T, database, in string, args ...string) {
	t.Helper()
	status := run(t.Context(), append([]string{"--database", database}, args...),
		streams{in: strings.NewReader(in), out: os.Stdout, err: os.Stderr, clinic: resourcestest.Files})
	require.Equal(t, exitDone, status)
}

// whoRestored is who the history says put a backup back, in order.
func whoRestored(t *testing.T, database string) (names []string) {
	t.Helper()
	opened, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: office.SystemClock().Now})
	require.NoError(t, err)
	defer func() { require.NoError(t, opened.Close()) }()
	require.NoError(t, opened.Read(t.Context(), func(tx *store.Tx) error {
		entries, err := tx.Latest(10, models.BackupRestored)
		for _, entry := range slices.Backward(entries) {
			names = append(names, entry.By)
		}
		return err
	}))
	return names
}

// Where staff worked, an administrator of the backup restores, and the history says who. Whether a name exists
// is never said, wrong passwords make each name wait, also after a new start, and leave nothing to read.
func TestRestoreOnTheFaultPageAsksAnAdministrator(t *testing.T) {
	database := staffed(t)
	offer := lost(t, database).Offers[0]
	require.Nil(t, offer.Do, "nobody unnamed restores")
	refused := func(offer views.Offer, name, password, code string) string {
		t.Helper()
		_, _, err := offer.DoAs(name, password)
		require.ErrorIs(t, err, &models.Problem{Code: code}, "%s", name)
		require.NoFileExists(t, database)
		return locale.Problem(err)
	}
	refused(offer, "Bo Nord", "sju gröna grodor hoppar", "access.refused")
	for range 4 {
		refused(offer, "Åsa Ek", "fel lösenord här", "sign-in.wrong")
		refused(offer, "Kanarie Fågel", "fel lösenord här", "sign-in.wrong")
	}
	again := lost(t, database).Offers[0] // the program was started again
	require.Equal(t, refused(again, "åsa ek", strings.TrimSpace(phraseOfTests), "sign-in.wait"), refused(again, "Kanarie Fågel", "x", "sign-in.wait"))
	requireNothingPlain(t, database+".backups", "Kanarie")
	requireNothingPlain(t, database+".backups", "fel lösenord")
	backups, err := backup.Of(database, office.SystemClock())
	require.NoError(t, err)
	require.NoError(t, backups.SaveSignInTries(models.SignInTries{Name: models.Staff{Name: "Åsa Ek"}.Key()}, office.SystemClock().Now())) // it has waited
	said, next, err := again.DoAs("Åsa Ek", strings.TrimSpace(phraseOfTests))
	require.NoError(t, err)
	require.Contains(t, said, "på plats")
	require.Len(t, next, 1)
	require.Contains(t, real(t, database, "bookings", "--on", "2031-12-15").done(t), "Tolvan")
	require.Equal(t, []string{"Åsa Ek"}, whoRestored(t, database))
	require.Contains(t, real(t, database, "check").done(t), "Databasen är hel")

	real(t, database, "restore", "--yes").done(t) // nobody can sign in: who can write the file restores
	real(t, database, "worklist").done(t)
	require.Equal(t, []string{commandAuthor().Name}, whoRestored(t, database), "the backup knows nothing of the first time")
	left, err := filepath.Glob(database + "*.part")
	require.NoError(t, err)
	require.Empty(t, left)
}

// A desk without staff restores as it always did; a damaged newest backup gives way to the one before it.
func TestRestoreOnTheFaultPageWithoutStaff(t *testing.T) {
	keyring.MockInit()
	ownFolders(t)
	database, _ := withBooking(t)
	real(t, database, "backup").done(t)
	real(t, database, "backup").done(t)
	backups, err := backup.Of(database, office.SystemClock())
	require.NoError(t, err)
	all, err := backups.List()
	require.NoError(t, err)
	require.NoError(t, os.Truncate(all[0].Path(), all[0].Size/2))
	require.NoError(t, os.Remove(database))
	offer := lost(t, database).Offers[0]
	require.Nil(t, offer.DoAs)
	said, _, err := offer.Do()
	require.NoError(t, err)
	require.Contains(t, said, "på plats")
	require.Contains(t, real(t, database, "bookings", "--on", "2031-12-15").done(t), "Tolvan")
	require.Equal(t, []string{"Sköterska A"}, whoRestored(t, database))
}
