package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// Every list is written as a workbook and as text, with the rows that the days ask for.
func TestExportLists(t *testing.T) {
	database, folder := newDatabase(t), t.TempDir()
	command(t, database, "demo").done(t)
	for list, column := range map[string]string{
		"bookings": "Bokning", "tasks": "Uppgift nr", "calls": "Samtal", "complications": "Nr",
	} {
		path := filepath.Join(folder, list+".csv")
		command(t, database, "export", "--"+list, "--from", "2020-01-01", "--to", "2030-12-31", "--out", path).done(t)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		lines := strings.Split(strings.TrimSuffix(string(text), "\r\n"), "\r\n")
		require.True(t, strings.HasPrefix(lines[0], "\ufeff"+column+";"), lines[0])
		book := filepath.Join(folder, list+".xlsx")
		command(t, database, "export", "--"+list, "--from", "2020-01-01", "--to", "2030-12-31", "--out", book).done(t)
		opened, err := excelize.OpenFile(book)
		require.NoError(t, err)
		rows, err := opened.GetRows(opened.GetSheetName(0))
		require.NoError(t, err)
		require.Equal(t, column, rows[0][0])
		require.NoError(t, opened.Close())
		if list != "calls" && list != "tasks" { // texts there have lines of their own
			require.Len(t, lines, len(rows), list)
		}
		require.NotContains(t, string(text), "list.column.")
	}
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 8, "nothing else is left lying")
	for _, args := range [][]string{
		{"--bookings", "--from", "2026-12-02", "--to", "2026-12-01", "--out", filepath.Join(folder, "a.csv")},
		{"--bookings", "--tasks", "--from", "2026-12-02", "--to", "2026-12-03", "--out", filepath.Join(folder, "a.csv")},
		{"--bookings", "--from", "2026-12-02", "--to", "2026-12-03", "--out", filepath.Join(folder, "a.pdf")},
		{"--bookings", "--out", filepath.Join(folder, "a.csv")},
	} {
		require.Equal(t, exitUsage, command(t, database, append([]string{"export"}, args...)...).status, args)
	}
	taken := command(t, database, "export", "--tasks", "--from", "2026-12-02", "--to", "2026-12-03", "--out", filepath.Join(folder, "calls.xlsx"))
	require.Equal(t, exitFailed, taken.status, "another workbook stays")
}
