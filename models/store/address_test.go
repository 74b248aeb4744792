package store

import (
	"crypto/tls"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

// An address that is spelt otherwise is a server still: as a path it would make a
// folder that is named with the password.
func TestWhatIsAServer(t *testing.T) {
	for _, dsn := range []string{"postgres://x/y", "Postgres://x/y", "POSTGRESQL://x/y", " postgres://x/y"} {
		require.True(t, IsServer(dsn), dsn)
	}
	for _, dsn := range []string{"nursedesk.db", "/data/postgres/x.db", "C:/postgres.db", `C:\data\x.db`, "postgres.db"} {
		require.False(t, IsServer(dsn), dsn)
		require.NoError(t, CheckAddress(dsn), dsn)
	}
	t.Chdir(t.TempDir())
	for _, dsn := range []string{
		"mysql://desk:hemligt@server/x", "postgress://desk:hemligt@server/x", "host=server password=hemligt", "dbname=x",
	} {
		_, err := Open(t.Context(), dsn, at(noon))
		require.ErrorIs(t, err, models.ErrDatabaseAddress, dsn)
		require.NotContains(t, err.Error(), "hemligt")
	}
	made, err := os.ReadDir(".")
	require.NoError(t, err)
	require.Empty(t, made, "nothing is made in the folder")
}

func TestPasswordInAnAddress(t *testing.T) {
	for dsn, want := range map[string]bool{
		"postgres://desk:hemligt@server/x":         true,
		"Postgres://server/x?password=hemligt":     true,
		"postgres://desk:@server/x":                true,
		"postgres://desk:hem ligt%zz@server/x":     true,
		"postgres://desk@server/x?sslmode=require": false,
		"/home/password=x/nursedesk.db":            false,
	} {
		require.Equal(t, want, HasPassword(dsn), dsn)
	}
}

// Over a network the certificate is checked unless the address names another way
// to encrypt; unencrypted nothing goes out, and what stays on this computer may.
func TestWhatIsEncrypted(t *testing.T) {
	for dsn, want := range map[string]error{
		"postgres://desk@server/x?sslmode=disable":              models.ErrDatabaseUnencrypted,
		"postgres://desk@server/x?sslmode=prefer":               models.ErrDatabaseUnencrypted,
		"postgres://desk@server/x?sslmode=allow":                models.ErrDatabaseUnencrypted,
		"postgres://desk@10.0.0.7/x?sslmode=disable":            models.ErrDatabaseUnencrypted,
		"postgres://desk@/x?host=server&sslmode=disable":        models.ErrDatabaseUnencrypted,
		"postgres://localhost,server/x?sslmode=disable":         models.ErrDatabaseUnencrypted,
		"postgres://desk@localhost.klinik.se/x?sslmode=disable": models.ErrDatabaseUnencrypted,
		"postgres://desk@localhost/x?sslmode=disable":           nil,
		"postgres://desk@127.0.0.1:5433/x?sslmode=disable":      nil,
		"postgres://desk@[::1]/x?sslmode=disable":               nil,
		"postgres:///x?host=/run/postgresql":                    nil,
	} {
		_, err := readAddress(dsn, "")
		require.ErrorIs(t, err, want, dsn)
	}
	checked := func(dsn string) *tls.Config {
		settings, err := readAddress(dsn, "hemligt")
		require.NoError(t, err)
		require.Equal(t, "hemligt", settings.Password)
		require.Empty(t, settings.Fallbacks, "no other way is tried")
		return settings.TLSConfig
	}
	t.Setenv("PGSSLMODE", "disable")
	byDefault := checked("postgres://desk@server/x")
	require.Equal(t, "server", byDefault.ServerName)
	require.False(t, byDefault.InsecureSkipVerify)
	require.NotNil(t, checked("postgres://desk@server/x?sslmode=require"))
}

// Each thing that can be wrong with a server is told in its own words.
func TestWhatIsWrongWithAServer(t *testing.T) {
	server := postgrestest.New(t)
	name := server.Make(t)
	proper := "sslmode=verify-full&sslrootcert=" + server.Authority()
	open := func(dsn string, o Options) error {
		s, err := Open(t.Context(), dsn, o)
		if err == nil {
			require.NoError(t, s.Close())
		}
		return err
	}
	known, given := at(noon), at(noon)
	known.Known = true
	require.ErrorIs(t, open(server.OnLoopback("localhost", name, proper), known), models.ErrDatabaseBare, "no tables, where there should be")
	require.NoError(t, open(server.OnLoopback("localhost", name, proper), at(noon)))
	require.NoError(t, open(server.OnLoopback("localhost", name, proper), known))

	given.Password = "fel"
	for dsn, want := range map[string]error{
		server.OnLoopback("127.0.0.1", name, proper):                  models.ErrDatabaseCertificate, // made out to localhost
		server.OnLoopback("localhost", name, "sslmode=verify-full"):   models.ErrDatabaseCertificate, // signed by a stranger
		server.OnLoopback("localhost", "ingen", proper):               models.ErrDatabaseNone,
		WithoutPassword(server.OnLoopback("localhost", name, proper)): models.ErrDatabasePassword,
	} {
		err := open(dsn, given)
		require.ErrorIs(t, err, want, dsn)
		require.NotContains(t, err.Error(), postgrestest.Password)
	}
	require.ErrorIs(t, Knock(t.Context(), WithoutPassword(server.OnLoopback("localhost", name, proper)), "fel"), models.ErrDatabasePassword)
	require.NoError(t, Knock(t.Context(), WithoutPassword(server.OnLoopback("localhost", name, proper)), postgrestest.Password))

	server.In(t, name, `CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA public TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`)
	reader := "postgres://reader@/" + name + server.OnSocket(name)[len("postgres://"+postgrestest.Role+"@/"+name):]
	require.ErrorIs(t, open(reader, at(noon)), models.ErrDatabaseRole)

	other := server.Make(t)
	server.In(t, other, "CREATE TABLE journal (id int)")
	require.ErrorIs(t, open(server.OnSocket(other), at(noon)), models.ErrDatabaseForeign)

	server.Do(t, "ALTER SYSTEM SET ssl = off")
	server.Do(t, "SELECT pg_reload_conf()")
	require.Eventually(t, func() bool {
		return errors.Is(open(server.OnLoopback("localhost", name, proper), at(noon)), models.ErrDatabaseUnencrypted)
	}, 5*time.Second, 50*time.Millisecond, "a server without TLS")
	server.Stop()
	require.ErrorIs(t, open(server.OnLoopback("localhost", name, proper), at(noon)), models.ErrDatabaseUnreachable)
}

// The desks of a server go by its clock.
func TestClockOff(t *testing.T) {
	s := reopen(t, postgrestest.Database(t), at(noon))
	server, err := s.ClockOff(t.Context(), s.now)
	require.NoError(t, err)
	ahead, err := s.ClockOff(t.Context(), Options{Now: at(noon.Add(clockSlip)).Now}.now)
	require.NoError(t, err)
	require.InDelta(t, server.Seconds()-clockSlip.Seconds(), ahead.Seconds(), 5)
	none, err := openFile(t, at(noon)).ClockOff(t.Context(), at(noon).Now)
	require.NoError(t, err)
	require.Zero(t, none)
}

// A file on a network drive is not even looked at: its write-ahead log is damaged there.
func TestNetworkDrive(t *testing.T) {
	asked := isRemote
	t.Cleanup(func() { isRemote = asked })
	folder := t.TempDir()
	isRemote = func(where string) bool {
		require.Equal(t, filepath.Join(folder, "new"), where)
		return true
	}
	_, err := Open(t.Context(), filepath.Join(folder, "new", "nursedesk.db"), at(noon))
	require.ErrorIs(t, err, models.ErrDatabaseNetwork)
	require.NoDirExists(t, filepath.Join(folder, "new"))
	require.False(t, asked(filepath.Join(folder, "new", "newer")), "this disk")
	if runtime.GOOS == "linux" {
		require.False(t, asked("/proc/self"))
	}
}
