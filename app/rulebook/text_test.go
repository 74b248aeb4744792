package rulebook_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

type row struct {
	rulebook.Origin `yaml:",inline"`

	ID    rulebook.Located[string]                      `yaml:"id"`
	Title rulebook.Located[models.Text]                 `yaml:"title"`
	Unit  models.Text                                   `yaml:"unit"`
	Steps []rulebook.Located[rulebook.Said[escalation]] `yaml:"steps"`
}

type escalation struct {
	rulebook.Origin `yaml:",inline"`

	Minutes int `yaml:"minutes"`
}

const callRow = `id: call
title: {sv: Ring, en: Call}
unit: {sv: "%", en: "%"}
leaflet: [A2]
source: a book
status: proposed
steps:
  - {minutes: 30, sv: Igen, en: Again, leaflet: [A6]}
  - {minutes: 45, sv: Sist, en: At last, source: a book, status: proposed}
`

// An approval is a doctor's word for a hash. These are the hashes that such rows
// had while a text was Swedish and English by the program's form, so that no
// approval given then is lost.
func TestApprovalsOutliveTheLanguages(t *testing.T) {
	var read row
	require.NoError(t, rulebook.Decode("a.yaml", []byte(callRow), &read))
	require.Equal(t, "d86981d1d72124e7279a0956de0a934720b96d285b3f4b317d5777dc707d0c8d", rulebook.Fingerprint(read))
	require.Equal(t, "290a953660bd1f66ed1302d15c74a1545df7883cfdf41bea17b789f7c7fdffe0", rulebook.Fingerprint(read.Steps[0]))
	require.Equal(t, models.Text{models.Swedish: "Igen", models.English: "Again"}, read.Steps[0].Value.Text)
	require.Equal(t, 30, read.Steps[0].Value.Row.Minutes)
	require.Equal(t, []string{"A6"}, read.Steps[0].Value.Row.Leaflet.Value)
}

// A text stands among its row's other keys in any language; what is neither a
// key of the row nor a language is a slip.
func TestATextAmongTheKeysOfItsRow(t *testing.T) {
	var read rulebook.Said[escalation]
	require.NoError(t, rulebook.Decode("a.yaml", []byte("minutes: 5\nfi: Soita\nsv: Ring"), &read))
	require.Equal(t, models.Text{"fi": "Soita", models.Swedish: "Ring"}, read.Text)
	for body, line := range map[string]int{"sv: Ring\nminuts: 5": 2, "minutes: 5\nsv: Ring\nsv: Ring igen": 3, "minutes: 5\nsv: [Ring]": 2} {
		err := rulebook.Decode("a.yaml", []byte(body), &rulebook.Said[escalation]{})
		var problem *models.Problem
		require.ErrorAs(t, err, &problem, body)
		require.Equal(t, line, problem.Values["line"], body)
	}
}

// The languages are those of the files: Swedish, which is the clinic's own, then
// the others by their codes.
func TestLanguages(t *testing.T) {
	languages, err := rulebook.Languages(fstest.MapFS{
		"translations/a.fi.json": {}, "translations/a.en.json": {}, "translations/a.sv.json": {}, "translations/b.sv.json": {},
	})
	require.NoError(t, err)
	require.Equal(t, models.Languages{models.Swedish, models.English, "fi"}, languages)

	_, err = rulebook.Languages(fstest.MapFS{"translations/a.en.json": {}})
	require.ErrorIs(t, err, &models.Problem{Code: "rules.missing"}, "the clinic's own language is needed")
	_, err = rulebook.Languages(fstest.MapFS{"translations/a.sv.json": {}, "translations/words.json": {}})
	require.ErrorIs(t, err, &models.Problem{Code: "rules.bad-value"})
}

// Every text is said in every language; the fault names those that lack, and the line.
func TestATextInTooFewLanguages(t *testing.T) {
	files := fstest.MapFS{
		rulebook.FactsFile:       {Data: []byte("- {id: A2, fact: x}")},
		"translations/a.sv.json": {}, "translations/a.en.json": {}, "translations/a.fi.json": {},
	}
	for title, text := range map[string]string{
		"{sv: Ring, en: Call, fi: Soita}":            "",
		"{sv: Ring}":                                 "title: en, fi",
		"{sv: Ring, en: \" \", fi: Soita}":           "title: en",
		"{sv: Ring, en: Call, fi: Soita, de: Anruf}": "title: de",
	} {
		files["a.yaml"] = &fstest.MapFile{Data: []byte("id: call\ntitle: " + title)}
		ground, err := rulebook.Open(files)
		require.NoError(t, err)
		var read row
		reader, _, err := ground.Read("a.yaml", &read)
		require.NoError(t, err)
		require.Equal(t, read.Title.Value, reader.Text(read.Title, "title", 1))
		if text == "" {
			require.NoError(t, reader.Err())
			continue
		}
		var problem *models.Problem
		require.ErrorAs(t, reader.Err(), &problem, title)
		require.Equal(t, 2, problem.Values["line"])
		require.Equal(t, text, problem.Values["text"])
	}
}
