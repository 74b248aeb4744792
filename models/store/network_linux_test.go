package store

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNetworkDriveKinds(t *testing.T) {
	for kind, want := range map[int64]bool{
		0x6969: true, 0xFF534D42: true, -0xACB2BE: true, // CIFS where the field has 32 bits with a sign
		0xEF53: false, 0x9123683E: false, 0x01021994: false, 0x65735546: false, // ext4, btrfs, tmpfs, FUSE
	} {
		require.Equal(t, want, isNetworkDrive(kind), "%x", kind)
	}
}
