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
	"nursedesk/views/printjob"
)

// errChanged says that the paper would no longer say what is shown.
var errChanged = &models.Problem{Code: "printing.changed"}

// cancel takes back what is being printed; its end says what became of it.
func (p *printPage) cancel() {
	if p.job != nil {
		p.job.TakeBack()
	}
}

// paper is what goes out: an original as it was shown.
type paper struct {
	original
	words
	wanted   papers.Wanted
	document sheet.Document
}

func (p *printPage) paper() paper {
	return paper{original: p.original, words: p.kind().words, wanted: p.choices.wanted(), document: p.document}
}

// still makes sure that the paper says what holds at this moment: another desk
// may have changed it since it was shown.
func (o paper) still(ctx context.Context) error {
	now, err := o.write(ctx, o.wanted)
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
	case p.job != nil:
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
	options, err := p.choices.how.Options()
	if err != nil {
		p.host.Fail(p.choices.form.ShowProblems(err))
		return
	}
	p.send(p.paper(), options)
}

// send prints and says how far it has come until the queue has it done.
func (p *printPage) send(paper paper, options printer.Options) {
	p.job = printjob.New(p.Printer, options, printjob.Paper{
		Write: func(ctx context.Context) (sheet.Document, error) { return paper.document, paper.still(ctx) },
		Note:  func(ctx context.Context, _ sheet.Document) error { return paper.note(ctx) },
	})
	var last printjob.Step
	p.job.Run(p.host.Background(), func(now printjob.Step) {
		last = now
		p.say(now.Words(options.Printer))
	}, func(err error) {
		p.job = nil
		p.say("")
		if err != nil && last.Outcome != printjob.Unnoted {
			p.refused(err)
			return
		}
		key := paper.printed
		if last.State.Stage == printer.Handed {
			key = paper.sent
		}
		p.host.Toast(locale.T(key, "printer", options.Printer), nil)
		p.host.Fail(err)
	})
}

func (p *printPage) say(words string) {
	p.said = words
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
