package printer_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// cupsd is a private CUPS: its own directories, its own socket, and a backend
// that writes down what would have gone to a printer. What it does with a job
// goes by the name of its queue.
type cupsd struct {
	folder string // the files that the backend writes
	socket string
	daemon *exec.Cmd
}

// backend records a job's arguments and data. "Slow" works until it is let go,
// "Empty" lacks paper and stops its queue, "Faulty" loses the job.
const backend = `#!/bin/sh
[ $# -eq 0 ] && { echo 'direct record:/ "Unknown" "Recorder"'; exit 0; }
kept="${DEVICE_URI#record:}/$1"
case "$PRINTER" in
Empty) echo 'STATE: +media-empty-error' >&2; exit 4 ;;
Faulty) exit 1 ;;
esac
for argument; do printf '%s\n' "$argument"; done > "$kept.arguments"
if [ $# -ge 6 ]; then cat "$6"; else cat; fi > "$kept.pdf"
if [ "$PRINTER" = Slow ]; then
    echo 'STATE: +media-empty-error' >&2
    until [ -e "$kept.go" ] || [ ! -d "${DEVICE_URI#record:}" ]; do sleep 0.05; done
    echo 'STATE: -media-empty-error' >&2
    sleep 0.2
fi
: > "$kept.done"
`

const settings = `Listen SOCKET
Browsing Off
WebInterface No
DefaultAuthType None
ErrorPolicy abort-job
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`

const files = `ServerRoot ROOT/server
RequestRoot ROOT/spool
TempDir ROOT/spool/tmp
CacheDir ROOT/cache
StateDir ROOT/state
ServerBin ROOT/programs
DataDir /usr/share/cups
AccessLog ROOT/access.log
ErrorLog ROOT/error.log
PageLog ROOT/page.log
SystemGroup root
`

// startCUPS starts a private CUPS with these queues, for lp and lpstat of this test.
func startCUPS(t *testing.T, queues ...string) *cupsd {
	t.Helper()
	program := find(t, "cupsd")
	find(t, "lpadmin")
	if os.Geteuid() != 0 {
		t.Skip("a print system of one's own can be started by root only: CI does")
	}
	root, err := os.MkdirTemp("", "cups") // the path of a socket has to be short
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	require.NoError(t, os.Chmod(root, 0o755))
	for _, folder := range []string{"server/ppd", "spool/tmp", "cache", "state", "kept", "programs/backend", "programs/daemon"} {
		require.NoError(t, os.MkdirAll(filepath.Join(root, folder), 0o755))
	}
	require.NoError(t, os.Symlink("/usr/lib/cups/daemon/cups-exec", filepath.Join(root, "programs/daemon/cups-exec")))
	c := &cupsd{folder: filepath.Join(root, "kept"), socket: filepath.Join(root, "socket")}
	write := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(root, name)
		text = strings.NewReplacer("ROOT", root, "SOCKET", c.socket).Replace(text)
		require.NoError(t, os.WriteFile(path, []byte(text), mode))
		return path
	}
	write("programs/backend/record", backend, 0o700)
	c.daemon = exec.Command(program, "-f",
		"-c", write("cupsd.conf", settings, 0o644), "-s", write("cups-files.conf", files, 0o644))
	require.NoError(t, c.daemon.Start())
	t.Cleanup(c.stop)
	t.Setenv("CUPS_SERVER", c.socket)
	require.Eventually(t, func() bool {
		connection, err := net.Dial("unix", c.socket)
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	}, 10*time.Second, 20*time.Millisecond, "cupsd does not listen")
	for _, queue := range queues {
		c.run(t, "lpadmin", "-p", queue, "-E", "-v", "record:"+c.folder)
	}
	return c
}

// stop ends the print system.
func (c *cupsd) stop() {
	_ = c.daemon.Process.Kill()
	_ = c.daemon.Wait()
}

// find looks for a program, also where administrators' programs are.
func find(t *testing.T, name string) string {
	t.Helper()
	for _, candidate := range []string{name, "/usr/sbin/" + name} {
		if path, err := exec.LookPath(candidate); err == nil {
			return path
		}
	}
	t.Skipf("%s is not installed (Debian: cups, cups-client): make packages", name)
	return ""
}

// run calls one of CUPS' programs.
func (c *cupsd) run(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), find(t, name), arguments...).CombinedOutput()
	require.NoError(t, err, string(said))
	return string(said)
}

// kept reads what the backend wrote of a job: "arguments", "pdf", "done".
func (c *cupsd) kept(t *testing.T, job, what string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(c.folder, job+"."+what))
	require.NoError(t, err)
	return string(body)
}
