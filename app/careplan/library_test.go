package careplan_test

import (
	"testing"

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
