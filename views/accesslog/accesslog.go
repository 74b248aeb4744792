// Package accesslog is the administrator's page of who saw which patient.
package accesslog

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/accesslog"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/saving"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)
	Log(ctx context.Context, query accesslog.Query) ([]accesslog.Row, error)
	ReviewLog(ctx context.Context, review accesslog.Review) error
	LastReview(ctx context.Context) (accesslog.Reviewed, error)

	Extract(ctx context.Context, patientID int64, words accesslog.ExtractWords) (sheet.Document, error)
	KeepExtract(ctx context.Context, patientID int64, save func() error) error
}

const (
	// limit is how many looks are listed: a day's, or all of a patient's in most cases.
	limit = 1000
	// sample is how many looks are picked at random to be reviewed.
	sample = 10
)

// Page is the page.
type Page struct {
	desk    Desk
	host    page.Host
	token   background.Token
	day     *widgets.DateField
	by      *widgets.Line
	patient *widgets.Line
	hint    *widgets.Paragraph
	list    *widgets.List[accesslog.Row]
	all     []accesslog.Row
	drawn   int // from how many those that are shown were drawn at random; 0: all are shown
	last    *widgets.Paragraph
	asked   background.Token
	content fyne.CanvasObject
}

var (
	_ page.Page     = (*Page)(nil)
	_ page.Shower   = (*Page)(nil)
	_ page.Reloader = (*Page)(nil)
	_ page.Fixed    = (*Page)(nil)
)

// New makes the page.
func New(desk Desk, host page.Host) page.Page {
	p := &Page{
		desk: desk, host: host, day: widgets.NewDateField(host.Today, nil),
		by: widgets.NewLine("").SetLetters(18), patient: widgets.NewLine("").SetLetters(18),
		hint: widgets.NewParagraph("").Small().Ink(look.Muted), last: widgets.NewParagraph("").Small().Ink(look.Muted),
	}
	p.day.OnChanged = func(models.Date) { p.read(background.Load) }
	p.by.OnChanged = func(string) { p.read(background.LoadSoon) }
	p.patient.OnChanged = p.by.OnChanged
	p.list = widgets.NewList(p.columns(), func(r accesslog.Row) string { return strconv.FormatInt(r.ID, 10) })
	p.list.SetEmpty(locale.T("access-log.empty"), "", nil)
	p.list.OnOpen = func(r accesslog.Row) { p.patient.SetText(r.Name()) }
	form := widgets.NewForm(widgets.NewBeside(
		widgets.NewFieldRow("day", locale.T("access-log.day"), p.day),
		widgets.NewFieldRow("by", locale.T("access-log.by"), p.by),
		widgets.NewFieldRow("patient", locale.T("access-log.patient"), p.patient),
	))
	buttons := widgets.NewFlow(
		widgets.NewButton(locale.T("access-log.sample", "n", sample), p.pick),
		widgets.NewButton(locale.T("access-log.review"), p.review),
		widgets.NewButton(locale.T("access-log.extract"), p.extract),
	)
	p.content = container.NewBorder(widgets.NewColumn(8, form, buttons, p.hint, p.last), nil, nil, nil, widgets.NewCard(p.list))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Title implements page.Page.
func (p *Page) Title() string { return locale.T("page.access-log") }

// Fixed implements page.Fixed.
func (p *Page) Fixed() {}

// Show implements page.Shower.
func (p *Page) Show(page.Route) {
	p.Reload()
	widgets.Focus(p.by)
}

// Reload implements page.Reloader.
func (p *Page) Reload() {
	background.Load(p.host.Background(), &p.asked, p.desk.LastReview, func(last accesslog.Reviewed, err error) {
		if err != nil {
			return // the looks say so
		}
		said := locale.T("access-log.never-reviewed")
		if !last.At.IsZero() {
			said = locale.T("access-log.last-review", "at", locale.Moment(last.At), "by", last.By, "what", rowsOf(len(last.Looks), last.SampleOf), "note", last.Note)
		}
		p.last.SetText(said)
		p.content.Refresh()
	})
	if p.drawn == 0 { // else those that were drawn are still to be reviewed
		p.read(background.Load)
	}
}

// rowsOf says how many looks were reviewed, and whether they were drawn at random.
func rowsOf(rows, drawn int) string {
	if drawn == 0 {
		return locale.TN("access-log.rows", rows)
	}
	return locale.T("access-log.rows-drawn", "n", rows, "of", drawn)
}

// show lists looks, drawn at random from so many, or all (0).
func (p *Page) show(rows []accesslog.Row, drawn int) {
	p.drawn = drawn
	hint := locale.T("access-log.hint")
	if drawn > 0 {
		hint = locale.T("access-log.drawn", "what", rowsOf(len(rows), drawn))
	}
	p.hint.SetText(hint)
	p.list.SetRows(rows)
}

// loader is how the log is read: at once, or after a pause in typing.
type loader func(
	background.Runner, *background.Token, func(context.Context) ([]accesslog.Row, error), func([]accesslog.Row, error),
)

func (p *Page) read(load loader) {
	query := accesslog.Query{By: strings.TrimSpace(p.by.Text), Limit: limit}
	if day, err := p.day.Date(); err == nil {
		query.Day = day
	}
	name := strings.TrimSpace(p.patient.Text)
	load(p.host.Background(), &p.token, func(ctx context.Context) ([]accesslog.Row, error) {
		if name != "" {
			found, err := p.desk.FindPatients(ctx, name, 1)
			if err != nil || len(found) == 0 {
				return nil, err
			}
			query.PatientID = found[0].ID
		}
		return p.desk.Log(ctx, query)
	}, func(rows []accesslog.Row, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.all = rows
		p.show(rows, 0)
	})
}

func (p *Page) columns() []widgets.Column[accesslog.Row] {
	text := func(id string, width float32, text func(accesslog.Row) string) widgets.Column[accesslog.Row] {
		return widgets.Column[accesslog.Row]{ID: id, Title: locale.T("access-log.column." + id), Width: width, Text: text}
	}
	place := text("place", 100, func(r accesslog.Row) string { return r.Place })
	place.Optional = true
	return []widgets.Column[accesslog.Row]{
		text("when", 178, func(r accesslog.Row) string { return locale.Moment(r.At) }),
		text("by", 0, func(r accesslog.Row) string { return r.By }),
		text("patient", 150, patientName),
		text("kind", 110, func(r accesslog.Row) string { return locale.T("look." + string(r.Kind)) }),
		text("odd", 170, oddities),
		place,
	}
}

// extract saves for a patient who has seen their record.
func (p *Page) extract() {
	name := strings.TrimSpace(p.patient.Text)
	if name == "" {
		p.host.Toast(locale.T("access-log.extract.which"), nil)
		widgets.Focus(p.patient)
		return
	}
	background.Load(p.host.Background(), new(background.Token), func(ctx context.Context) ([]models.PatientRow, error) {
		return p.desk.FindPatients(ctx, name, 1)
	}, func(found []models.PatientRow, err error) {
		switch {
		case err != nil:
			p.host.Fail(err)
		case len(found) == 0:
			p.host.Toast(locale.T("access-log.extract.which"), nil)
		default:
			p.saveExtract(found[0])
		}
	})
}

func (p *Page) saveExtract(patient models.PatientRow) {
	saving.Ask(p.host, new(background.Token), saving.File{
		Title: locale.T("access-log.extract.title", "name", locale.Line(patient.Name(), patient.PersonalNumber.String())),
		Text:  locale.T("access-log.extract.text"), Name: fmt.Sprintf("loggutdrag-%d", patient.ID), Kinds: []saving.Kind{{ID: "pdf", Ending: ".pdf"}},
		Write: func(ctx context.Context, _ saving.Kind, out io.Writer) error {
			document, err := p.desk.Extract(ctx, patient.ID, Words{})
			if err == nil {
				_, err = out.Write(document.PDF)
			}
			return err
		},
		Saved: func(ctx context.Context, _ saving.Kind) error {
			return p.desk.KeepExtract(ctx, patient.ID, func() error { return nil })
		},
	})
}

// patientName is who was looked at. Of who was erased the number of their row is left.
func patientName(r accesslog.Row) string {
	if name := r.Name(); name != "" {
		return name
	}
	return locale.T("access-log.erased", "id", r.PatientID)
}

// oddities is what somebody may ask about.
func oddities(r accesslog.Row) string {
	var said []string
	for _, odd := range r.Odd {
		said = append(said, locale.T("access-log."+string(odd)))
	}
	return strings.Join(said, ", ")
}

// pick leaves some rows, taken at random.
func (p *Page) pick() {
	if len(p.all) == 0 {
		return
	}
	rows := append([]accesslog.Row(nil), p.all...)
	rand.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] }) //nolint:gosec // nobody gains by guessing it
	p.show(rows[:min(sample, len(rows))], len(rows))
	p.list.Focus()
}

// review keeps that the rows that are shown were read.
func (p *Page) review() {
	rows := p.list.Rows()
	if len(rows) == 0 {
		return
	}
	note := widgets.NewNote("")
	form := widgets.NewForm(widgets.NewFieldRow("note", locale.T("access-log.note"), note))
	review := accesslog.Review{SampleOf: p.drawn}
	for _, row := range rows {
		review.Looks = append(review.Looks, row.ID)
	}
	p.host.Ask(page.Dialog{
		Title: locale.T("access-log.review.title", "what", rowsOf(len(rows), p.drawn)), Content: form, Form: form, Focus: note, Confirm: locale.T("command.save"),
		OnConfirm: func() error { review.Note = note.Text; return nil },
		Work:      func(ctx context.Context) error { return p.desk.ReviewLog(ctx, review) },
		OnDone: func() {
			p.drawn = 0
			p.host.Toast(locale.T("access-log.reviewed"), nil)
			p.Reload()
		},
	})
}
