package store

import (
	"slices"
	"syscall"
)

// networkDrives are the kinds of file system that lie on another computer, as
// statfs(2) numbers them. SQLite's write-ahead log needs memory that all its
// programs share, which no network gives: https://sqlite.org/wal.html.
var networkDrives = []int64{
	0x6969,     // NFS
	0x517B,     // SMB
	0xFF534D42, // CIFS
	0xFE534D42, // SMB 2 and 3
	0x5346414F, // AFS
	0x00C36400, // Ceph
	0x01161970, // GFS2
	0x7461636F, // OCFS2
}

// onNetworkDrive tells whether a folder lies on another computer.
func onNetworkDrive(folder string) bool {
	var system syscall.Statfs_t
	if err := syscall.Statfs(folder, &system); err != nil {
		return false // opening the file says what is wrong
	}
	return isNetworkDrive(int64(system.Type)) //nolint:unconvert // 32 bits on some machines
}

func isNetworkDrive(kind int64) bool { return slices.Contains(networkDrives, kind&0xFFFFFFFF) }
