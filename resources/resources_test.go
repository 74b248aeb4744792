package resources

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Whoever chooses English sees no Swedish, no empty label and no sentence
// whose figure is missing, and the other way round.
func TestBothLanguagesSayTheSame(t *testing.T) {
	swedish, err := Words("sv")
	require.NoError(t, err)
	english, err := Words("en")
	require.NoError(t, err)
	for key, text := range swedish {
		require.NotEmpty(t, strings.TrimSpace(text), key)
		other, ok := english[key]
		require.True(t, ok, "%q has no English text", key)
		require.NotEmpty(t, strings.TrimSpace(other), key)
		require.Equal(t, placeholders(text), placeholders(other), key)
	}
	for key := range english {
		require.Contains(t, swedish, key, "no Swedish text")
	}
}

// One key has one text: two parts must not overwrite each other unseen.
func TestAKeyInTwoFragmentsIsRefused(t *testing.T) {
	files := fstest.MapFS{
		"translations/a.sv.json": {Data: []byte(`{"save": "Spara"}`)},
		"translations/b.sv.json": {Data: []byte(`{"save": "Behåll"}`)},
	}
	_, err := words(files, "sv")
	require.ErrorContains(t, err, `"save"`)
	require.ErrorContains(t, err, "a.sv.json")
	require.ErrorContains(t, err, "b.sv.json")

	_, err = words(files, "fi")
	require.ErrorContains(t, err, "fi")
}

// The program carries its own data: nothing is read from beside it.
func TestTheDataIsInside(t *testing.T) {
	for _, name := range []string{
		"protocols/neurotomy.yaml", "protocols/block.yaml", "medicines.yaml", "facts.yaml", "sheets/neurotomy.sv.md",
		"fonts/AtkinsonHyperlegibleNext-Regular.ttf", "fonts/AtkinsonHyperlegibleNext-Bold.ttf",
	} {
		body, err := fs.ReadFile(Files, name)
		require.NoError(t, err)
		require.NotEmpty(t, body, name)
	}
}

// No doctor signs what an AI digest or flashcards say, nor what nobody has read: a
// row without a better source says so.
func TestNoRuleLeansOnWhatNobodyHasRead(t *testing.T) {
	require.NoError(t, fs.WalkDir(Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".yaml") {
			return err
		}
		content, err := fs.ReadFile(Files, path)
		require.NoError(t, err)
		for _, weak := range []string{"droracle", "inte läst", "brainscape", "Reynolds"} {
			require.NotContains(t, string(content), weak, path)
		}
		return nil
	}))
}
