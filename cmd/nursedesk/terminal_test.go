package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/resources/resourcestest"
)

// What a file holds cannot give orders to the terminal.
func TestTerminalIsGivenNoOrders(t *testing.T) {
	got := command(t, newDatabase(t), "import", "\x1b[31mred.csv")
	require.Equal(t, exitFailed, got.status)
	require.NotContains(t, got.err, "\x1b")
	require.Contains(t, got.err, "·[31mred.csv")
}

// A file is read whole or refused: cut off, it would leave bookings out without a word.
func TestStandardInputIsNotCut(t *testing.T) {
	heading := "personal_number,given_name,family_name,procedure,start\n"
	last := "191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n"
	for filler, want := range map[int]int{1 << 10: exitDone, maxRead: exitFailed} {
		var out, complaints bytes.Buffer
		in := io.MultiReader(strings.NewReader(heading), strings.NewReader(strings.Repeat("\n", filler)), strings.NewReader(last))
		status := run(t.Context(), []string{"--database", newDatabase(t), "--now", "2026-11-02T09:00:00+01:00", "import", "-"},
			streams{in: in, out: &out, err: &complaints, clinic: resourcestest.Files})
		require.Equal(t, want, status, complaints.String())
		require.Equal(t, want == exitDone, strings.Contains(out.String(), "1"))
	}
}
