package models

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// One name is one name, however it was typed.
func TestSameName(t *testing.T) {
	for _, same := range []string{"Åsa Öst", "\u0041\u030asa O\u0308st", "ÅSA ÖST", " Åsa  Öst ", "Åsa\u00a0Öst", "Åsa\tÖst"} {
		require.True(t, SameName("Åsa Öst", same), same)
	}
	for _, other := range []string{"Asa Ost", "Åsa", "ÅsaÖst", ""} {
		require.False(t, SameName("Åsa Öst", other), other)
	}
	require.Equal(t, "Eva Maria", TidyName("Eva\u00a0  Maria "))
}

// A theatre is written as in the clinic's list, and one that is not there as it was typed.
func TestListed(t *testing.T) {
	as, known := Listed("sal  1", []string{"Sal 1", "Sal 2"})
	require.True(t, known)
	require.Equal(t, "Sal 1", as)
	as, known = Listed(" sal  3", []string{"Sal 1"})
	require.False(t, known)
	require.Equal(t, "sal 3", as)
}

// What no screen shows is refused in a name, with what it is and where.
func TestHiddenCharacters(t *testing.T) {
	for name, want := range map[string]map[string]any{
		"An\x00na":     {"character": "U+0000", "at": 3},
		"\x1b[31mAnna": {"character": "U+001B", "at": 1},
		"Anna\nEk":     {"character": "U+000A", "at": 5},
		"Åsa\u202eEk":  {"character": "U+202E", "at": 4},
		"Anna\u2028Ek": {"character": "U+2028", "at": 5},
	} {
		err := Patient{GivenName: name, FamilyName: "Ek", Language: Swedish}.Validate()
		var problem *Problem
		require.ErrorAs(t, err, &problem, "%q", name)
		require.Equal(t, "text.character", problem.Code)
		require.Equal(t, "given-name", problem.Field)
		require.Equal(t, want, problem.Values)
	}
	require.NoError(t, Patient{GivenName: "Mina\u200cz", FamilyName: "O'Neil-Öst", Note: "två\nrader\v", Language: Swedish}.Validate())
	require.Error(t, CheckNote("a\x00"))
}
