package printer_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

var (
	pdf      = []byte("%PDF-1.3 a sheet")
	document = sheet.Document{PDF: pdf, Booking: 12}
)

// recorder stands in for the system's programs, so that no test needs a printer.
type recorder struct {
	installed []string
	answers   map[string]string // by program and first argument
	fails     map[string]bool
	calls     [][]string
	printed   []byte      // what lp was given
	mode      os.FileMode // of the file it was given in
}

func (r *recorder) Has(name string) bool {
	for _, one := range r.installed {
		if one == name {
			return true
		}
	}
	return false
}

func (r *recorder) Run(ctx context.Context, name string, arguments ...string) (string, error) {
	r.calls = append(r.calls, append([]string{name}, arguments...))
	if name == "lp" {
		file := arguments[len(arguments)-1]
		r.printed, _ = os.ReadFile(file)
		if info, err := os.Stat(file); err == nil {
			r.mode = info.Mode().Perm()
		}
	}
	key := name + " " + arguments[0]
	if r.fails[key] {
		return r.answers[key], errors.New("exit status 1")
	}
	return r.answers[key], ctx.Err()
}

func (r *recorder) Start(ctx context.Context, name string, arguments ...string) error {
	_, err := r.Run(ctx, name, arguments...)
	return err
}

func withLP() *recorder {
	return &recorder{installed: []string{"lp", "lpstat", "xdg-open"}, answers: map[string]string{}, fails: map[string]bool{}}
}

// The sheet arrives whole; neither the queue nor the disk learns whose it is, and nothing is left behind.
func TestPrint(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "private", "sheets")
	commands := withLP()
	p := printer.With(commands, "linux", folder)
	require.True(t, p.Available())
	require.NoError(t, p.Print(t.Context(), document, printer.Options{Printer: "Expedition", Copies: 2}, nil))

	require.Len(t, commands.calls, 1)
	call := strings.Join(commands.calls[0], " ")
	require.Contains(t, call, "lp -t Patientinstruktion -n 2 -o media=A4 -d Expedition -- "+folder)
	require.Equal(t, pdf, commands.printed)
	if runtime.GOOS != "windows" {
		require.Equal(t, os.FileMode(0o600), commands.mode)
	}
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
}

// Without a choice the system's default printer gets one copy.
func TestPrintOnTheDefaultPrinter(t *testing.T) {
	commands := withLP()
	require.NoError(t, printer.With(commands, "linux", t.TempDir()).Print(t.Context(), document, printer.Options{}, nil))
	require.NotContains(t, commands.calls[0], "-d")
	require.Contains(t, strings.Join(commands.calls[0], " "), "-n 1 ")
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
		"": "print.failed",
	} {
		t.Run(code+" "+said, func(t *testing.T) {
			folder := t.TempDir()
			commands := withLP()
			commands.answers["lp -t"], commands.fails["lp -t"] = said, true
			err := printer.With(commands, "linux", folder).Print(t.Context(), document, printer.Options{Printer: "Nix"}, nil)
			require.ErrorIs(t, err, &models.Problem{Code: code})
			left, readErr := os.ReadDir(folder)
			require.NoError(t, readErr)
			require.Empty(t, left, "the file is removed also when printing fails")
		})
	}
}

func TestPrintWithoutAPrintSystem(t *testing.T) {
	p := printer.With(&recorder{}, "linux", t.TempDir())
	require.False(t, p.Available())
	require.ErrorIs(t, p.Print(t.Context(), document, printer.Options{}, nil), &models.Problem{Code: "print.no-lp"})
	_, err := p.Printers(t.Context())
	require.ErrorIs(t, err, &models.Problem{Code: "print.no-lp"})
}

func TestPrintTooManyCopies(t *testing.T) {
	commands := withLP()
	err := printer.With(commands, "linux", t.TempDir()).Print(t.Context(), document, printer.Options{Copies: printer.MostCopies + 1}, nil)
	require.ErrorIs(t, err, &models.Problem{Code: "print.copies"})
	require.Empty(t, commands.calls)
}

func TestPrintCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := printer.With(withLP(), "linux", t.TempDir()).Print(ctx, document, printer.Options{}, nil)
	require.ErrorIs(t, err, context.Canceled)
}

func TestPrinters(t *testing.T) {
	commands := withLP()
	commands.answers["lpstat -e"] = "Expedition\nUppvak\n"
	commands.answers["lpstat -d"] = "system default destination: Uppvak\n"
	queues, err := printer.With(commands, "linux", t.TempDir()).Printers(t.Context())
	require.NoError(t, err)
	require.Equal(t, []printer.Queue{{Name: "Expedition"}, {Name: "Uppvak", Default: true}}, queues)

	commands.answers["lpstat -d"] = "no system default destination\n"
	queues, err = printer.With(commands, "linux", t.TempDir()).Printers(t.Context())
	require.NoError(t, err)
	require.False(t, queues[1].Default)

	commands.answers["lpstat -e"], commands.fails["lpstat -e"] = "lpstat: Connection refused", true
	_, err = printer.With(commands, "linux", t.TempDir()).Printers(t.Context())
	require.ErrorIs(t, err, &models.Problem{Code: "print.no-service"})
}

// A sheet that is looked at lies in the program's own folder, named by its
// booking, until the next start.
func TestShowAndCleanUp(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "sheets")
	commands := withLP()
	p := printer.With(commands, "linux", folder)
	require.NoError(t, p.CleanUp(), "there is nothing yet")
	require.NoError(t, p.Show(t.Context(), document))
	require.NoError(t, p.Show(t.Context(), document), "while a viewer holds the first")

	require.Equal(t, "xdg-open", commands.calls[0][0])
	shown := commands.calls[0][1]
	require.Equal(t, "instruktion-12.pdf", filepath.Base(shown))
	require.NotEqual(t, shown, commands.calls[1][1])
	kept, err := os.ReadFile(shown)
	require.NoError(t, err)
	require.Equal(t, pdf, kept)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(folder)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	}

	require.NoError(t, p.CleanUp())
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestOpenOnEverySystem(t *testing.T) {
	for system, program := range map[string]string{"linux": "xdg-open", "darwin": "open", "windows": "rundll32"} {
		commands := &recorder{installed: []string{program}}
		require.NoError(t, printer.With(commands, system, t.TempDir()).Open(t.Context(), "a.pdf"))
		require.Equal(t, program, commands.calls[0][0])
		require.Equal(t, "a.pdf", commands.calls[0][len(commands.calls[0])-1])
	}
}

// Without a viewer the nurse is told where the sheet lies.
func TestOpenWithoutAViewer(t *testing.T) {
	var problem *models.Problem
	err := printer.With(&recorder{}, "linux", t.TempDir()).Open(t.Context(), "/sheets/a.pdf")
	require.ErrorAs(t, err, &problem)
	require.Equal(t, "print.no-viewer", problem.Code)
	require.Equal(t, map[string]any{"file": "a.pdf", "folder": "/sheets"}, problem.Values)

	commands := withLP()
	commands.fails["xdg-open a.pdf"] = true
	err = printer.With(commands, "linux", t.TempDir()).Open(t.Context(), "a.pdf")
	require.ErrorIs(t, err, &models.Problem{Code: "print.no-viewer"})
}

func TestSave(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "blad åäö.pdf")
	require.NoError(t, printer.Save(sheet.Document{PDF: []byte("old")}, path))
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
