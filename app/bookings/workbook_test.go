package bookings

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"nursedesk/models"
)

// workbook makes an xlsx file of rows.
func workbook(t *testing.T, change func(*excelize.File), rows ...[]any) ImportBytes {
	t.Helper()
	file := excelize.NewFile()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, file.SetSheetRow("Sheet1", cell, &row))
	}
	change(file)
	var body bytes.Buffer
	require.NoError(t, file.Write(&body))
	return body.Bytes()
}

var workbookHeading = []any{"personal_number", "given_name", "family_name", "procedure", "start", "theatre"}

// A workbook is read as its sheet shows it: dates as dates, long numbers as digits, empty
// cells and rows as such.
func TestWorkbook(t *testing.T) {
	file := workbook(t, func(*excelize.File) {},
		workbookHeading,
		[]any{191212121212, "Åsa", "Öberg", "block", time.Date(2026, 12, 14, 8, 30, 0, 0, time.UTC), "Sal 1"},
		nil,
		[]any{"640823-3234", "Bo", "Ek", "block", "2026-12-15 10:00"},
	)
	lines, err := readAll(file)
	require.NoError(t, err)
	require.Len(t, lines, 2)
	require.Equal(t, []int{2, 4}, []int{lines[0].number, lines[1].number}, "as the spreadsheet program counts")
	require.Equal(t, "191212121212", lines[0].get("personal_number"))
	require.Equal(t, "Öberg", lines[0].get("family_name"))
	start, err := ParseStart(lines[0].get("start"))
	require.NoError(t, err)
	require.Equal(t, "2026-12-14T07:30:00Z", start.Format(time.RFC3339))
	require.Empty(t, lines[1].get("theatre"))
}

// A formula is refused with its cell, as is what is no workbook.
func TestWorkbookRefused(t *testing.T) {
	row := []any{"640823-3234", "Bo", "Ek", "block", "2026-12-15 10:00"}
	_, err := readAll(workbook(t, func(file *excelize.File) {
		require.NoError(t, file.SetCellFormula("Sheet1", "F2", "CONCAT(\"Sal \",1)"))
	}, workbookHeading, row))
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.Equal(t, "import.formula", problem.Code)
	require.Equal(t, "F2", problem.Values["cell"])

	whole := workbook(t, func(*excelize.File) {}, workbookHeading, row)
	for _, cut := range []int{10, len(whole) / 2, len(whole) - 1} {
		_, err := readAll(whole[:cut])
		require.ErrorIs(t, err, &models.Problem{Code: "import.workbook"}, cut)
	}
	_, err = readAll(workbook(t, func(*excelize.File) {}))
	require.ErrorIs(t, err, &models.Problem{Code: "import.empty"})
}
