package printer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/models"
)

// A file replaces one of its own kind, another one only where the user insists, and a
// database never: neither its main file nor what SQLite keeps beside it.
func TestWhatIsWrittenOver(t *testing.T) {
	const calendar, sqlite = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "SQLite format 3\x00"
	for name, one := range map[string]struct {
		there, content string
		own, anything  string // the problem, "" for none
	}{
		"an empty file":         {"", string(pdf), "", ""},
		"a sheet over a sheet":  {"%PDF-1.4 old", string(pdf), "", ""},
		"dates over dates":      {calendar + "X", calendar, "", ""},
		"dates over a letter":   {"Hej!\n", calendar, "print.other-file", ""},
		"a sheet over a letter": {"Hej!\n", string(pdf), "print.other-file", ""},
		"dates over a sheet":    {string(pdf), calendar, "print.other-file", ""},
		"a database":            {sqlite + "\x10\x00", string(pdf), "print.database", "print.database"},
	} {
		t.Run(name, func(t *testing.T) {
			for over, code := range map[printer.Over]string{printer.OwnKind: one.own, printer.Anything: one.anything} {
				path := filepath.Join(t.TempDir(), "there")
				require.NoError(t, os.WriteFile(path, []byte(one.there), 0o600))
				err := printer.SaveFile([]byte(one.content), path, over)
				want := one.content
				if code == "" {
					require.NoError(t, err)
				} else {
					require.ErrorIs(t, err, &models.Problem{Code: code})
					want = one.there
				}
				kept, err := os.ReadFile(path)
				require.NoError(t, err)
				require.Equal(t, want, string(kept))
			}
		})
	}
	t.Run("what stands beside a database", func(t *testing.T) {
		database := filepath.Join(t.TempDir(), "desk.db")
		require.NoError(t, os.WriteFile(database, []byte(sqlite), 0o600))
		for _, beside := range []string{"-wal", "-shm", "-journal"} {
			require.ErrorIs(t, printer.SaveFile(pdf, database+beside, printer.Anything), &models.Problem{Code: "print.database"})
			require.NoFileExists(t, database+beside)
		}
		link := filepath.Join(filepath.Dir(database), "sheet.pdf")
		if os.Symlink(database, link) == nil {
			require.ErrorIs(t, printer.SaveFile(pdf, link, printer.Anything), &models.Problem{Code: "print.database"})
		}
	})
	t.Run("a device", func(t *testing.T) {
		require.ErrorIs(t, printer.SaveFile(pdf, os.DevNull, printer.Anything), &models.Problem{Code: "print.other-file"})
	})
}
