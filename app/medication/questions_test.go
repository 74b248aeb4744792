package medication_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// The nurse is asked no more than the medicines make necessary.
func TestQuestions(t *testing.T) {
	medicines := catalogue(t)
	clots := []medication.Factor{medication.RecentEvent, medication.MechanicalValve, medication.RecentVTE, medication.Thrombophilia}
	bleeding := []medication.Factor{medication.Liver, medication.Platelets}
	arteries := []medication.Factor{medication.Stent, medication.HeartAttack, medication.Stroke, medication.Bypass}
	join := func(lists ...[]medication.Factor) (all []medication.Factor) {
		for _, list := range lists {
			all = append(all, list...)
		}
		return all
	}
	for name, test := range map[string]struct {
		codes []string
		want  medication.Questions
	}{
		"nothing":             {nil, medication.Questions{}},
		"free text":           {[]string{""}, medication.Questions{}},
		"insulin and an SSRI": {[]string{"A10AB05", "N06AB06"}, medication.Questions{}},
		"a natural remedy":    {[]string{"N06DX02"}, medication.Questions{}},
		"an NSAID":            {[]string{"M01AE01"}, medication.Questions{Factors: bleeding}},
		"warfarin":            {[]string{"B01AA03"}, medication.Questions{Factors: join(clots, bleeding)}},
		"a DOAC":              {[]string{"B01AF02"}, medication.Questions{Clearance: true, Factors: join(clots, bleeding)}}, // paused by days here
		"heparin":             {[]string{"B01AB04"}, medication.Questions{Forms: []string{"B01AB04"}, DoseTimes: []string{"B01AB04"}, Clearance: true, Factors: join(clots, bleeding)}},
		"ASA":                 {[]string{"B01AC06"}, medication.Questions{Indications: []string{"B01AC06"}, Factors: join(arteries, clots, bleeding)}},
		"clopidogrel":         {[]string{"B01AC04"}, medication.Questions{Factors: join(arteries, clots, bleeding)}},
		"an NSAID after ASA":  {[]string{"B01AC06", "M01AE01"}, medication.Questions{Indications: []string{"B01AC06"}, Factors: join(arteries, clots, bleeding)}},
		"ASA after an NSAID":  {[]string{"M01AE01", "B01AC06"}, medication.Questions{Indications: []string{"B01AC06"}, Factors: join(arteries, clots, bleeding)}},
	} {
		t.Run(name, func(t *testing.T) {
			var taken []medication.Taken
			for _, code := range test.codes {
				taken = append(taken, medication.Taken{ATC: code})
			}
			require.Equal(t, test.want, medicines.Questions(taken, rulebook.Intermediate))
		})
	}
}

// A clearance is a believable number, or an honest "not known"; nothing between.
func TestParseClearance(t *testing.T) {
	medicines := catalogue(t)
	for typed, want := range map[string]medication.Clearance{
		"": 0, " ": 0, "okänd": 0, "Okänt": 0, "unknown": 0, "1": 1, "45": 45, "45,5": 45.5, "45.5": 45.5, " 200 ": 200,
	} {
		got, err := medicines.ParseClearance(typed)
		require.NoError(t, err, typed)
		require.InDelta(t, float64(want), float64(got), 0, typed)
	}
	for _, typed := range []string{"0", "-5", "0,9", "200,1", "999", "NaN", "Inf", "vet ej", "45 ml", "4,5,6"} {
		got, err := medicines.ParseClearance(typed)
		require.ErrorIs(t, err, &models.Problem{Code: "clearance.form"}, typed)
		require.Zero(t, got)
	}
	request := neurotomy("B01AF02")
	request.Clearance = medication.Clearance(math.NaN())
	require.Equal(t, "clearance-unknown", codes(one(t, medicines, request)))
}

// What is typed wrongly is refused by name.
func TestParseTerms(t *testing.T) {
	factor, err := medication.ParseFactor("mechanical-valve")
	require.NoError(t, err)
	require.Equal(t, medication.MechanicalValve, factor)
	_, err = medication.ParseFactor("valve")
	require.ErrorIs(t, err, &models.Problem{Code: "factor.unknown"})
	form, err := medication.ParseForm("")
	require.NoError(t, err)
	require.Empty(t, form)
	_, err = medication.ParseForm("daily")
	require.ErrorIs(t, err, &models.Problem{Code: "medicine.form"})
	_, err = medication.ParseDoseTime("noon")
	require.ErrorIs(t, err, &models.Problem{Code: "medicine.dose-time"})
	for text, want := range map[string][2]string{
		"": {"", ""}, "treatment": {"treatment", ""}, " Treatment : evening ": {"treatment", "evening"},
		"twice-daily": {"", "twice-daily"}, ":morning": {"", "morning"},
	} {
		form, when, err := medication.ParseTaking(text)
		require.NoError(t, err, text)
		require.Equal(t, want, [2]string{string(form), string(when)}, text)
	}
	for text, code := range map[string]string{"daily": "medicine.form", "treatment:noon": "medicine.dose-time", "morning:treatment": "medicine.form"} {
		_, _, err := medication.ParseTaking(text)
		require.ErrorIs(t, err, &models.Problem{Code: code}, text)
	}
}
