//go:build unix

// Package postgrestest starts PostgreSQL servers for tests: private ones, in a
// temporary folder, on a socket and on loopback, gone with the test.
package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

// Server is a running server. Its socket lets everybody in; on loopback it wants
// TLS or not, as asked, and the password of the role.
type Server struct {
	folder string
	port   int
	lease  io.Closer // the server ends when this is closed, or this process does
	ended  chan struct{}
}

const (
	// Role is whom the desks sign in as: it may make databases and is nobody's superuser.
	Role = "desk"
	// Password is the role's.
	Password = "hemligt"
)

var (
	sharing   sync.Once
	shared    *Server
	databases atomic.Int64
)

// Database gives the address of an empty database of the test's own, on a server
// that all tests of the process share. Where there is no PostgreSQL the test is skipped.
func Database(t testing.TB) string {
	t.Helper()
	sharing.Do(func() { shared = start(t, makeFolder(t), true) })
	if shared == nil {
		t.Skip("PostgreSQL could not be started")
	}
	return shared.OnSocket(shared.Make(t))
}

// New starts a server of the test's own, which it may stop and kill.
func New(t testing.TB) *Server {
	t.Helper()
	folder := makeFolder(t)
	s := start(t, folder, false)
	t.Cleanup(func() {
		s.Stop()
		_ = os.RemoveAll(folder)
	})
	return s
}

// Make makes an empty database, which goes with the test.
func (s *Server) Make(t testing.TB) (name string) {
	t.Helper()
	name = fmt.Sprintf("test_%d", databases.Add(1))
	s.Do(t, "CREATE DATABASE "+name+" OWNER "+Role)
	t.Cleanup(func() { _ = s.try("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)") })
	return name
}

// Copy makes a database like another, in which nobody works meanwhile.
func (s *Server) Copy(t testing.TB, from string) (name string) {
	t.Helper()
	name = fmt.Sprintf("test_%d", databases.Add(1))
	s.Do(t, "CREATE DATABASE "+name+" OWNER "+Role+" TEMPLATE "+from)
	s.Do(t, "CHECKPOINT") // or a crash would set the copy's sequences back to where they were copied
	return name
}

// Drop takes away a database, whoever is in it.
func (s *Server) Drop(t testing.TB, name string) {
	t.Helper()
	s.Do(t, "DROP DATABASE "+name+" WITH (FORCE)")
}

// OnSocket is a database's address on the server's socket.
func (s *Server) OnSocket(database string) string {
	return fmt.Sprintf("postgres://%s@/%s?host=%s&port=%d", Role, database, url.QueryEscape(s.folder), s.port)
}

// OnLoopback is a database's address on a port of this machine, which asks for
// the password. host is "localhost", which the certificate names, or "127.0.0.1".
func (s *Server) OnLoopback(host, database string, settings ...string) string {
	return fmt.Sprintf("postgres://%s:%s@%s:%d/%s?%s", Role, Password, host, s.port, database, strings.Join(settings, "&"))
}

// Port is where the server listens on loopback.
func (s *Server) Port() int { return s.port }

// Authority is the file with the certificate that signed the server's.
func (s *Server) Authority() string { return filepath.Join(s.folder, "authority.pem") }

// Do runs a command as the superuser.
func (s *Server) Do(t testing.TB, command string) {
	t.Helper()
	require.NoError(t, s.try(command))
}

// In runs commands as the superuser in one of the databases.
func (s *Server) In(t testing.TB, database, commands string) {
	t.Helper()
	require.NoError(t, s.tryIn(database, commands))
}

func (s *Server) try(command string) error { return s.tryIn("postgres", command) }

func (s *Server) tryIn(database, commands string) error {
	ctx := context.Background()
	one, err := pgx.Connect(ctx, strings.Replace(s.OnSocket(database), Role, "postgres", 1))
	if err != nil {
		return err
	}
	defer func() { _ = one.Close(ctx) }()
	_, err = one.Exec(ctx, commands, pgx.QueryExecModeSimpleProtocol)
	return err
}

// Stop ends the server at once, as a power cut does.
func (s *Server) Stop() {
	_ = s.lease.Close()
	<-s.ended
}

// Kill ends the server's processes with SIGKILL.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(s.folder, "data", "postmaster.pid"))
	require.NoError(t, err)
	first, _, _ := strings.Cut(string(body), "\n")
	process, err := strconv.Atoi(strings.TrimSpace(first))
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(process, syscall.SIGSTOP)) // it begins no others meanwhile
	killed := append(children(process), process)
	for _, one := range killed { // the children first: they would go on answering for a moment
		if err := syscall.Kill(one, syscall.SIGKILL); !errors.Is(err, syscall.ESRCH) {
			require.NoError(t, err)
		}
	}
	s.Stop()
}

// children are the processes that a process has begun, where the system lists them.
func children(process int) (found []int) {
	lists, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil
	}
	for _, list := range lists {
		body, err := os.ReadFile(list) //nolint:gosec // the system's
		if err != nil {
			continue // it has ended
		}
		number, rest, _ := strings.Cut(string(body), " (")
		after := strings.Fields(rest[strings.LastIndex(rest, ")")+1:]) // its state, its parent
		if len(after) > 1 && after[1] == strconv.Itoa(process) {
			if child, err := strconv.Atoi(number); err == nil {
				found = append(found, child)
			}
		}
	}
	return found
}

// Restart starts the server again where it was.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	again := launch(t, s.folder, s.port, false)
	s.lease, s.ended = again.lease, again.ended
}

// programs is the folder of PostgreSQL's programs: Debian keeps them out of the path.
func programs(t testing.TB) string {
	t.Helper()
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); len(found) > 0 {
		slices.Sort(found)
		return filepath.Dir(found[len(found)-1])
	}
	found, err := exec.LookPath("initdb")
	if err != nil {
		t.Skip("there is no PostgreSQL server here (Debian: apt-get install postgresql), so this runs on SQLite only")
	}
	return filepath.Dir(found)
}

func makeFolder(t testing.TB) string {
	t.Helper()
	programs(t)
	folder, err := os.MkdirTemp("", "nursedesk-postgres-") // a socket's path is short
	require.NoError(t, err)
	certify(t, folder)
	require.NoError(t, giveAway(folder))
	return folder
}

const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = '%[1]s'
max_connections = 200
fsync = off
full_page_writes = off
ssl = on
ssl_cert_file = '%[1]s/server.pem'
ssl_key_file = '%[1]s/server.key'
`

const rules = `local all all trust
host all all 127.0.0.1/32 scram-sha-256
`

func start(t testing.TB, folder string, alone bool) *Server {
	t.Helper()
	data := filepath.Join(folder, "data")
	command := exec.Command(filepath.Join(programs(t), "initdb"), "-D", data, "-N", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C") //nolint:gosec // its own program and folder
	asServer(command)
	said, err := command.CombinedOutput()
	require.NoError(t, err, string(said))
	require.NoError(t, appendTo(filepath.Join(data, "postgresql.conf"), fmt.Sprintf(settings, folder)))
	require.NoError(t, os.WriteFile(filepath.Join(data, "pg_hba.conf"), []byte(rules), 0o600))
	s := launch(t, folder, freePort(t), alone)
	s.Do(t, fmt.Sprintf("CREATE ROLE %s LOGIN CREATEDB PASSWORD '%s'", Role, Password))
	return s
}

// guard runs the server until its input ends, which it does with the test's
// process, however that goes.
const guard = `"$1" -D "$2/data" -p "$3" >>"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
[ "$4" = alone ] && rm -rf "$2"
exit 0`

// launch starts the server and waits until it answers. One that does not is started again: after a crash its port
// or its memory may still be somebody's for a moment.
func launch(t testing.TB, folder string, port int, alone bool) *Server {
	t.Helper()
	for range 4 {
		s := begin(t, folder, port, alone)
		for range 300 {
			if s.try("SELECT 1") == nil {
				return s
			}
			<-time.After(50 * time.Millisecond)
		}
		t.Log(s.log())
		s.Stop()
	}
	require.FailNow(t, "the server does not answer")
	return nil
}

func begin(t testing.TB, folder string, port int, alone bool) *Server {
	t.Helper()
	last := "kept"
	if alone {
		last = "alone"
	}
	command := exec.Command("sh", "-c", guard, "sh", filepath.Join(programs(t), "postgres"), folder, strconv.Itoa(port), last) //nolint:gosec // its own program and folder
	asServer(command)
	command.Dir = folder
	lease, err := command.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	s := &Server{folder: folder, port: port, lease: lease, ended: make(chan struct{})}
	go func() {
		_ = command.Wait()
		close(s.ended)
	}()
	return s
}

func (s *Server) log() string {
	said, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	return string(said)
}

func appendTo(path, text string) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600) //nolint:gosec // in its own folder
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	_, err = file.WriteString(text)
	return err
}

func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port
}
