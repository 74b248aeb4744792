package locale_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/locale"
)

// An empty part of a line leaves no dot behind, wherever it stands.
func TestLine(t *testing.T) {
	require.Equal(t, "a · b", locale.Line("a", "b"))
	require.Equal(t, "b", locale.Line("", "b"))
	require.Equal(t, "a · c", locale.Line("a", "", "c", ""))
	require.Empty(t, locale.Line())
	require.Equal(t, "varm och hängig", locale.OneLine("varm\noch  hängig\n"))
}

// A title within a sentence keeps its capitals where it is an abbreviation.
func TestFirstLetter(t *testing.T) {
	for title, within := range map[string]string{
		"Endoskopisk neurotomi": "endoskopisk neurotomi", "Åter": "åter", "INR": "INR", "": "", "X": "X",
	} {
		require.Equal(t, within, locale.LowerFirst(title))
	}
	require.Equal(t, "Ödem", locale.UpperFirst("ödem"))
	require.Empty(t, locale.UpperFirst(""))
}
