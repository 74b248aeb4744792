package careplan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/resources"
	"nursedesk/resources/resourcestest"
)

// Every task, every date and the bleeding risk is a row of its own; a booking
// that froze the protocol has the rows that were approved then.
func TestRows(t *testing.T) {
	library, err := careplan.Load(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	ids := map[string]bool{}
	for _, protocol := range library.Protocols() {
		rows := protocol.Rows()
		require.Len(t, rows, 2+len(protocol.Steps)+len(protocol.FollowUps)+len(protocol.Milestones))
		for _, row := range rows {
			require.False(t, ids[row.ID], row.ID)
			ids[row.ID] = true
			require.Len(t, row.Hash, 64, row.ID)
			require.Equal(t, rulebook.Protocol, row.Part)
			require.NotEmpty(t, row.Says, row.ID)
		}
		frozen, err := careplan.Parse("frozen", protocol.Body)
		require.NoError(t, err)
		require.Equal(t, rows, frozen.Rows())
		for _, step := range protocol.Steps {
			require.True(t, ids[step.Source.Row.ID], step.ID)
		}
	}
	for _, id := range []string{
		"protocol/neurotomy/risk", "protocol/neurotomy/stitch-removal", "protocol/neurotomy/milestone/bath-from",
		"protocol/block/discharge", "protocol/neurotomy/follow-up/not-resumed", "protocol/block/health",
	} {
		require.True(t, ids[id], id)
	}
}

// The doctor chooses between the leaflet's fasting and the guidelines': the row shows
// both, waits for approval, and until then the leaflet's hours hold.
func TestFastingShowsTheLeafletBesideTheGuidelines(t *testing.T) {
	library, err := careplan.Load(rulebooktest.Open(t, resources.Files))
	require.NoError(t, err)
	protocol, ok := library.Protocol("neurotomy")
	require.True(t, ok)
	for _, row := range protocol.Rows() {
		if row.ID != "protocol/neurotomy/milestone/fasting-from" {
			continue
		}
		require.True(t, row.Proposed)
		require.NotEmpty(t, row.Leaflet)
		require.Contains(t, row.Source, "Riktlinjer: klara drycker")
		return
	}
	t.Fatal("no fasting row")
}

// A row says whatever of it has an effect, and nothing that it does not do.
func TestWhatRowsSay(t *testing.T) {
	says := func(from, to string) map[string][]string {
		require.Contains(t, good, from)
		trial, err := careplan.Parse("trial@1", []byte(strings.Replace(good, from, to, 1)))
		require.NoError(t, err)
		codes := map[string][]string{}
		for _, row := range trial.Rows() {
			for _, one := range row.Says {
				codes[strings.TrimPrefix(row.ID, "protocol/trial/")] = append(codes[strings.TrimPrefix(row.ID, "protocol/trial/")], one.Code)
			}
		}
		return codes
	}
	whole := says("", "")
	require.Equal(t, []string{"who.action", "target", "window", "roll.next"}, whole["ask"])
	require.Equal(t, []string{"who.appointment", "target", "window", "book-by", "roll.nearest"}, whole["review"])
	require.Equal(t, []string{"who.action", "follow-due", "asks", "follow-task", "follow-again"}, whole["follow-up/judge"])
	require.Equal(t, []string{"follow-task", "follow-task", "follow-task", "follow-task", "follow-task"}, whole["health"])

	const window, day = "+3d\n    earliest: +3d\n    latest: +5d\n    roll: next", "+0d\n    earliest: +0d\n    latest: +0d\n    roll: none"
	require.Equal(t, []string{"who.action", "target"}, says(window, day)["ask"], "it is one day, and stays there")
	require.Contains(t, says("    hold: decision\n", "    hold: decision\n    prescribes: nsaid\n")["ask"], "prescribes")
	require.Contains(t, says("{task: judge, again: next-workday}", "{declare: fever}")["follow-up/judge"], "follow-declare")
	before, err := careplan.Parse("trial@1", []byte(good[:strings.Index(good, "health:")]))
	require.NoError(t, err)
	require.Len(t, before.Rows(), len(whole)-1, "a version from before health was asked")
}
