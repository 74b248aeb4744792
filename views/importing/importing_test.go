package importing_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/importing"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

const heading = "personal_number;given_name;family_name;phone;procedure;start;theatre;external_id\n"

const (
	tolvan = "19121212-1212;Tolvan;Tolvansson;070-174 06 05;neurotomy;2026-12-14 08:30;Sal 1;K-1\n"
	bo     = "19900101-0017;Bo;Ek;070-174 06 06;block;2026-12-15 10:00;Sal 1;K-2\n"
)

// watched is a desk that lets a test act while an import goes on.
type watched struct {
	*app.Desk
	during func(bookings.ImportProgress)
}

func (w *watched) Import(
	ctx context.Context, file bookings.ImportFile, options bookings.ImportOptions, progress func(bookings.ImportProgress),
) (bookings.ImportReport, error) {
	return w.Desk.Import(ctx, file, options, func(at bookings.ImportProgress) {
		progress(at)
		if w.during != nil {
			w.during(at)
		}
	})
}

// room is the page on a desk with nobody, and a folder with files.
type room struct {
	*pagetest.Host
	t      *testing.T
	desk   *watched
	page   *importing.Page
	folder string
	backed int // how many backups were asked for
}

func newRoom(t *testing.T) *room {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DOCUMENTS_DIR", filepath.Join(home, "Dokument"))
	require.NoError(t, os.Mkdir(filepath.Join(home, "Dokument"), 0o700))
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	r := &room{Host: pagetest.NewHost(t, desk), t: t, desk: &watched{Desk: desk}, folder: filepath.Join(home, "Dokument")}
	r.page = importing.New(importing.Params{Desk: r.desk, Before: func(context.Context) error { r.backed++; return nil }}, r.Host).(*importing.Page)
	return r
}

func (r *room) file(name string, lines ...string) string {
	r.t.Helper()
	path := filepath.Join(r.folder, name)
	require.NoError(r.t, os.WriteFile(path, []byte(heading+strings.Join(lines, "")), 0o600))
	return path
}

func (r *room) open() { r.Show(r.page, page.Route{Page: page.Import}) }

func (r *room) booked() []models.BookingRow {
	r.t.Helper()
	rows, err := r.desk.Bookings(r.t.Context(), models.BookingFilter{})
	require.NoError(r.t, err)
	return rows
}

// read is what can be read on one line, however it breaks.
func (r *room) read() string { return strings.ReplaceAll(r.Text(), "\n", " ") }

// The file that was saved last is the first one: two presses of Enter and one of
// Ctrl+Enter import it, after a backup, and a third opens a booking.
func TestImportByKeyboard(t *testing.T) {
	r := newRoom(t)
	r.file("lista.csv", tolvan, bo)
	r.open()
	require.Contains(t, r.read(), "Kolumnerna personal_number, given_name, family_name, procedure, start ska finnas")
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.read(), "Alla 2")
	require.Contains(t, r.read(), "Nya 2")
	require.Empty(t, r.booked(), "it is only looked at")
	require.Zero(t, r.backed)
	require.False(t, r.Button("Importera 2 bokningar").Disabled())
	r.page.Complete()
	require.Equal(t, 1, r.backed)
	require.Len(t, r.booked(), 2)
	require.Contains(t, r.read(), "Inlästa bokningar: 2. Fanns redan: 0. Rader: 2.")
	require.Equal(t, []string{"2 bokningar är inlästa."}, r.Toasts)
	r.Press(fyne.KeyDown)
	r.Press(fyne.KeyReturn)
	second := r.booked()[1]
	require.Equal(t, "Bo Ek", second.Name())
	require.Equal(t, []page.Route{{Page: page.Patient, ID: second.PatientID, Arg: page.Booking + fmt.Sprint(second.ID)}}, r.Opened)
	require.True(t, r.page.Escape(), "Esc leads back to the files")
	require.Contains(t, r.read(), "lista.csv")
}

// A file that is none is said to be none, with what to do; nothing else happens.
func TestImportOfAWrongFile(t *testing.T) {
	for name, test := range map[string]struct{ content, said string }{
		"brev.docx":  {"PK", "brev.docx går inte att läsa in. Spara listan som CSV eller kalkylark (xlsx)"},
		"tom.csv":    {" \n", "Filen är tom."},
		"annan.csv":  {"namn;telefon\nTolvan;1\n", "Kolumnen ”namn” känns inte igen"},
		"bok.xlsx":   {"PK\x03\x04 half", "Filen går inte att läsa som ett kalkylark"},
		"rubrik.csv": {heading, "Filen har en rubrikrad men inga bokningar."},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			require.NoError(t, os.WriteFile(filepath.Join(r.folder, name), []byte(test.content), 0o600))
			r.Show(r.page, page.Route{Page: page.Import, Arg: filepath.Join(r.folder, name)})
			require.Contains(t, r.read(), test.said)
			require.Empty(t, r.booked())
		})
	}
	r := newRoom(t)
	r.Show(r.page, page.Route{Page: page.Import, Arg: filepath.Join(r.folder, "borta.csv")})
	require.Contains(t, r.read(), "går inte att läsa. Kontrollera namnet och rättigheterna.")
}

// Lines that can't be read are told with line, column and what to do, and keep the whole
// file out: the button is grey and says why.
func TestImportOfLinesThatCannotBeRead(t *testing.T) {
	r := newRoom(t)
	r.file("fel.csv", tolvan, strings.Replace(bo, "19900101-0017", "19900101-0018", 1), "kort;rad\n")
	r.open()
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.read(), "Fel 2")
	require.True(t, r.Button("Importera 1 bokning").Disabled())
	require.Contains(t, r.read(), "Inget har lästs in. Fel: 2. Rätta dem i filen och läs in den igen.")
	r.Letters("2") // the second count: the errors alone
	require.NotContains(t, r.read(), "Tolvan")
	require.Contains(t, r.read(), "personal_number:")
	require.Contains(t, r.read(), "Rad 4 har 2 fält men rubriken 8.")
	r.page.Complete()
	require.Empty(t, r.booked())
	require.Len(t, r.Toasts, 1)

	r.file("fel.csv", tolvan, bo) // mended, and looked at again
	r.Tap("Granska igen")
	r.page.Complete()
	require.Len(t, r.booked(), 2)
}

// What is cancelled in the middle, while the file is read or while it is written, leaves nothing behind, and is said.
func TestImportCancelledInTheMiddle(t *testing.T) {
	for _, writing := range []bool{false, true} {
		r := newRoom(t)
		var lines []string
		for i := range 600 {
			day := models.NewDate(2026, 12, 14).AddDays(i / 5 * 7 / 5)
			lines = append(lines, fmt.Sprintf(";Prov;Test%c%c%c;070-174%04d;block;%s %02d:00;;\n", 'a'+i%26, 'a'+i/26%26, 'a'+i/676, i, day, 8+i%8))
		}
		r.file("lång.csv", lines...)
		r.desk.during = func(at bookings.ImportProgress) {
			if at.Writing == writing && at.Done >= 200 && at.Done < at.Total {
				require.Contains(t, r.read(), map[bool]string{false: "Granskar rad", true: "Sparar rad"}[writing])
				require.True(t, r.page.Escape())
			}
		}
		r.open()
		r.Press(fyne.KeyReturn)
		if writing {
			require.Contains(t, r.read(), "Alla 600")
			if r.Button("Importera 600 bokningar").Disabled() {
				r.Tick("Godta allvarliga varningar")
			}
			r.page.Complete()
			require.Contains(t, r.read(), "Alla 600", "what was found is still there")
		}
		require.Contains(t, r.read(), "Inläsningen avbröts. Ingenting har sparats.")
		require.Empty(t, r.booked())
	}
}

// One person at two places: nothing is imported before the warning is accepted.
func TestImportWithWarnings(t *testing.T) {
	r := newRoom(t)
	r.file("krock.csv", tolvan, strings.NewReplacer("neurotomy", "block", "08:30;Sal 1;K-1", "08:40;Sal 2;K-2").Replace(tolvan))
	r.open()
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.read(), "Varningar")
	require.True(t, r.Button("Importera 2 bokningar").Disabled())
	require.Contains(t, r.read(), "Allvarliga varningar: 1. Inget sparas förrän någon har tagit ställning till dem.")
	r.page.Complete()
	require.Empty(t, r.booked())
	r.Tick("Godta allvarliga varningar (1)")
	r.page.Complete()
	require.Len(t, r.booked(), 2)
}

// Two in one theatre: nothing is imported before it is said why, and the reason is kept.
func TestImportIntoATakenTheatre(t *testing.T) {
	r := newRoom(t)
	r.file("krock.csv", tolvan, strings.Replace(bo, "2026-12-15 10:00", "2026-12-14 08:45", 1))
	r.open()
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.read(), "Varningar 1")
	require.True(t, r.Button("Importera 2 bokningar").Disabled())
	require.Contains(t, r.read(), "Bokningar i en sal som är upptagen: 1. Inget sparas utan ett skäl till att salen delas.")
	r.page.Complete()
	require.Empty(t, r.booked())
	r.Type("theatre-reason", "två bord")
	r.page.Complete()
	require.Len(t, r.booked(), 2)
	file, err := r.desk.Patient(t.Context(), r.booked()[1].PatientID)
	require.NoError(t, err)
	require.Equal(t, "två bord", file.History[0].Details["theatre"])
}

// What a line says otherwise is shown field by field, and written only where that is chosen.
func TestImportOfChangedLines(t *testing.T) {
	r := newRoom(t)
	r.file("lista.csv", tolvan, bo)
	r.open()
	r.Press(fyne.KeyReturn)
	r.page.Complete()
	r.page.Escape()
	r.file("lista.csv", strings.Replace(tolvan, "06 05", "06 99", 1), strings.Replace(bo, "Sal 1", "Sal 2", 1))
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.read(), "Ändrade 2")
	require.Contains(t, r.read(), "Annorlunda: phone")
	require.Contains(t, r.read(), "phone 070-174 06 05 → 070-174 06 99", "the selected line unfolds old and new")
	require.Contains(t, r.read(), "Inget nytt att läsa in.")
	r.page.Complete()
	require.Equal(t, "Sal 1", r.booked()[1].Theatre)
	r.Tick("Uppdatera ändrade (2)")
	r.page.Complete()
	require.Equal(t, "Sal 2", r.booked()[1].Theatre)
	require.Contains(t, r.read(), "Uppdaterade: 2.")
}

// A file, or bookings here, that changed after somebody looked: nothing is kept, and all
// is examined again.
func TestImportOfWhatChangedMeanwhile(t *testing.T) {
	r := newRoom(t)
	r.file("lista.csv", tolvan)
	r.open()
	r.Press(fyne.KeyReturn)
	r.file("lista.csv", tolvan, bo)
	r.page.Complete()
	require.Empty(t, r.booked())
	require.Contains(t, r.read(), "Filen har ändrats sedan den granskades.")
	require.Contains(t, r.read(), "Nya 2")
	r.Elsewhere(func() {
		_, err := r.desk.Import(pagetest.Context(), bookings.ImportBytes(heading+tolvan), bookings.ImportOptions{}, func(bookings.ImportProgress) {})
		require.NoError(t, err)
	})
	r.page.Complete()
	require.Len(t, r.booked(), 1)
	require.Contains(t, r.read(), "Bokningar här har ändrats sedan filen granskades.")
	require.Contains(t, r.read(), "Finns redan 1")
	r.page.Complete()
	require.Len(t, r.booked(), 2)
}

// A template has every column and can be read back.
func TestImportTemplate(t *testing.T) {
	r := newRoom(t)
	r.open()
	for _, kind := range []string{"workbook", "text"} {
		r.Tap("Spara mall …")
		r.Choose("kind", kind)
		require.NoError(t, r.Confirm())
	}
	require.Contains(t, r.read(), "bokningar-mall.xlsx")
	for _, name := range []string{"bokningar-mall.xlsx", "bokningar-mall.csv"} {
		r.Show(r.page, page.Route{Page: page.Import, Arg: filepath.Join(r.folder, name)})
		require.Contains(t, r.read(), "Filen har en rubrikrad men inga bokningar.", name)
	}
}

// Folders are walked by keyboard, and a path can be typed.
func TestChooseAFile(t *testing.T) {
	r := newRoom(t)
	inner := filepath.Join(r.folder, "Listor")
	require.NoError(t, os.Mkdir(inner, 0o700))
	path := r.file("lista.csv", tolvan)
	require.NoError(t, os.Rename(path, filepath.Join(inner, "lista.csv")))
	r.open()
	r.Press(fyne.KeyReturn) // the only folder
	r.Press(fyne.KeyReturn) // the only file in it
	require.Contains(t, r.read(), "Nya 1")
	r.page.Escape()
	r.Type("path", `"`+filepath.Join(inner, "lista.csv")+`"`)
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.read(), "Nya 1")
}

// The window does not close in the middle of an import without asking.
func TestCloseDuringAnImport(t *testing.T) {
	r := newRoom(t)
	r.file("lista.csv", tolvan)
	closed, asked := 0, false
	r.desk.during = func(bookings.ImportProgress) {
		r.page.Close(func() { closed++ })
		asked = r.Dialog != nil
	}
	r.open()
	r.Press(fyne.KeyReturn)
	require.True(t, asked)
	require.Zero(t, closed)
	r.Cancel()
	r.page.Close(func() { closed++ })
	require.Equal(t, 1, closed)
}
