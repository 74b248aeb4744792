package store

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/migrations"
	"nursedesk/models/store/postgrestest"
)

// A dump holds every row, is for its owner alone, and comes back by pg_restore into an empty
// database, in which everything is as it was.
func TestDumpAndRestore(t *testing.T) {
	server := postgrestest.New(t)
	s := reopen(t, server.OnSocket(server.Make(t)), at(noon))
	for range 20 {
		addPatient(t, s, "Tolvan\nmed\\.rad", "Tolvansson")
	}
	path := filepath.Join(t.TempDir(), "copy.dump")
	require.NoError(t, s.Copy(t.Context(), path))
	require.ErrorIs(t, s.Copy(t.Context(), path), os.ErrExist, "nothing is written over")
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	found, err := ExamineDump(t.Context(), path, "")
	require.NoError(t, err)
	require.True(t, found.OK(), "%v", found.Faults)
	require.Equal(t, newestStep(), found.Schema)
	whole, err := s.Check(t.Context())
	require.NoError(t, err)
	require.Equal(t, whole.Counts, found.Counts)

	back := server.OnSocket(server.Make(t))
	restored := exec.CommandContext(t.Context(), "pg_restore", "--no-owner", "--exit-on-error", "--dbname="+back, path)
	said, err := restored.CombinedOutput()
	require.NoError(t, err, "%s", said)
	again := reopen(t, back, at(noon))
	health, err := again.Check(t.Context())
	require.NoError(t, err)
	require.True(t, health.OK())
	require.Equal(t, whole.Counts, health.Counts)
	require.Equal(t, whole.Head, health.Head)
	addPatient(t, again, "Elvan", "Elvansson") // it is gone on with

	body, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, body[:len(body)*2/3], 0o600))
	_, err = ExamineDump(t.Context(), path, "")
	require.ErrorIs(t, err, models.ErrBackupDamaged, "one that was cut is noticed")
}

// The password is in no process's arguments, and what fails leaves no half copy and says no password.
func TestDumpHidesThePassword(t *testing.T) {
	server := postgrestest.New(t)
	address := server.OnLoopback("localhost", server.Make(t), "sslmode=verify-full", "sslrootcert="+server.Authority())
	s := reopen(t, address, at(noon))
	folder := t.TempDir()
	spy := filepath.Join(folder, "pg_dump")
	require.NoError(t, os.WriteFile(spy, []byte("#!/bin/sh\necho \"$@\" > "+folder+"/arguments\nexec /usr/bin/env pg_dump \"$@\"\n"), 0o755))
	s.dumpAt = spy
	path := filepath.Join(folder, "copy.dump")
	require.NoError(t, s.Copy(t.Context(), path), "with the password and the certificate")
	arguments, err := os.ReadFile(filepath.Join(folder, "arguments"))
	require.NoError(t, err)
	require.NotContains(t, string(arguments), postgrestest.Password)

	require.NoError(t, os.WriteFile(spy, []byte("#!/bin/sh\necho half > "+folder+"/half.dump\nexit 1\n"), 0o755))
	err = s.Copy(t.Context(), filepath.Join(folder, "half.dump"))
	require.ErrorIs(t, err, models.ErrDumpFailed)
	require.NotContains(t, err.Error(), postgrestest.Password)
	require.NoFileExists(t, filepath.Join(folder, "half.dump"))
	s.dumpAt = filepath.Join(folder, "none")
	require.ErrorIs(t, s.Copy(t.Context(), filepath.Join(folder, "x.dump")), models.ErrDumpNone)
}

// Before the tables of a server's database change it is copied; where that fails nothing changes, and
// where nothing changes nothing is copied.
func TestUpgradeOfAServer(t *testing.T) {
	server := postgrestest.New(t)
	address := server.OnSocket(server.Make(t))
	copied := 0
	options := at(noon)
	options.BeforeUpgrade = func(ctx context.Context, copyTo func(context.Context, string) error) error {
		copied++
		return copyTo(ctx, filepath.Join(t.TempDir(), "before.dump"))
	}
	for range 2 {
		s, err := open(t.Context(), address, options, migrations.Steps())
		require.NoError(t, err)
		require.NoError(t, s.Close())
	}
	require.Zero(t, copied, "a new database, and one that is up to date")
	steps := append(migrations.Steps(), next())
	refused := options
	refused.BeforeUpgrade = func(context.Context, func(context.Context, string) error) error { return models.ErrDumpNone }
	_, err := open(t.Context(), address, refused, steps)
	require.ErrorIs(t, err, models.ErrDumpNone)
	old, err := open(t.Context(), address, options, migrations.Steps())
	require.NoError(t, err, "the tables are as they were")
	require.NoError(t, old.Close())
	s, err := open(t.Context(), address, options, steps)
	require.NoError(t, err)
	require.Equal(t, 1, copied)
	require.True(t, s.writer.Migrator().HasColumn("calls", "extra"))
	require.NoError(t, s.Close())
	_, err = open(t.Context(), address, options, migrations.Steps())
	require.ErrorIs(t, err, models.ErrDatabaseNewer)
}

// Lines of any length are one row, and a row that looks like an end is none.
func TestCountDump(t *testing.T) {
	text := "COPY public.calls (id, said) FROM stdin;\n1\t" + strings.Repeat("x", 200_000) + "\n2\tCOPY public.tasks\n\\.\n\n" +
		"COPY public.migrations (id) FROM stdin;\n0002\n0001\n\\.\n"
	found, err := countDump(strings.NewReader(strings.ReplaceAll(text, "public.migrations", "public."+migrations.Table)))
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"calls": 2, migrations.Table: 2}, found.rows)
	require.Equal(t, "0002", found.schema)
}
