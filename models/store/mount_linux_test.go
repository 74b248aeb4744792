package store

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
)

// tmpfs gives a folder on a small disk of its own.
func tmpfs(t *testing.T, size string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	folder := t.TempDir()
	if said, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here: %s", said)
	}
	t.Cleanup(func() {
		said, err := exec.Command("umount", "-l", folder).CombinedOutput()
		require.NoError(t, err, string(said))
	})
	return folder
}

func mount(t *testing.T, arguments ...string) {
	t.Helper()
	said, err := exec.Command("mount", arguments...).CombinedOutput()
	require.NoError(t, err, string(said))
}
