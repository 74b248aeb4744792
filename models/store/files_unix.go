//go:build unix

package store

import (
	"io/fs"
	"os"
	"syscall"
)

// nameCount is how many names (hard links) a file has. SQLite keeps a log for each
// name, so that two of them damage the database.
func nameCount(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Nlink) //nolint:unconvert // its width differs from system to system
	}
	return 1
}

// identity tells which file lies at a path, for os.SameFile. It opens nothing: closing a file of
// SQLite's would drop the locks that this process holds on it.
func identity(path string) (fs.FileInfo, error) { return os.Stat(path) }
