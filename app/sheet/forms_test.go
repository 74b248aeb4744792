package sheet_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// A moved booking's new dates are one page, whatever the patient has, and they
// say that they take the place of the old ones.
func TestOnlyDatesIsOnePage(t *testing.T) {
	for name, in := range cases(t) {
		in.Form, in.Given = models.SheetDates, true
		document := build(t, in)
		require.Equal(t, 1, document.Pages, name)
		text := flowing(t, document)
		says, other := "Det här gäller i stället för", "två gånger om dagen"
		if document.Language == models.English {
			says, other = "This holds instead of", "twice a day"
		}
		require.Contains(t, text, says, name)
		require.NotContains(t, text, other, name)

		in.Given = false
		require.NotContains(t, flowing(t, build(t, in)), says, "%s: there is nothing that it could take the place of", name)
	}
}

// Large print says the same, word for word, whatever the patient has.
func TestLargePrintSaysTheSame(t *testing.T) {
	for name, in := range cases(t) {
		in.Form = models.SheetUsual
		usual := build(t, in)
		in.Form = models.SheetLarge
		large := build(t, in)
		require.NotEqual(t, usual.Hash, large.Hash)
		require.Equal(t, vocabulary(t, usual), vocabulary(t, large), name)
	}
}

var pageNumber = regexp.MustCompile(`(Sida|Page) \d+ (av|of) \d+`)

// vocabulary is every word of a sheet once, in order of the alphabet.
func vocabulary(t *testing.T, document sheet.Document) []string {
	t.Helper()
	words := strings.Fields(pageNumber.ReplaceAllString(flowing(t, document), ""))
	slices.Sort(words)
	return slices.Compact(words)
}
