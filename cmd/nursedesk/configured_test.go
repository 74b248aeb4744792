package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/models/store"
	"nursedesk/models/store/postgrestest"
	"nursedesk/resources/resourcestest"
	"nursedesk/views/locale"
)

// configure lays the clinic's file in the machine's folder.
func configure(t *testing.T, text string) {
	t.Helper()
	machine := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_DIRS", machine)
	t.Setenv("NURSEDESK_DATABASE", "")
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	require.NoError(t, os.MkdirAll(filepath.Join(machine, "nursedesk"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(machine, "nursedesk", configFile), []byte(text), 0o600))
}

// desked runs a command as a desk does that IT has set up: without --database.
func desked(t *testing.T, typed string, args ...string) result {
	t.Helper()
	var out, complaints bytes.Buffer
	status := run(context.Background(), args, streams{in: strings.NewReader(typed), out: &out, err: &complaints, clinic: resourcestest.Files})
	return result{status: status, out: out.String(), err: complaints.String()}
}

// The clinic's file tells where the data lies; what is wrong in it is told with its line.
func TestClinicsFile(t *testing.T) {
	for text, want := range map[string]string{
		"database = \"postgres://desk:hemligt@localhost/x\"":      "Lösenordet står i databasens adress",
		"# Kliniken\ndatabase = postgres://desk@localhost/x":      "rad 2",
		"database = \"mysql://desk:hemligt@localhost/x\"":         "går inte att förstå",
		"databas = \"postgres://desk@localhost/x\"":               "innehåller databas",
		"database = \"postgres://desk@server/x?sslmode=disable\"": "okrypterad",
	} {
		configure(t, text)
		got := desked(t, "", "worklist")
		require.NotEqual(t, exitDone, got.status, text)
		require.Contains(t, got.err, want, text)
		require.NotContains(t, got.err, "hemligt", text)
	}
	file := newDatabase(t)
	configure(t, "database = '"+file+"'")
	desked(t, "", "worklist").done(t)
	require.FileExists(t, file)
	other := newDatabase(t)
	t.Setenv("NURSEDESK_DATABASE", other)
	desked(t, "", "worklist").done(t)
	require.FileExists(t, other, "the environment goes before the file")
}

// A password on the command line stands in the list of processes: it is refused, and not said again.
func TestPasswordOnTheCommandLine(t *testing.T) {
	for _, address := range []string{"postgres://desk:hemligt@localhost/x", "Postgres://localhost/x?password=hemligt"} {
		got := desked(t, "", "--database", address, "worklist")
		require.Equal(t, exitUsage, got.status)
		require.Contains(t, got.err, "nursedesk password")
		require.NotContains(t, got.err, "hemligt")
	}
}

// The password is typed once, tried at the server, and kept in the system's key
// store; without one there, .pgpass is read unless others can read it, too.
func TestPasswordOfAServer(t *testing.T) {
	keyring.MockInit()
	server := postgrestest.New(t)
	address := server.OnLoopback("localhost", server.Make(t), "sslmode=verify-full", "sslrootcert="+server.Authority())
	configure(t, "database = '"+store.WithoutPassword(address)+"'")
	pass := filepath.Join(t.TempDir(), ".pgpass")
	t.Setenv("PGPASSFILE", pass)

	require.Contains(t, desked(t, "", "--new", "worklist").err, "nursedesk password")
	require.Contains(t, desked(t, "fel\n", "password").err, "godtar inte inloggningen")
	require.Contains(t, desked(t, "", "--new", "worklist").err, "nursedesk password", "a wrong one is not kept")
	require.NoError(t, os.WriteFile(pass, []byte("localhost:*:*:*:"+postgrestest.Password), 0o644))
	require.Contains(t, desked(t, "", "--new", "worklist").err, "chmod 600")
	require.NoError(t, os.Chmod(pass, 0o600))
	require.Contains(t, desked(t, "", "worklist").err, "är tom", "nobody has begun there")
	desked(t, "", "--new", "worklist").done(t)
	require.NoError(t, os.Remove(pass))

	require.NotContains(t, desked(t, postgrestest.Password+"\n", "password").done(t), postgrestest.Password)
	desked(t, "", "worklist").done(t)
}

// A wrong clock is told, by how much and in which direction.
func TestWrongClockIsTold(t *testing.T) {
	for off, want := range map[time.Duration]string{
		10 * time.Minute: "10 minuter efter", -12 * time.Minute: "12 minuter före", 59 * time.Second: "", 0: "",
	} {
		s := &session{clockOff: off}
		if want == "" {
			require.NoError(t, s.clockWarning())
			continue
		}
		require.Contains(t, locale.Problem(s.clockWarning()), want)
	}
}
