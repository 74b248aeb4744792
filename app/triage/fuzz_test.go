package triage_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
)

// A guide that a clinic has edited is refused with file and line, or judges a call:
// nothing that passes the check at start fails while a patient is on the line.
func FuzzLoad(f *testing.F) {
	guide, err := os.ReadFile("testdata/triage.yaml")
	require.NoError(f, err)
	good := string(guide)
	for _, text := range []string{good, "", "levels: [", "groups: &a [*a]", strings.Replace(good, "12-24", "24-12", 1)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body string) {
		guide, err := loadText(body)
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, triage.File, problem.Values["file"])
			line, ok := problem.Values["line"].(int)
			require.True(t, ok)
			require.Positive(t, line)
			return
		}
		require.NotEmpty(t, guide.Levels())
		_, err = guide.Assess(triage.Request{})
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
		}
	})
}
