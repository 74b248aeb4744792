package printer

import (
	"context"
	"errors"
	"time"

	"nursedesk/models"
	"nursedesk/models/stopwatch"
)

// Stage is how far a job has come.
type Stage string

// The stages of a job, in the order that they usually come.
const (
	Queued    Stage = "queued"    // the print system has it; it waits for its turn
	Printing  Stage = "printing"  // the printer works on it
	Stopped   Stage = "stopped"   // the queue stands still, and the job waits in it
	Completed Stage = "completed" // the queue says that it is printed
	Handed    Stage = "handed"    // the system has let go of it and tells no more (Windows)
)

// State is how far a job has come, and what hinders it. A printer that lacks
// paper may go on by itself once it has some: its stage is still [Printing].
type State struct {
	Stage  Stage
	Reason Reason
}

// times are how long printing waits.
type times struct {
	first    time.Duration // between the first two looks at the job, and twice as long each time …
	poll     time.Duration // … up to this
	hinting  time.Duration // before a printer that is being connected to is called silent
	standing time.Duration // for a queue that does nothing, before the job is taken back
	silent   time.Duration // for a print system that no longer answers
	ending   time.Duration // for a job that was taken back to be gone
}

var usualTimes = times{
	first: 20 * time.Millisecond, poll: 300 * time.Millisecond, hinting: 5 * time.Second, standing: 30 * time.Second,
	silent: 15 * time.Second, ending: 5 * time.Second,
}

// follower watches one job.
type follower struct {
	job      submitted
	times    times
	progress func(State)
	told     State
	standing stopwatch.Watch // runs while nothing moves
	silent   stopwatch.Watch // runs while the print system does not answer
}

// follow waits for the end of a job. It takes the job back where ctx ends or the
// queue does nothing for too long: after an error nothing comes out of the
// printer later, unless the error says so.
func (f *follower) follow(ctx context.Context) (Stage, error) {
	f.tell(State{Stage: Queued})
	for pause := f.times.first; ; pause = min(2*pause, f.times.poll) {
		job, err := f.job.ask(ctx)
		switch {
		case ctx.Err() != nil:
			return f.withdraw(ctx, &models.Problem{Code: "print.cancelled", Cause: context.Cause(ctx)})
		case errors.Is(err, errLetGo):
			f.tell(State{Stage: Handed})
			return Handed, nil
		case errors.Is(err, ErrForgotten):
			return "", f.problem("print.lost", err)
		case err != nil:
			if lasts(&f.silent, f.times.silent) {
				return "", f.problem("print.lost", err)
			}
		case job.ended():
			return f.end(job)
		default:
			f.silent = stopwatch.Watch{}
			if stuck := f.look(job); stuck != "" {
				return f.withdraw(ctx, f.problem(stuck, nil))
			}
		}
		wait(ctx, pause)
	}
}

func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// look tells how far a job has come, and gives the problem of one that has not
// moved for too long.
func (f *follower) look(job Job) (stuck string) {
	state, standstill := judge(job)
	if standstill == "" {
		f.standing = stopwatch.Watch{}
		f.tell(state)
		return ""
	}
	tooLong := lasts(&f.standing, f.times.standing)
	if state.Reason == NoAnswer && state.Stage != Stopped && f.standing.Elapsed() < f.times.hinting {
		state.Reason = NoReason // each job begins with being connected
	}
	f.tell(state)
	if tooLong {
		return standstill
	}
	return ""
}

// judge says how far a job has come and, where nobody works on it, the problem that this is
// once it has lasted. A printer that prints, or waits for paper with the job in hand, takes its time.
func judge(job Job) (state State, standstill string) {
	reason := job.hindrance()
	switch {
	case job.standing():
		return State{Stage: Stopped, Reason: reason}, "print.stopped." + string(reason)
	case job.State == JobHeld, job.State == JobStopped:
		return State{Stage: Queued}, "print.held"
	case job.State == JobProcessing && reason == NoAnswer:
		return State{Stage: Printing, Reason: reason}, "print.stopped." + string(reason)
	case job.State == JobProcessing:
		return State{Stage: Printing, Reason: reason}, ""
	case job.Printer == QueueProcessing: // on what stands before it in the queue
		return State{Stage: Queued, Reason: reason}, ""
	}
	return State{Stage: Queued, Reason: reason}, "print.not-taken"
}

// end says how a job ended.
func (f *follower) end(job Job) (Stage, error) {
	switch job.State { //nolint:exhaustive // the others have not ended
	case JobCompleted:
		f.tell(State{Stage: Completed})
		return Completed, nil
	case JobCancelled:
		return "", f.problem("print.removed", nil)
	default:
		return "", f.problem("print.aborted", nil)
	}
}

// withdraw takes the job back and gives why, or says that it is still there, or
// that it was printed meanwhile.
func (f *follower) withdraw(ctx context.Context, why *models.Problem) (Stage, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	failed := f.job.takeBack(ctx)
	var ending stopwatch.Watch
	for pause := f.times.first; ; pause = min(2*pause, f.times.poll) {
		job, err := f.job.ask(ctx)
		switch {
		case err == nil && job.State == JobCompleted:
			return f.end(job)
		case err == nil && job.ended(), errors.Is(err, ErrForgotten), errors.Is(err, errLetGo):
			return "", why
		case failed != nil, lasts(&ending, f.times.ending):
			return "", f.problem("print.left", errors.Join(failed, why.Cause))
		}
		wait(ctx, pause)
	}
}

// problem is one of the job's.
func (f *follower) problem(code string, cause error) *models.Problem {
	return &models.Problem{Code: code, Values: map[string]any{"printer": f.job.queue()}, Cause: cause}
}

// tell reports a change.
func (f *follower) tell(state State) {
	if state == f.told {
		return
	}
	f.told = state
	f.progress(state)
}

// lasts starts the watch of something that has just become so, and tells whether
// it has been so for too long.
func lasts(watch *stopwatch.Watch, limit time.Duration) bool {
	if !watch.Started() {
		*watch = stopwatch.Start()
	}
	return watch.Elapsed() >= limit
}
