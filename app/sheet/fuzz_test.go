package sheet

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// A sheet text that a clinic has edited is refused with its line, or can be printed:
// nothing that passes the check at start fails on the nurse who prints it.
func FuzzText(f *testing.F) {
	ground, err := rulebook.Open(resourcestest.Files)
	require.NoError(f, err)
	protocols, err := careplan.Load(ground)
	require.NoError(f, err)
	shipped, err := Load(ground, protocols, "")
	require.NoError(f, err)
	protocol, ok := protocols.Protocol("neurotomy")
	require.True(f, ok)

	for _, text := range []string{
		"# Hej {{ patient }}\n\nText **fet** <!-- facts: A2 -->\n\n- ett\n- två\n\n1. ett\n2. två\n",
		"| När | Vad |\n|---|---|\n| {{ when \"fasting\" }} | Fasta {{ clock \"fasting\" }} |\n",
		"Den {{ date \"start\" }}\n\n## Två\n\n{{ if insulin }}Insulin{{ else }}Inte{{ end }}\n\n---\n\nSist\n",
		"Hej\n\n{{ range held }}\n- {{ name . }}: {{ last . }}\n{{ end }}\n",
		"> Ruta\n>\n> **Ring** {{ phone }}\n\n![Övning](exercise-1.svg)\n\nBredvid\n",
		"{{ if has \"dressing-off\" }}Förband{{ end }} alla",
		"[a](b) `c` *d* <b>e</b> {{ range }} {{ surname }} ☃", "",
	} {
		f.Add(text, false, false)
		f.Add(text, true, true)
	}
	start := models.NewDate(2026, 12, 14).At(8, 30)
	in := Input{
		Patient:   models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson"},
		Booking:   models.Booking{ID: 12, Procedure: protocol.Code, Start: start},
		Plan:      protocol.Plan(careplan.Request{Start: start, BookedOn: models.NewDate(2026, 11, 23)}),
		Title:     protocol.Title,
		PrintedOn: models.NewDate(2026, 11, 23),
	}
	f.Fuzz(func(t *testing.T, body string, large, onlyDates bool) {
		read, err := readText(source{file: "sheets/neurotomy.sv.md", body: []byte(body)}, ground.Languages, shipped.drawings)
		if err == nil {
			err = shipped.check(read, ground.Facts, *protocol, newPaper(shipped.faces, about{}))
		}
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, "sheets/neurotomy.sv.md", problem.Values["file"])
			line, ok := problem.Values["line"].(int)
			require.True(t, ok)
			require.Positive(t, line)
			require.LessOrEqual(t, line, strings.Count(body, "\n")+1)
			return
		}
		own := *shipped
		own.texts = map[key]*text{{protocol.Code, models.Swedish}: read}
		asked := in
		asked.Form = models.SheetFormOf(large, onlyDates)
		document, err := own.Build(asked)
		require.NoError(t, err)
		require.Positive(t, document.Pages)
	})
}
