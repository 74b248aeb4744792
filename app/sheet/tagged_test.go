package sheet_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// structure is what a screen reader follows, as poppler tells it.
func structure(t *testing.T, document sheet.Document, option string) string {
	t.Helper()
	tool, err := exec.LookPath("pdfinfo")
	if err != nil {
		t.Skip("pdfinfo is not installed (Debian package poppler-utils): the structure is not looked at")
	}
	command := exec.Command(tool, option, "-")
	command.Stdin = bytes.NewReader(document.PDF)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	require.NoError(t, err)
	require.Empty(t, complaints.String())
	return string(out)
}

// A patient who hears the sheet must find what one who sees it finds: headings,
// lists, a table whose cells know their columns, what a drawing shows, and every word in its order.
func TestTheSheetIsTaggedForScreenReaders(t *testing.T) {
	for name, in := range asBookedCases(t, models.Swedish) {
		document := build(t, in)
		require.Contains(t, structure(t, document, "-isodates"), "Tagged:          yes", name)
		require.Contains(t, string(document.PDF), "/Lang (sv)")
		require.Contains(t, string(document.PDF), "/DisplayDocTitle true")

		told := structure(t, document, "-struct-text")
		require.Regexp(t, `(?s)^Document\s+H1 \(block\)\s+"Välkommen till din (behandling|blockad) "`, told, name)
		require.Regexp(t, `TH:\s+/Scope /Column\s+"Vad som gäller "`, told, name)
		require.Regexp(t, `(?s)LI \(block\)\s+Lbl \(block\)\s+"•"\s+LBody \(block\)\s+P \(block\)`, told, name)
		require.Contains(t, told, "Figure", name)
	}
}

// No word that is seen is unheard but for what repeats on every page; whatever the form.
func TestEveryWordIsHeard(t *testing.T) {
	for _, in := range []sheet.Input{cases(t)["plain"], cases(t)["english"], cases(t)["large"], cases(t)["only-dates"]} {
		document := build(t, in)
		heard := structure(t, document, "-struct-text")
		for _, word := range strings.Fields(flowing(t, document)) {
			if word != "·" && word != document.Texts && !strings.Contains(frameWords, " "+word+" ") {
				require.Contains(t, heard, word)
			}
		}
	}
}

// frameWords stand above or below the text alone.
const frameWords = " Patientinstruktion Patient instructions Bokning Booking 12 Text Utskriven Printed Sida Page av of måndag Monday 23 november November 2026 "

// Rows of one day show it once; who hears the table hears it with each.
func TestEveryRowOfADaySaysItsDay(t *testing.T) {
	pdf := string(build(t, asBookedCases(t, models.Swedish)["sglt2"]).PDF)
	require.GreaterOrEqual(t, strings.Count(pdf, "/ActualText <FEFF"), 2)
	require.Contains(t, pdf, "/ActualText <FEFF004D00E5006E006400610067") // Måndag
}

// What a drawing shows is told in words.
func TestDrawingsAreToldInWords(t *testing.T) {
	pdf := string(build(t, cases(t)["plain"]).PDF)
	require.Equal(t, 6, strings.Count(pdf, "/S /Figure"))
	require.Equal(t, 6, strings.Count(pdf, "/Alt <FEFF"))
}
