package printer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/adrg/xdg"

	"nursedesk/app/preview"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/owneronly"
)

// MostCopies is the highest number of copies in one go, so that a slip of a
// finger does not empty the paper tray.
const MostCopies = 20

// patience is how long the print system may take to accept a job.
const patience = 30 * time.Second

// Printer saves, shows and prints PDFs.
type Printer struct {
	system   System
	spooler  spooler
	platform string // runtime.GOOS
	folder   string // for files on their way to a viewer or printer
	times    times

	mutex sync.Mutex
	shown []string // folders with what this run has opened in a viewer
}

// spooler is a system's print system.
type spooler interface {
	// available tells whether there is one at all.
	available() bool
	// printers lists its printers, in its order.
	printers(ctx context.Context) ([]Queue, error)
	// submit hands a document over. Once that is done it is not broken off with ctx: a job
	// that got through would be nobody's.
	submit(ctx context.Context, document sheet.Document, options Options) (submitted, error)
}

// submitted is a job that a print system has taken.
type submitted interface {
	// queue is the name of the printer.
	queue() string
	// ask tells what the print system does with it: [ErrForgotten] where it knows nothing
	// of it, [errLetGo] where it has been through and more is not known.
	ask(ctx context.Context) (Job, error)
	// takeBack removes it from the queue.
	takeBack(ctx context.Context) error
}

// New makes a printer that uses the system's own programs and print system. Where that
// prints no PDF (Windows), pages draws them.
func New(pages Pages) *Printer {
	p := With(Programs{}, runtime.GOOS, filepath.Join(xdg.CacheHome, "nursedesk", "sheets"))
	if own := ownSpooler(pages); own != nil {
		p.spooler = own
	}
	return p
}

// With makes a printer on another system, on another platform (as runtime.GOOS
// names it), with its files in another folder. It prints by lp.
func With(system System, platform, folder string) *Printer {
	return &Printer{system: system, spooler: cups{system, folder}, platform: platform, folder: folder, times: usualTimes}
}

// Pages draws the pages of a PDF for a printer, as [preview.Renderer] does.
type Pages interface {
	Sizes(ctx context.Context, pdf []byte) ([]preview.Size, error)
	Bands(ctx context.Context, pdf []byte, number, width, height int, grey bool, take func(preview.Band) error) error
}

// Options say how to print.
type Options struct {
	Printer string // a name from Printers; "" takes the system's default
	Copies  int    // 0 counts as 1
	Sides   Sides
	Grey    bool // without colour, whatever the printer can
}

// Sides tells whether both sides of the paper are printed on.
type Sides string

// The sides. AnySides leaves it to the printer's own setting.
const (
	AnySides Sides = ""
	OneSided Sides = "one-sided"
	TwoSided Sides = "two-sided-long-edge"
)

func (o Options) copies() int { return max(o.Copies, 1) }

// Available tells whether the program can print by itself. Where it cannot, the
// PDF is opened in the viewer and printed from there.
func (p *Printer) Available() bool { return p.spooler.available() }

// Print prints the PDF and returns once the queue says that it is printed, with
// [Completed]; where the print system tells no more, once it has let go of it, with [Handed].
// progress, which may be nil, is told of each change on the calling goroutine.
//
// Where ctx ends, or the queue does nothing for half a minute, the job is taken
// back: an error means that nothing comes out of the printer later, unless it says so.
func (p *Printer) Print(ctx context.Context, document sheet.Document, options Options, progress func(State)) (Stage, error) {
	if options.copies() > MostCopies {
		return "", &models.Problem{Code: "print.copies", Values: map[string]any{"limit": MostCopies}}
	}
	if !p.Available() {
		return "", &models.Problem{Code: "print.no-lp"}
	}
	if err := ctx.Err(); err != nil {
		return "", &models.Problem{Code: "print.cancelled", Cause: err}
	}
	if progress == nil {
		progress = func(State) {}
	}
	job, err := p.spooler.submit(ctx, document, options)
	if err != nil {
		return "", err
	}
	following := follower{job: job, times: p.times, progress: progress}
	return following.follow(ctx)
}

// Queue is a printer that can be chosen.
type Queue struct {
	Name    string
	Default bool
}

// Printers lists the printers that the system knows, in its order.
func (p *Printer) Printers(ctx context.Context) ([]Queue, error) {
	if !p.Available() {
		return nil, &models.Problem{Code: "print.no-lp"}
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return p.spooler.printers(ctx)
}

// Show keeps the PDF in the program's own folder and opens it in the system's
// viewer. The file's name tells of no patient.
func (p *Printer) Show(ctx context.Context, document sheet.Document) error {
	if err := makeFolder(p.folder); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(p.folder, "show-*") // one showing never writes over another
	if err != nil {
		return saveFault(p.folder, err)
	}
	p.mutex.Lock()
	p.shown = append(p.shown, folder)
	p.mutex.Unlock()
	path := filepath.Join(folder, FileName(document))
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
	name, arguments := opener(p.platform)
	if !p.system.Has(name) {
		return noViewer(path, nil)
	}
	if err := p.system.Start(ctx, name, append(arguments, path)...); err != nil {
		return noViewer(path, err)
	}
	return nil
}

func opener(platform string) (name string, arguments []string) {
	switch platform {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	case "darwin":
		return "open", nil
	}
	return "xdg-open", nil
}

// Close removes what this run has opened in a viewer: no patient's paper stays behind in a folder
// that nobody looks into. What a viewer still holds, on Windows, CleanUp takes.
func (p *Printer) Close() (err error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, folder := range p.shown {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	p.shown = nil
	return err
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

func makeFolder(folder string) error {
	if err := owneronly.Folder(folder); err != nil {
		return saveFault(folder, err)
	}
	return nil
}
