package printing_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/models"
	"nursedesk/views/page"
)

// What is printed are the bytes that are shown, in the patient's language; then
// it is said and noted, and the printer is remembered.
func TestPrint(t *testing.T) {
	system := printertest.New("Kontor", "Reception")
	r := open(t, system)
	require.Contains(t, r.Text(), "Tolvan Tolvansson")
	require.NotEmpty(t, r.shown())
	require.Empty(t, r.sheets(), "looking at it keeps nothing")

	r.Choose("printer", "Reception")
	r.print()
	require.Empty(t, r.Failed)
	require.Len(t, system.Printed(), 1)
	require.Equal(t, r.pictures.last().pdf, string(system.Printed()[0].PDF))
	require.Contains(t, system.Printed()[0].Arguments, "sides=one-sided")
	require.Equal(t, models.English, r.sheets()[0].Language)
	require.Equal(t, "Reception", r.kept.Printer())
	require.Equal(t, []string{"Patientinstruktionen är utskriven på Reception."}, r.Toasts)

	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	r.print()
	require.Contains(t, system.Printed()[1].Arguments, "Reception")
}

// Form and language show at once, and are what is printed.
func TestChoices(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	usual := r.pictures.last().pdf
	require.Contains(t, r.Text(), "Sida 1 av 6")
	r.Choose("form", "large")
	require.NotContains(t, r.Text(), "Sida 1 av 6")
	large := r.pictures.last().pdf
	require.NotEqual(t, usual, large)
	r.Choose("form", "dates")
	require.Contains(t, r.Text(), "Sida 1 av 1")
	r.Choose("language", "sv")
	dates := r.pictures.last().pdf
	r.Clear("copies")
	r.Type("copies", "3")
	r.print()
	require.Equal(t, dates, string(system.Printed()[0].PDF))
	require.Contains(t, system.Printed()[0].Arguments, "3")
	require.Equal(t, 1, r.sheets()[0].Pages)

	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	require.Equal(t, usual, r.pictures.last().pdf, "the next one begins with the usual")
	r.print()
	require.Contains(t, system.Printed()[1].Arguments, "1")
}

// A number of copies that is none is said beside the field.
func TestCopiesAreChecked(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	for _, wrong := range []string{"", "0", "tre", "1000"} {
		r.Clear("copies")
		r.Type("copies", wrong)
		r.print()
		require.NotEmpty(t, r.Row("copies").Problem(), wrong)
	}
	require.Empty(t, system.Printed())
}

// A paper that the printer refused was not handed out: nothing is noted, and it can be tried again.
func TestRefusedPrintIsNotKept(t *testing.T) {
	system := printertest.New("Kontor")
	system.Refusal = "lp: The printer or class does not exist."
	r := open(t, system)
	r.print()
	require.Len(t, r.Failed, 1)
	require.ErrorIs(t, r.Failed[0], &models.Problem{Code: "print.unknown-printer"})
	require.Empty(t, r.sheets())
	require.Empty(t, r.Toasts)
	system.Refusal = ""
	r.Tap("Skriv ut")
	require.Len(t, r.sheets(), 1)
}

// Without a printer the reader is offered, which can print.
func TestOpenWithoutPrinter(t *testing.T) {
	for name, system := range map[string]*printertest.System{
		"no print system": {Installed: []string{"xdg-open"}},
		"no printer":      printertest.New(),
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, system)
			require.NotContains(t, r.Text(), "Skriv ut\n")
			r.print()
			require.Empty(t, r.Failed)
			require.Len(t, system.Shown(), 1)
			require.Len(t, r.sheets(), 1)
		})
	}
}

// A sheet that was changed while it was looked at is not printed: the nurse sees the new one first.
func TestChangedMeanwhile(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	before := r.pictures.last().pdf
	r.Elsewhere(func() { r.move(10) })
	r.print()
	require.Empty(t, system.Printed())
	require.ErrorIs(t, r.Failed[0], &models.Problem{Code: "printing.changed"})
	now := r.pictures.last().pdf
	require.NotEqual(t, before, now)
	r.print()
	require.Equal(t, now, string(system.Printed()[0].PDF))
}

// The event of a change shows the new sheet at once.
func TestReload(t *testing.T) {
	r := open(t, printertest.New("Kontor"))
	drawn := len(r.pictures.drawn)
	r.page.(page.Reloader).Reload()
	require.Len(t, r.pictures.drawn, drawn, "the same bytes are not drawn again")
	r.move(10)
	r.page.(page.Reloader).Reload()
	require.Greater(t, len(r.pictures.drawn), drawn)
}

// A medicine that waits for the doctor is said before the paper is given away.
func TestUndecidedIsSaid(t *testing.T) {
	require.Contains(t, open(t, printertest.New("Kontor")).Text(), "Läkaren har inte beslutat om")
}

// An engine that fails hinders nobody from printing.
func TestWithoutPreview(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	r.pictures.broken = &models.Problem{Code: "preview.engine", Cause: errors.New("no memory")}
	r.Choose("form", "large")
	require.Contains(t, r.Text(), "Det går att skriva ut ändå")
	r.print()
	require.Len(t, system.Printed(), 1)
	r.pictures.broken = nil
	r.Choose("form", "usual")
	require.NotContains(t, r.Text(), "Det går att skriva ut ändå")
}

// A booking that is not there is told, and nothing can be printed.
func TestUnknownBooking(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	r.show(page.Route{Page: page.Print, ID: 4711})
	require.Len(t, r.Failed, 1)
	require.NotContains(t, r.Text(), "Tolvan")
	require.True(t, r.Button("Skriv ut").Disabled())
	r.print()
	require.Len(t, r.Failed, 2)
	require.Empty(t, system.Printed())
}

// The doctor's list is the same page without what a list has not, and is nobody's sheet.
func TestDecisions(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	r.show(page.Route{Page: page.Print, Arg: page.Decisions})
	require.Equal(t, "Listan till läkaren", r.page.Title())
	require.NotContains(t, r.Text(), "Språk")
	require.NotContains(t, r.Text(), "Kalenderfil")
	r.print()
	require.Equal(t, []string{"Listan till läkaren är utskriven på Kontor."}, r.Toasts)
	require.Empty(t, r.sheets())
}

// Keys scroll through the pages and make them larger; only what can be seen is drawn.
func TestKeys(t *testing.T) {
	r := open(t, printertest.New("Kontor"))
	for _, one := range r.pictures.drawn {
		require.Less(t, one.number, 4, "the last pages are not on screen")
	}
	wide := r.pictures.last().width
	r.Press(fyne.KeyEnd)
	require.Contains(t, r.Text(), "Sida 6 av 6")
	require.Equal(t, 6, r.pictures.last().number)
	r.Press(fyne.KeyPageUp)
	r.Press(fyne.KeyPageUp)
	require.Contains(t, r.Text(), "Sida 5 av 6")
	r.Letters("+")
	require.Greater(t, r.pictures.last().width, wide)
	require.Contains(t, r.Text(), "Sida 5 av 6", "the place is kept")
	r.Letters("-")
	r.Letters("0")
	require.Equal(t, wide, r.pictures.last().width)
	r.Choose("form", "dates")
	require.Contains(t, r.Text(), "Sida 1 av 1")
}

// A file never takes the place of another, and tells no patient's name.
func TestSave(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DOCUMENTS_DIR", filepath.Join(home, "Dokument"))
	require.NoError(t, os.Mkdir(filepath.Join(home, "Dokument"), 0o700))
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	r := open(t, printertest.New("Kontor"))

	r.page.(page.Saver).Save()
	require.NoError(t, r.Confirm())
	files, err := os.ReadDir(filepath.Join(home, "Dokument"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.Equal(t, "instruktion-1.pdf", files[0].Name())
	saved, err := os.ReadFile(filepath.Join(home, "Dokument", files[0].Name()))
	require.NoError(t, err)
	require.Equal(t, r.pictures.last().pdf, string(saved))
	require.Len(t, r.sheets(), 1)

	r.Tap("Spara som …")
	require.ErrorIs(t, r.Confirm(), &models.Problem{Code: "printing.exists"})
	r.Clear("name")
	require.ErrorIs(t, r.Confirm(), models.ErrRequired)
	r.Type("name", filepath.Join(home, "annan"))
	require.NoError(t, r.Confirm())
	require.FileExists(t, filepath.Join(home, "annan.pdf"))

	r.Tap("Kalenderfil …")
	require.NoError(t, r.Confirm())
	dates, err := os.ReadFile(filepath.Join(home, "Dokument", "datum-1.ics"))
	require.NoError(t, err)
	require.Contains(t, string(dates), "BEGIN:VCALENDAR")
	require.NotContains(t, string(dates), "Tolvan")
}

// While it is printed the page says how far it has come and what hinders it; "utskriven" waits for the queue.
func TestProgress(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	var said []string
	system.Says = func(_, asked int) (printer.Job, error) {
		said = append(said, r.Text())
		require.Empty(t, r.Toasts)
		switch asked {
		case 0:
			return printer.Job{State: printer.JobPending, Printer: printer.QueueProcessing}, nil
		case 1:
			return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing, Reasons: []string{"media-empty"}}, nil
		}
		return printertest.Completed, nil
	}
	r.print()
	require.Contains(t, said[1], "I kön till Kontor")
	require.NotContains(t, said[1], "Skriv ut\n", "it is not printed twice")
	require.Contains(t, strings.ReplaceAll(said[2], "\n", " "), "har slut på papper")
	require.Len(t, r.Toasts, 1)
	require.NotContains(t, r.Text(), "Avbryt utskriften")
}

// What is at the printer can be taken back; it is then nobody's sheet.
func TestCancelPrinting(t *testing.T) {
	system := printertest.New("Kontor")
	r := open(t, system)
	closed := false
	system.Says = func(_, asked int) (printer.Job, error) {
		if asked == 1 {
			r.print()
			require.Contains(t, r.Toasts[0], "En utskrift pågår")
			r.page.(page.Closer).Close(func() { closed = true })
			require.NotNil(t, r.Dialog, "closing asks")
			r.Cancel()
			r.Tap("Avbryt utskriften")
		}
		return printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing}, nil
	}
	r.print()
	require.ErrorIs(t, r.Failed[0], &models.Problem{Code: "print.cancelled"})
	require.Len(t, system.Cancelled(), 1)
	require.False(t, closed)
	require.Empty(t, r.sheets())
	require.Len(t, r.Toasts, 1)
	r.page.(page.Closer).Close(func() { closed = true })
	require.True(t, closed)
}

// A page that is left holds no pictures, and draws them when it is shown again.
func TestLeave(t *testing.T) {
	r := open(t, printertest.New("Kontor"))
	r.page.(page.Leaver).Leave(func() {})
	require.Empty(t, r.shown())
	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	require.NotEmpty(t, r.shown())
}

// The first time, the pages say that they take a moment.
func TestFirstTime(t *testing.T) {
	r := open(t, printertest.New("Kontor"))
	r.pictures.cold = true
	r.pictures.during = func() {
		r.pictures.during = nil // the first page
		require.Contains(t, r.Text(), "Första gången tar det några sekunder")
	}
	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	require.NotContains(t, r.Text(), "Första gången")
}

// Where the printer of last time is gone another one is chosen, and that is said.
func TestPrinterThatIsGone(t *testing.T) {
	r := open(t, printertest.New("Kontor"))
	require.NotContains(t, r.Text(), "finns inte längre")
	r.kept.SetPrinter("Förrådet")
	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	require.Contains(t, strings.ReplaceAll(r.Text(), "\n", " "), "Skrivaren Förrådet finns inte längre.")
}
