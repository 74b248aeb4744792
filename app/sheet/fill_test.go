package sheet_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

var wordBottom = regexp.MustCompile(`yMax="([\d.]+)"`)

// filled gives for each page how much of it the text fills, from 0 to 1.
func filled(t *testing.T, document sheet.Document) []float64 {
	t.Helper()
	const top, bottom = 47.0, 775.0 // points; head and foot stand outside
	var pages []float64
	for _, page := range strings.Split(textOf(t, document, "-bbox"), "<page ")[1:] {
		lowest := top
		for _, found := range wordBottom.FindAllStringSubmatch(page, -1) {
			at, err := strconv.ParseFloat(found[1], 64)
			require.NoError(t, err)
			if at < bottom {
				lowest = max(lowest, at)
			}
		}
		pages = append(pages, (lowest-top)/(bottom-top))
	}
	return pages
}

// No sheet wastes a page on what little is left over.
func TestEveryPageIsWorthItsPaper(t *testing.T) {
	all := cases(t)
	large := all["plain"]
	large.Form = models.SheetLarge
	all["plain-large"] = large
	for name, in := range all {
		document := build(t, in)
		for i, part := range filled(t, document) {
			require.Greater(t, part, 0.3, "%s, page %d of %d", name, i+1, document.Pages)
		}
	}
}

// Every date, and when to call at once, stand on the first page, however many
// medicines are decided; in large print the dates go on, but not whom to call.
func TestWhatMattersMostStandsOnTheFirstPage(t *testing.T) {
	for name, last := range map[string]string{
		"plain": "Återbesök hos läkaren", "insulin": "Återbesök hos läkaren", "everything": "Återbesök hos läkaren",
		"thinner-mixed": "Återbesök hos läkaren", "english": "Visit to the doctor", "large": "112", "block": "Vi frågar hur",
	} {
		first, _, _ := strings.Cut(textOf(t, build(t, cases(t)[name])), "\f")
		require.Contains(t, first, last, name)
		require.Regexp(t, `(Ring oss genast på|Call us at once on) 031-81 80 83`, first, name)
	}
}

// The eye finds its way back from the end of a line of at most 75 characters.
func TestLinesAreEasyToRead(t *testing.T) {
	const most = 75
	for _, name := range []string{"plain", "english", "thinner-mixed", "block"} {
		document := build(t, cases(t)[name])
		for _, line := range strings.Split(textOf(t, document, "-layout"), "\n") {
			line = strings.TrimLeft(line, " •\f")
			if !strings.Contains(line, "  ") { // not a row of a table, nor the foot
				require.LessOrEqual(t, utf8.RuneCountInString(line), most, "%s: %q", name, line)
			}
		}
	}
}
