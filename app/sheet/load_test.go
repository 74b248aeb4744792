package sheet_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// Nothing that the leaflet tells the patient may be missing from the sheet:
// every fact is cited, in both languages.
func TestEveryFactForThePatientIsOnTheSheet(t *testing.T) {
	known := rulebooktest.Open(t, resourcestest.Files).Facts
	cited := map[models.Language]map[string]bool{models.Swedish: {}, models.English: {}}
	for _, citation := range texts(t).Citations() {
		require.Positive(t, citation.Line)
		if citation.Procedure == "neurotomy" {
			cited[citation.Language][citation.Fact] = true
		}
	}
	for _, number := range known.Numbers() {
		for language, facts := range cited {
			require.True(t, facts[number], "fact %s (%s) is not in the sheet in %s", number, known.Summary(number), language)
		}
	}
}

func TestEveryProcedureHasItsSheetInBothLanguages(t *testing.T) {
	for _, procedure := range []string{"neurotomy", "block"} {
		for _, language := range languages {
			require.True(t, texts(t).Has(procedure, language), "%s in %s", procedure, language)
		}
	}
}

// with gives the real resources with one sheet text replaced.
func with(t *testing.T, file, body string) fs.FS {
	t.Helper()
	changed := fstest.MapFS{}
	real := resourcestest.Files
	require.NoError(t, fs.WalkDir(real, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path, "sheets/") {
			return err
		}
		data, err := fs.ReadFile(real, path)
		changed[path] = &fstest.MapFile{Data: data}
		return err
	}))
	changed["sheets/"+file] = &fstest.MapFile{Data: []byte(body)}
	return changed
}

// A text that a clinic has edited wrongly is refused at start, with its file and line.
func TestLoadRefusesABrokenText(t *testing.T) {
	table := "\n| | |\n| --- | --- |\n"
	for name, c := range map[string]struct {
		file string
		body string
		code string
		line int
		says string
	}{
		"nothing":                  {"neurotomy.sv.md", "\n \n", "sheet.text-empty", 1, ""},
		"nothing for most":         {"neurotomy.sv.md", "{{ if insulin }}Insulin{{ end }}\n", "sheet.text-empty", 1, ""},
		"unknown placeholder":      {"neurotomy.sv.md", "# Hej\n\n{{ surname }}\n", "sheet.text-placeholder", 3, "surname"},
		"placeholder left open":    {"neurotomy.sv.md", "# Hej\n\n{{ patient\n", "sheet.text-placeholder", 3, "unclosed"},
		"condition left open":      {"neurotomy.sv.md", "{{ if insulin }}\nInsulin\n", "sheet.text-placeholder", 3, "EOF"},
		"date without id":          {"neurotomy.sv.md", "Den {{ date }}\n", "sheet.text-placeholder", 1, "date"},
		"date without time":        {"neurotomy.sv.md", "{{ patient }}\n{{ clock \"start\" 3 }}\n", "sheet.text-placeholder", 2, "clock"},
		"unknown date":             {"neurotomy.sv.md", "Ett\n\nDen {{ date \"stitches\" }}\n", "sheet.text-date", 3, "stitches"},
		"unknown date in a branch": {"neurotomy.sv.md", "{{ if insulin }}a{{ else }}\n{{ date \"x\" }}{{ end }}\n", "sheet.text-date", 2, "x"},
		"date of another protocol": {"block.sv.md", "{{ if has \"dressing-off\" }}Förband{{ end }}\n", "sheet.text-date", 1, "dressing-off"},
		"flag of an older text":    {"neurotomy.sv.md", "Hej\n{{ if decided }}Ja{{ end }}\n", "sheet.text-placeholder", 2, "decided"},
		"part of a medicine":       {"neurotomy.sv.md", "Hej\n{{ if insulin }}{{ range held }}\n{{ .Name }}{{ end }}{{ end }}\n", "sheet.text-placeholder", 3, ".Name"},
		"a count":                  {"neurotomy.sv.md", "Hej\n{{ range 2000000000 }}x{{ end }}\n", "sheet.text-placeholder", 2, "2000000000"},
		"a count by another name":  {"neurotomy.sv.md", "Hej\n{{ $n := 2000000000 }}{{ range $n }}x{{ end }}\n", "sheet.text-placeholder", 2, "2000000000"},
		"a width":                  {"neurotomy.sv.md", "Hej\n\n{{ printf \"%*d\" 2000000000 1 }}\n", "sheet.text-placeholder", 3, "2000000000"},
		"in itself":                {"neurotomy.sv.md", "{{ define \"a\" }}{{ template \"a\" }}{{ end }}Hej\n{{ template \"a\" }}\n", "sheet.text-placeholder", 2, "template"},
		"for each of each of each": {"neurotomy.sv.md", "Hej {{ range held }}{{ range held }}\n{{ range held }}x{{ end }}{{ end }}{{ end }}\n", "sheet.text-placeholder", 2, "range"},
		"blank":                    {"neurotomy.sv.md", " \n\n", "sheet.text-empty", 1, ""},
		"name of no medicine":      {"neurotomy.sv.md", "Hej\n\n{{ name . }}\n", "sheet.text-placeholder", 3, "course"},
		"medicine as a date":       {"neurotomy.sv.md", "Hej {{ range held }}\n{{ date . }}{{ end }}\n", "sheet.text-placeholder", 2, "course"},
		"date of a continued one":  {"neurotomy.sv.md", "Hej {{ range continued }}\n{{ date (again .) }}{{ end }}\n", "sheet.text-placeholder", 2, "date"},
		"unknown fact":             {"neurotomy.sv.md", "# Hej\n\nText <!-- facts: A2 Z9 -->\n", "sheet.text-fact", 3, "Z9"},
		"slanted text":             {"neurotomy.sv.md", "# Hej\n\n- en\n- *två*\n", "sheet.text-markdown", 4, "bold"},
		"link":                     {"neurotomy.sv.md", "Se\n[här](http://example.org)\n", "sheet.text-markdown", 2, "Link"},
		"picture":                  {"neurotomy.sv.md", "Hej\n\n![bild](a.png)\n", "sheet.text-markdown", 3, "a.png"},
		"picture in a line":        {"neurotomy.sv.md", "Se ![bild](exercise-1.svg) här\n", "sheet.text-markdown", 1, "Image"},
		"code":                     {"neurotomy.sv.md", "Hej\n\n```\nx\n```\n", "sheet.text-markdown", 3, "Code"},
		"HTML":                     {"neurotomy.sv.md", "# Hej\n\n<b>fet</b>\n", "sheet.text-markdown", 3, "HTML"},
		"HTML block":               {"neurotomy.sv.md", "# Hej\n\n<div>\nx\n</div>\n", "sheet.text-markdown", 3, "HTML"},
		"row outside a table":      {"neurotomy.sv.md", "# Hej\n\n{{ when \"start\" }} kom\n", "sheet.text-markdown", 1, "when"},
		"letter that cannot print": {"neurotomy.sv.md", "# Hej\n\nمرحبا\n", "sheet.text-letter", 3, "مرحبا"},
		"longer than a page":       {"neurotomy.sv.md", table + "| a | " + strings.Repeat("ord ", 3000) + "|\n", "sheet.text-markdown", 1, "page"},
		"unknown procedure":        {"fusion.sv.md", "# Hej\n", "sheet.text-no-procedure", 1, "fusion"},
		"unknown language":         {"neurotomy.fi.md", "# Hei\n", "sheet.text-name", 1, "neurotomy.fi.md"},
		"no language":              {"neurotomy.md", "# Hej\n", "sheet.text-name", 1, "neurotomy.md"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load(with(t, c.file, c.body), "")
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, c.code, problem.Code, err)
			require.Equal(t, "sheets/"+c.file, problem.Values["file"])
			require.Equal(t, c.line, problem.Values["line"], err)
			require.Contains(t, problem.Values["text"], c.says)
		})
	}
}

// Text from Windows editors is as good as any.
func TestLoadTakesWindowsLineEnds(t *testing.T) {
	body, err := fs.ReadFile(resourcestest.Files, "sheets/neurotomy.sv.md")
	require.NoError(t, err)
	_, err = load(with(t, "neurotomy.sv.md", strings.ReplaceAll(string(body), "\n", "\r\n")), "")
	require.NoError(t, err)
}

// A missing file of the program's own is told by name, not met as a crash.
func TestLoadWithoutItsFiles(t *testing.T) {
	for _, file := range []string{
		"facts.yaml", "fonts/AtkinsonHyperlegibleNext-Regular.ttf", "fonts/AtkinsonHyperlegibleNext-Bold.ttf",
		"translations/sheet.sv.json",
	} {
		files := with(t, "block.sv.md", "# Hej\n").(fstest.MapFS)
		delete(files, file)
		_, err := load(files, "")
		require.ErrorContains(t, err, file)
	}
}
