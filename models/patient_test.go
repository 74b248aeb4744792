package models_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// What is wrong with a patient is named by its field, and what may be missing is not asked for.
func TestPatientIsValidated(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*models.Patient)
		fields []string
	}{
		"whole":               {func(*models.Patient) {}, nil},
		"name alone":          {func(p *models.Patient) { p.PersonalNumber, p.Phone, p.Email, p.Language = "", "", "", "" }, nil},
		"nothing":             {func(p *models.Patient) { *p = models.Patient{} }, []string{"given-name", "family-name"}},
		"number":              {func(p *models.Patient) { p.PersonalNumber = "191212121213" }, []string{"personal-number"}},
		"phone":               {func(p *models.Patient) { p.Phone = "070" }, []string{"phone"}},
		"no e-mail":           {func(p *models.Patient) { p.Email = "tolvan@" }, []string{"email"}},
		"e-mail with a name":  {func(p *models.Patient) { p.Email = "Tolvan <tolvan@example.se>" }, []string{"email"}},
		"e-mail with no end":  {func(p *models.Patient) { p.Email = strings.Repeat("a", models.MaxLine) + "@example.se" }, []string{"email"}},
		"language":            {func(p *models.Patient) { p.Language = "klingon" }, []string{"language"}},
		"note without an end": {func(p *models.Patient) { p.Note = strings.Repeat("x", models.MaxNote+1) }, []string{"note"}},
	} {
		t.Run(name, func(t *testing.T) {
			patient := models.Patient{
				PersonalNumber: "191212121212", GivenName: "Tolvan", FamilyName: "Tolvansson",
				Phone: "+46701740605", Email: "tolvan@example.se", Language: models.English,
			}
			test.change(&patient)
			requireFields(t, test.fields, patient.Validate())
		})
	}
}

// requireFields asks for problems at these fields and no others.
func requireFields(t *testing.T, fields []string, err error) {
	t.Helper()
	if len(fields) == 0 {
		require.NoError(t, err)
		return
	}
	var problems models.Problems
	require.ErrorAs(t, err, &problems)
	require.Equal(t, fields, problems.Fields())
}
