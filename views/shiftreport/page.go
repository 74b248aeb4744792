// Package shiftreport is the page "Rapport till nästa pass": on one page what the
// next shift has to know, and the note to it.
package shiftreport

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/shift"
	"nursedesk/views/widgets"
)

// Desk is what is asked of the desk here.
type Desk interface {
	shift.Desk

	KeepShiftNote(ctx context.Context, note models.ShiftNote) (models.ShiftNote, error)
	SignShiftNote(ctx context.Context, note models.ShiftNote) error
}

// report is the page.
type report struct {
	desk Desk
	host page.Host

	begun   models.ShiftNote // as it is kept
	filling bool
	loaded  bool
	keeper  *background.Keeper[models.ShiftNote]
	field   *widgets.Note
	form    *widgets.Form
	list    *widgets.List[line]
	content *fyne.Container
	loads   background.Token
}

// line is one line of the report; the first of a part that has none says so.
type line struct {
	shift.Line
	part   shift.Part
	number int
	empty  bool
}

var (
	_ page.Shower    = (*report)(nil)
	_ page.Reloader  = (*report)(nil)
	_ page.Printer   = (*report)(nil)
	_ page.Saver     = (*report)(nil)
	_ page.Completer = (*report)(nil)
	_ page.Fixed     = (*report)(nil)
)

// New makes the page.
func New(desk Desk, host page.Host) page.Page {
	r := &report{desk: desk, host: host, keeper: background.NewKeeper[models.ShiftNote](host.Background())}
	r.keeper.Take = func() models.ShiftNote {
		note := r.begun
		note.Text = r.field.Text
		return note
	}
	r.keeper.Write = desk.KeepShiftNote
	r.keeper.Kept = r.kept
	r.field = widgets.NewNote(locale.T("shift.note.placeholder"))
	r.field.OnText = func(string) { r.typed() }
	r.form = widgets.NewForm(widgets.NewFieldRow("note", locale.T("shift.note"), r.field))
	r.list = r.newList()
	printer := widgets.NewButton(locale.T("shift.print"), r.Print).WithIcon("print")
	sign := widgets.NewPrimary(locale.T("shift.sign"), r.Complete)
	foot := widgets.NewColumn(6, r.form, container.NewBorder(nil, nil, sign, printer,
		widgets.NewParagraph(locale.T("shift.hint")).Small().Ink(look.Muted)))
	r.content = container.NewBorder(nil, foot, nil, nil, widgets.NewCard(r.list))
	return r
}

// Content implements page.Page.
func (r *report) Content() fyne.CanvasObject { return r.content }

// Title implements page.Page.
func (r *report) Title() string { return locale.T("shift.title") }

// Fixed implements page.Fixed: the list scrolls by itself.
func (r *report) Fixed() {}

// Show implements page.Shower.
func (r *report) Show(page.Route) {
	r.loaded = false
	r.Reload()
	r.list.Focus()
}

// Reload implements page.Reloader. What is being typed stays as it stands.
func (r *report) Reload() {
	now := r.host.Now()
	background.Load(r.host.Background(), &r.loads, func(ctx context.Context) (shift.Report, error) {
		return shift.Read(ctx, r.desk, now)
	}, func(read shift.Report, err error) {
		if err != nil {
			r.host.Fail(err)
			return
		}
		if !r.loaded {
			r.begun, r.loaded, r.filling = read.Begun, true, true
			r.field.Restore(read.Begun.Text)
			r.filling = false
		}
		r.list.SetRows(linesOf(read))
	})
}

func linesOf(read shift.Report) []line {
	var lines []line
	for _, part := range shift.Parts {
		for number, one := range read.Parts[part] {
			lines = append(lines, line{one, part, number, false})
		}
		if len(read.Parts[part]) == 0 {
			lines = append(lines, line{part: part, empty: true})
		}
	}
	return lines
}

func (r *report) newList() *widgets.List[line] {
	list := widgets.NewList([]widgets.Column[line]{
		{ID: "at", Width: 116, Muted: true, Text: func(l line) string { return l.At }},
		{ID: "who", Share: 1, Bold: true, Text: func(l line) string { return l.Who }},
		{ID: "what", Share: 2, Text: func(l line) string {
			if l.empty {
				return shift.Empty(l.part)
			}
			return locale.OneLine(l.What)
		}},
	}, func(l line) string { return string(l.part) + strconv.Itoa(l.number) })
	list.Compact()
	list.HideHeader = true
	list.Group = func(l line) string { return shift.Title(l.part) }
	list.Detail = func(l line) fyne.CanvasObject {
		if l.empty {
			return nil
		}
		return widgets.NewParagraph(locale.Line(l.At, l.Who, l.What)).Ink(look.Muted)
	}
	list.OnOpen = func(l line) {
		if l.PatientID != 0 {
			r.host.Open(page.Route{Page: page.Patient, ID: l.PatientID})
		}
	}
	return list
}

// typed keeps the note as it stands, away from the screen.
func (r *report) typed() {
	if !r.filling {
		r.keeper.Touch()
	}
}

func (r *report) kept(written models.ShiftNote, err error) (again bool) {
	if err != nil && !errors.Is(err, models.ErrKeptHere) { // that there is no contact is said by the window
		r.host.Fail(err)
		return false
	}
	r.begun.ID, r.begun.Version = written.ID, written.Version
	return false
}

// Save implements page.Saver: what is typed is kept already; it is signed.
func (r *report) Save() { r.Complete() }

// Complete implements page.Completer: it signs the note.
func (r *report) Complete() {
	r.keeper.WhenKept(func(err error) {
		if err != nil {
			r.host.Fail(err)
			return
		}
		note := r.begun
		note.Text = r.field.Text
		background.Load(r.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
			return struct{}{}, r.desk.SignShiftNote(ctx, note)
		}, func(_ struct{}, err error) {
			if rest := r.form.ShowProblems(err); rest != nil {
				r.host.Fail(rest)
			}
			if err == nil {
				r.loaded = false
				r.host.Toast(locale.T("shift.signed"), nil)
				r.Reload()
			}
		})
	})
}

// Print implements page.Printer.
func (r *report) Print() { r.host.Open(page.Route{Page: page.Print, Arg: page.ShiftReport}) }
