// Package officetest gives tests the rules that are frozen for them.
package officetest

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/resources/resourcestest"
)

// Rules reads them once for all tests of a package: nothing alters rules that are read.
func Rules(t testing.TB) office.Rules {
	t.Helper()
	rules, err := frozen()
	require.NoError(t, err)
	return rules
}

var frozen = sync.OnceValues(func() (office.Rules, error) { return office.LoadRules(resourcestest.Files, "") })
