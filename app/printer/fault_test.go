package printer

import (
	"io/fs"
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// What a disk can answer becomes words, and the path stays out of the log:
// a user may have put a patient's name in it.
func TestFaultsOfTheDisk(t *testing.T) {
	for code, cause := range map[string]error{
		"print.disk-full":   &fs.PathError{Op: "write", Path: "Tolvan.pdf", Err: syscall.ENOSPC},
		"print.not-allowed": &fs.PathError{Op: "open", Path: "Tolvan.pdf", Err: syscall.EROFS},
		"print.save":        &os.LinkError{Op: "rename", Old: "x", New: "Tolvan.pdf", Err: syscall.EIO},
	} {
		err := saveFault("Tolvan.pdf", cause)
		require.ErrorIs(t, err, &models.Problem{Code: code})
		require.NotContains(t, err.Error(), "Tolvan")
	}
	require.ErrorIs(t, saveFault("a.pdf", &fs.PathError{Err: syscall.EDQUOT}), &models.Problem{Code: "print.disk-full"})
}

// The system's own programs are found, run in English, and left running when they are viewers.
func TestPrograms(t *testing.T) {
	programs := Programs{}
	if !programs.Has("sh") {
		t.Skip("there is no sh on this system")
	}
	said, err := programs.Run(t.Context(), "sh", "-c", "echo $LC_ALL; echo oops >&2; exit 3")
	require.Error(t, err)
	require.Equal(t, "C\noops\n", said)
	require.NoError(t, programs.Start(t.Context(), "sh", "-c", "exit 0"))
	require.Error(t, programs.Start(t.Context(), "sh", "-c", "exit 1"))
	require.Error(t, programs.Start(t.Context(), "no-such-program"))
	require.False(t, programs.Has("no-such-program"))
}
