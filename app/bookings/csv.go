package bookings

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"nursedesk/models"
)

// importColumns are the columns of an import file; the first are required.
var (
	requiredColumns = []string{"personal_number", "given_name", "family_name", "procedure", "start"}
	optionalColumns = []string{"phone", "email", "language", "surgeon", "theatre", "medicines", "conditions", "external_id"}
)

// csvLine is one line by column name.
type csvLine struct {
	number int
	fields map[string]string
}

func (l csvLine) get(column string) string { return strings.TrimSpace(l.fields[column]) }

// readCSV reads what spreadsheets write: the encodings of [decodeText], any line
// ends, blank lines before the heading, a first line "sep=;", and ",", ";" or a tab
// between the fields.
func readCSV(file []byte) ([]csvLine, error) {
	text, err := decodeText(file)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, &models.Problem{Code: "import.empty"}
	}
	text, comma := separator(text)
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = comma
	reader.FieldsPerRecord = -1
	heading, err := firstRecord(reader)
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
		if blank(record) {
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

func blank(record []string) bool { return strings.TrimSpace(strings.Join(record, "")) == "" }

// firstRecord reads the first line that holds anything.
func firstRecord(reader *csv.Reader) (record []string, err error) {
	for record, err = reader.Read(); err == nil && blank(record); {
		record, err = reader.Read()
	}
	return record, err
}

// separator finds what stands between the fields: what Excel's line "sep=;" says,
// which is taken out, or else the likeliest in the heading.
func separator(text string) (rest string, comma rune) {
	before := text[:len(text)-len(strings.TrimLeft(text, "\n "))] // the lines before stay, to be counted
	heading, after, _ := strings.Cut(text[len(before):], "\n")
	if said, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(heading, " ")), "sep="); ok && len(said) == 1 {
		return before + "\n" + after, rune(said[0])
	}
	comma = ','
	for _, other := range ";\t" {
		if strings.Count(heading, string(other)) > strings.Count(heading, string(comma)) {
			comma = other
		}
	}
	return text, comma
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
