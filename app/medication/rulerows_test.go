package medication_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/resources/resourcestest"
)

// with gives the clinic's catalogue with one text of its file changed.
func with(t *testing.T, old, changed string) *medication.Catalogue {
	t.Helper()
	body, err := fs.ReadFile(resourcestest.Files, medication.File)
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(string(body), old), old)
	files := rulebooktest.With(t, resourcestest.Files, map[string][]byte{
		medication.File: []byte(strings.Replace(string(body), old, changed, 1)),
	})
	catalogue, err := medication.LoadCatalogue(rulebooktest.Open(t, files))
	require.NoError(t, err)
	return catalogue
}

func keys(catalogue *medication.Catalogue) map[string]string {
	found := map[string]string{}
	for _, row := range catalogue.Rows() {
		found[row.ID] = row.Hash
	}
	return found
}

// Every belief is a row of its own, with a hash, a source and something that it says.
func TestRows(t *testing.T) {
	catalogue, err := medication.LoadCatalogue(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	rows := catalogue.Rows()
	ids := map[string]bool{}
	for _, row := range rows {
		require.False(t, ids[row.ID], "%s stands twice", row.ID)
		ids[row.ID] = true
		require.Len(t, row.Hash, 64, row.ID)
		require.NotEmpty(t, row.Says, row.ID)
		require.True(t, len(row.Leaflet) > 0 || row.Source != "", row.ID)
	}
	for _, medicine := range catalogue.All() {
		for _, rule := range medicine.Rules {
			require.True(t, ids[rule.Source.Row.ID], "%s: %q", medicine.ATC, rule.Source.Row.ID)
		}
	}
	for _, id := range []string{
		"clinic/resume", "clinic/never-by-default", "clinic/unlisted", "combination/p2y12", "medicine/B01AA03",
		"medicine/B01AA03/hold", "medicine/B01AA03/inr", "medicine/B01AB04/hold-prophylactic-clearance-30",
	} {
		require.True(t, ids[id], id)
	}
	require.False(t, ids["medicine/B01AC56/hold-primary"], "rules that an entry shares are the other entry's rows")
}

// A changed figure changes that row's hash and no other; a comment and an
// empty line change none.
func TestOnlyTheChangedRowChanges(t *testing.T) {
	catalogue, err := medication.LoadCatalogue(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	before := keys(catalogue)
	require.Equal(t, before, keys(with(t, "\nresume: {days: 3,", "\n# a comment\n\nresume: {days: 3,")))
	after := keys(with(t, "resume: {days: 3,", "resume: {days: 4,"))
	require.NotEqual(t, before["clinic/resume"], after["clinic/resume"])
	after["clinic/resume"] = before["clinic/resume"]
	require.Equal(t, before, after)

	inr := "      high: 1.2\n"
	after = keys(with(t, inr, "      high: 1.3\n"))
	require.NotEqual(t, before["medicine/B01AA03/inr"], after["medicine/B01AA03/inr"])
	require.Equal(t, before["medicine/B01AA03"], after["medicine/B01AA03"])
	require.Equal(t, before["medicine/B01AA03/hold"], after["medicine/B01AA03/hold"])
}

// What a booking leans on: its medicines' rows, the rows of another entry where
// they are shared, the combinations of their class, and what holds for all.
func TestUsedBy(t *testing.T) {
	catalogue, err := medication.LoadCatalogue(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	ids := func(tier rulebook.Tier, codes ...string) []string {
		var found []string
		for _, key := range catalogue.UsedBy(tier, codes) {
			found = append(found, key.ID)
		}
		slices.Sort(found)
		return found
	}
	all := keys(catalogue)
	for _, key := range catalogue.UsedBy(rulebook.Intermediate, []string{"B01AC56"}) {
		require.Equal(t, all[key.ID], key.Hash)
	}
	require.Subset(t, ids(rulebook.Intermediate, "B01AA03"), []string{
		"medicine/B01AA03", "medicine/B01AA03/hold", "medicine/B01AA03/inr", "clinic/resume", "combination/mechanical-valve",
	})
	require.NotContains(t, ids(rulebook.Intermediate, "B01AA03"), "combination/p2y12")
	require.NotContains(t, ids(rulebook.Intermediate, "B01AA03"), "clinic/never-by-default")
	require.Contains(t, ids(rulebook.Low, "B01AA03"), "clinic/never-by-default")
	require.Contains(t, ids(rulebook.Low, "B01AC56"), "medicine/B01AC06/hold-primary")
	require.Equal(t, []string{"clinic/unlisted"}, ids(rulebook.Low, "", "X99XX99"))
	require.Equal(t, []rulebook.Key(nil), catalogue.UsedBy(rulebook.Low, nil))
}
