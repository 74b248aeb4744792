package bookings

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"nursedesk/models"
)

// workbookRows reads the first sheet of a workbook (xlsx). A date is a date, and a number
// is the digits that are seen. A formula is refused: what it once gave may be no longer so,
// and nobody here can calculate it again.
type workbookRows struct {
	rows     *excelize.Rows
	number   int
	width    int // of the heading
	start    int // the column of the start, -1 until the heading is read
	from1904 bool
}

// largestWorkbook bounds what a workbook unpacks to, in bytes. It is held in memory: the
// library would put a larger one into a temporary file, where patients' data must not lie.
const largestWorkbook = 1 << 30

func openWorkbook(file io.Reader) (rowReader, error) {
	opened, err := excelize.OpenReader(file, excelize.Options{
		UnzipSizeLimit: largestWorkbook, UnzipXMLSizeLimit: largestWorkbook, RawCellValue: true,
	})
	if errors.Is(err, errFileChanged) {
		return nil, errFileChanged
	}
	if err != nil {
		return nil, &models.Problem{Code: "import.workbook", Cause: err}
	}
	if err := refuseFormulas(opened); err != nil {
		return nil, err
	}
	about, err := opened.GetWorkbookProps()
	if err != nil {
		return nil, &models.Problem{Code: "import.workbook", Cause: err}
	}
	rows, err := opened.Rows(opened.GetSheetName(0))
	if err != nil {
		return nil, &models.Problem{Code: "import.workbook", Cause: err}
	}
	return &workbookRows{rows: rows, start: -1, from1904: about.Date1904 != nil && *about.Date1904}, nil
}

// formula finds a cell with a formula in the text of a worksheet.
var formula = regexp.MustCompile(`<c [^>]*?r="([A-Z]+[0-9]+)"[^>]*>\s*<f[ />]`)

func refuseFormulas(workbook *excelize.File) error {
	var found error
	workbook.Pkg.Range(func(name, body any) bool {
		path, isPath := name.(string)
		text, isText := body.([]byte)
		if !isPath || !isText || !strings.HasPrefix(path, "xl/worksheets/") {
			return true
		}
		if cell := formula.FindSubmatch(text); cell != nil {
			found = &models.Problem{Code: "import.formula", Values: map[string]any{"cell": string(cell[1])}}
		}
		return found == nil
	})
	return found
}

func (w *workbookRows) read() (number int, fields []string, err error) {
	if !w.rows.Next() {
		if err := w.rows.Error(); err != nil {
			return 0, nil, &models.Problem{Code: "import.workbook", Cause: err}
		}
		return 0, nil, io.EOF
	}
	w.number++
	if fields, err = w.rows.Columns(); err != nil {
		return 0, nil, &models.Problem{Code: "import.workbook", Cause: err}
	}
	if w.width == 0 && !blank(fields) {
		w.readHeading(fields)
		return w.number, fields, nil
	}
	for len(fields) < w.width { // empty cells at the end of a row are left out
		fields = append(fields, "")
	}
	for i, field := range fields {
		fields[i] = w.written(i, field)
	}
	return w.number, fields, nil
}

func (w *workbookRows) readHeading(heading []string) {
	w.width = len(heading)
	for i, name := range heading {
		if strings.EqualFold(strings.TrimSpace(name), "start") {
			w.start = i
		}
	}
}

// written writes a cell as it would stand in a CSV file.
func (w *workbookRows) written(column int, cell string) string {
	number, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	if column == w.start && excelNumber.MatchString(cell) {
		if day, err := excelize.ExcelDateToTime(number, w.from1904); err == nil {
			return day.Round(time.Second).Format("2006-01-02 15:04:05")
		}
	}
	if strings.ContainsAny(cell, "eE") && number == float64(int64(number)) { // twelve digits as 1.91212121212E+11
		return strconv.FormatInt(int64(number), 10)
	}
	return cell
}
