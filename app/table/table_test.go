package table_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"nursedesk/app/table"
	"nursedesk/models"
)

func of(rows ...[]any) table.Table {
	return table.Table{
		Name: "Lista", Columns: []table.Column{{Title: "Text", Width: 20}, {Title: "Tal", Width: 9}, {Title: "Dag", Width: 12}, {Title: "Tid", Width: 17}},
		Rows: func(yield func(cells ...any) error) error {
			for _, row := range rows {
				if err := yield(row...); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

var start = models.NewDate(2026, 7, 1).At(8, 30)

// What a spreadsheet would calculate or obey is text, and days and numbers are such.
func TestCSV(t *testing.T) {
	for text, want := range map[string]string{
		"=HYPERLINK(1)": "'=HYPERLINK(1)", "+46": "'+46", "-1": "'-1", "@SUM(1)": "'@SUM(1)", "\t=1": "'\t=1",
		"\r=1": "\"'=1\"", "＝1": "'＝1", "a=b": "a=b", "": "", "a;b": "\"a;b\"", "Tol\u202evan": "Tol·van", "a\x1bb": "a·b",
	} {
		var out bytes.Buffer
		require.NoError(t, table.WriteCSV(&out, of([]any{text, -3, models.NewDate(2026, 12, 14), start})))
		lines := strings.SplitN(out.String(), "\r\n", 2)
		require.Equal(t, "\ufeffText;Tal;Dag;Tid", lines[0])
		require.Equal(t, want+";-3;2026-12-14;2026-07-01 08:30\r\n", strings.ReplaceAll(lines[1], "\"\"", "\""), text)
	}
	var out bytes.Buffer
	require.NoError(t, table.WriteCSV(&out, of([]any{"x", 0, models.Date{}, time.Time{}})))
	require.True(t, strings.HasSuffix(out.String(), "x;0;;\r\n"))
}

// A workbook's days and times are such, with what Stockholm's clock shows, and no text is a formula.
func TestWorkbook(t *testing.T) {
	var out bytes.Buffer
	folder := t.TempDir()
	require.NoError(t, table.WriteWorkbook(&out, folder, of([]any{"=1+1", -3, models.NewDate(2026, 12, 14), start})))
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
	book, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	rows, err := book.GetRows("Lista")
	require.NoError(t, err)
	require.Equal(t, []string{"Text", "Tal", "Dag", "Tid"}, rows[0])
	require.Equal(t, []string{"=1+1", "-3", "2026-12-14", "2026-07-01 08:30"}, rows[1])
	formula, err := book.GetCellFormula("Lista", "A2")
	require.NoError(t, err)
	require.Empty(t, formula)
	kind, err := book.GetCellType("Lista", "C2")
	require.NoError(t, err)
	require.NotContains(t, []excelize.CellType{excelize.CellTypeInlineString, excelize.CellTypeSharedString}, kind)
	raw, err := book.GetCellValue("Lista", "C2", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Equal(t, "46370", raw) // 2026-12-14 in days since the last of 1899
}
