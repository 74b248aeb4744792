//go:build !linux && !windows

package store

// freeSpace cannot tell here.
func freeSpace(string) (free uint64, known bool) { return 0, false }

// unencrypted cannot tell here.
func unencrypted(string) bool { return false }
