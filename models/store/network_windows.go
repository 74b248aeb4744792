package store

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// onNetworkDrive tells whether a folder lies on another computer. SQLite's
// write-ahead log needs memory that all its programs share, which no network
// gives: https://sqlite.org/wal.html.
func onNetworkDrive(folder string) bool {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return true // \\server\share
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
