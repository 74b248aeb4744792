package careplan_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/resources/resourcestest"
)

func TestLoadsTheClinicsProtocols(t *testing.T) {
	library, err := careplan.Load(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	var codes []string
	for _, protocol := range library.Protocols() {
		codes = append(codes, protocol.Code)
	}
	require.Equal(t, []string{"neurotomy", "block"}, codes, "in the order in which they are offered")
}

// How long a procedure takes is told in minutes; where nothing is told it is not known.
func TestHowLongAProcedureTakes(t *testing.T) {
	for said, want := range map[string]time.Duration{"": 0, "minutes: 45\n": 45 * time.Minute} {
		library, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(said + good)}}))
		require.NoError(t, err)
		trial, _ := library.Protocol("trial")
		require.Equal(t, want, trial.Length)
	}
}
