package daysheets

import (
	"context"

	"nursedesk/app/printer"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// tally counts what has come of the sheets that were wanted.
type tally struct {
	wanted, out int
	handed      bool // nobody says that they are printed, only that they are with the printer
	last        step
}

// Print implements page.Printer: it prints what is ticked.
func (p *dayPage) Print() {
	wanted := p.list.wanted()
	if p.run != nil || len(wanted) == 0 {
		return
	}
	form, options, err := p.wish.read()
	if rest := p.wish.form.ShowProblems(err); rest != nil {
		p.host.Fail(rest)
	}
	if err != nil {
		return
	}
	p.outcome = tally{wanted: len(wanted)}
	running := &run{desk: p.desk, printer: p.printer, form: form, options: options, tell: func(now step) {
		p.host.Background().OnScreen(func() { p.tell(now) })
	}}
	p.run = running
	p.banner.SetLines()
	p.stopper.SetText(locale.T("daysheets.stop"))
	p.stopper.Enable()
	p.show()
	if canvas := p.host.Window().Canvas(); canvas != nil {
		canvas.Focus(p.stopper)
	}
	ctx, cancel := context.WithCancel(p.host.Background().Context())
	running.cancel = cancel
	background.Load(p.host.Background(), &p.prints, func(context.Context) (struct{}, error) {
		defer cancel()
		return struct{}{}, running.print(ctx, wanted)
	}, func(_ struct{}, err error) { p.done(err) })
}

// Complete implements page.Completer.
func (p *dayPage) Complete() { p.Print() }

// tell follows the printing.
func (p *dayPage) tell(now step) {
	p.outcome.last = now
	if now.outcome.out() && now.outcome != unsure {
		p.outcome.out++
		p.outcome.handed = p.outcome.handed || now.outcome == handed
	}
	p.list.tell(now.sheet.BookingID, now.outcome)
	p.progress.SetText(locale.T("daysheets.progress", "n", now.number, "of", now.of, "name", now.sheet.Patient))
	if now.state.Reason == printer.NoReason {
		p.hint.SetLines()
	} else {
		p.hint.SetLines(locale.T("printing.reason."+string(now.state.Reason), "printer", p.run.options.Printer))
	}
	p.content.Refresh()
}

// stop prints no more sheets.
func (p *dayPage) stop() {
	if p.run == nil {
		return
	}
	p.stopper.SetText(locale.T("daysheets.stopping"))
	p.stopper.Disable()
	p.run.stop()
}

// done says how it went. Who has left the page is told as well.
func (p *dayPage) done(err error) {
	stopped := p.run.stopped()
	p.run = nil
	p.progress.SetText("")
	p.hint.SetLines()
	switch {
	case err != nil:
		lines := []string{locale.Problem(err)}
		if last := p.outcome.last; last.outcome != working {
			lines = append(lines, locale.T("daysheets.ended."+string(last.outcome), "name", last.sheet.Patient))
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
	if p.run == nil {
		then()
		return
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("daysheets.close.title"), Text: locale.T("daysheets.close.text"),
		Confirm: locale.T("daysheets.close.confirm"), Cancel: locale.T("daysheets.close.stay"), Danger: true,
		OnDone: func() {
			if p.run != nil {
				p.run.stop()
				p.run.cancel()
			}
			then()
		},
	})
}
