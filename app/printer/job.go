package printer

import (
	"errors"
	"slices"
	"strings"
)

// ErrForgotten says that the print system knows nothing of a job: it never had
// it, or keeps none that has ended.
var ErrForgotten = errors.New("the print system does not know the job")

// errLetGo says that a job is no longer in its queue, where the print system keeps none that
// has ended and it was not seen how this one did.
var errLetGo = errors.New("the print system has let go of the job")

// JobState is what the print system does with a job, as in RFC 8011, 5.3.7.
type JobState int

// The states of a job.
const (
	JobPending    JobState = 3
	JobHeld       JobState = 4
	JobProcessing JobState = 5
	JobStopped    JobState = 6
	JobCancelled  JobState = 7
	JobAborted    JobState = 8
	JobCompleted  JobState = 9
)

// QueueState is what a queue does, as in RFC 8011, 5.4.11.
type QueueState int

// The states of a queue.
const (
	QueueIdle       QueueState = 3
	QueueProcessing QueueState = 4
	QueueStopped    QueueState = 5
)

// Job is what the print system says of a job and of the queue that it is in.
type Job struct {
	State   JobState
	Printer QueueState
	Reasons []string // of the printer's state, as the printer words them: "media-empty-error"
}

// ended tells whether nothing more will come of the job.
func (j Job) ended() bool { return j.State >= JobCancelled }

// Reason is what hinders a printer.
type Reason string

// The reasons that a nurse can do something about. NoReason: nothing hinders, or
// the printer does not say what.
const (
	NoReason     Reason = ""
	NoPaper      Reason = "paper"
	PaperJam     Reason = "jam"
	CoverOpen    Reason = "open"
	NoToner      Reason = "toner"
	OutputFull   Reason = "full"
	TrayMissing  Reason = "tray"
	NoAnswer     Reason = "silent"
	Paused       Reason = "paused"
	OtherHinders Reason = "other"
)

// keywords are the printers' words for what hinders them (RFC 8011, 5.4.12, PWG
// 5100.9 and CUPS), the most telling first: a paused queue may lack paper, too.
var keywords = []struct {
	keyword string
	reason  Reason
}{
	{"media-jam", PaperJam},
	{"media-empty", NoPaper},
	{"media-needed", NoPaper},
	{"cover-open", CoverOpen},
	{"door-open", CoverOpen},
	{"interlock-open", CoverOpen},
	{"toner-empty", NoToner},
	{"marker-supply-empty", NoToner},
	{"developer-empty", NoToner},
	{"output-area-full", OutputFull},
	{"input-tray-missing", TrayMissing},
	{"output-tray-missing", TrayMissing},
	{"offline", NoAnswer},
	{"shutdown", NoAnswer},
	{"timed-out", NoAnswer},
	{"connecting-to-device", NoAnswer},
	{"paused", Paused},
	{"moving-to-paused", Paused},
	{otherFault, OtherHinders},
}

// otherFault is what printers say where they have no word for it.
const otherFault = "other"

// standing tells whether the queue stands still. One that is paused still prints
// what it has begun.
func (j Job) standing() bool { return j.Printer == QueueStopped && j.State != JobProcessing }

// hindrance gives what hinders the printer. A warning or report hinders nothing,
// save where the queue stands still: then it is likely why.
func (j Job) hindrance() Reason {
	standing := j.standing()
	var faults []string
	for _, said := range j.Reasons {
		fault, warning := strings.CutSuffix(said, "-warning")
		fault, report := strings.CutSuffix(fault, "-report")
		if standing || !warning && !report {
			faults = append(faults, strings.TrimSuffix(fault, "-error"))
		}
	}
	for _, known := range keywords {
		if known.reason == Paused && !standing {
			continue
		}
		if slices.Contains(faults, known.keyword) {
			return known.reason
		}
	}
	if standing {
		return OtherHinders
	}
	return NoReason
}
