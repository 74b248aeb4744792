package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The command says of a plan what the form says of it: a day off, a pause that should have begun.
func TestPlanWarnsAsTheFormDoes(t *testing.T) {
	for want, args := range map[string][]string{
		"helgdag: fre 25 dec 2026": {"--at", "2026-12-25T08:30"},
		"lördag":                   {"--at", "2026-12-19T08:30"},
		"Waran":                    {"--at", "2026-11-04T08:30", "--medicine", "B01AA03"},
	} {
		got := command(t, newDatabase(t), append([]string{"plan"}, args...)...)
		require.Equal(t, exitDone, got.status)
		require.Contains(t, got.err, want)
		got = command(t, newDatabase(t), append([]string{"plan", "--json"}, args...)...)
		require.Contains(t, got.err, want)
		require.NotContains(t, got.out, want)
	}
	require.Empty(t, command(t, newDatabase(t), "plan", "--at", "2026-12-14T08:30").err)
}
