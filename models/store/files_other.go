//go:build !unix

package store

import (
	"errors"
	"io/fs"
	"os"
)

// nameCount is how many names a file has, as far as the system says it.
func nameCount(fs.FileInfo) uint64 { return 1 }

// identity tells which file lies at a path, for os.SameFile. What os.Stat gives on Windows finds that
// out only when it is compared, which is too late, and in a way that a file in use may refuse.
func identity(path string) (fs.FileInfo, error) {
	file, err := os.Open(path) //nolint:gosec // the database's own files
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	return info, errors.Join(err, file.Close())
}
