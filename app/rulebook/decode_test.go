package rulebook_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

type sample struct {
	Name  rulebook.Located[string] `yaml:"name"`
	Count int                      `yaml:"count"`
}

// Lines are those that an editor shows, comments counted.
func TestDecodeKnowsTheLine(t *testing.T) {
	var read sample
	require.NoError(t, rulebook.Decode("a.yaml", []byte("# comment\n\nname: x\n"), &read))
	require.Equal(t, "x", read.Name.Value)
	require.Equal(t, 3, read.Name.Line)

	for body, want := range map[string]struct {
		code string
		line int
	}{
		"name: x\nnumber: 1":    {"rules.unknown-key", 2},
		"name: x\ncount: two":   {"rules.syntax", 2},
		"name: [x":              {"rules.syntax", 1},
		"count: 1\nname: \"x\n": {"rules.syntax", 2},
		"name: x\nname: y":      {"rules.syntax", 2},
		"":                      {"rules.syntax", 1},
	} {
		err := rulebook.Decode("a.yaml", []byte(body), &sample{})
		var problem *models.Problem
		require.ErrorAs(t, err, &problem, body)
		require.Equal(t, want.code, problem.Code, body)
		require.Equal(t, want.line, problem.Values["line"], body)
		require.ErrorContains(t, err, "a.yaml:")
	}
}
