package printer

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// MostCopies is the highest number of copies in one go, so that a slip of a
// finger does not empty the paper tray.
const MostCopies = 20

// patience is how long the print system may take to accept a job.
const patience = 30 * time.Second

// Printer saves, shows and prints PDFs.
type Printer struct {
	commands Commands
	system   string // runtime.GOOS
	folder   string // for files on their way to a viewer or printer
}

// New makes a printer that uses the system's own programs.
func New() *Printer {
	return With(Programs{}, runtime.GOOS, filepath.Join(xdg.CacheHome, "nursedesk", "sheets"))
}

// With makes a printer with other commands, on another system (as runtime.GOOS
// names it), with its files in another folder.
func With(commands Commands, system, folder string) *Printer {
	return &Printer{commands: commands, system: system, folder: folder}
}

// Options say how to print.
type Options struct {
	Printer string // a name from Printers; "" takes the system's default
	Copies  int    // 0 counts as 1
	Sides   Sides
}

// Sides tells whether both sides of the paper are printed on.
type Sides string

// The sides. AnySides leaves it to the printer's own setting.
const (
	AnySides Sides = ""
	OneSided Sides = "one-sided"
	TwoSided Sides = "two-sided-long-edge"
)

// Stage is how far a job has come.
type Stage string

// The stages of a job, in the order that they usually come.
const (
	Queued    Stage = "queued"    // the print system has it; it waits for its turn
	Printing  Stage = "printing"  // the printer works on it
	Stopped   Stage = "stopped"   // the queue stands still, and the job waits in it
	Completed Stage = "completed" // the queue says that it is printed
)

// State is how far a job has come, and what it waits for.
type State struct {
	Stage  Stage
	Reason string // the key of words below "print.reason.", where the printer names one: "media-empty"
}

// Available tells whether the program can print by itself. Where it cannot, the
// PDF is opened in the viewer and printed from there.
func (p *Printer) Available() bool { return p.commands.Has("lp") }

// Print hands the PDF to the print system and returns when that says that it is
// printed. progress, which may be nil, is told of each change on the calling goroutine.
func (p *Printer) Print(ctx context.Context, document sheet.Document, options Options, progress func(State)) error {
	copies := max(options.Copies, 1)
	if copies > MostCopies {
		return &models.Problem{Code: "print.copies", Values: map[string]any{"limit": MostCopies}}
	}
	if !p.Available() {
		return &models.Problem{Code: "print.no-lp"}
	}
	file, err := p.temporary(document.PDF)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file) }() // what cannot be removed now, CleanUp takes

	arguments := []string{"-t", title(document), "-n", strconv.Itoa(copies), "-o", "media=A4"}
	if options.Sides != AnySides {
		arguments = append(arguments, "-o", "sides="+string(options.Sides))
	}
	if options.Printer != "" {
		arguments = append(arguments, "-d", options.Printer)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	said, err := p.commands.Run(ctx, "lp", append(arguments, "--", file)...)
	if err != nil {
		return refusal(ctx, said, options.Printer, err)
	}
	if progress != nil {
		progress(State{Stage: Completed})
	}
	return nil
}

// temporary keeps the PDF in a file that only the user can read.
func (p *Printer) temporary(pdf []byte) (path string, err error) {
	if err := p.makeFolder(); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(p.folder, "print-*.pdf")
	if err != nil {
		return "", saveFault(p.folder, err)
	}
	return file.Name(), writeAll(file, pdf, p.folder)
}

func (p *Printer) makeFolder() error {
	if err := os.MkdirAll(p.folder, 0o700); err != nil {
		return saveFault(p.folder, err)
	}
	return nil
}

// Queue is a printer that can be chosen.
type Queue struct {
	Name    string
	Default bool
}

// Printers lists the printers that the system knows, in its order.
func (p *Printer) Printers(ctx context.Context) ([]Queue, error) {
	if !p.commands.Has("lpstat") {
		return nil, &models.Problem{Code: "print.no-lp"}
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	names, err := p.commands.Run(ctx, "lpstat", "-e")
	if err != nil {
		return nil, refusal(ctx, names, "", err)
	}
	// Without a default the command fails or says so in words; then none is marked.
	standard, err := p.commands.Run(ctx, "lpstat", "-d")
	_, chosen, found := strings.Cut(strings.TrimSpace(standard), "system default destination: ")
	var queues []Queue
	for name := range strings.FieldsSeq(names) {
		queues = append(queues, Queue{Name: name, Default: err == nil && found && name == chosen})
	}
	return queues, nil
}

// Show keeps the PDF in the program's own folder and opens it in the system's
// viewer. The file's name tells of no patient.
func (p *Printer) Show(ctx context.Context, document sheet.Document) error {
	if err := p.makeFolder(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(p.folder, "show-*") // one showing never writes over another
	if err != nil {
		return saveFault(p.folder, err)
	}
	path := filepath.Join(folder, fileName(document))
	if err := Save(document, path); err != nil {
		return err
	}
	return p.Open(ctx, path)
}

// noViewer says in which folder the file lies, by itself, so that it can be found.
func noViewer(path string, cause error) *models.Problem {
	return &models.Problem{Code: "print.no-viewer", Values: map[string]any{
		"file": filepath.Base(path), "folder": filepath.Dir(path),
	}, Cause: cause}
}

// Open opens a file in the system's viewer and does not wait for it to close.
func (p *Printer) Open(ctx context.Context, path string) error {
	name, arguments := opener(p.system)
	if !p.commands.Has(name) {
		return noViewer(path, nil)
	}
	if err := p.commands.Start(ctx, name, append(arguments, path)...); err != nil {
		return noViewer(path, err)
	}
	return nil
}

func opener(system string) (name string, arguments []string) {
	switch system {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	case "darwin":
		return "open", nil
	}
	return "xdg-open", nil
}

// CleanUp removes what earlier runs have left for viewers and printers. Call it
// at start; a file that a viewer still holds stays until the next time.
func (p *Printer) CleanUp() error {
	entries, err := os.ReadDir(p.folder)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("clean up shown sheets: %w", err)
	}
	for _, entry := range entries {
		if removal := os.RemoveAll(filepath.Join(p.folder, entry.Name())); removal != nil && err == nil {
			err = fmt.Errorf("clean up shown sheets: %w", removal)
		}
	}
	return err
}
