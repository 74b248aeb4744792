// Package table writes lists as files that a spreadsheet opens, row by row: as a
// workbook, or as text with semicolons.
package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"nursedesk/models"
)

// Table is a list with its rows, which are asked for one by one. A cell is a string, an
// int, a models.Date, or a time.Time, which is written as Stockholm's clock shows it; a zero one is empty.
type Table struct {
	Name    string // of the sheet
	Columns []Column
	Rows    func(yield func(cells ...any) error) error
}

// Column is a column's title, and its width in letters.
type Column struct {
	Title string
	Width float64
}

const momentForm = "2006-01-02 15:04"

// WriteCSV writes a table as Swedish and other European spreadsheets open it: UTF-8 with
// a mark, semicolons, days and times that every spreadsheet reads as such. Text that one
// would take for a formula begins with an apostrophe.
func WriteCSV(out io.Writer, table Table) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	writer := csv.NewWriter(out)
	writer.Comma, writer.UseCRLF = ';', true
	titles := make([]string, len(table.Columns))
	for i, column := range table.Columns {
		titles[i] = column.Title
	}
	if err := writer.Write(titles); err != nil {
		return err
	}
	record := make([]string, len(table.Columns))
	err := table.Rows(func(cells ...any) error {
		for i, cell := range cells {
			record[i] = written(cell)
		}
		return writer.Write(record)
	})
	writer.Flush()
	return errors.Join(err, writer.Error())
}

func written(cell any) string {
	switch cell := cell.(type) {
	case string:
		return guarded(models.Harmless(cell))
	case int:
		return strconv.Itoa(cell)
	case models.Date:
		if cell.IsZero() {
			return ""
		}
		return cell.String()
	case time.Time:
		if cell.IsZero() {
			return ""
		}
		return cell.In(models.Stockholm).Format(momentForm)
	}
	return ""
}

// dangerous begin what a spreadsheet takes for a formula, in their wide forms too.
const dangerous = "=+-@\t\r\n＝＋－＠"

// guarded puts an apostrophe before what a spreadsheet would calculate.
func guarded(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune(dangerous, first) {
		return "'" + text
	}
	return text
}

// mostRows is how many rows a workbook's sheet has.
const mostRows = 1 << 20

// WriteWorkbook writes a table as an xlsx file: days and times are such, numbers are
// numbers, and text is text whatever it begins with. What does not fit into memory lies in
// the folder meanwhile, which only the user can read, and is taken away.
func WriteWorkbook(out io.Writer, folder string, table Table) (err error) {
	book := excelize.NewFile(excelize.Options{TmpDir: folder})
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetSheetName("Sheet1", table.Name); err != nil {
		return err
	}
	sheet, err := book.NewStreamWriter(table.Name)
	if err != nil {
		return err
	}
	forms, err := newForms(book)
	if err != nil {
		return err
	}
	if err := writeHead(sheet, forms, table.Columns); err != nil {
		return err
	}
	line := 1
	row := make([]any, len(table.Columns))
	err = table.Rows(func(cells ...any) error {
		if line++; line > mostRows {
			return &models.Problem{Code: "export.too-many", Values: map[string]any{"n": mostRows - 1}}
		}
		for i, cell := range cells {
			row[i] = forms.cell(cell)
		}
		return sheet.SetRow(fmt.Sprintf("A%d", line), row)
	})
	if err != nil {
		return err
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	_, err = book.WriteTo(out)
	return err
}

func writeHead(sheet *excelize.StreamWriter, forms forms, columns []Column) error {
	titles := make([]any, len(columns))
	for i, column := range columns {
		titles[i] = excelize.Cell{StyleID: forms.head, Value: column.Title}
		if err := sheet.SetColWidth(i+1, i+1, column.Width); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return sheet.SetRow("A1", titles)
}

// forms are how a workbook's cells look.
type forms struct{ head, day, moment int }

func newForms(book *excelize.File) (forms forms, err error) {
	day, moment := "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm"
	for _, one := range []struct {
		form  *int
		style excelize.Style
	}{
		{&forms.head, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&forms.day, excelize.Style{CustomNumFmt: &day}},
		{&forms.moment, excelize.Style{CustomNumFmt: &moment}},
	} {
		if *one.form, err = book.NewStyle(&one.style); err != nil {
			return forms, err
		}
	}
	return forms, nil
}

func (f forms) cell(cell any) any {
	switch cell := cell.(type) {
	case string:
		return models.Harmless(cell)
	case models.Date:
		if cell.IsZero() {
			return nil
		}
		return excelize.Cell{StyleID: f.day, Value: clockOf(cell.At(0, 0))}
	case time.Time:
		if cell.IsZero() {
			return nil
		}
		return excelize.Cell{StyleID: f.moment, Value: clockOf(cell.Truncate(time.Minute))}
	}
	return cell
}

// clockOf is an instant with what Stockholm's clock shows as if it were UTC: a workbook
// knows no zones.
func clockOf(at time.Time) time.Time {
	at = at.In(models.Stockholm)
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
}
