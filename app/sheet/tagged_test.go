package sheet_test

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"io"
	"os/exec"
	"regexp"
	"strconv"
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
	booked := asBookedCases(t, models.Swedish)
	for _, name := range []string{"warfarin-monday", "block-warfarin"} { // poppler takes seconds to tell the text of one
		document := build(t, booked[name])
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

// What heads a cell is said of a row as of a column; a row that says the year spans the table,
// so that each row has as many columns; a list says what its items begin with, and a drawing where it stands.
func TestTheStructureTellsMoreThanKinds(t *testing.T) {
	tables := 0
	for name, in := range cases(t) {
		told := structure(t, build(t, in), "-struct")
		require.Regexp(t, `TH:\s+/Scope /Row`, told, name)
		require.NotRegexp(t, `L \(block\)\s+LI`, told, "%s: a list without its kind of numbering", name)
		width := 0 // of the table that is being read
		for _, row := range regexp.MustCompile(`(?m)^( *)(Table|TR)\b`).FindAllStringIndex(told, -1) {
			if strings.TrimSpace(told[row[0]:row[1]]) == "Table" {
				width, tables = 0, tables+1
				continue
			}
			cells := columnsOf(told[row[1]:], row[1]-row[0]-len("TR"))
			if width > 0 {
				require.Equal(t, width, cells, "%s: %s", name, told[row[0]:min(len(told), row[0]+400)])
			}
			width = cells
		}
	}
	require.Greater(t, tables, len(cases(t)), "each sheet has its table of dates, and most a head")
	plain := structure(t, build(t, cases(t)["plain"]), "-struct-text")
	require.Regexp(t, `TH:\s+/Scope /Row\s+"Namn`, plain)
	require.Regexp(t, `(?s)/ColSpan 3.{0,80}"2027`, plain)
	boxes := regexp.MustCompile(`/BBox \[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]`).FindAllSubmatch(build(t, cases(t)["plain"]).PDF, -1)
	require.Len(t, boxes, 6, "five exercises and the code that dials")
	const wide, high = 595.28, 841.89 // A4 in points
	for _, box := range boxes {
		side := func(i int) float64 {
			at, err := strconv.ParseFloat(string(box[i]), 64)
			require.NoError(t, err)
			return at
		}
		require.Less(t, side(1), side(3))
		require.Less(t, side(2), side(4))
		require.Less(t, side(3), wide)
		require.Less(t, side(4), high)
	}
}

// columnsOf counts the columns of a row that poppler tells from here on, so far indented.
func columnsOf(told string, indented int) int {
	columns := 0
	for line := range strings.SplitSeq(told, "\n") {
		trimmed := strings.TrimLeft(line, " ")
		switch depth := len(line) - len(trimmed); {
		case trimmed != "" && depth <= indented:
			return columns
		case strings.HasPrefix(trimmed, "TH") || strings.HasPrefix(trimmed, "TD"):
			columns++
		case strings.HasPrefix(trimmed, "/ColSpan "):
			more, err := strconv.Atoi(strings.TrimPrefix(trimmed, "/ColSpan "))
			if err == nil {
				columns += more - 1
			}
		}
	}
	return columns
}

// Whatever is drawn is a piece of the structure, or said to be none of it; never both, and
// never neither, which a screen reader would stumble on.
func TestNothingIsDrawnOutsideTheStructure(t *testing.T) {
	for name, in := range cases(t) {
		pages := 0
		for _, content := range streams(t, build(t, in).PDF) {
			if !strings.Contains(content, " BDC") {
				continue
			}
			pages++
			within := false
			for line := range strings.SplitSeq(content, "\n") {
				for word := range strings.FieldsSeq(line) {
					switch word {
					case "BDC", "BMC":
						require.False(t, within, "%s: %s within another", name, line)
						within = true
					case "EMC":
						require.True(t, within, name)
						within = false
					case "Tj", "TJ", "S", "f", "B", "Do":
						require.True(t, within, "%s: %s", name, line)
					}
				}
			}
			require.False(t, within, name)
		}
		require.Positive(t, pages, name)
	}
}

// streams are what a PDF holds compressed, taken apart.
func streams(t *testing.T, pdf []byte) []string {
	t.Helper()
	var all []string
	for _, part := range bytes.Split(pdf, []byte("\nstream\n"))[1:] {
		body, _, _ := bytes.Cut(part, []byte("\nendstream"))
		reader, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			continue // a typeface's map, or metadata
		}
		content, err := io.ReadAll(reader)
		require.NoError(t, err)
		all = append(all, string(content))
	}
	return all
}

// The title and the language stand where a reader looks for them: in the metadata, which is
// well-formed whatever the clinic is called, and nowhere the patient's name.
func TestMetadata(t *testing.T) {
	in := cases(t)["english"]
	in.Clinic.Name = `Rygg & <Led> "1"`
	document := build(t, in)
	_, rest, found := bytes.Cut(document.PDF, []byte("<?xpacket begin"))
	require.True(t, found)
	packet, _, _ := bytes.Cut(rest, []byte("<?xpacket end"))
	_, packet, _ = bytes.Cut(packet, []byte("?>"))
	var said struct {
		Title    string `xml:"RDF>Description>title>Alt>li"`
		Creator  string `xml:"RDF>Description>creator>Seq>li"`
		Language string `xml:"RDF>Description>language>Bag>li"`
	}
	require.NoError(t, xml.Unmarshal(packet, &said))
	require.Equal(t, "en", said.Language)
	require.Equal(t, in.Clinic.Name, said.Creator)
	require.NotEmpty(t, said.Title)
	require.NotContains(t, string(packet), in.Patient.FamilyName)
	require.Contains(t, structure(t, document, "-isodates"), "Title:           "+said.Title)
	require.NotContains(t, string(packet), "pdfuaid", "no checker has seen it")
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
