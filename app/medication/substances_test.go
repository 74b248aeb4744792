package medication_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/models"
)

// tableFive is table 5 of the clinical review: what counts in a code of several
// substances, and what follows at a neurotomy with every other question answered no.
var tableFive = []struct {
	code       string
	substances string
	conditions string // what taking it makes known
	hold, why  string
}{
	{"B01AC30", "B01AC04 B01AC06 B01AC07", "", "doctor", "p2y12 several-blood-thinners doctor-by-table"},
	{"A10BD15", "A10BA02 A10BK01", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD16", "A10BA02 A10BK02", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD19", "A10BH05 A10BK03", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD20", "A10BA02 A10BK03", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD21", "A10BH03 A10BK01", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD23", "A10BA02 A10BK04", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD24", "A10BH01 A10BK04", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD25", "A10BA02 A10BH03 A10BK01", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BD27", "A10BA02 A10BH05 A10BK03", "sglt2", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10AE54", "A10AE04 A10BJ03", "insulin glp1", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10AE56", "A10AE06 A10BJ02", "insulin glp1", "doctor", "ask-doctor ask-anaesthetist"},
	{"A10BX16", "A10BX16", "glp1", "doctor", "ask-anaesthetist"},
	// Any combination: the union of what its substances ask for.
	{"C03DA54", "C03DA04 A10BK01", "hypertension sglt2", "doctor", "ask-anaesthetist"},
	{"C07FB02", "C07A C08", "hypertension", "none", ""},
	{"C07BB07", "C07A C03A", "hypertension", "doctor", "ask-anaesthetist"},
	{"B01AF51", "B01AF01 B01AC06", "", "doctor", "several-blood-thinners form-unknown"},
	{"C07FX04", "C07AB07 B01AC06", "hypertension", "doctor", "substances-differ"},
	{"B01AC56", "B01AC06 A02BC", "", "3d", ""},
	{"N02BA51", "N02BA01 N06BC01", "", "7d", ""},
	// A substance that nobody lists: the doctor.
	{"C10BX05", "C10AA07 B01AC06", "", "doctor", "unknown-substance"},
	{"M01AE52", "M01AE02 A02BC05", "", "doctor", "unknown-substance"},
	// One substance is its own.
	{"B01AA03", "B01AA03", "", "5d", ""},
	{"A10BK03", "A10BK03", "sglt2", "doctor", "ask-anaesthetist"},
}

func TestTableFive(t *testing.T) {
	medicines := catalogue(t)
	for _, row := range tableFive {
		t.Run(row.code, func(t *testing.T) {
			require.Equal(t, row.substances, strings.Join(medicines.Substances(row.code), " "))
			require.Equal(t, row.substances, strings.Join(medicines.Substances(" "+strings.ToLower(row.code)), " "))
			var known []string
			for _, condition := range medicines.Conditions([]string{row.code}) {
				known = append(known, string(condition))
			}
			require.Equal(t, row.conditions, strings.Join(known, " "))
			hold := one(t, medicines, neurotomy(row.code))
			require.Equal(t, row.hold, hold.Pause().String())
			require.Equal(t, row.why, codes(hold))
			require.NotEmpty(t, hold.Source.Status)
		})
	}
	require.Empty(t, medicines.Substances(""))
	require.Equal(t, []string{"R03AC02"}, medicines.Substances("R03AC02"))
}

// Whatever asks whether a medicine is of a kind is told yes by any of its substances.
func TestAnySubstanceCounts(t *testing.T) {
	medicines := catalogue(t)
	for _, one := range []struct {
		code  string
		class medication.Class
	}{
		{"B01AC30", medication.P2Y12},
		{"B01AC30", medication.Antiplatelet},
		{"B01AF51", medication.Antiplatelet},
		{"B01AF51", medication.Anticoagulant},
		{"N02AJ08", medication.NSAID},
		{"N02AJ14", medication.NSAID},
	} {
		require.True(t, medicines.Is(one.code, one.class), "%s %s", one.code, one.class)
		require.True(t, medicines.BloodThinner(one.code), one.code)
	}
	require.False(t, medicines.Is("C07FB02", medication.Anticoagulant, medication.NSAID))
	require.False(t, medicines.Is("R03AC02", medication.DayOfProcedure))
	require.False(t, medicines.BloodThinner("A10BD15"))
	require.True(t, medicines.Within("A10BD15", "A10BK"))
	require.True(t, medicines.Within("a10bd15", "A10BD"), "the code itself counts too")
	require.False(t, medicines.Within("A10BD15", "A10A", "A10BJ"))
	require.False(t, medicines.Within("A10BD15"))
}

// What a combination holds is asked beside what else is taken.
func TestACombinationBesideAnother(t *testing.T) {
	medicines := catalogue(t)
	holds := medication.Plan(medicines, neurotomy("B01AA03", "N02AJ08"))
	require.Contains(t, codes(holds[0]), "several-blood-thinners", "an NSAID in a painkiller beside warfarin")
	require.Contains(t, codes(holds[1]), "several-blood-thinners")
	require.Equal(t, medication.Doctor, holds[0].Kind)
	holds = medication.Plan(medicines, neurotomy("N06AB06", "C10BX05"))
	require.Equal(t, "ssri-with-thinner", codes(holds[0]))
}

// K5 of the clinical review: the medicine tells the condition as well as a tick does.
func TestConditionsOfMedicines(t *testing.T) {
	medicines := catalogue(t)
	for code, want := range map[string][]models.Condition{
		"A10AB05": {models.Insulin}, "A10AD30": {models.Insulin}, "C02CA04": {models.Hypertension}, "C03CA01": {models.Hypertension},
		"C07AB02": {models.Hypertension}, "C08CA01": {models.Hypertension}, "C09AA02": {models.Hypertension}, "C09XA02": {models.Hypertension},
		"A10BK01": {models.SGLT2}, "A10BJ06": {models.GLP1}, "A10BX16": {models.GLP1}, "A10BX02": nil, "A10BA02": nil, "C01DA02": nil, "": nil,
		"C04AD03": nil, "C10AA01": nil, "B01AA03": nil, "C0": nil,
	} {
		require.Equal(t, want, medicines.Conditions([]string{code}), code)
	}
	require.Equal(t, []models.Condition{models.Insulin, models.Hypertension, models.SGLT2},
		medicines.Conditions([]string{"A10BK01", "C08CA01", "A10AE04", "C07AB02"}))
	require.Empty(t, medicines.Conditions(nil))
}
