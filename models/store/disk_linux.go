package store

import (
	"bufio"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// freeSpace is how many bytes this user may still write below a folder.
func freeSpace(folder string) (free uint64, known bool) {
	var system unix.Statfs_t
	if err := unix.Statfs(folder, &system); err != nil {
		return 0, false
	}
	return system.Bavail * uint64(system.Bsize), true //nolint:gosec // a block's size is no negative number
}

// unencrypted tells whether the disk of a folder is one of this computer's own that Linux does not encrypt (LUKS).
// Where that can't be told, as of a virtual disk or one that encrypts itself, it is false.
func unencrypted(folder string) bool {
	var info unix.Stat_t
	if err := unix.Stat(folder, &info); err != nil {
		return false
	}
	number := uint64(info.Dev) //nolint:unconvert // 32 bits on some machines
	name := strconv.FormatUint(uint64(unix.Major(number)), 10) + ":" + strconv.FormatUint(uint64(unix.Minor(number)), 10)
	return plainDevice(os.DirFS("/sys/dev/block"), name)
}

// ownDisks are how Linux calls the disks of a real computer: SATA and USB, NVMe, memory cards.
var ownDisks = []string{"sd", "nvme", "mmcblk"}

// plainDevice tells whether any disk that a device lies on is not encrypted, as /sys/dev/block shows it:
// dm/uuid begins with CRYPT- where LUKS encrypts, slaves are the devices below.
func plainDevice(sys fs.FS, device string) bool {
	if uuid, err := fs.ReadFile(sys, path.Join(device, "dm/uuid")); err == nil && strings.HasPrefix(string(uuid), "CRYPT-") {
		return false
	}
	below, err := fs.ReadDir(sys, path.Join(device, "slaves"))
	for _, one := range below {
		if plainDevice(sys, path.Join(device, "slaves", one.Name())) {
			return true
		}
	}
	if err == nil && len(below) > 0 {
		return false
	}
	file, err := sys.Open(path.Join(device, "uevent"))
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }() // it was only read
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, found := strings.CutPrefix(lines.Text(), "DEVNAME=")
		for _, own := range ownDisks {
			if found && strings.HasPrefix(name, own) {
				return true
			}
		}
	}
	return false
}
