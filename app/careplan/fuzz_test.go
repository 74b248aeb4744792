package careplan_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// A protocol that a clinic has edited is refused with file and line, or gives a
// plan for any start: nothing that passes the check at start fails at a booking.
func FuzzParse(f *testing.F) {
	f.Add(good)
	for _, text := range []string{"", "procedure: [", "- a\n- b", "procedure: &a [*a]", strings.Replace(good, "+3m", "+999999999m", 1)} {
		f.Add(text)
	}
	files, err := fs.Glob(resourcestest.Files, "protocols/*.yaml")
	require.NoError(f, err)
	require.NotEmpty(f, files)
	for _, file := range files {
		body, err := fs.ReadFile(resourcestest.Files, file)
		require.NoError(f, err)
		f.Add(string(body))
	}
	f.Fuzz(func(t *testing.T, body string) {
		protocol, err := careplan.Parse("trial.yaml", []byte(body))
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, "trial.yaml", problem.Values["file"])
			line, ok := problem.Values["line"].(int)
			require.True(t, ok)
			require.Positive(t, line)
			return
		}
		for _, everything := range []bool{false, true} {
			plan := protocol.Plan(careplan.Request{
				Start: models.NewDate(2026, 12, 24).At(8, 30), BookedOn: models.NewDate(2026, 11, 23),
				Facts: careplan.Facts{BloodThinner: everything, OnHold: everything, Insulin: everything, Hypertension: everything},
			})
			require.NotEmpty(t, plan.Hash())
			for _, task := range plan.Tasks {
				require.False(t, task.Due.Before(task.Earliest), task.Step.ID)
				require.False(t, task.Due.After(task.Latest), task.Step.ID)
			}
		}
	})
}
