package triage_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/resources"
)

func guide(t testing.TB) *triage.Guide {
	t.Helper()
	guide, err := triage.Load(resources.Files)
	require.NoError(t, err)
	return guide
}

// The clinic's own guide is read.
func TestTheGuideLoads(t *testing.T) {
	require.NotEmpty(t, guide(t).Rules())
}
