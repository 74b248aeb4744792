package sealed_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sealed"
	"nursedesk/models"
)

func newKey(t *testing.T) string {
	t.Helper()
	key, err := sealed.NewKey()
	require.NoError(t, err)
	return key
}

func with(folder string, keys ...string) *sealed.Box {
	return sealed.New(folder, func() ([]string, error) { return keys, nil })
}

// What is sealed can be read with the user's key and no other, is for nobody else on the
// disk, and leaves nothing in plain beside it.
func TestOnlyTheUserReadsIt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "desk")
	key := newKey(t)
	box := with(folder, key)
	_, err := box.Read("list")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, box.Write("list", []byte("Tolvan Tolvansson")))
	require.NoError(t, box.Write("list", []byte("Tolvan Exempel")))
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing beside it")
	path := filepath.Join(folder, entries[0].Name())
	body, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotContains(t, string(body), "Tolvan")
	if runtime.GOOS != "windows" {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
		info, err = os.Stat(folder)
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o700), info.Mode().Perm())
	}
	read, err := with(folder, newKey(t), key).Read("list")
	require.NoError(t, err, "any of the keys opens it")
	require.Equal(t, "Tolvan Exempel", string(read))
	_, err = with(folder, newKey(t)).Read("list")
	require.ErrorIs(t, err, models.ErrSealedKey)
	body[len(body)-1] ^= 1
	require.NoError(t, os.WriteFile(path, body, 0o600))
	_, err = box.Read("list")
	require.ErrorIs(t, err, models.ErrSealedKey, "a byte that was changed is noticed")
}

// Without a key nothing is written, and the words of the key store are not in what is said.
func TestWithoutKey(t *testing.T) {
	folder := t.TempDir()
	locked := sealed.New(folder, func() ([]string, error) { return nil, errors.New("locked") })
	require.ErrorIs(t, locked.Write("list", nil), models.ErrSealedKey)
	err := with(folder, "AGE-SECRET-KEY-1WRONG").Write("list", nil)
	require.ErrorIs(t, err, models.ErrSealedKey)
	require.NotContains(t, err.Error(), "WRONG")
	require.ErrorIs(t, with(folder).Write("list", nil), models.ErrSealedKey)
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, entries)
}

// A file is confirmed without being sealed again, listed by its beginning, and taken away;
// what a write left that was cut off goes.
func TestFiles(t *testing.T) {
	box := with(t.TempDir(), newKey(t))
	require.NoError(t, box.Write("draft-1", []byte("one")))
	require.NoError(t, box.Write("list", nil))
	at := time.Date(2026, 12, 14, 9, 42, 0, 0, time.UTC)
	require.NoError(t, box.Confirm("draft-1", at))
	written, ok := box.Written("draft-1")
	require.True(t, ok)
	require.True(t, at.Equal(written))
	require.NoError(t, os.WriteFile(filepath.Join(box.Folder(), "draft-2x.part"), []byte("half"), 0o600))
	names, err := box.Names("draft-")
	require.NoError(t, err)
	require.Equal(t, []string{"draft-1"}, names)
	require.NoError(t, box.Tidy())
	require.NoError(t, box.Remove("draft-1"))
	require.NoError(t, box.Remove("draft-1"))
	left, err := os.ReadDir(box.Folder())
	require.NoError(t, err)
	require.Len(t, left, 1)
	_, ok = box.Written("draft-1")
	require.False(t, ok)
}
