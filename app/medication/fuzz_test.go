package medication_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// A catalogue that a clinic has edited is refused with file and line, or proposes
// a hold for each of its medicines: a last dose never after the procedure.
func FuzzLoadCatalogue(f *testing.F) {
	f.Add(strings.Replace(good, "high: 72h", "high: 6d", 1))
	for _, text := range []string{good, "", "medicines: [", "resume: &a {days: *a}", strings.Replace(good, "5d", "999999999d", 1)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body string) {
		catalogue, err := medication.LoadCatalogue(rulebooktest.Open(t, rulebooktest.With(t, resourcestest.Files, map[string][]byte{
			medication.File: []byte(body),
		})))
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, medication.File, problem.Values["file"])
			line, ok := problem.Values["line"].(int)
			require.True(t, ok)
			require.Positive(t, line)
			return
		}
		request := neurotomy("B01AA03")
		for _, hold := range medication.Plan(catalogue, request) {
			require.False(t, hold.LastDose.After(models.DateOf(request.Start)))
		}
	})
}
