//go:build unix

package store

import (
	"io/fs"
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

func readableByOthers(info fs.FileInfo) bool { return info.Mode().Perm()&othersRead != 0 }
