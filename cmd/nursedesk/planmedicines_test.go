package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// plannedMedicines are the medicines of a plan's JSON.
func plannedMedicines(t *testing.T, args ...string) []map[string]any {
	t.Helper()
	out := command(t, newDatabase(t), append([]string{"plan", "--json"}, args...)...).done(t)
	return decode[struct {
		Medicines []map[string]any `json:"medicines"`
	}](t, out).Medicines
}

// Other programs read the medicines: their fields and forms are fixed. What a
// kind of hold has no date for is null, never a date that was made up.
func TestPlannedMedicinesAsJSON(t *testing.T) {
	source := "UpToDate, interventional pain; CCJM, warfarintabell; atrieflimmer.no och metodebok.no (2–3 d); Socialstyrelsen, hjärtsjukvård 13.B20.01"
	require.Equal(t, []map[string]any{{
		"atc": "B01AA03", "substances": []any{"B01AA03"},
		"asks": []any{map[string]any{"substance": "B01AA03", "hold": "days", "reasons": []any{}}},
		"form": "", "hold": "days", "last_dose": "2026-12-08", "days_without": 5.0,
		"first_dose_again": "2026-12-17", "reasons": []any{}, "source": source, "status": "proposed",
	}}, plannedMedicines(t, "--at", "2026-12-14T08:30", "--medicine", "b01aa03"))

	for name, test := range map[string]struct {
		args []string
		hold string
		last any
		days any
		why  []any
	}{
		"real hours over the night that summer time begins": {
			[]string{"--at", "2026-03-29T08:30", "--medicine", "B01AB04:treatment", "--crcl", "60"},
			"hours", "2026-03-28T07:30:00+01:00", 0.0,
			[]any{},
		},
		"real hours over the night that summer time ends": {
			[]string{"--at", "2026-10-25T08:30", "--medicine", "B01AB05:prophylactic", "--crcl", "60"},
			"hours", "2026-10-24T21:30:00+02:00", 0.0,
			[]any{},
		},
		"a raised risk": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "B01AF02", "--crcl", "60", "--risk", "high"},
			"hours", "2026-12-11T08:30:00+01:00", 2.0,
			[]any{},
		},
		"a clearance not given is not known": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "B01AF02"}, "doctor", nil, nil, []any{"clearance-unknown"},
		},
		"a clearance that nobody knows": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "B01AF02", "--crcl", "okänd"}, "doctor", nil, nil, []any{"clearance-unknown"},
		},
		"a factor not given is answered no": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "B01AC06"}, "days", "2026-12-10", 3.0, []any{},
		},
		"a stent": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "B01AC06", "--factor", "stent"}, "doctor", nil, nil, []any{"stent"},
		},
		"a block stops nothing": {
			[]string{"--procedure", "block", "--at", "2026-12-14T08:30", "--medicine", "B01AA03"}, "none", nil, 0.0, []any{},
		},
		"a block does not stop what the table would": {
			[]string{"--procedure", "block", "--at", "2026-12-14T08:30", "--medicine", "B01AE07", "--crcl", "40"},
			"doctor", nil, nil,
			[]any{"never-by-default"},
		},
		"two blood thinners": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "B01AA03", "--medicine", "B01AC06"},
			"doctor", nil, nil,
			[]any{"several-blood-thinners"},
		},
		"insulin": {
			[]string{"--at", "2026-12-14T08:30", "--medicine", "A10AB05"}, "doctor", nil, nil, []any{"ask-doctor"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			first := plannedMedicines(t, test.args...)[0]
			require.Len(t, first, 11)
			require.Equal(t, test.hold, first["hold"])
			require.Equal(t, test.last, first["last_dose"])
			require.Equal(t, test.days, first["days_without"])
			require.Equal(t, test.why, first["reasons"])
			require.Equal(t, test.last != nil, first["first_dose_again"] != nil)
			require.NotEmpty(t, first["source"])
			require.NotEmpty(t, first["status"])
		})
	}
	require.Empty(t, plannedMedicines(t, "--at", "2026-12-14T08:30"))
	require.NotNil(t, plannedMedicines(t, "--at", "2026-12-14T08:30"), "an empty list, not null")
}

// A medicine is all its substances: each is named with what it asks for.
func TestPlannedCombination(t *testing.T) {
	planned := plannedMedicines(t, "--at", "2026-12-14T08:30", "--medicine", "A10BD15")
	require.Len(t, planned, 1)
	require.Equal(t, []any{"A10BA02", "A10BK01"}, planned[0]["substances"])
	require.Equal(t, []any{
		map[string]any{"substance": "A10BA02", "hold": "doctor", "reasons": []any{"ask-doctor"}},
		map[string]any{"substance": "A10BK01", "hold": "doctor", "reasons": []any{"ask-anaesthetist"}},
	}, planned[0]["asks"])
	require.Equal(t, []any{"ask-doctor", "ask-anaesthetist"}, planned[0]["reasons"])
	require.Equal(t, "doctor", planned[0]["hold"])
}

// A medicine that the catalogue lacks is kept with its code, or as it is written,
// asks nothing and blocks nothing.
func TestPlannedMedicineOutsideTheCatalogue(t *testing.T) {
	planned := plannedMedicines(t, "--at", "2026-12-14T08:30",
		"--medicine", "c08ca01", "--medicine", "Levaxin", "--medicine", "waran")
	require.Len(t, planned, 3)
	require.Equal(t, "C08CA01", planned[0]["atc"])
	require.Equal(t, "Levaxin", planned[1]["text"])
	for _, one := range planned[:2] {
		require.Equal(t, "none", one["hold"])
		require.Empty(t, one["reasons"])
		require.Nil(t, one["last_dose"])
	}
	require.Equal(t, "B01AA03", planned[2]["atc"], "a name of the catalogue is that medicine")
	require.Equal(t, "days", planned[2]["hold"], "and the others have no say in it")
	out := command(t, newDatabase(t), "plan", "--at", "2026-12-14T08:30", "--medicine", "Levaxin", "--medicine", "C08CA01").done(t)
	require.Contains(t, out, "Levaxin")
	require.Contains(t, out, "C08CA01")
}

// Without --json the holds are a table that a person can read, reasons and all.
func TestPlannedMedicinesAsTable(t *testing.T) {
	out := command(t, newDatabase(t), "plan", "--at", "2026-12-14T08:30", "--medicine", "B01AA03", "--medicine", "C09AA02").done(t)
	for _, part := range []string{
		"warfarin (B01AA03)", "5 dagar utan", "sista dos tis 8 dec 2026, åter tors 17 dec 2026",
		"ACE-hämmare (C09AA02)", "läkaren beslutar", "Fråga narkosläkaren",
	} {
		require.Contains(t, out, part)
	}
}

// A flag that can't be understood is refused with what can be written.
func TestMedicineFlagsThatAreWrong(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"mistyped code":     {[]string{"--medicine", "B01AA3"}, exitFailed, "B01AA03 Waran"},
		"a trade name":      {[]string{"--medicine", "eliqis"}, exitFailed, "B01AF02 Eliquis"},
		"no such dose form": {[]string{"--medicine", "B01AB04:daily"}, exitUsage, "prophylactic"},
		"no such factor":    {[]string{"--factor", "heart"}, exitUsage, "mechanical-valve"},
		"clearance 0":       {[]string{"--crcl", "0"}, exitUsage, "200"},
		"clearance 999":     {[]string{"--crcl", "999"}, exitUsage, "200"},
		"no such risk":      {[]string{"--risk", "medium"}, exitUsage, "intermediate"},
	} {
		t.Run(name, func(t *testing.T) {
			got := command(t, newDatabase(t), append([]string{"plan", "--at", "2026-12-14T08:30"}, test.args...)...)
			require.Equal(t, test.status, got.status, "%s", got.err)
			require.Contains(t, got.err, test.says)
			require.Empty(t, got.out)
		})
	}
}
