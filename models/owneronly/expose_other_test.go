//go:build !windows

package owneronly

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func expose(t *testing.T, path string) {
	t.Helper()
	require.NoError(t, os.Chmod(path, 0o644))
}
