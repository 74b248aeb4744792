package medication_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/models"
)

func catalogue(t *testing.T) *medication.Catalogue {
	t.Helper()
	loaded, err := medication.LoadCatalogue(os.DirFS("../../resources"))
	require.NoError(t, err)
	return loaded
}

// A nurse types what the patient says: a trade name, a substance in either
// language, without the right accents.
func TestFind(t *testing.T) {
	medicines := catalogue(t)
	for text, want := range map[string]string{
		"trombyl": "B01AC06", "Waran": "B01AA03", "warf": "B01AA03", "ELIQ": "B01AF02", "klopi": "B01AC04",
		"clopi": "B01AC04", "B01AF01": "B01AF01", "b01ae": "B01AE07", "ipren": "M01AE01", "Ozempic": "A10BJ",
		"vitlok": "NAT-GARLIC", "vitlök": "NAT-GARLIC", "Johannesort": "NAT-ST-JOHNS-WORT", " fragmin ": "B01AB04",
		"orion": "B01AA03", "sertralin": "N06AB", "omega": "C10AX06",
	} {
		found := medicines.Find(text, 5)
		require.NotEmpty(t, found, text)
		require.Equal(t, want, found[0].ATC, text)
	}
	require.Empty(t, medicines.Find("zzz", 5))
	require.Empty(t, medicines.Find("  ", 5), "nothing typed finds nothing, not everything")
	require.Len(t, medicines.Find("a", 4), 4)
	require.Empty(t, medicines.Find("a", 0))
}

// A class row stands for every code below it, but a row of its own goes first.
func TestByATC(t *testing.T) {
	medicines := catalogue(t)
	for code, want := range map[string]string{
		"B01AA03": "B01AA03", " b01aa03 ": "B01AA03", "A10BK01": "A10BK", "A10AB05": "A10A", "C07AB02": "C07",
		"B01AD02": "B01A", "M01AH01": "M01AH01", "M01AH02": "M01AH", "M01AE52": "M01A", "NAT-GARLIC": "NAT-GARLIC",
	} {
		found, ok := medicines.ByATC(code)
		require.True(t, ok, code)
		require.Equal(t, want, found.ATC, code)
	}
	for _, code := range []string{"", "X", "A10", "B01AA3", "B01AA033", "R03AC02", "NAT-", "NAT-SILVER", "B01A!"} {
		_, ok := medicines.ByATC(code)
		require.False(t, ok, code)
	}
}

// Which medicines make a doctor decide: those the leaflet names, above all (B1).
func TestBloodThinner(t *testing.T) {
	medicines := catalogue(t)
	for _, code := range []string{
		"B01AC06", "N02BA01", "N02BA51", "B01AA03", "B01AC04", "B01AB04", "B01AF02", "B01AE07", "B01AD02", "M01AE01", "N06DX02",
	} {
		require.True(t, medicines.BloodThinner(code), code)
	}
	for _, code := range []string{"N06AB06", "N06AX16", "M01AH05", "A10AB05", "A10BA02", "C07AB02", "C09AA02", "", "R03AC02"} {
		require.False(t, medicines.BloodThinner(code), code)
	}
}

func TestNearestCodesForAMistypedOne(t *testing.T) {
	medicines := catalogue(t)
	require.Contains(t, medicines.Nearest("B01AA3"), "B01AA03")
	require.Equal(t, "B01AF02", medicines.Nearest("b01aF20")[0])
	require.LessOrEqual(t, len(medicines.Nearest("B01AC00")), 3)
	require.Empty(t, medicines.Nearest("warfarin"))
	require.NotPanics(t, func() { medicines.Nearest("åäö😀") })
}

// A wrong catalogue is refused at start with the line that is wrong.
func TestBadCatalogues(t *testing.T) {
	const good = `- {atc: B01AA03, substance: {sv: warfarin, en: warfarin}, names: [Waran], blood_thinner: true, leaflet: [B1]}` + "\n"
	for name, test := range map[string]struct{ row, code string }{
		"wrong code":        {strings.Replace(good, "B01AA03", "B01A3", 1), "rules.bad-value"},
		"twice":             {good, "rules.duplicate"},
		"unknown key":       {strings.Replace(good, "names", "nmaes", 1), "rules.unknown-key"},
		"unknown fact":      {strings.Replace(good, "[B1]", "[Z9]", 1), "rules.unknown-fact"},
		"no source":         {strings.Replace(good, ", leaflet: [B1]", "", 1), "rules.missing-source"},
		"not marked":        {strings.Replace(good, "leaflet: [B1]", "source: a book", 1), "rules.missing"},
		"no English":        {strings.Replace(good, ", en: warfarin", "", 1), "rules.missing"},
		"thinner left open": {strings.Replace(good, ", blood_thinner: true", "", 1), "rules.missing"},
	} {
		t.Run(name, func(t *testing.T) {
			facts, err := fs.ReadFile(os.DirFS("../../resources"), "facts.yaml")
			require.NoError(t, err)
			_, err = medication.LoadCatalogue(fstest.MapFS{
				"facts.yaml":     {Data: facts},
				"medicines.yaml": {Data: []byte("# comment\n" + good + test.row)},
			})
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, test.code, problem.Code, err)
			require.Equal(t, "medicines.yaml", problem.Values["file"])
			require.Equal(t, 3, problem.Values["line"])
		})
	}
}
