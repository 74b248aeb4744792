package views

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

const importHeading = "personal_number;given_name;family_name;phone;procedure;start;theatre;medicines;external_id\n"

const importLines = "19121212-1212;Tolvan;Tolvansson;070-174 06 05;neurotomy;2026-12-14 08:30;Sal 1;B01AA03;K-1\n" +
	"19900101-0017;Ettan;Ettansson;070-174 06 06;block;2026-12-15 10:00;Sal 2;;K-2\n" +
	"640823-3234;Femman;Femmansson;070-174 06 07;block;2026-12-16 13:00;Sal 2;;K-3\n"

// importFile puts a file into the user's documents, of a home that has nothing else.
func importFile(t *testing.T, text string) string {
	t.Helper()
	home := t.TempDir()
	documents := filepath.Join(home, "Dokument")
	t.Setenv("HOME", home)
	t.Setenv("XDG_DOCUMENTS_DIR", documents)
	require.NoError(t, os.MkdirAll(filepath.Join(documents, "Gamla listor"), 0o700))
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	path := filepath.Join(documents, "bokningar.csv")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	at := time.Date(2026, 11, 23, 7, 55, 0, 0, time.UTC)
	require.NoError(t, os.Chtimes(path, at, at))
	return path
}

// walkImport draws the files, what was found in one, and what became of it.
func (g *gallery) walkImport() {
	path := importFile(g.t, importHeading+importLines)
	_, err := g.desk.Import(pagetest.Context(), bookings.ImportPath(path), bookings.ImportOptions{AcceptWarnings: true}, func(bookings.ImportProgress) {})
	require.NoError(g.t, err)
	path = importFile(g.t, importHeading+
		"19121212-1212;Tolvan;Tolvansson;070-174 06 99;neurotomy;2026-12-14 10:30;Sal 1;B01AF02;K-1\n"+
		"19900101-0017;Ettan;Ettansson;070-174 06 06;block;2026-12-15 10:00;Sal 2;;K-2\n"+
		"850709-9805;Sexan;Sexansson;070-174 06 08;block;2026-12-16 13:15;Sal 2;B01AA03;K-4\n"+
		";Sjuan;Sjuansson;070-174 06 09;neurotomy;2026-12-17 09:00;Sal 1;Hemlig medicin;K-5\n"+
		"19121212-1213;Fel;Felsson;;block;14/12 2026;Sal 1;;K-6\n")
	g.Run("page.import")
	g.take("import-files")
	g.press(fyne.KeyReturn)
	g.take("import-found")
	g.typeText("3")
	g.take("import-warnings")
	text, err := os.ReadFile(path)
	require.NoError(g.t, err)
	lines := string(text)
	require.NoError(g.t, os.WriteFile(path, []byte(lines[:len(lines)-len("19121212-1213;Fel;Felsson;;block;14/12 2026;Sal 1;;K-6\n")]), 0o600))
	g.tap(locale.T("import.again"))
	g.take("import-decide")
}

func TestImportScreens(t *testing.T) { inEveryLook(t, (*gallery).walkImport) }

// A file that is dragged onto the window is examined, whatever page is open; not while a
// question waits for its answer.
func TestDropAFile(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, t.TempDir(), look.Light, 100, models.Swedish)
	file := storage.NewFileURI(importFile(t, importHeading+importLines))
	g.Ask(page.Dialog{Title: "?"})
	g.dropped(fyne.Position{}, []fyne.URI{file})
	require.NotEqual(t, page.Import, g.route.Page)
	g.close()
	g.dropped(fyne.Position{}, []fyne.URI{file, file})
	require.NotEqual(t, page.Import, g.route.Page)
	g.dropped(fyne.Position{}, []fyne.URI{file})
	require.Equal(t, page.Import, g.route.Page)
	g.Run("complete")
	rows, err := desk.FindPatients(t.Context(), "Femman Femmansson", 1)
	require.NoError(t, err)
	require.Len(t, rows, 1)
}
