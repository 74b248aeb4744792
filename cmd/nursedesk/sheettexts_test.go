package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A clinic edits the texts in a folder of its own: they are on the next sheet,
// and a slip in them is told with file and line before any patient gets a sheet.
func TestOwnSheetTexts(t *testing.T) {
	database, folder := newDatabase(t), filepath.Join(t.TempDir(), "texter")
	require.Equal(t, 4, strings.Count(command(t, database, "sheet-texts", "export", folder).done(t), "\n"))
	file := filepath.Join(t.TempDir(), "bokning.csv")
	require.NoError(t, os.WriteFile(file, []byte(
		"personal_number,given_name,family_name,phone,email,language,procedure,start,surgeon,theatre,medicines,conditions\n"+
			"19121212-1212,Tolvan,Tolvansson,,,sv,neurotomy,2026-12-14T08:30,,,,\n"), 0o600))
	command(t, database, "import", file).done(t)

	sheet := func(args ...string) []byte {
		out := filepath.Join(t.TempDir(), "blad.pdf")
		command(t, database, append([]string{"sheet", "--booking", "1", "--out", out}, args...)...).done(t)
		body, err := os.ReadFile(out)
		require.NoError(t, err)
		return body
	}
	builtIn := sheet()
	require.Equal(t, builtIn, sheet("--sheet-texts", folder), "exported texts give the same sheet")

	text := filepath.Join(folder, "neurotomy.sv.md")
	require.NoError(t, os.WriteFile(text, []byte("\ufeff# Hej {{ patient }}\r\n\r\nVälkommen.\r\n"), 0o600))
	edited := sheet("--sheet-texts", folder)
	require.Less(t, len(edited), len(builtIn))
	require.NoError(t, os.Remove(filepath.Join(folder, "block.en.md")))
	require.Equal(t, edited, sheet("--sheet-texts", folder), "what is not in the folder is the program's own")
	t.Setenv("NURSEDESK_SHEET_TEXTS", folder)
	require.Equal(t, edited, sheet())

	require.NoError(t, os.WriteFile(text, []byte("# Hej\n\n{{ surname }}\n"), 0o600))
	got := command(t, database, "sheet", "--booking", "1", "--out", filepath.Join(t.TempDir(), "x.pdf"))
	require.Equal(t, exitFailed, got.status)
	for _, told := range []string{text, "rad 3", "surname"} {
		require.Contains(t, got.err, told)
	}
}

// A folder that is not the right one is told, and nothing that a clinic has
// edited is ever written over.
func TestSheetTextsInTheWrongPlace(t *testing.T) {
	database, empty := newDatabase(t), t.TempDir()
	for name, folder := range map[string]string{"empty": empty, "missing": filepath.Join(empty, "saknas")} {
		got := command(t, database, "worklist", "--sheet-texts", folder)
		require.Equal(t, exitFailed, got.status, name)
		require.Contains(t, got.err, "har inga instruktionstexter", name)
	}
	mine := filepath.Join(empty, "neurotomy.sv.md")
	require.NoError(t, os.WriteFile(mine, []byte("# Mitt\n"), 0o600))
	got := command(t, database, "sheet-texts", "export", empty)
	require.Equal(t, exitFailed, got.status)
	require.Contains(t, got.err, "finns redan")
	kept, err := os.ReadDir(empty)
	require.NoError(t, err)
	require.Len(t, kept, 1, "nothing is written beside it")
	require.Equal(t, exitFailed, command(t, database, "sheet-texts", "export", filepath.Join(mine, "under")).status)
	require.Equal(t, exitUsage, command(t, database, "sheet-texts", "export").status)
	require.Equal(t, exitUsage, command(t, database, "sheet-texts", "import", empty).status)
}
