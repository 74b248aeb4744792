// Package printing asks how a booking's instruction sheet, or the doctor's list,
// is wanted and hands it to the printer or the viewer, the same from every page.
package printing

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"nursedesk/app"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/patientform"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// viewer is the choice of opening the sheet instead of printing it.
const viewer = "viewer:"

// Desk is what printing asks of the desk.
type Desk interface {
	Booking(ctx context.Context, id int64) (app.BookingFile, error)
	Sheet(ctx context.Context, bookingID int64, form app.SheetForm) (sheet.Document, error)
	KeepSheet(ctx context.Context, bookingID int64, document sheet.Document) error
	DecisionList(ctx context.Context, language models.Language, words app.DecisionWords) (sheet.Document, error)
}

// Printing prints for the pages of one window.
type Printing struct {
	desk        Desk
	printer     *printer.Printer
	preferences *preferences.Preferences
	host        page.Host
	loading     background.Token
}

// New makes the printing of a window.
func New(desk Desk, out *printer.Printer, kept *preferences.Preferences, host page.Host) *Printing {
	return &Printing{desk: desk, printer: out, preferences: kept, host: host}
}

// job is one thing to print.
type job struct {
	title, text string
	language    models.Language // form and language are asked for, beginning with this one; "" asks for neither
	write       func(ctx context.Context, form app.SheetForm) (sheet.Document, error)
	kept        func(ctx context.Context, document sheet.Document) error // follows the print; nil keeps nothing
	shown       string                                                   // said once it was opened
	printed     string                                                   // the key of what is said once it was printed
}

// Print asks for form, language and printer, then prints the booking's sheet.
func (p *Printing) Print(bookingID int64) {
	p.ask(func(ctx context.Context) (job, error) {
		file, err := p.desk.Booking(ctx, bookingID)
		return job{
			title:    locale.T("printing.title"),
			text:     locale.T("printing.for", "name", file.Patient.Name(), "start", file.Booking.Begin()),
			language: file.Patient.Language,
			write: func(ctx context.Context, form app.SheetForm) (sheet.Document, error) {
				return p.desk.Sheet(ctx, bookingID, form)
			},
			kept: func(ctx context.Context, document sheet.Document) error {
				return p.desk.KeepSheet(ctx, bookingID, document)
			},
			shown: locale.T("printing.shown"), printed: "printing.printed",
		}, err
	})
}

// PrintDecisions asks for a printer, then prints the list of all that waits for
// a doctor, in the language of the screen.
func (p *Printing) PrintDecisions(words app.DecisionWords) {
	p.ask(func(context.Context) (job, error) {
		return job{
			title: locale.T("printing.decisions.title"), text: locale.T("printing.decisions.text"),
			write: func(ctx context.Context, _ app.SheetForm) (sheet.Document, error) {
				return p.desk.DecisionList(ctx, locale.Language(), words)
			},
			shown: locale.T("printing.decisions.shown"), printed: "printing.decisions.printed",
		}, nil
	})
}

// ready is what the question is asked with.
type ready struct {
	job
	queues []printer.Queue
}

// ask reads what is to be printed and which printers there are, and asks.
func (p *Printing) ask(read func(ctx context.Context) (job, error)) {
	background.Load(p.host.Background(), &p.loading, func(ctx context.Context) (ready, error) {
		wanted, err := read(ctx)
		if err != nil {
			return ready{}, err
		}
		queues, err := p.printer.Printers(ctx)
		if err != nil {
			queues = nil // no print system: the viewer is offered, which can print
		}
		return ready{job: wanted, queues: queues}, nil
	}, func(found ready, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.show(found)
	})
}

// wish is what the nurse chose.
type wish struct {
	form   app.SheetForm
	queue  string
	copies int
}

// The forms of a sheet, as they are chosen.
const (
	formUsual = "usual"
	formLarge = "large"
	formDates = "dates"
)

func forms() []widgets.Option {
	var options []widgets.Option
	for _, id := range []string{formUsual, formLarge, formDates} {
		options = append(options, widgets.Option{ID: id, Text: locale.T("printing.form." + id)})
	}
	return options
}

func (p *Printing) show(found ready) {
	language := widgets.NewChoice(patientform.Languages()...)
	language.Choose(string(found.language))
	shape := widgets.NewChoice(forms()...)
	shape.Choose(formUsual)
	where := widgets.NewChoice(p.places(found.queues)...)
	where.Choose(p.usual(found.queues))
	copies := widgets.NewLine("1").SetLetters(4)
	copies.SetText("1")
	form := widgets.NewForm()
	if found.language != "" {
		form.Add(widgets.NewBeside(
			widgets.NewFieldRow("form", locale.T("printing.form"), shape),
			widgets.NewFieldRow("language", locale.T("printing.language"), language),
		))
	}
	form.Add(widgets.NewFieldRow("printer", locale.T("printing.printer"), where))
	form.Add(widgets.NewFieldRow("copies", locale.T("printing.copies"), copies))
	where.OnChosen = func(id string) { setEnabled(copies, id != viewer) }
	setEnabled(copies, where.ChosenID() != viewer)
	var wanted wish
	p.host.Ask(page.Dialog{
		Title: found.title, Text: found.text,
		Content: form, Form: form, Focus: where, Confirm: locale.T("printing.confirm"),
		OnConfirm: func() error {
			var err error
			wanted, err = read(where.ChosenID(), copies.Text)
			wanted.form = app.SheetForm{
				Language: models.Language(language.ChosenID()),
				Large:    shape.ChosenID() == formLarge, OnlyDates: shape.ChosenID() == formDates,
			}
			return err
		},
		Work:   func(ctx context.Context) error { return p.print(ctx, found.job, wanted) },
		OnDone: func() { p.done(found.job, wanted) },
	})
}

func setEnabled(field fyne.Disableable, enabled bool) {
	if enabled {
		field.Enable()
	} else {
		field.Disable()
	}
}

// places are the printers, and the viewer last.
func (p *Printing) places(queues []printer.Queue) []widgets.Option {
	var options []widgets.Option
	for _, queue := range queues {
		options = append(options, widgets.Option{ID: queue.Name, Text: queue.Name})
	}
	return append(options, widgets.Option{ID: viewer, Text: locale.T("printing.viewer")})
}

// usual is the printer of last time if it is still there, else the system's own.
func (p *Printing) usual(queues []printer.Queue) string {
	last := p.preferences.Printer()
	standard := viewer
	for _, queue := range queues {
		if queue.Name == last {
			return last
		}
		if queue.Default {
			standard = queue.Name
		}
	}
	return standard
}

func read(queue, copies string) (wish, error) {
	wanted := wish{queue: queue, copies: 1}
	if queue == viewer {
		return wanted, nil
	}
	number, err := strconv.Atoi(copies)
	if err != nil || number < 1 || number > printer.MostCopies {
		problem := &models.Problem{Code: "print.copies", Field: "copies", Values: map[string]any{"limit": printer.MostCopies}}
		return wish{}, models.Problems{problem}
	}
	wanted.copies = number
	return wanted, nil
}

// print writes the document, hands it over and only then notes that it was written.
func (p *Printing) print(ctx context.Context, job job, wanted wish) error {
	document, err := job.write(ctx, wanted.form)
	if err != nil {
		return err
	}
	if wanted.queue == viewer {
		err = p.printer.Show(ctx, document)
	} else {
		_, err = p.printer.Print(ctx, document, printer.Options{Printer: wanted.queue, Copies: wanted.copies}, nil)
	}
	if err != nil || job.kept == nil {
		return err
	}
	return job.kept(ctx, document)
}

func (p *Printing) done(job job, wanted wish) {
	if wanted.queue == viewer {
		p.preferences.SetPrinter("")
		p.host.Toast(job.shown, nil)
		return
	}
	p.preferences.SetPrinter(wanted.queue)
	p.host.Toast(locale.T(job.printed, "printer", wanted.queue), nil)
}
