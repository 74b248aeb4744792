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
