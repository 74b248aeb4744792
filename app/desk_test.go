package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
)

type desk = apptest.Desk

// Without a clock of its own a desk would go by the machine's.
func TestNoClock(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	d.Params.Clock = nil
	_, err := app.New(t.Context(), d.Params)
	require.ErrorContains(t, err, "without a clock")
}
