// Package printertest stands in for a machine's print system, so that tests
// need neither a printer nor CUPS.
package printertest

import (
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nursedesk/app/printer"
)

// Completed is a job that is printed.
var Completed = printer.Job{State: printer.JobCompleted, Printer: printer.QueueIdle}

// Print is what lp was given.
type Print struct {
	Arguments []string // but for the file
	PDF       []byte
	Mode      os.FileMode // of the file
}

// System is a machine's print system. Its methods may be called from any goroutine.
type System struct {
	Installed []string // programs
	Queues    []string // the first is the default
	Refusal   string   // what lp says instead of taking a job
	Broken    bool     // no program that is to go on running starts
	Stubborn  bool     // what is cancelled stays in its queue

	// Says gives what the print system says of a job when it is asked for the nth
	// time, from 0. nil: every job is printed at once.
	Says func(number, asked int) (printer.Job, error)

	mu        sync.Mutex
	printed   []Print
	asked     map[int]int
	cancelled []string
	shown     []string
	calls     [][]string
}

// New makes a system with CUPS, a viewer, and these queues.
func New(queues ...string) *System {
	return &System{Installed: []string{"lp", "lpstat", "cancel", "xdg-open"}, Queues: queues}
}

var _ printer.System = (*System)(nil)

// Has implements [printer.System].
func (s *System) Has(name string) bool { return slices.Contains(s.Installed, name) }

// Run implements [printer.System].
func (s *System) Run(ctx context.Context, name string, arguments ...string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, append([]string{name}, arguments...))
	switch {
	case name == "cancel":
		s.cancelled = append(s.cancelled, arguments[0])
		return "", ctx.Err()
	case name == "lpstat" && arguments[0] == "-e":
		return strings.Join(s.Queues, "\n"), ctx.Err()
	case name == "lpstat" && arguments[0] == "-r":
		return "scheduler is running\n", ctx.Err()
	case name == "lpstat" && len(s.Queues) > 0:
		return "system default destination: " + s.Queues[0] + "\n", ctx.Err()
	case name == "lpstat":
		return "no system default destination\n", ctx.Err()
	case s.Refusal != "":
		return s.Refusal, errors.New("exit status 1")
	}
	return s.print(arguments)
}

// print takes a job of lp's.
func (s *System) print(arguments []string) (string, error) {
	last := len(arguments) - 1
	info, err := os.Stat(arguments[last])
	if err != nil {
		return "", err
	}
	pdf, err := os.ReadFile(arguments[last])
	if err != nil {
		return "", err
	}
	s.printed = append(s.printed, Print{Arguments: arguments[:last], PDF: pdf, Mode: info.Mode().Perm()})
	queue := "Standard"
	if at := slices.Index(arguments, "-d"); at >= 0 {
		queue = arguments[at+1]
	} else if len(s.Queues) > 0 {
		queue = s.Queues[0]
	}
	return "request id is " + queue + "-" + strconv.Itoa(len(s.printed)) + " (1 file(s))\n", nil
}

// Start implements [printer.System].
func (s *System) Start(_ context.Context, name string, arguments ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, append([]string{name}, arguments...))
	if s.Broken {
		return errors.New("exit status 3")
	}
	s.shown = append(s.shown, arguments[len(arguments)-1])
	return nil
}

// Job implements [printer.System]. A job that was cancelled is gone.
func (s *System) Job(ctx context.Context, number int) (printer.Job, error) {
	if err := ctx.Err(); err != nil {
		return printer.Job{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.cancelled {
		if !s.Stubborn && strings.HasSuffix(one, "-"+strconv.Itoa(number)) {
			return printer.Job{State: printer.JobCancelled, Printer: printer.QueueIdle}, nil
		}
	}
	if s.Says == nil {
		return Completed, nil
	}
	if s.asked == nil {
		s.asked = map[int]int{}
	}
	asked := s.asked[number]
	s.asked[number]++
	return s.Says(number, asked)
}

// Printed gives what was printed, in order.
func (s *System) Printed() []Print { return locked(s, &s.printed) }

// Shown gives the files that the viewer was given, in order.
func (s *System) Shown() []string { return locked(s, &s.shown) }

// Cancelled gives the jobs that were taken back: "Expedition-1".
func (s *System) Cancelled() []string { return locked(s, &s.cancelled) }

// Calls gives every program that was called, with its arguments.
func (s *System) Calls() [][]string { return locked(s, &s.calls) }

func locked[T any](s *System, list *[]T) []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(*list)
}
