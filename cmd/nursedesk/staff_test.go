package main

import (
	"bytes"
	"context"
	"os/user"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
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
