package owneronly

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// What the program makes is its user's alone, also deep below a folder that is everybody's; that folder stays as it was.
func TestFolder(t *testing.T) {
	open := filepath.Join(t.TempDir(), "everybody's")
	require.NoError(t, os.Mkdir(open, 0o700))
	require.NoError(t, os.Chmod(open, 0o755))
	deep := filepath.Join(open, "a", "b å ä ö")
	require.NoError(t, Folder(deep))
	require.NoError(t, Folder(deep), "it is there already")
	for _, folder := range []string{deep, filepath.Dir(deep)} {
		others, err := Exposed(folder)
		require.NoError(t, err)
		require.False(t, others, folder)
	}
	file := filepath.Join(deep, "file")
	require.NoError(t, os.WriteFile(file, []byte("a"), 0o600))
	others, err := Exposed(file)
	require.NoError(t, err)
	require.False(t, others)
	require.Error(t, Folder(filepath.Join(file, "below")), "a file is no folder")
}

// A file that others could read is put right.
func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "desk.db")
	require.NoError(t, os.WriteFile(file, []byte("a"), 0o600))
	expose(t, file)
	others, err := Exposed(file)
	require.NoError(t, err)
	require.True(t, others)
	require.NoError(t, File(file))
	others, err = Exposed(file)
	require.NoError(t, err)
	require.False(t, others)
	body, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "a", string(body), "the user still can")
	_, err = Exposed(file + "-none")
	require.ErrorIs(t, err, os.ErrNotExist)
}
