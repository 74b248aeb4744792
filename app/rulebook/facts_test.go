package rulebook_test

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
)

// The leaflet has 45 facts; one lost here could be lost for every patient.
func TestEveryFactIsThere(t *testing.T) {
	leaflet := rulebooktest.Open(t, os.DirFS("../../resources")).Facts
	perGroup := map[string]int{}
	for _, number := range leaflet.Numbers() {
		perGroup[number[:1]]++
		require.NotEmpty(t, leaflet.Summary(number), number)
	}
	require.Equal(t, map[string]int{"I": 7, "B": 4, "D": 6, "H": 6, "A": 8, "R": 9, "C": 2, "F": 3}, perGroup)
	require.True(t, leaflet.Known("A2"))
	require.False(t, leaflet.Known("A9"))
	require.Empty(t, leaflet.Summary("A9"))
}

func TestBadFacts(t *testing.T) {
	for name, test := range map[string]struct {
		body, code string
		line       int
	}{
		"wrong number": {"- {id: A2, fact: x}\n- {id: a3, fact: x}", "rules.bad-value", 2},
		"twice":        {"- {id: A2, fact: x}\n- {id: A2, fact: y}", "rules.duplicate", 2},
		"no words":     {"- {id: A2}", "rules.missing", 1},
		"unknown key":  {"- {id: A2, text: x}", "rules.unknown-key", 1},
		"empty":        {"", "rules.syntax", 1},
		"not a list":   {"A2: x", "rules.syntax", 1},
	} {
		_, err := rulebook.Open(fstest.MapFS{rulebook.FactsFile: {Data: []byte(test.body)}})
		var problem *models.Problem
		require.ErrorAs(t, err, &problem, name)
		require.Equal(t, test.code, problem.Code, name)
		require.Equal(t, test.line, problem.Values["line"], name)
	}
	_, err := rulebook.Open(fstest.MapFS{})
	require.Error(t, err)
}
