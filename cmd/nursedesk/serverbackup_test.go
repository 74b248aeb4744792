package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/app/backup"
	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

// A server's database is backed up as a file is: taken, read through, listed, tried out, sent encrypted
// to a second place, and from there put back by pg_restore.
func TestBackupsOfAServer(t *testing.T) {
	keyring.MockInit()
	ownFolders(t)
	server := postgrestest.New(t)
	address := server.OnSocket(server.Make(t))
	source := filepath.Join(t.TempDir(), "bookings.csv")
	require.NoError(t, os.WriteFile(source, []byte("personal_number,given_name,family_name,procedure,start\n191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n"), 0o600))
	command(t, address, "--new", "import", source).done(t)
	key := filepath.Join(t.TempDir(), "key")
	require.NoError(t, os.WriteFile(key, []byte(command(t, address, "backup", "key").done(t)), 0o600))
	second := t.TempDir()
	command(t, address, "backup", "target", second).done(t)
	require.Contains(t, command(t, address, "backup").done(t), ".dump")
	listed := command(t, address, "backup", "list").done(t)
	require.Contains(t, listed, ".dump.age")
	require.Contains(t, listed, "hel")
	command(t, address, "backup", "drill").done(t)
	require.Contains(t, command(t, address, "restore").err, "pg_restore")

	sent, err := filepath.Glob(filepath.Join(second, "*.dump.age"))
	require.NoError(t, err)
	require.Len(t, sent, 1)
	sealed, err := os.ReadFile(sent[0])
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "Tolvansson")
	found, err := backup.Find(sent[0])
	require.NoError(t, err)
	body, err := os.ReadFile(key)
	require.NoError(t, err)
	opened := filepath.Join(t.TempDir(), "opened.dump")
	require.NoError(t, backup.Open(t.Context(), found, opened, lastLine(string(body))))
	back := server.OnSocket(server.Make(t))
	said, err := exec.CommandContext(t.Context(), "pg_restore", "--no-owner", "--exit-on-error", "--dbname="+back, opened).CombinedOutput()
	require.NoError(t, err, "%s", said)
	require.Contains(t, command(t, back, "bookings", "--json").done(t), "Tolvansson")
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// Without pg_dump an import goes on, a backup says what to install, and the tables do not change
// unless the user has a copy.
func TestWithoutPgDump(t *testing.T) {
	keyring.MockInit()
	ownFolders(t)
	server := postgrestest.New(t)
	address := server.OnSocket(server.Make(t))
	command(t, address, "--new", "worklist").done(t)
	t.Setenv("PATH", t.TempDir())
	require.Contains(t, command(t, address, "backup").err, "postgresql-client")
	s := &session{database: address}
	none := func(context.Context, string) error { return models.ErrDumpNone }
	require.ErrorIs(t, s.beforeUpgrade(t.Context(), none), &models.Problem{Code: "upgrade.no-copy"})
	s.withoutCopy = true
	require.NoError(t, s.beforeUpgrade(t.Context(), none))
}

// The clinic's file may say where pg_dump is.
func TestPgDumpOfTheClinic(t *testing.T) {
	configure(t, "pg_dump = '/opt/postgresql/bin/pg_dump'")
	at, err := pgDump()
	require.NoError(t, err)
	require.Equal(t, "/opt/postgresql/bin/pg_dump", at)
}
