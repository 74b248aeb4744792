package daysheets

import (
	"context"
	"errors"
	"sync"

	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// outcome is what became of one sheet.
type outcome string

// The outcomes. unsure: it may have come out of the printer, or may still; unnoted: it
// is printed, but the desk could not note it.
const (
	working outcome = "working"
	printed outcome = "printed"
	handed  outcome = "handed"
	unsure  outcome = "unsure"
	unnoted outcome = "unnoted"
	failed  outcome = "failed"
)

// out tells whether a sheet with this outcome is not to be printed again by itself.
func (o outcome) out() bool { return o == printed || o == handed || o == unsure || o == unnoted }

// step is how far the printing of a day has come.
type step struct {
	number, of int // from 1
	sheet      papers.DaySheet
	state      printer.State
	outcome    outcome
}

// Desk is what the page asks of the desk.
type Desk interface {
	SheetsOf(ctx context.Context, day models.Date) ([]papers.DaySheet, error)
	NextSheetDay(ctx context.Context) (models.Date, error)
	Sheet(ctx context.Context, bookingID int64, form papers.SheetForm) (sheet.Document, error)
	KeepSheet(ctx context.Context, bookingID int64, document sheet.Document) error
}

// run prints sheets one after another, so that they lie in the tray by time.
type run struct {
	desk    Desk
	printer *printer.Printer
	form    papers.SheetForm
	options printer.Options
	tell    func(step)
	cancel  context.CancelFunc // takes back what is being printed

	mu       sync.Mutex
	stopping bool
	stuck    bool // a sheet is at the printer, which does nothing with it
}

// print prints until the last sheet, an error, or stop.
func (r *run) print(ctx context.Context, sheets []papers.DaySheet) error {
	for index, one := range sheets {
		if r.stopped() {
			return nil
		}
		err := r.one(ctx, step{number: index + 1, of: len(sheets), sheet: one, outcome: working})
		switch {
		case err != nil && r.stopped() && errors.Is(err, context.Canceled):
			return nil // as was wished; its row says that it is not printed
		case err != nil:
			return err
		}
	}
	return nil
}

// one writes a sheet as it is now, prints it, and notes that the patient gets it.
func (r *run) one(ctx context.Context, now step) error {
	r.tell(now)
	document, err := r.desk.Sheet(ctx, now.sheet.BookingID, r.form)
	if err != nil {
		now.outcome = failed
		r.tell(now)
		return err
	}
	stage, err := r.printer.Print(ctx, document, r.options, func(state printer.State) {
		r.watch(state)
		now.state = state
		r.tell(now)
	})
	r.watch(printer.State{Stage: printer.Completed})
	if err != nil {
		now.outcome = failed
		if errors.Is(err, &models.Problem{Code: "print.lost"}) || errors.Is(err, &models.Problem{Code: "print.left"}) {
			now.outcome = unsure
		}
		r.tell(now)
		return err
	}
	now.outcome = printed
	if stage == printer.Handed {
		now.outcome = handed
	}
	err = r.desk.KeepSheet(context.WithoutCancel(ctx), now.sheet.BookingID, document)
	if err != nil {
		now.outcome = unnoted
	}
	r.tell(now)
	return err
}

// stop lets a sheet that is coming out of the printer come, and prints no other;
// one with which the printer does nothing is taken back.
func (r *run) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopping = true
	if r.stuck {
		r.cancel()
	}
}

func (r *run) stopped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stopping
}

// watch notes what the printer does with the sheet.
func (r *run) watch(state printer.State) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stuck = state.Stage == printer.Queued || state.Stage == printer.Stopped || state.Reason != printer.NoReason
	if r.stopping && r.stuck {
		r.cancel()
	}
}
