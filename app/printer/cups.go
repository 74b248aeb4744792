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

// cupsJob is a job that CUPS has taken.
type cupsJob struct {
	system System
	ticket ticket
}

func (j cupsJob) queue() string { return j.ticket.queue }

func (j cupsJob) ask(ctx context.Context) (Job, error) { return j.system.Job(ctx, j.ticket.number) }

func (j cupsJob) takeBack(ctx context.Context) error {
	_, err := j.system.Run(ctx, "cancel", j.ticket.String())
	return err
}

func readTicket(said string) (ticket, bool) {
	match := accepted.FindStringSubmatch(said)
	if match == nil {
		return ticket{}, false
	}
	number, err := strconv.Atoi(match[2])
	return ticket{queue: match[1], number: number}, err == nil
}

// cups prints by lp.
type cups struct {
	system System
	folder string // for a file that lp has not yet taken
}

func (c cups) available() bool { return c.system.Has("lp") }

// submit hands the PDF to the print system, which keeps a copy of its own.
func (c cups) submit(ctx context.Context, document sheet.Document, options Options) (submitted, error) {
	file, err := c.temporary(document.PDF)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(file) }() // what cannot be removed now, CleanUp takes

	arguments := []string{"-t", title(document), "-n", strconv.Itoa(options.copies()), "-o", "media=A4"}
	if options.Sides != AnySides {
		arguments = append(arguments, "-o", "sides="+string(options.Sides))
	}
	if options.Grey {
		arguments = append(arguments, "-o", "print-color-mode=monochrome")
	}
	if options.Printer != "" {
		arguments = append(arguments, "-d", options.Printer)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	said, err := c.system.Run(ctx, "lp", append(arguments, "--", file)...)
	if err != nil {
		if !c.serves(ctx) { // lp then speaks of the printer, as if another one would do
			said = notRunning
		}
		return nil, refusal(ctx, said, options.Printer, err)
	}
	job, ok := readTicket(said)
	if !ok {
		return nil, &models.Problem{Code: "print.lost", Values: map[string]any{"printer": options.Printer}}
	}
	return cupsJob{c.system, job}, nil
}

// notRunning is what lpstat says where nothing answers it.
const notRunning = "scheduler is not running"

// serves tells whether the print system answers.
func (c cups) serves(ctx context.Context) bool {
	said, err := c.system.Run(ctx, "lpstat", "-r")
	return err != nil || !strings.Contains(said, notRunning)
}

// temporary keeps the PDF in a file that only the user can read.
func (c cups) temporary(pdf []byte) (path string, err error) {
	if err := makeFolder(c.folder); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(c.folder, "print-*.pdf")
	if err != nil {
		return "", saveFault(c.folder, err)
	}
	return file.Name(), writeAll(file, c.folder, whole(pdf))
}

func (c cups) printers(ctx context.Context) ([]Queue, error) {
	if !c.system.Has("lpstat") {
		return nil, &models.Problem{Code: "print.no-lp"}
	}
	names, err := c.system.Run(ctx, "lpstat", "-e")
	if err != nil {
		return nil, refusal(ctx, names, "", err)
	}
	if strings.TrimSpace(names) == "" && !c.serves(ctx) {
		return nil, refusal(ctx, notRunning, "", nil)
	}
	// Without a default the command fails or says so in words; then none is marked.
	standard, err := c.system.Run(ctx, "lpstat", "-d")
	_, chosen, found := strings.Cut(strings.TrimSpace(standard), "system default destination: ")
	var queues []Queue
	for name := range strings.FieldsSeq(names) {
		queues = append(queues, Queue{Name: name, Default: err == nil && found && name == chosen})
	}
	return queues, nil
}
