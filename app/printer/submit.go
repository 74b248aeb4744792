package printer

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// ticket is what the print system calls a job: "Expedition-12".
type ticket struct {
	queue  string
	number int
}

func (t ticket) String() string { return fmt.Sprintf("%s-%d", t.queue, t.number) }

// accepted is how lp says that it took a job.
var accepted = regexp.MustCompile(`(?m)^request id is (\S+)-(\d+) \(`)

func readTicket(said string) (ticket, bool) {
	match := accepted.FindStringSubmatch(said)
	if match == nil {
		return ticket{}, false
	}
	number, err := strconv.Atoi(match[2])
	return ticket{queue: match[1], number: number}, err == nil
}

// submit hands the PDF to the print system, which keeps a copy of its own. It is
// not broken off with ctx: a job that got through would be nobody's.
func (p *Printer) submit(ctx context.Context, document sheet.Document, options Options) (ticket, error) {
	file, err := p.temporary(document.PDF)
	if err != nil {
		return ticket{}, err
	}
	defer func() { _ = os.Remove(file) }() // what cannot be removed now, CleanUp takes

	arguments := []string{"-t", title(document), "-n", strconv.Itoa(options.copies()), "-o", "media=A4"}
	if options.Sides != AnySides {
		arguments = append(arguments, "-o", "sides="+string(options.Sides))
	}
	if options.Printer != "" {
		arguments = append(arguments, "-d", options.Printer)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	said, err := p.system.Run(ctx, "lp", append(arguments, "--", file)...)
	if err != nil {
		if !p.serves(ctx) { // lp then speaks of the printer, as if another one would do
			said = notRunning
		}
		return ticket{}, refusal(ctx, said, options.Printer, err)
	}
	job, ok := readTicket(said)
	if !ok {
		return ticket{}, &models.Problem{Code: "print.lost", Values: map[string]any{"printer": options.Printer}}
	}
	return job, nil
}

// notRunning is what lpstat says where nothing answers it.
const notRunning = "scheduler is not running"

// serves tells whether the print system answers.
func (p *Printer) serves(ctx context.Context) bool {
	said, err := p.system.Run(ctx, "lpstat", "-r")
	return err != nil || !strings.Contains(said, notRunning)
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
	return file.Name(), writeAll(file, p.folder, whole(pdf))
}
