package main

import (
	"bytes"
	"context"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/postgrestest"
	"nursedesk/resources/resourcestest"
)

// typed runs a command with something on stdin.
func typed(t *testing.T, database, in string, args ...string) result {
	t.Helper()
	var out, complaints bytes.Buffer
	all := append([]string{"--database", database, "--now", mondayMorning}, args...)
	status := run(context.Background(), all, streams{in: strings.NewReader(in), out: &out, err: &complaints, clinic: resourcestest.Files})
	return result{status: status, out: out.String(), err: complaints.String()}
}

// The staff can be seen to from the command line, without a secret among the arguments.
func TestStaffCommands(t *testing.T) {
	database := newDatabase(t)
	require.Contains(t, command(t, database, "staff", "list").done(t), "öppet för alla")
	bad := typed(t, database, "fyra blå hästar dansar\n", "staff", "add", "Åsa Ek", "--role", "nurse")
	require.Contains(t, bad.err, "måste vara administratör", "the first one sees to the rest")
	require.Contains(t, typed(t, database, "kort\n", "staff", "add", "Åsa Ek", "--role", "administrator").err, "minst 12")
	typed(t, database, "fyra blå hästar dansar\n", "staff", "add", "Åsa Ek", "--role", "nurse,administrator", "--title", "enhetschef").done(t)
	require.Contains(t, typed(t, database, "\n", "staff", "add", "Bo Ek", "--role", "surgeon").err, "surgeon")
	typed(t, database, "\n", "staff", "add", "Bo Ek", "--role", "doctor").done(t)
	list := command(t, database, "staff", "list").done(t)
	require.Contains(t, list, "enhetschef")
	require.Contains(t, list, "sjuksköterska, administratör")
	require.Contains(t, list, "inget lösenord")
	require.Regexp(t, `(?m)^Besluta som läkare.* läkare$`, command(t, database, "staff", "roles").done(t))

	require.Contains(t, command(t, database, "staff", "map", "Åsa Ek", "asa", "--own-computer", "KONTOR-1").done(t), "asa står nu för Åsa Ek")
	require.Contains(t, command(t, database, "staff").done(t), "utan lösenord på KONTOR-1")
	require.Contains(t, command(t, database, "staff", "map", "Bo Ek", "asa").err, "Någon annan har redan det")
	require.Contains(t, command(t, database, "staff", "map", "Bo Ek", "bo", "--own-computer", "KONTOR-2").err, "Välj ett lösenord")
	require.Contains(t, command(t, database, "staff", "map", "Åsa Ek").done(t), "inget konto")
	require.NotContains(t, command(t, database, "staff").done(t), "KONTOR-1")
	require.Contains(t, command(t, database, "staff", "add", "Nattimport", "--role", "service").err, "Skriv kontot")
	command(t, database, "staff", "add", "Nattimport", "--role", "service", "--account", "import").done(t)

	typed(t, database, "sju gröna grodor hoppar\n", "staff", "reset", "bo ek").done(t)
	require.NotContains(t, command(t, database, "staff").done(t), "inget lösenord")
	require.Contains(t, typed(t, database, "sju gröna grodor hoppar\n", "staff", "reset", "Cecilia").err, "Cecilia finns inte")
}

// The command line goes on as before where there is staff, under the name of whoever
// the account stands for.
func TestCommandsActAsTheAccount(t *testing.T) {
	who, err := user.Current()
	require.NoError(t, err)
	database := newDatabase(t)
	command(t, database, "demo").done(t)
	typed(t, database, "fyra blå hästar dansar\n", "staff", "add", "Åsa Ek", "--role", "administrator").done(t)
	require.Contains(t, cancelledBy(t, database, 1), who.Username)
	command(t, database, "staff", "map", "Åsa Ek", who.Username).done(t)
	require.Equal(t, "Åsa Ek", cancelledBy(t, database, 1))
}

// On a server a command runs under an account of somebody, or of a service; else it is refused in words.
func TestCommandsOnAServer(t *testing.T) {
	ownFolders(t)
	server := postgrestest.New(t)
	database := server.Make(t)
	address := server.OnSocket(database)
	command(t, address, "--new", "worklist").done(t)
	typed(t, address, phraseOfTests, "staff", "add", "Åsa Ek", "--role", "administrator,nurse").done(t)
	file := filepath.Join(t.TempDir(), "bookings.csv")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,procedure,start\n191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n"), 0o600))
	for _, args := range [][]string{{"worklist"}, {"import", file}, {"backup"}, {"check"}, {"staff", "map", "Åsa Ek", account()}, {"move-database", "--to", filepath.Join(t.TempDir(), "other.db")}} {
		refused := command(t, address, args...)
		require.Equal(t, exitFailed, refused.status, "%v", args)
		require.Contains(t, refused.err, "Kontot "+account()+" i datorn står inte för någon av personalen", "%v", args)
	}
	server.In(t, database, "UPDATE staff SET account = '"+account()+"'") // as Personal does
	command(t, address, "worklist").done(t)
	command(t, address, "import", file).done(t)
	require.Equal(t, "Åsa Ek", lastAuthor(t, address))

	typed(t, address, phraseOfTests, "staff", "map", "Åsa Ek", "asa").done(t)
	server.In(t, database, "INSERT INTO staff (name, name_key, title, roles, account, password, \"left\", version, created_at, updated_at) "+
		"SELECT 'Nattimport', 'nattimport', '', '[\"service\"]', '"+account()+"', '', false, 1, created_at, updated_at FROM staff")
	require.Contains(t, command(t, address, "staff", "map", "Åsa Ek", "").err, "Det får bara administratör göra")
	require.Contains(t, command(t, address, "staff").done(t), "tjänstekonto")
	require.NoError(t, os.WriteFile(file, []byte("personal_number,given_name,family_name,procedure,start\n640823-3234,Anna,Test,block,2026-12-15T08:30\n"), 0o600))
	command(t, address, "import", file).done(t)
	require.Equal(t, "Nattimport", lastAuthor(t, address))
	require.Contains(t, typed(t, address, "sjuk\n", "cancel", "1").err, "Det får bara")
}

const phraseOfTests = "fyra blå hästar dansar\n"

// lastAuthor is who did what was done last.
func lastAuthor(t *testing.T, database string) string {
	t.Helper()
	opened, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: office.SystemClock().Now})
	require.NoError(t, err)
	defer func() { require.NoError(t, opened.Close()) }()
	var last []models.AuditEntry
	require.NoError(t, opened.Read(t.Context(), func(tx *store.Tx) (err error) {
		for id := int64(1); ; id++ {
			history, err := tx.History(id, 1)
			if err != nil || len(history) == 0 {
				return err
			}
			last = history
		}
	}))
	return last[0].By
}

// cancelledBy cancels a made-up patient's booking that is still to come, and gives who the
// history says did it.
func cancelledBy(t *testing.T, database string, nth int) string {
	t.Helper()
	opened, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: office.SystemClock().Now})
	require.NoError(t, err)
	defer func() { require.NoError(t, opened.Close()) }()
	var found models.Booking
	require.NoError(t, opened.Read(t.Context(), func(tx *store.Tx) error {
		for id := int64(1); nth > 0; id++ {
			if found, err = tx.Booking(id); err != nil {
				return err
			}
			if found.Status == models.StatusBooked && found.Day().After(models.NewDate(2026, 11, 5)) {
				nth--
			}
		}
		return nil
	}))
	typed(t, database, "prov\n", "cancel", strconv.FormatInt(found.ID, 10)).done(t)
	var history []models.AuditEntry
	require.NoError(t, opened.Read(t.Context(), func(tx *store.Tx) error {
		history, err = tx.History(found.PatientID, 1)
		return err
	}))
	return history[0].By
}
