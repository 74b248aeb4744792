package printer_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

var (
	pdf      = []byte("%PDF-1.3 a sheet")
	document = sheet.Document{PDF: pdf, Booking: 12}
)

// The sheet arrives whole; neither the queue nor the disk learns whose it is, and nothing is left behind.
func TestPrint(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "private", "sheets")
	system := printertest.New()
	p := printer.With(system, "linux", folder)
	require.True(t, p.Available())
	stage, err := p.Print(t.Context(), document, printer.Options{Printer: "Expedition", Copies: 2, Sides: printer.TwoSided, Grey: true}, nil)
	require.NoError(t, err)
	require.Equal(t, printer.Completed, stage)

	require.Len(t, system.Printed(), 1)
	given := system.Printed()[0]
	require.Equal(t, "-t Patientinstruktion -n 2 -o media=A4 -o sides=two-sided-long-edge -o print-color-mode=monochrome -d Expedition --", strings.Join(given.Arguments, " "))
	require.Equal(t, pdf, given.PDF)
	if runtime.GOOS != "windows" {
		require.Equal(t, os.FileMode(0o600), given.Mode)
	}
	requireEmpty(t, folder)
}

func requireEmpty(t *testing.T, folder string) {
	t.Helper()
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left, "the file is removed in every case")
}

// Each kind of document has a title and a file name of its own, which name nobody.
func TestNames(t *testing.T) {
	for kind, names := range map[sheet.Kind][]string{
		sheet.Instruction: {"Patientinstruktion", "instruktion-12.pdf"},
		sheet.Decisions:   {"Att besluta", "att-besluta.pdf"},
		sheet.Handover:    {"SBAR", "sbar.pdf"},
	} {
		system := printertest.New()
		p := printer.With(system, "linux", t.TempDir())
		paper := sheet.Document{PDF: pdf, Kind: kind, Booking: 12}
		_, err := p.Print(t.Context(), paper, printer.Options{}, nil)
		require.NoError(t, err)
		require.Equal(t, []string{"-t", names[0]}, system.Printed()[0].Arguments[:2])
		require.NoError(t, p.Show(t.Context(), paper))
		require.Equal(t, names[1], filepath.Base(system.Shown()[0]))
	}
}

// Without a choice the system's default printer gets one copy, printed as it is set up.
func TestPrintOnTheDefaultPrinter(t *testing.T) {
	system := printertest.New()
	_, err := printer.With(system, "linux", t.TempDir()).Print(t.Context(), document, printer.Options{}, nil)
	require.NoError(t, err)
	require.Equal(t, "-t Patientinstruktion -n 1 -o media=A4 --", strings.Join(system.Printed()[0].Arguments, " "))
}

// Whatever the print system answers, the nurse is told in words what to do.
func TestPrintRefused(t *testing.T) {
	for said, code := range map[string]string{
		"lp: The printer or class does not exist.":            "print.unknown-printer",
		"lp: Error - unknown destination \"Nix\".":            "print.unknown-printer",
		"lp: Error - No default destination available.":       "print.no-default",
		"lp: Destination \"Nix\" is not accepting jobs.":      "print.not-accepting",
		"lp: Unable to connect to server: Connection refused": "print.no-service",
		"lp: Error - scheduler not responding!":               "print.no-service",
		"lp: Bad file descriptor":                             "print.no-service",
		"lp: Unable to write data: No space left on device":   "print.disk-full",
		"lp: something that nobody has seen before":           "print.failed",
	} {
		t.Run(code+" "+said, func(t *testing.T) {
			folder := t.TempDir()
			system := printertest.New()
			system.Refusal = said
			_, err := printer.With(system, "linux", folder).Print(t.Context(), document, printer.Options{Printer: "Nix"}, nil)
			require.ErrorIs(t, err, &models.Problem{Code: code})
			requireEmpty(t, folder)
		})
	}
}

func TestPrintWithoutAPrintSystem(t *testing.T) {
	p := printer.With(&printertest.System{}, "linux", t.TempDir())
	require.False(t, p.Available())
	_, err := p.Print(t.Context(), document, printer.Options{}, nil)
	require.ErrorIs(t, err, &models.Problem{Code: "print.no-lp"})
	_, err = p.Printers(t.Context())
	require.ErrorIs(t, err, &models.Problem{Code: "print.no-lp"})
}

func TestPrintTooManyCopies(t *testing.T) {
	system := printertest.New()
	_, err := printer.With(system, "linux", t.TempDir()).Print(t.Context(), document, printer.Options{Copies: printer.MostCopies + 1}, nil)
	require.ErrorIs(t, err, &models.Problem{Code: "print.copies"})
	require.Empty(t, system.Calls())
}

func TestPrinters(t *testing.T) {
	system := printertest.New("Expedition", "Uppvak")
	queues, err := printer.With(system, "linux", t.TempDir()).Printers(t.Context())
	require.NoError(t, err)
	require.Equal(t, []printer.Queue{{Name: "Expedition", Default: true}, {Name: "Uppvak"}}, queues)

	queues, err = printer.With(printertest.New(), "linux", t.TempDir()).Printers(t.Context())
	require.NoError(t, err)
	require.Empty(t, queues, "a print system without printers")
}

// A sheet that is looked at lies in the program's own folder, named by its
// booking, until the program ends; what an earlier run left there, until the next start.
func TestShowAndCleanUp(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "sheets")
	system := printertest.New()
	p := printer.With(system, "linux", folder)
	require.NoError(t, p.CleanUp(), "there is nothing yet")
	require.NoError(t, p.Show(t.Context(), document))
	require.NoError(t, p.Show(t.Context(), document), "while a viewer holds the first")

	require.Equal(t, "xdg-open", system.Calls()[0][0])
	shown := system.Shown()[0]
	require.Equal(t, "instruktion-12.pdf", filepath.Base(shown))
	require.NotEqual(t, shown, system.Shown()[1])
	kept, err := os.ReadFile(shown)
	require.NoError(t, err)
	require.Equal(t, pdf, kept)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(folder)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	}

	other := printer.With(system, "linux", folder)
	require.NoError(t, other.Show(t.Context(), document))
	require.NoError(t, p.Close())
	require.NoFileExists(t, shown)
	require.FileExists(t, system.Shown()[2], "another window's goes with that one")
	require.NoError(t, p.CleanUp())
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestOpenOnEverySystem(t *testing.T) {
	for system, program := range map[string]string{"linux": "xdg-open", "darwin": "open", "windows": "rundll32"} {
		machine := &printertest.System{Installed: []string{program}}
		require.NoError(t, printer.With(machine, system, t.TempDir()).Open(t.Context(), "a.pdf"))
		require.Equal(t, program, machine.Calls()[0][0])
		require.Equal(t, []string{"a.pdf"}, machine.Shown())
	}
}

// Without a viewer the nurse is told where the sheet lies.
func TestOpenWithoutAViewer(t *testing.T) {
	var problem *models.Problem
	err := printer.With(&printertest.System{}, "linux", t.TempDir()).Open(t.Context(), "/sheets/a.pdf")
	require.ErrorAs(t, err, &problem)
	require.Equal(t, "print.no-viewer", problem.Code)
	require.Equal(t, map[string]any{"file": "a.pdf", "folder": "/sheets"}, problem.Values)

	system := printertest.New()
	system.Broken = true
	err = printer.With(system, "linux", t.TempDir()).Open(t.Context(), "a.pdf")
	require.ErrorIs(t, err, &models.Problem{Code: "print.no-viewer"})
}

func TestSave(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "blad åäö.pdf")
	require.NoError(t, printer.Save(sheet.Document{PDF: []byte("%PDF-1.3 old")}, path))
	require.NoError(t, printer.Save(document, path), "over an older one")
	kept, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, pdf, kept)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
}

// A sheet that cannot be saved leaves what was there, and no scraps.
func TestSaveWhereItCannotBe(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "file"), nil, 0o600))
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "full.pdf", "x"), 0o700))
	for path, code := range map[string]string{
		filepath.Join(folder, "none", "a.pdf"): "print.no-folder",
		filepath.Join(folder, "file", "a.pdf"): "print.no-folder",
		filepath.Join(folder, "full.pdf"):      "print.is-folder",
	} {
		require.ErrorIs(t, printer.Save(document, path), &models.Problem{Code: code}, path)
	}
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 2)
}

func TestSaveInAReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("the superuser may write anywhere, and Windows has no such mode: tested as another user")
	}
	folder := t.TempDir()
	require.NoError(t, os.Chmod(folder, 0o500))
	err := printer.Save(document, filepath.Join(folder, "a.pdf"))
	require.ErrorIs(t, err, &models.Problem{Code: "print.not-allowed"})
}
