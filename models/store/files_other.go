//go:build !unix

package store

import "io/fs"

// nameCount is how many names a file has, as far as the system says it.
func nameCount(fs.FileInfo) uint64 { return 1 }

// readableByOthers is not told by the mode here: the user's own data folder is
// closed to others by the system.
func readableByOthers(fs.FileInfo) bool { return false }
