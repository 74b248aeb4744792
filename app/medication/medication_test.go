package medication_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
)

func catalogue(t testing.TB) *medication.Catalogue {
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
		"B01AD02": "B01A", "M01AH01": "M01AH01", "M01AH02": "M01AH", "M01AE53": "M01A", "NAT-GARLIC": "NAT-GARLIC",
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

// Whoever mistypes a medicine is told what may have been meant, by name.
func TestAnUnknownMedicineSuggestsTheNearest(t *testing.T) {
	medicines := catalogue(t)
	for typed, want := range map[string]string{
		"B01AA3": "B01AA03 Waran", "waran": "B01AA03 Waran", "Eliqis": "B01AF02 Eliquis", "WARFARINN": "B01AA03 Waran",
		"B01AF09": "B01AF01 Xarelto", "B99": "", "åäö😀": "", "": "",
	} {
		problem := medicines.Unknown(typed)
		require.Equal(t, "medicine.unknown", problem.Code)
		require.Equal(t, typed, problem.Values["text"])
		if want == "" {
			require.Empty(t, problem.Values["nearest"], typed)
			continue
		}
		require.Contains(t, problem.Values["nearest"], want, typed)
	}
}
