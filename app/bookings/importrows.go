package bookings

import (
	"io"
	"slices"
	"strings"

	"nursedesk/models"
)

// The columns of an import file: those that it needs, and those that it may have.
var (
	RequiredColumns = []string{"personal_number", "given_name", "family_name", "procedure", "start"}
	OptionalColumns = []string{"phone", "email", "language", "surgeon", "theatre", "medicines", "conditions", "external_id", "theatre_reason"}
)

// importLine is one line by column name.
type importLine struct {
	number  int
	fields  []string
	columns map[string]int
	broken  error // why its fields can't be told apart
}

func (l importLine) get(column string) string {
	at, ok := l.columns[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(l.fields[at])
}

// rowReader gives the rows of a file, blank ones too, each with its number as an editor or
// a spreadsheet program shows it. The end is io.EOF.
type rowReader interface {
	read() (number int, fields []string, err error)
}

// lineReader reads rows below a heading.
type lineReader struct {
	rows    rowReader
	width   int
	columns map[string]int
	close   func() error
}

// openLines opens a surveyed file and reads its heading. Whoever opens it closes it.
func openLines(file ImportFile, found survey) (*lineReader, error) {
	opened, err := file.Open()
	if err != nil {
		return nil, err
	}
	lines := &lineReader{close: opened.Close}
	if found.workbook {
		lines.rows, err = openWorkbook(newSameFile(opened, found.sum))
	} else {
		lines.rows, err = openText(newSameFile(opened, found.sum), found.letters)
	}
	if err == nil {
		err = lines.readHeading()
	}
	if err != nil {
		_ = opened.Close() // it was only read
		return nil, err
	}
	return lines, nil
}

func (l *lineReader) readHeading() error {
	for {
		_, fields, err := l.rows.read()
		if err == io.EOF { //nolint:errorlint // readers give it bare
			return &models.Problem{Code: "import.empty"}
		}
		if err != nil {
			return err
		}
		if blank(fields) {
			continue
		}
		for blank(fields[len(fields)-1:]) { // a spreadsheet program writes a rectangle
			fields = fields[:len(fields)-1]
		}
		if l.columns, err = readHeading(fields); err != nil {
			return err
		}
		l.width = len(fields)
		return nil
	}
}

// next reads the next line that holds anything; the end is io.EOF.
func (l *lineReader) next() (importLine, error) {
	for {
		number, fields, err := l.rows.read()
		if err != nil {
			return importLine{}, err
		}
		if blank(fields) {
			continue // a line of separators alone, however many
		}
		if len(fields) > l.width && blank(fields[l.width:]) {
			fields = fields[:l.width]
		}
		if len(fields) != l.width { // a cut-off line would lose its medicines
			return importLine{number: number, broken: &models.Problem{Code: "import.fields", Values: map[string]any{
				"line": number, "fields": len(fields), "columns": l.width,
			}}}, nil
		}
		return importLine{number: number, fields: fields, columns: l.columns}, nil
	}
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(field string) bool { return strings.TrimSpace(field) != "" })
}

func readHeading(heading []string) (map[string]int, error) {
	columns := map[string]int{}
	for i, name := range heading {
		column := strings.ToLower(strings.TrimSpace(name))
		known := slices.Contains(RequiredColumns, column) || slices.Contains(OptionalColumns, column)
		if _, twice := columns[column]; !known || twice {
			return nil, &models.Problem{Code: "import.column", Values: map[string]any{
				"text": name, "columns": strings.Join(append(slices.Clone(RequiredColumns), OptionalColumns...), ", "),
			}}
		}
		columns[column] = i
	}
	var missing []string
	for _, name := range RequiredColumns {
		if _, there := columns[name]; !there {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return nil, &models.Problem{Code: "import.missing-column", Values: map[string]any{
			"columns": strings.Join(missing, ", "),
		}}
	}
	return columns, nil
}
