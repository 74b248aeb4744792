package triage_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/app/triage"
	"nursedesk/resources"
)

// Every belief of the guide is a row of its own with a source, under the key
// that its source has, and the same after every reading: an approval holds.
func TestRows(t *testing.T) {
	rows := guide(t).Rows()
	require.Len(t, rows, len(guide(t).Sources()))
	again, err := triage.Load(resources.Files)
	require.NoError(t, err)
	require.Equal(t, rows, again.Rows())
	ids, hashes := map[string]bool{}, map[string]bool{}
	for _, row := range rows {
		require.False(t, ids[row.ID], row.ID)
		require.False(t, hashes[row.Hash], row.ID)
		ids[row.ID], hashes[row.Hash] = true, true
		require.Len(t, row.Hash, 64, row.ID)
		require.Equal(t, rulebook.Triage, row.Part)
		require.NotEmpty(t, row.Says, row.ID)
		require.True(t, row.Proposed || len(row.Leaflet) > 0, row.ID)
		require.True(t, row.Source != "" || len(row.Leaflet) > 0, row.ID)
	}
	for _, source := range guide(t).Sources() {
		require.True(t, ids[source.Row.ID], source.Row.ID)
	}
	for _, rule := range guide(t).Rules() {
		require.True(t, ids["triage/"+rule.ID], rule.ID)
	}
	for _, id := range []string{"triage/last-day", "triage/at-least", "triage/level/L5", "triage/term/fever-found"} {
		require.True(t, ids[id], id)
	}
}

// What a doctor approved is what the row said: a question, a limit or a level
// that changes makes just the rows that say it wait again.
func TestRowsChangeWithWhatTheySay(t *testing.T) {
	for _, test := range []struct {
		from, to string
		changed  []string
	}{
		{"på sex timmar eller mer?", "på åtta timmar eller mer?", []string{"R18", "R19"}},
		{
			"fever or temperature >= 38.0", "fever or temperature >= 38.1",
			[]string{"term/fever-found", "term/infection-sign", "R03", "R12", "R13", "R16", "R26"},
		},
		{
			"out of the wound?\", at_least: L4", "out of the wound?\", at_least: L3",
			[]string{"at-least", "term/wound-sign", "term/infection-sign", "R03", "R13", "R14", "R15", "R26"},
		},
		{"level: L2, days: 2-90", "level: L2, days: 2-91", []string{"R12"}},
		{"day: 730", "day: 731", []string{"last-day"}},
	} {
		t.Run(test.to, func(t *testing.T) {
			files := fstest.MapFS{}
			for _, name := range []string{triage.File, "facts.yaml", "medicines.yaml", "protocols/neurotomy.yaml", "protocols/block.yaml"} {
				body, err := fs.ReadFile(resources.Files, name)
				require.NoError(t, err)
				if name == triage.File {
					require.Equal(t, 1, strings.Count(string(body), test.from))
					body = []byte(strings.Replace(string(body), test.from, test.to, 1))
				}
				files[name] = &fstest.MapFile{Data: body}
			}
			after, err := triage.Load(files)
			require.NoError(t, err)
			before := guide(t).Rows()
			var changed []string
			for i, row := range after.Rows() {
				require.Equal(t, before[i].ID, row.ID)
				if row.Hash != before[i].Hash {
					changed = append(changed, strings.TrimPrefix(row.ID, "triage/"))
				}
			}
			require.ElementsMatch(t, test.changed, changed)
		})
	}
}
