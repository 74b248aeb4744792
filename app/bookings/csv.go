package bookings

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"nursedesk/models"
)

// importColumns are the columns of an import file; the first are required.
var (
	requiredColumns = []string{"personal_number", "given_name", "family_name", "procedure", "start"}
	optionalColumns = []string{"phone", "email", "language", "surgeon", "theatre", "medicines", "conditions"}
)

// csvLine is one line by column name.
type csvLine struct {
	number int
	fields map[string]string
}

func (l csvLine) get(column string) string { return strings.TrimSpace(l.fields[column]) }

// readCSV reads what spreadsheets write: UTF-8 with or without BOM or Latin-1,
// "," or ";" between the fields.
func readCSV(file []byte) ([]csvLine, error) {
	text := decodeText(file)
	if strings.TrimSpace(text) == "" {
		return nil, &models.Problem{Code: "import.empty"}
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator(text)
	reader.FieldsPerRecord = -1
	heading, err := reader.Read()
	if err != nil {
		return nil, csvProblem(err)
	}
	columns, err := readHeading(heading)
	if err != nil {
		return nil, err
	}
	var lines []csvLine
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, csvProblem(err)
		}
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			continue // a line of separators alone, however many
		}
		number, _ := reader.FieldPos(0)
		if len(record) != len(columns) { // a cut-off line would lose its medicines
			return nil, &models.Problem{Code: "import.fields", Values: map[string]any{
				"line": number, "fields": len(record), "columns": len(columns),
			}}
		}
		line := csvLine{number: number, fields: map[string]string{}}
		for i, field := range record {
			line.fields[columns[i]] = field
		}
		lines = append(lines, line)
	}
}

func decodeText(file []byte) string {
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	if utf8.Valid(file) {
		return string(file)
	}
	// Windows-1252 holds all of Latin-1's letters and decodes any byte.
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(file)
	if err != nil {
		return string(file)
	}
	return string(decoded)
}

func separator(text string) rune {
	heading, _, _ := strings.Cut(text, "\n")
	if strings.Count(heading, ";") > strings.Count(heading, ",") {
		return ';'
	}
	return ','
}

func readHeading(heading []string) ([]string, error) {
	columns := make([]string, len(heading))
	for i, name := range heading {
		columns[i] = strings.ToLower(strings.TrimSpace(name))
		known := slices.Contains(requiredColumns, columns[i]) || slices.Contains(optionalColumns, columns[i])
		if !known || slices.Contains(columns[:i], columns[i]) {
			return nil, &models.Problem{Code: "import.column", Values: map[string]any{
				"text": name, "columns": strings.Join(append(slices.Clone(requiredColumns), optionalColumns...), ", "),
			}}
		}
	}
	var missing []string
	for _, name := range requiredColumns {
		if !slices.Contains(columns, name) {
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

func csvProblem(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &models.Problem{Code: "import.csv", Values: map[string]any{"line": parse.Line}, Cause: err}
	}
	return &models.Problem{Code: "import.csv", Values: map[string]any{"line": 1}, Cause: err}
}
