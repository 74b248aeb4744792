package careplan_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

func protocol(t testing.TB, code string) *careplan.Protocol {
	t.Helper()
	library, err := careplan.Load(os.DirFS("../../resources"))
	require.NoError(t, err)
	found, ok := library.Protocol(code)
	require.True(t, ok)
	return found
}

func date(t testing.TB, text string) models.Date {
	t.Helper()
	day, err := models.ParseDate(text)
	require.NoError(t, err)
	return day
}

// everything is a patient for whom every condition holds.
var everything = careplan.Facts{BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true}

// plainMonday is worked by hand from the table. Around 14 December 2026
// the red days are 24–26 December (Thursday to Saturday), 31 December and 1 and 6 January.
func TestNeurotomyOnAPlainMonday(t *testing.T) {
	plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: everything})
	type row struct{ id, due, earliest, latest, bookBy string }
	var got []row
	for _, task := range plan.Tasks {
		require.False(t, task.Late)
		require.False(t, task.NoWorkingDay)
		got = append(got, row{task.Step.ID, task.Due.String(), task.Earliest.String(), task.Latest.String(), task.BookBy.String()})
	}
	require.Equal(t, []row{
		{"bleeding-review", "2026-11-30", "2026-11-16", "2026-12-07", ""},
		{"hold-decision", "2026-11-30", "2026-11-16", "2026-12-07", ""},
		{"health-check", "2026-12-11", "2026-12-07", "2026-12-13", ""},
		{"prescription", "2026-12-14", "2026-12-14", "2026-12-14", ""},
		{"discharge", "2026-12-14", "2026-12-14", "2026-12-14", ""},
		{"resume-check", "2026-12-17", "2026-12-17", "2026-12-19", ""},
		{"stitch-removal", "2026-12-28", "2026-12-24", "2026-12-28", ""},
		{"physio", "2026-12-28", "2026-12-26", "2027-01-01", "2026-12-17"},
		{"doctor-visit", "2027-03-15", "2027-03-01", "2027-03-29", "2026-12-28"},
	}, got)
}
