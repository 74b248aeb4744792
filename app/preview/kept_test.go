package preview_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// compiled finds the file of the compiled engine in a folder.
func compiled(t *testing.T, folder string) string {
	t.Helper()
	var found []string
	require.NoError(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.Contains(path, "wazero-") {
			found = append(found, path)
		}
		return err
	}))
	require.Len(t, found, 1)
	return found[0]
}

// copied is a folder with a compiled engine of its own.
func copied(t *testing.T) string {
	t.Helper()
	require.NoError(t, renderer(t, engines).Warm(t.Context()))
	folder := filepath.Join(t.TempDir(), "engine")
	require.NoError(t, os.CopyFS(folder, os.DirFS(engines)))
	return folder
}

func draws(t *testing.T, folder string) {
	t.Helper()
	_, err := renderer(t, folder).Page(t.Context(), document(t, "usual").PDF, 1, 100)
	require.NoError(t, err)
}

// A sound engine is used as it lies there.
func TestKeptEngineIsUsed(t *testing.T) {
	folder := copied(t)
	before, err := os.Stat(compiled(t, folder))
	require.NoError(t, err)
	draws(t, folder)
	after, err := os.Stat(compiled(t, folder))
	require.NoError(t, err)
	require.True(t, os.SameFile(before, after))
}

// What is damaged is never run, since it is machine code: it is compiled again. What
// else lies in the folder stays.
func TestDamagedEngineIsCompiledAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling takes seconds")
	}
	folder := copied(t)
	file := compiled(t, folder)
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	damaged := append([]byte(nil), whole...)
	damaged[200]++ // where its functions begin: wazero's own sum leaves this out
	require.NoError(t, os.WriteFile(file, damaged, 0o600))
	other := filepath.Join(folder, "note.txt")
	require.NoError(t, os.WriteFile(other, nil, 0o600))

	draws(t, folder)
	again, err := os.ReadFile(compiled(t, folder))
	require.NoError(t, err)
	require.Equal(t, len(whole), len(again))
	require.NotEqual(t, damaged, again)
	require.FileExists(t, other)
	draws(t, folder)
}

// Where the folder can't be made, the preview works without it.
func TestFolderThatCannotBe(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling takes seconds")
	}
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	draws(t, filepath.Join(file, "engine"))
}
