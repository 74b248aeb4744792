package daysheets

import (
	"context"

	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/printjob"
)

// tally counts what has come of the sheets that were wanted.
type tally struct {
	wanted, out int
	handed      bool // nobody says that they are printed, only that they are with the printer
	last        printjob.Step
}

// Print implements page.Printer: it prints what is ticked.
func (p *dayPage) Print() {
	chosen := p.list.wanted()
	if p.job != nil || len(chosen) == 0 {
		return
	}
	wanted, options, err := p.wish.read()
	if rest := p.wish.form.ShowProblems(err); rest != nil {
		p.host.Fail(rest)
	}
	if err != nil {
		return
	}
	p.outcome = tally{wanted: len(chosen)}
	p.job, p.queue, p.printing = printjob.New(p.printer, options, p.sheets(chosen, wanted)...), options.Printer, chosen
	p.banner.SetLines()
	p.stopper.SetText(locale.T("daysheets.stop"))
	p.stopper.Enable()
	p.show()
	if canvas := p.host.Window().Canvas(); canvas != nil {
		canvas.Focus(p.stopper)
	}
	p.job.Run(p.host.Background(), p.tell, p.done)
}

// sheets are what is printed: each as it is when its turn comes.
func (p *dayPage) sheets(chosen []papers.DaySheet, wanted papers.Wanted) []printjob.Paper {
	var sheets []printjob.Paper
	for _, one := range chosen {
		sheets = append(sheets, printjob.Paper{
			Write: func(ctx context.Context) (sheet.Document, error) { return p.desk.Sheet(ctx, one.BookingID, wanted) },
			Note: func(ctx context.Context, document sheet.Document) error {
				return p.desk.KeepSheet(ctx, one.BookingID, document)
			},
		})
	}
	return sheets
}

// Complete implements page.Completer.
func (p *dayPage) Complete() { p.Print() }

// tell follows the printing.
func (p *dayPage) tell(now printjob.Step) {
	p.outcome.last = now
	if now.Outcome.Out() && now.Outcome != printjob.Unsure {
		p.outcome.out++
		p.outcome.handed = p.outcome.handed || now.Outcome == printjob.Handed
	}
	one := p.printing[now.Index]
	p.list.tell(one.BookingID, now.Outcome)
	p.progress.SetText(locale.T("daysheets.progress", "n", now.Index+1, "of", len(p.printing), "name", one.Patient))
	p.hint.SetLines()
	if now.State.Reason != printer.NoReason {
		p.hint.SetLines(now.Words(p.queue))
	}
	p.content.Refresh()
}

// stop prints no more sheets.
func (p *dayPage) stop() {
	if p.job == nil {
		return
	}
	p.stopper.SetText(locale.T("daysheets.stopping"))
	p.stopper.Disable()
	p.job.Stop()
}

// done says how it went. Who has left the page is told as well.
func (p *dayPage) done(err error) {
	stopped := p.job.Stopped()
	p.job = nil
	p.progress.SetText("")
	p.hint.SetLines()
	switch {
	case err != nil:
		lines := []string{locale.Problem(err)}
		if last := p.outcome.last; last.Outcome != printjob.Working {
			lines = append(lines, locale.T("daysheets.ended."+string(last.Outcome), "name", p.printing[last.Index].Patient))
		}
		p.banner.SetLines(append(lines, p.sum())...)
		if !p.visible {
			p.host.Fail(err)
		}
	case stopped && p.outcome.out < p.outcome.wanted:
		p.banner.SetLines(p.sum())
	case p.outcome.handed:
		p.host.Toast(locale.TN("daysheets.toast.handed", p.outcome.out), nil)
	default:
		p.host.Toast(locale.TN("daysheets.toast.printed", p.outcome.out), nil)
	}
	p.show()
	if canvas := p.host.Window().Canvas(); canvas != nil && p.visible && !p.start.Disabled() {
		canvas.Focus(p.start)
	}
	p.Reload()
}

// sum says how many sheets are printed and what is to be done about the rest.
func (p *dayPage) sum() string {
	return locale.T("daysheets.sum", "n", p.outcome.out, "of", p.outcome.wanted)
}

// Leave implements page.Leaver: the printing goes on.
func (p *dayPage) Leave(then func()) {
	p.visible = false
	then()
}

// Close implements page.Closer: what is in the queue would be printed, but nobody
// would note that the patient got it.
func (p *dayPage) Close(then func()) {
	if p.job == nil {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("daysheets.close.title"), Text: locale.T("daysheets.close.text"),
		Confirm: locale.T("daysheets.close.confirm"), Cancel: locale.T("daysheets.close.stay"), Danger: true,
		OnDone: func() {
			if p.job != nil {
				p.job.Stop()
				p.job.TakeBack()
			}
			then()
		},
	})
}
