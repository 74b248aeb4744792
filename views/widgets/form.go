package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
)

// formSpace stands between the fields of a form.
const formSpace = 10

// Form is fields in a column. It shows what a model says is wrong beside the
// field it belongs to, by its name.
type Form struct {
	widget.BaseWidget
	column *fyne.Container
	rows   []*FieldRow
	parts  []Part
}

// Part is fields that belong together, some of which come and go.
type Part interface {
	Items() []fyne.CanvasObject
	// Follow makes a scroll bring the one that gets the focus into view.
	Follow(scroll *container.Scroll)
}

// NewForm makes a form of field rows, sections, and rows put beside each other
// with NewBeside, in the order in which Tab walks through them.
func NewForm(items ...fyne.CanvasObject) *Form {
	f := &Form{column: NewColumn(formSpace)}
	f.ExtendBaseWidget(f)
	f.Add(items...)
	return f
}

// Add puts more items below.
func (f *Form) Add(items ...fyne.CanvasObject) {
	for _, item := range items {
		f.collect(item)
		f.column.Add(item)
	}
}

// AddPart puts the fields of a part below.
func (f *Form) AddPart(part Part) {
	f.Add(part.Items()...)
	f.parts = append(f.parts, part)
}

func (f *Form) collect(item fyne.CanvasObject) {
	switch item := item.(type) {
	case *FieldRow:
		f.rows = append(f.rows, item)
		item.resized = f.column.Refresh
	case *fyne.Container:
		for _, inner := range item.Objects {
			f.collect(inner)
		}
	}
}

// Row gives the row of a field, or nil.
func (f *Form) Row(name string) *FieldRow {
	for _, row := range f.rows {
		if row.Name == name {
			return row
		}
	}
	return nil
}

// ShowProblems shows each problem beside its field, clears the other fields, and
// gives the first wrong field the focus. It returns what belongs to no visible
// field of the form, or nil; nil clears the form.
func (f *Form) ShowProblems(err error) error { return f.show(err, true) }

// Mark is ShowProblems without moving the focus, for checks while typing.
func (f *Form) Mark(err error) error { return f.show(err, false) }

func (f *Form) show(err error, move bool) error {
	problems, ok := problemsOf(err)
	if err != nil && !ok {
		return err
	}
	lines := map[*FieldRow][]string{}
	var rest models.Problems
	for _, problem := range problems {
		if row := f.Row(problem.Field); row != nil && row.Visible() && problem.Field != "" {
			lines[row] = append(lines[row], row.words(problem))
		} else {
			rest = append(rest, problem)
		}
	}
	for _, row := range f.rows {
		row.SetProblem(joinLines(slices.Compact(lines[row])))
	}
	if move {
		for _, row := range f.rows {
			if len(lines[row]) > 0 {
				row.Focus()
				break
			}
		}
	}
	return rest.OrNil()
}

// First is what takes the focus when the form is shown.
func (f *Form) First() fyne.Focusable {
	for _, row := range f.rows {
		if target := targetOf(row.field); row.Visible() && target != nil {
			return target
		}
	}
	return nil
}

// Written lists what stands in the fields, each with its label in front.
func (f *Form) Written() []string {
	var lines []string
	for _, row := range f.rows {
		said := valueOf(row.field)
		if line, ok := row.field.(*Line); ok {
			said = line.Text
		}
		if said = strings.TrimSpace(said); said != "" {
			lines = append(lines, row.label+": "+said)
		}
	}
	return lines
}

// BesideBar keeps a form of many fields off the scroll bar beside it.
func BesideBar(form fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, 0, 12), form)
}

// CreateRenderer implements fyne.Widget.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.column) }
