package careplan_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// A version that bookings froze before rows said what the program does with them
// goes by what today's protocol says of its rows: its hold is still decided, and
// its dates still reach the phone.
func TestAVersionFromBeforeRowsSaidTheirUse(t *testing.T) {
	library, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(good)}}))
	require.NoError(t, err)
	today, _ := library.Protocol("trial")
	before := strings.Replace(good, "    hold: decision\n    calendar: {sv: Ring oss, en: Call us, when: bleeds}\n", "", 1)
	require.NotEqual(t, good, before)

	kept, err := library.Frozen("trial@1", []byte(before))
	require.NoError(t, err)
	want, _ := today.Step("ask")
	got, _ := kept.Step("ask")
	require.Equal(t, careplan.HoldDecision, got.Hold)
	require.Equal(t, want.Calendar, got.Calendar)
	facts := careplan.Facts{BloodThinner: true}
	plan := kept.Plan(careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: facts})
	require.Equal(t, careplan.HoldDecision, plan.Tasks[0].Step.Hold)

	own := strings.Replace(good, "Ring oss", "Hör av dig", 1)
	kept, err = library.Frozen("trial@1", []byte(own))
	require.NoError(t, err)
	got, _ = kept.Step("ask")
	require.Equal(t, "Hör av dig", got.Calendar.In(models.Swedish, careplan.Facts{Bleeds: true}), "it says so itself")
	require.Empty(t, got.Calendar.In(models.Swedish, facts), "not for this patient")
}

// A date that is not for this patient hides none of those after it.
func TestADateForSomeHidesNoOther(t *testing.T) {
	body := strings.Replace(good, "    from: +1d\n", "    when: insulin\n    from: +1d\n", 1)
	body = strings.Replace(body, "risk:", "  - id: bathe\n    title: {sv: Bada, en: Bathe}\n    on: +7d\n    leaflet: [A8]\nrisk:", 1)
	library, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(body)}}))
	require.NoError(t, err)
	trial, _ := library.Protocol("trial")
	for insulin, want := range map[bool][]string{false: {"bathe"}, true: {"rest", "bathe"}} {
		var got []string
		for _, one := range trial.Plan(careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: careplan.Facts{Insulin: insulin}}).Milestones {
			got = append(got, one.Milestone.ID)
		}
		require.Equal(t, want, got)
	}
}

// A version whose rows say of themselves that they are calls, or settle a mark of the board,
// is from after there was one: what today's says beside that is none of its own.
func TestAVersionThatKnowsTheBoardKeepsItsWord(t *testing.T) {
	const call, ready = "    leaflet: [B1]\n    call: true\n", "    leaflet: [B1]\n    ready: health\n"
	both := strings.Replace(good, "    leaflet: [B1]\n", call+"    ready: health\n", 1)
	library, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(both)}}))
	require.NoError(t, err)
	for said, want := range map[string]careplan.Step{
		"    leaflet: [B1]\n": {Call: true, Ready: careplan.MarkHealth}, // from before there was a board
		call:                  {Call: true},
		ready:                 {Ready: careplan.MarkHealth},
	} {
		kept, err := library.Frozen("trial@1", []byte(strings.Replace(good, "    leaflet: [B1]\n", said, 1)))
		require.NoError(t, err)
		got, _ := kept.Step("ask")
		require.Equal(t, want, careplan.Step{Call: got.Call, Ready: got.Ready}, said)
	}
}

// The SHA-256 of a file is that of its lines, whichever editor wrote their ends.
func TestAReleasedVersionIsKnownByItsContent(t *testing.T) {
	sum := sha256.Sum256([]byte(good))
	released := `protocols: [{procedure: trial, version: "1", sha256: ` + hex.EncodeToString(sum[:]) + `}]`
	for name, body := range map[string]string{"as released": good, "saved on Windows": strings.ReplaceAll(good, "\n", "\r\n")} {
		files := ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(body)}})
		files.Files.(fstest.MapFS)[careplan.ReleasedFile] = &fstest.MapFile{Data: []byte(released)}
		_, err := careplan.Load(files)
		require.NoError(t, err, name)
	}
}
