package careplan_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook/rulebooktest"
)

// contents are the protocols that have been released, by version. Bookings
// freeze a version by its name, so that two contents under one name would let
// a plan change under a patient.
var contents = map[string]string{
	"neurotomy 1": "cb1269070868e647",
	"block 1":     "3a60062523ad8254",
	"neurotomy 2": "5215832b47c9a254",
	"block 2":     "617bf0ee00e208d2",
	"block 3":     "435e07e72b02b119",
	"neurotomy 3": "2a86a03ca15e5b15",
}

func TestAChangedProtocolHasANewVersion(t *testing.T) {
	library, err := careplan.Load(rulebooktest.Open(t, os.DirFS("../../resources")))
	require.NoError(t, err)
	for _, protocol := range library.Protocols() {
		sum := sha256.Sum256(bytes.ReplaceAll(protocol.Body, []byte("\r\n"), []byte("\n")))
		key := protocol.Code + " " + protocol.Version
		require.Equal(t, contents[key], hex.EncodeToString(sum[:8]),
			"protocols/%s.yaml was changed: raise its version, and add the line %q with the hash above to contents; leave the old lines", protocol.Code, key)
	}
}
