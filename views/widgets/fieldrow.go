package widgets

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// Speaker is a field that has something to say about what is typed: how it was
// understood, how much room is left, what is wrong.
type Speaker interface {
	Says(say func(text string, wrong bool))
}

// FieldRow is one field with its label above and, below, one thing at a time:
// what is wrong, else what the field says, else its help.
type FieldRow struct {
	widget.BaseWidget
	// Name is the field's name in models.Problems.
	Name string

	label   string
	field   fyne.CanvasObject
	help    string
	said    string
	wrong   bool // said is about an error
	problem string
	judged  string // what the field held when the problem was found
	below   *widget.Label
	resized func() // the form lays itself out anew
}

// NewFieldRow makes the row of a field. field is any object; where it is a
// Field it takes the focus, where it is a Speaker its words stand below it.
func NewFieldRow(name, label string, field fyne.CanvasObject) *FieldRow {
	r := &FieldRow{Name: name, label: label, field: field, below: widget.NewLabel("")}
	r.below.Wrapping = fyne.TextWrapWord
	r.below.SizeName = theme.SizeNameCaptionText
	r.ExtendBaseWidget(r)
	if speaker, ok := field.(Speaker); ok {
		speaker.Says(func(text string, wrong bool) {
			r.said, r.wrong = text, wrong
			if valueOf(r.field) != r.judged {
				r.problem = ""
			}
			r.show()
		})
	}
	r.show()
	return r
}

// WithHelp sets the help below the field.
func (r *FieldRow) WithHelp(text string) *FieldRow {
	r.SetHelp(text)
	return r
}

// SetHelp sets the help below the field; "" is none.
func (r *FieldRow) SetHelp(text string) {
	r.help = text
	r.show()
}

// SetProblem says what is wrong with the field; "" is nothing.
func (r *FieldRow) SetProblem(text string) {
	r.problem, r.judged = text, valueOf(r.field)
	r.show()
}

// valued is a Speaker whose problem stays until it holds something else: to pass
// through it with Tab corrects nothing.
type valued interface{ value() string }

func valueOf(field fyne.CanvasObject) string {
	if field, ok := field.(valued); ok {
		return field.value()
	}
	return ""
}

// measured is a field that may be as wide as what is typed into it, and no wider: a
// time, a day, a number.
type measured interface{ measured() bool }

// words are those of a problem at this field: a choice is not filled in.
func (r *FieldRow) words(problem *models.Problem) string {
	if _, choice := r.field.(*Choice); choice && errors.Is(problem, models.ErrRequired) {
		return locale.T("field.choose.required")
	}
	return locale.Problem(problem)
}

// Label is what the field is called.
func (r *FieldRow) Label() string { return r.label }

// Problem is what stands below the field as wrong.
func (r *FieldRow) Problem() string {
	if r.problem == "" && r.wrong {
		return r.said
	}
	return r.problem
}

// Focus gives the field the focus.
func (r *FieldRow) Focus() { Focus(targetOf(r.field)) }

func targetOf(object fyne.CanvasObject) fyne.Focusable {
	switch field := object.(type) {
	case Field:
		return field.Target()
	case fyne.Focusable:
		return field
	}
	return nil
}

func (r *FieldRow) show() {
	text, importance := r.help, widget.LowImportance
	switch {
	case r.Problem() != "":
		text, importance = r.Problem(), widget.DangerImportance
	case r.said != "":
		text = r.said
	}
	if r.below.Text == text && r.below.Importance == importance {
		return
	}
	r.below.Text, r.below.Importance = text, importance
	if text == "" {
		r.below.Hide()
	} else {
		r.below.Show()
	}
	r.below.Refresh()
	r.Refresh()
	if r.resized != nil {
		r.resized()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *FieldRow) CreateRenderer() fyne.WidgetRenderer {
	renderer := &fieldRowRenderer{row: r, label: canvas.NewText(r.label, nil)}
	if r.below.Text == "" {
		r.below.Hide()
	}
	renderer.Refresh()
	return renderer
}

type fieldRowRenderer struct {
	row   *FieldRow
	label *canvas.Text
}

// belowOverlap takes back the space that a label keeps above its text.
const belowOverlap = 7

func (f *fieldRowRenderer) labelHeight() float32 {
	if f.row.label == "" {
		return 0
	}
	return f.label.MinSize().Height + 3
}

func (f *fieldRowRenderer) Layout(size fyne.Size) {
	y := f.labelHeight()
	f.label.Move(fyne.NewPos(1, 0))
	f.label.Resize(fyne.NewSize(size.Width, f.label.MinSize().Height))
	wide, height := size.Width, f.row.field.MinSize().Height
	if field, ok := f.row.field.(measured); ok && field.measured() {
		wide = min(wide, f.row.field.MinSize().Width)
	}
	f.row.field.Move(fyne.NewPos(0, y))
	f.row.field.Resize(fyne.NewSize(wide, height))
	height = f.row.field.MinSize().Height // may follow from the width
	f.row.field.Resize(fyne.NewSize(wide, height))
	if f.row.below.Visible() {
		below := fyne.NewSize(size.Width+8, f.row.below.MinSize().Height)
		f.row.below.Move(fyne.NewPos(-7, y+height-belowOverlap))
		f.row.below.Resize(below)
	}
}

func (f *fieldRowRenderer) MinSize() fyne.Size {
	field := f.row.field.MinSize()
	size := fyne.NewSize(max(f.label.MinSize().Width, field.Width), f.labelHeight()+field.Height)
	if f.row.below.Visible() {
		size.Height += f.row.below.MinSize().Height - 2*belowOverlap
	}
	return size
}

func (f *fieldRowRenderer) Refresh() {
	f.label.Text = f.row.label
	f.label.Color = look.Color(look.Muted)
	f.label.TextSize = look.Size(theme.SizeNameCaptionText)
	f.label.TextStyle.Bold = true
	f.Layout(f.row.Size())
	canvas.Refresh(f.row)
}

func (f *fieldRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.label, f.row.field, f.row.below}
}

func (f *fieldRowRenderer) Destroy() {}

// problemsOf gives the problems of an error by themselves; ok is false for a
// fault of the program.
func problemsOf(err error) (problems models.Problems, ok bool) {
	problems = models.Problems{}
	problems.Add("", err)
	for _, problem := range problems {
		if problem.Code == "fault" {
			return nil, false
		}
	}
	return problems, true
}

func joinLines(lines []string) string { return strings.Join(lines, "\n") }
