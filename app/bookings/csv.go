package bookings

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"nursedesk/models"
)

// csvRows reads what spreadsheets write as text: any line ends, blank lines before the
// heading, a first line "sep=;", and ",", ";" or a tab between the fields.
type csvRows struct {
	reader *csv.Reader
	before int // lines that were taken off before the reader's first
}

func openText(file io.Reader, letters encoding.Encoding) (rowReader, error) {
	text := bufio.NewReader(&plainLines{from: bufio.NewReaderSize(transform.NewReader(file, letters.NewDecoder()), 1<<16), line: 1})
	rows, comma := &csvRows{}, rune(0)
	heading := ""
	for {
		line, err := text.ReadString('\n')
		if err != nil && (!errors.Is(err, io.EOF) || line == "") {
			if errors.Is(err, io.EOF) {
				return nil, &models.Problem{Code: "import.empty"}
			}
			return nil, csvProblem(err, rows.before)
		}
		said, ok := strings.CutPrefix(strings.ToLower(strings.Trim(line, " \n")), "sep=")
		if ok && len(said) == 1 && comma == 0 { // Excel's own
			comma = rune(said[0])
		} else if strings.TrimSpace(line) != "" {
			heading = line
			break
		}
		rows.before++
	}
	rows.reader = csv.NewReader(io.MultiReader(strings.NewReader(heading), text))
	rows.reader.Comma = comma
	if comma == 0 {
		rows.reader.Comma = separator(heading)
	}
	rows.reader.FieldsPerRecord = -1
	return rows, nil
}

func (r *csvRows) read() (number int, fields []string, err error) {
	fields, err = r.reader.Read()
	if errors.Is(err, io.EOF) {
		return 0, nil, io.EOF
	}
	if err != nil {
		return 0, nil, csvProblem(err, r.before)
	}
	number, _ = r.reader.FieldPos(0)
	return number + r.before, fields, nil
}

// separator is the likeliest to stand between the fields of a heading.
func separator(heading string) rune {
	comma := ','
	for _, other := range ";\t" {
		if strings.Count(heading, string(other)) > strings.Count(heading, string(comma)) {
			comma = other
		}
	}
	return comma
}

func csvProblem(err error, before int) error {
	var told *models.Problem
	if errors.As(err, &told) {
		return told
	}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &models.Problem{Code: "import.csv", Values: map[string]any{"line": parse.Line + before}, Cause: err}
	}
	return unreadable(err)
}
