package medication_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources"
	"nursedesk/resources/resourcestest"
)

func catalogue(t testing.TB) *medication.Catalogue {
	t.Helper()
	return load(t, resourcestest.Files)
}

// clinicsCatalogue is the clinic's own, of which the properties hold whatever it says.
func clinicsCatalogue(t testing.TB) *medication.Catalogue {
	t.Helper()
	return load(t, resources.Files)
}

func load(t testing.TB, files fs.FS) *medication.Catalogue {
	t.Helper()
	loaded, err := medication.LoadCatalogue(rulebooktest.Open(t, files))
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
		"xigduo": "A10BD15", "metformin och d": "A10BD15", "metf": "A10BA02", "orion": "B01AA03", "sertralin": "N06AB", "omega": "C10AX06",
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

// Medicines that patients of the clinic take and that the catalogue has no say in.
const others = `Alvedon Levaxin Omeprazol Losec Citodon Tradolan Gabapentin Lyrica Pregabalin Imovane Zopiklon Propavan Stilnoct
Theralen Atarax Lergigan Kåvepenin Heracillin Bricanyl Ventoline Symbicort Pulmicort Seretide Betapred Prednisolon Kortison
Vagifem Ovesterin Mini-Pe Prolia Alenat Fosamax Kalcipos-D Behepan Betolvidon Folacin Duroferon Niferex Movicol Laktulos
Cilaxoral Inolaxol Dimetikon Gaviscon Nexium Pantoloc Lansoprazol Simvastatin Atorvastatin Crestor Lipitor Ezetrol Nitromex
Suscard Imdur Amlodipin Norvasc Plendil Felodipin Adalat Digoxin Lanoxin Tambocor Cordarone Madopark Sinemet Sifrol Requip
Lamictal Tegretol Ergenyl Keppra Mirtazapin Remeron Voxra Lithionit Zyprexa Seroquel Risperdal Haldol Cisordinol Concerta
Ritalin Elvanse Strattera Medikinet Xyzal Aerius Clarityn Tavegyl Nasonex Desonix Xalatan Cosopt Alfuzosin Avodart
Finasterid Vesicare Detrusitol Betmiga Viagra Cialis Methotrexat Salazopyrin Plaquenil Humira Enbrel Imurel Tamoxifen
Arimidex Femar Levothyroxin Liothyronin Thacapzol Minirin Panodil Morfin OxyContin OxyNorm Dolcontin Norspan Palexia
Tramadol Tiparol Relpax Imigran Maxalt Zomig Saroten Klomipramin Anafranil D-vitamin B12 Magnesium Multivitamin Järn
Kalcium Melatonin Circadin Champix Nicorette Valtrex Aciclovir Flagyl Doxyferm Ciproxin Trimetoprim Furadantin Selexid
magskydd sköldkörtelmedicin p-piller sömntabletter`

// A medicine outside the catalogue is kept as it is written, and nothing is made
// of it: no blood thinner is offered for one that is none.
func TestOtherMedicinesAreKept(t *testing.T) {
	medicines := catalogue(t)
	for _, name := range append(strings.Fields(others), "vitamin D", "medicin mot epilepsi", "Alvedon 500 mg vid behov") {
		taken, err := medicines.Read(name)
		require.NoError(t, err, name)
		require.Equal(t, medication.Taken{FreeText: name}, taken, name)
		require.False(t, medicines.SoundsLikeThinner(name), name)
		for _, suggested := range medicines.Suggest(name) {
			require.False(t, suggested.BloodThinner, "%s: %s", name, suggested.ATC)
		}
	}
	for _, code := range []string{"C08CA01", "R03AC02", "H03AA01", "N02AJ06"} {
		taken, err := medicines.Read(" " + strings.ToLower(code) + " ")
		require.NoError(t, err, code)
		require.Equal(t, medication.Taken{ATC: code}, taken)
	}
	require.Empty(t, medicines.Suggest("Levaxin"))
	for _, suggested := range medicines.Suggest("Heparin") {
		require.NotEqual(t, "B01AC06", suggested.ATC, "heparin is no aspirin")
	}
}

// A product of a class is read as the class: as free text no rule would hold for it, and an insulin would be nothing.
func TestAProductOfAClassIsTheClass(t *testing.T) {
	medicines := catalogue(t)
	products := 0
	for _, class := range medicines.All() {
		if class.OneSubstance() || class.BloodThinner {
			continue
		}
		for _, name := range class.Names {
			products++
			taken, err := medicines.Read(" " + strings.ToUpper(name))
			require.NoError(t, err, name)
			require.Equal(t, class.ATC, taken.ATC, name)
		}
	}
	require.NotZero(t, products)
}

// What may be a blood thinner is asked about: a mistyped code, and a name that
// sounds like one.
func TestWhatMayBeAThinnerIsAskedAbout(t *testing.T) {
	medicines := catalogue(t)
	for typed, code := range map[string]string{
		"waran": "B01AA03", " Eliquis ": "B01AF02", "B01AD02": "B01AD02", "warfarin": "B01AA03", "Klopidogrel": "B01AC04", "heparin": "B01A",
	} {
		taken, err := medicines.Read(typed)
		if typed == "heparin" { // the class has it as an example
			require.Error(t, err)
			require.True(t, medicines.SoundsLikeThinner(typed))
			continue
		}
		require.NoError(t, err, typed)
		require.Equal(t, medication.Taken{ATC: code}, taken)
	}
	for typed, near := range map[string]string{
		"Eliqis": "B01AF02", "Waran 2,5 mg": "B01AA03", "Warann": "B01AA03", "Zarelto": "B01AF01", "Fragmine": "B01AB04",
		"Heparin": "B01A", "blodförtunnande": "B01A", "Heprain": "B01A", "Hepiran": "", "gingko": "N06DX02",
		"Elikvis": "B01AF02", "Plaviks": "B01AC04", "Pradaksa": "B01AE07", "Klopidogrell": "B01AC04", "ksarelto": "B01AF01", "Tromby": "B01AC06", "Iprén 400": "M01AE01",
	} {
		taken, err := medicines.Read(typed)
		if near == "" {
			require.NoError(t, err, typed) // two slips in a short name: nobody can tell
			continue
		}
		require.ErrorIs(t, err, &models.Problem{Code: "medicine.unknown"}, typed)
		require.Equal(t, medication.Taken{FreeText: typed}, taken, "it is kept all the same")
		require.Equal(t, near, medicines.Suggest(typed)[0].ATC, typed)
	}
	for _, code := range []string{"B01AA3", "X99ZZ99", "B01AA033", "c09dx1"} {
		taken, err := medicines.Read(code)
		require.ErrorIs(t, err, &models.Problem{Code: "medicine.unknown"}, code)
		require.Empty(t, taken)
	}
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
