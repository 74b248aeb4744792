// Package printjob is how papers get to a printer: where and how they are printed, and
// what becomes of each until the queue has it done. One paper and all the sheets of a
// day go the same way.
package printjob

import (
	"context"
	"errors"
	"sync"

	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
)

// Paper is one thing to print.
type Paper struct {
	// Write gives it as it is at this moment.
	Write func(ctx context.Context) (sheet.Document, error)
	// Note keeps that it has left the desk.
	Note func(ctx context.Context, document sheet.Document) error
}

// Outcome is what became of one paper.
type Outcome string

// The outcomes. Unsure: it may have come out of the printer, or may still; Unnoted: it
// is printed, but the desk could not note it.
const (
	Working Outcome = "working"
	Printed Outcome = "printed"
	Handed  Outcome = "handed"
	Unsure  Outcome = "unsure"
	Unnoted Outcome = "unnoted"
	Failed  Outcome = "failed"
)

// Out tells whether a paper with this outcome is not to be printed again by itself.
func (o Outcome) Out() bool { return o == Printed || o == Handed || o == Unsure || o == Unnoted }

// Step is how far a job has come.
type Step struct {
	Index   int           // of the paper, from 0
	State   printer.State // zero until the printer has it
	Outcome Outcome
}

// Words say how far the paper has come, and what hinders it.
func (s Step) Words(queue string) string {
	switch {
	case s.State.Reason != printer.NoReason:
		return locale.T("printing.reason."+string(s.State.Reason), "printer", queue)
	case s.State.Stage != "":
		return locale.T("printing.stage."+string(s.State.Stage), "printer", queue)
	}
	return locale.T("printing.sending", "printer", queue)
}

// Job prints papers one after another, so that they lie in the tray in their order. It
// goes on when its page is left.
type Job struct {
	printer *printer.Printer
	options printer.Options
	papers  []Paper
	token   background.Token
	cancel  context.CancelFunc // takes back what is being printed

	mu       sync.Mutex
	stopping bool
	stuck    bool // a paper is at the printer, which does nothing with it
}

// New makes a job that has not begun.
func New(out *printer.Printer, options printer.Options, papers ...Paper) *Job {
	return &Job{printer: out, options: options, papers: papers, cancel: func() {}}
}

// Run prints until the last paper, an error, or Stop. tell follows each step, done the
// end, both on the screen.
func (j *Job) Run(runner background.Runner, tell func(Step), done func(err error)) {
	ctx, cancel := context.WithCancel(runner.Context())
	j.cancel = cancel
	background.Load(runner, &j.token, func(context.Context) (struct{}, error) {
		defer cancel()
		return struct{}{}, j.print(ctx, func(now Step) { runner.OnScreen(func() { tell(now) }) })
	}, func(_ struct{}, err error) { done(err) })
}

func (j *Job) print(ctx context.Context, tell func(Step)) error {
	for index, paper := range j.papers {
		if j.Stopped() {
			return nil
		}
		err := j.one(ctx, paper, Step{Index: index, Outcome: Working}, tell)
		switch {
		case err != nil && j.Stopped() && errors.Is(err, context.Canceled):
			return nil // as was wished; its step says that it is not printed
		case err != nil:
			return err
		}
	}
	return nil
}

// one writes a paper as it is now, prints it, and notes that it is out.
func (j *Job) one(ctx context.Context, paper Paper, now Step, tell func(Step)) error {
	end := func(outcome Outcome, err error) error {
		now.Outcome = outcome
		tell(now)
		return err
	}
	tell(now)
	document, err := paper.Write(ctx)
	if err != nil {
		return end(Failed, err)
	}
	now.State.Stage, err = j.printer.Print(ctx, document, j.options, func(state printer.State) {
		j.watch(state)
		now.State = state
		tell(now)
	})
	now.State.Reason = printer.NoReason
	j.watch(printer.State{Stage: printer.Completed})
	switch {
	case errors.Is(err, &models.Problem{Code: "print.lost"}), errors.Is(err, &models.Problem{Code: "print.left"}):
		return end(Unsure, err)
	case err != nil:
		return end(Failed, err)
	}
	if err := paper.Note(context.WithoutCancel(ctx), document); err != nil {
		return end(Unnoted, err)
	}
	if now.State.Stage == printer.Handed {
		return end(Handed, nil)
	}
	return end(Printed, nil)
}

// Stop lets a paper that is coming out of the printer come, and prints no other; one
// with which the printer does nothing is taken back.
func (j *Job) Stop() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.stopping = true
	if j.stuck {
		j.cancel()
	}
}

// TakeBack takes back what is being printed; the end says what became of it.
func (j *Job) TakeBack() { j.cancel() }

// Stopped tells whether no other paper is printed.
func (j *Job) Stopped() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.stopping
}

// watch notes what the printer does with the paper.
func (j *Job) watch(state printer.State) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.stuck = state.Stage == printer.Queued || state.Stage == printer.Stopped || state.Reason != printer.NoReason
	if j.stopping && j.stuck {
		j.cancel()
	}
}
