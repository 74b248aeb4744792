// Package goldentest holds what the program writes to files that a person has read.
package goldentest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Update is the flag -update of tests: golden files are written anew.
var Update = flag.Bool("update", false, "write the golden files anew")

// Is holds a text to a file, and tells the first line in which they differ. Where it has
// changed, read says who has to read what -update writes.
func Is(t testing.TB, file, got, read string) {
	t.Helper()
	if *Update {
		require.NoError(t, os.WriteFile(filepath.Clean(file), []byte(got), 0o600))
	}
	kept, err := os.ReadFile(filepath.Clean(file))
	require.NoError(t, err, "make it with: go test -update")
	want := strings.Split(strings.ReplaceAll(string(kept), "\r\n", "\n"), "\n")
	lines := strings.Split(got, "\n")
	for i := range min(len(want), len(lines)) {
		require.Equal(t, want[i], lines[i], "%s, line %d: run with -update, and %s", file, i+1, read)
	}
	require.Len(t, lines, len(want), file)
}
