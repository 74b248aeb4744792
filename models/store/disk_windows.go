package store

import "golang.org/x/sys/windows"

// freeSpace is how many bytes this user may still write below a folder.
func freeSpace(folder string) (free uint64, known bool) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	return free, windows.GetDiskFreeSpaceEx(path, &free, nil, nil) == nil
}

// unencrypted can't be told: Windows says to administrators alone whether BitLocker is on.
func unencrypted(string) bool { return false }
