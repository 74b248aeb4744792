package store

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// Only a disk of the computer's own that nothing encrypts is called so; whatever can't be told is not.
func TestDiskWithoutEncryption(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for name, test := range map[string]struct {
		sys   fstest.MapFS
		plain bool
	}{
		"a partition":         {fstest.MapFS{"8:1/uevent": file("MAJOR=8\nDEVNAME=sda1\n")}, true},
		"LUKS":                {fstest.MapFS{"8:1/dm/uuid": file("CRYPT-LUKS2-0-home"), "8:1/slaves/sda2/uevent": file("DEVNAME=sda2")}, false},
		"LVM over LUKS":       {fstest.MapFS{"8:1/dm/uuid": file("LVM-x"), "8:1/slaves/dm-0/dm/uuid": file("CRYPT-LUKS2-x"), "8:1/slaves/dm-0/slaves/sda2/uevent": file("DEVNAME=sda2")}, false},
		"LVM":                 {fstest.MapFS{"8:1/dm/uuid": file("LVM-x"), "8:1/slaves/nvme0n1p3/uevent": file("DEVNAME=nvme0n1p3")}, true},
		"half of it":          {fstest.MapFS{"8:1/slaves/dm-0/dm/uuid": file("CRYPT-x"), "8:1/slaves/sdb/uevent": file("DEVNAME=sdb")}, true},
		"a virtual machine's": {fstest.MapFS{"8:1/uevent": file("DEVNAME=vda1")}, false},
		"none":                {fstest.MapFS{}, false},
	} {
		require.Equal(t, test.plain, plainDevice(test.sys, "8:1"), name)
	}
}
