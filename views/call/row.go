package call

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/triage"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// asked is how one question stands.
type asked struct {
	answer  triage.Answer
	known   bool   // the booking says yes without asking
	typed   string // a number while it is typed
	problem string // what is wrong with the answer, in words
}

// row is one question with its possible answers beside it, or below where there
// is little room. Every answer is a target for the mouse; the list that holds
// the rows takes the keys.
type row struct {
	widget.BaseWidget
	finding  triage.Finding
	state    asked
	selected bool // keys answer this one
	focused  bool // and they come here now
	width    float32
	cells    []cell
	tapped   func(answer triage.Answer, has bool) // has: an answer was hit, not the question
}

// cell is one answer that can be given.
type cell struct {
	answer triage.Answer
	number bool // shows the number that was typed, and its unit
	words  string
	at     fyne.Position
	size   fyne.Size
}

func newRow(finding triage.Finding, tapped func(triage.Answer, bool)) *row {
	r := &row{finding: finding, tapped: tapped}
	switch finding.Kind {
	case triage.YesNo:
		r.cells = []cell{
			{answer: triage.Yes, words: locale.T("call.answer.yes")},
			{answer: triage.No, words: locale.T("call.answer.no")},
		}
		if !finding.NotApplicable.Empty() {
			r.cells = append(r.cells, cell{answer: triage.NotApplicable, words: locale.In(finding.NotApplicable)})
		}
	case triage.Number:
		r.cells = []cell{{number: true}}
	case triage.Choice:
		for index, option := range finding.Choices {
			words := strconv.Itoa(index+1) + " " + locale.In(option.Title)
			r.cells = append(r.cells, cell{answer: triage.OfChoice(option.ID), words: words})
		}
	}
	r.cells = append(r.cells, cell{answer: triage.Unknown, words: locale.T("call.answer.unknown")})
	r.ExtendBaseWidget(r)
	return r
}

// set shows how the question stands.
func (r *row) set(state asked) {
	if r.state != state {
		r.state = state
		r.Refresh()
	}
}

func (r *row) mark(selected, focused bool) {
	if r.selected != selected || r.focused != focused {
		r.selected, r.focused = selected, focused
		r.Refresh()
	}
}

// Resize implements fyne.CanvasObject: a new width may want another height.
func (r *row) Resize(size fyne.Size) {
	if r.width != size.Width {
		r.width = size.Width
		r.Refresh()
	}
	r.BaseWidget.Resize(size)
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(event *fyne.PointEvent) {
	for _, one := range r.cells {
		within := event.Position.Subtract(one.at)
		if within.X >= 0 && within.Y >= 0 && within.X < one.size.Width && within.Y < one.size.Height {
			r.tapped(one.answer, !one.number)
			return
		}
	}
	r.tapped(triage.Answer{}, false)
}

// Cursor implements desktop.Cursorable.
func (r *row) Cursor() desktop.Cursor { return desktop.PointerCursor }

// caption is the small line above the question.
func (r *row) caption() string {
	if r.state.known {
		return locale.T("call.known")
	}
	return ""
}

// says is what stands in a cell.
func (r *row) says(one cell) string {
	if !one.number {
		return one.words
	}
	number := r.state.typed
	if number == "" && r.state.answer.Word == triage.Measured {
		number = locale.Decimal(r.state.answer.Number, locale.AsGiven)
	}
	switch {
	case number == "" && !r.selected:
		number = "–"
	case r.selected && r.focused && r.state.typed != "":
		number += "|"
	case number == "":
		number = "__"
	}
	return strings.TrimSpace(number + " " + locale.In(r.finding.Unit))
}

// chosen tells whether a cell is the present answer.
func (r *row) chosen(one cell) bool {
	if one.number {
		return r.state.answer.Word == triage.Measured && r.state.typed == ""
	}
	return r.state.answer == one.answer || r.state.known && one.answer == triage.Yes && r.state.answer == (triage.Answer{})
}

// paint gives the colours of a cell: a yes to a red flag stands out, what is not
// chosen stands back.
func (r *row) paint(one cell) (ground, ink, edge color.Color) {
	if !r.chosen(one) {
		return look.Color(look.Surface), look.Color(look.Text), look.Color(look.Line)
	}
	status := look.Coming
	switch {
	case one.answer == triage.No, one.answer == triage.NotApplicable:
		status = look.Quiet
	case r.finding.RedFlag:
		status = look.Overdue
	case one.answer == triage.Unknown:
		status = look.DueToday
	}
	return look.Color(status.Paper()), look.Color(status.Ink()), look.Color(status.Ink())
}
