package printing

import (
	"context"
	"errors"

	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
)

// errChanged says that the paper would no longer say what is shown.
var errChanged = &models.Problem{Code: "printing.changed"}

// job is what is at the printer, and goes on when another page is opened. There
// is one at a time.
type job struct {
	token background.Token
	end   context.CancelFunc // nil while nothing is printed
	said  string             // how far it has come
}

func (j *job) running() bool { return j.end != nil }

// stop takes the job back; it says itself what became of it.
func (j *job) stop() {
	if j.end != nil {
		j.end()
	}
}

// paper is what goes out: an original as it was shown.
type paper struct {
	original
	words
	form     papers.SheetForm
	document sheet.Document
}

func (p *printPage) paper() paper {
	return paper{original: p.original, words: p.kind().words, form: p.choices.wanted(), document: p.document}
}

// still makes sure that the paper says what holds at this moment: another desk
// may have changed it since it was shown.
func (o paper) still(ctx context.Context) error {
	now, err := o.write(ctx, o.form)
	if err == nil && now.Hash != o.document.Hash {
		return errChanged
	}
	return err
}

// note keeps that the paper has left the desk.
func (o paper) note(ctx context.Context) error {
	if o.kept == nil {
		return nil
	}
	return o.kept(context.WithoutCancel(ctx), o.document)
}

// Complete implements page.Completer.
func (p *printPage) Complete() { p.Print() }

// Print implements page.Printer. What is still being written is printed once it
// is there.
func (p *printPage) Print() {
	switch {
	case p.job.running():
		// No error, which would still stand there when the first one is printed.
		p.host.Toast(locale.Problem(&models.Problem{Code: "printing.busy"}), nil)
		return
	case !p.ready:
		p.after = p.Print
		p.Reload()
		return
	case !p.choices.known:
		p.after = p.Print
		return
	case len(p.choices.queues) == 0 && p.original.closed:
		p.host.Fail(&models.Problem{Code: "printing.none"})
		return
	case len(p.choices.queues) == 0:
		p.open()
		return
	}
	options, err := p.choices.options()
	if err != nil {
		p.host.Fail(p.choices.form.ShowProblems(err))
		return
	}
	p.Preferences.SetPrinter(options.Printer)
	p.send(p.paper(), options)
}

// outcome is how printing went.
type outcome struct {
	stage  printer.Stage
	unkept error // it was printed, but that could not be noted
}

// send prints and says how far it has come until the queue has it done.
func (p *printPage) send(paper paper, options printer.Options) {
	ctx, end := context.WithCancel(p.host.Background().Context()) // goes on when the page is left
	p.job.end = end
	p.say(locale.T("printing.sending", "printer", options.Printer))
	background.Load(p.host.Background(), &p.job.token, func(context.Context) (outcome, error) {
		if err := paper.still(ctx); err != nil {
			return outcome{}, err
		}
		stage, err := p.Printer.Print(ctx, paper.document, options, func(state printer.State) {
			p.host.Background().OnScreen(func() { p.progress(state, options.Printer) })
		})
		if err != nil {
			return outcome{}, err
		}
		return outcome{stage: stage, unkept: paper.note(ctx)}, nil
	}, func(done outcome, err error) {
		end()
		p.job.end = nil
		p.say("")
		if err != nil {
			p.refused(err)
			return
		}
		key := paper.printed
		if done.stage == printer.Handed {
			key = paper.sent
		}
		p.host.Toast(locale.T(key, "printer", options.Printer), nil)
		p.host.Fail(done.unkept)
	})
}

func (p *printPage) progress(state printer.State, queue string) {
	if p.job.running() {
		p.say(stateWords(state, queue))
	}
}

func (p *printPage) say(words string) {
	p.job.said = words
	p.show()
}

// refused says why nothing left the desk. Where the paper has changed, the new one is shown.
func (p *printPage) refused(err error) {
	if errors.Is(err, errChanged) {
		p.ready = false
		p.Reload()
	}
	p.host.Fail(err)
}

// open opens the paper in the system's viewer, from where it can be printed too.
func (p *printPage) open() {
	paper := p.paper()
	paper.document.How = models.SheetViewed
	background.Load(p.host.Background(), &p.leaving, func(ctx context.Context) (struct{}, error) {
		if err := paper.still(ctx); err != nil {
			return struct{}{}, err
		}
		if err := p.Printer.Show(ctx, paper.document); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, paper.note(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.refused(err)
			return
		}
		p.host.Toast(locale.T(paper.shown), nil)
	})
}
