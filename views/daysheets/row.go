package daysheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// row is one sheet of the day: ticked or not, whose it is, and how it stands.
type row struct {
	widget.BaseWidget
	sheet   papers.DaySheet
	check   *tick
	pill    *widgets.Pill
	content *fyne.Container
}

func newRow(one papers.DaySheet, ticked bool, changed func(ticked bool)) *row {
	r := &row{sheet: one, check: newTick(ticked, changed), pill: widgets.NewPill(look.Quiet, "")}
	name := widgets.NewColumn(1, widgets.NewParagraph(one.Patient).Bold())
	if note := noteOf(one); note != "" {
		name.Add(widgets.NewParagraph(note).Small().Ink(look.Muted))
	}
	cells := widgets.NewCells([]float32{28, 52, 0, 84, 148},
		r.check, widgets.NewParagraph(locale.Time(one.Start)), name,
		widgets.NewParagraph(patientform.LanguageName(one.Language)).Ink(look.Muted), r.pill)
	r.content = &fyne.Container{Layout: middle{cells.Layout}, Objects: cells.Objects}
	r.ExtendBaseWidget(r)
	r.say("")
	return r
}

// middle puts the cells of a row at the height of its middle.
type middle struct{ cells fyne.Layout }

// Layout implements fyne.Layout.
func (m middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	m.cells.Layout(objects, size)
	for _, object := range objects {
		object.Move(fyne.NewPos(object.Position().X, (size.Height-object.Size().Height)/2))
	}
}

// MinSize implements fyne.Layout.
func (m middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return m.cells.MinSize(objects) }

// noteOf is what the nurse should know before the sheet is printed.
func noteOf(one papers.DaySheet) string {
	parts := []string{locale.In(one.Procedure), one.Theatre}
	if one.Status != "" {
		parts = append(parts, locale.T("daysheets.written-at", "when", locale.ShortMoment(one.WrittenAt)))
	}
	if len(one.Undecided) > 0 {
		var names []string
		for _, name := range one.Undecided {
			names = append(names, locale.In(name))
		}
		parts = append(parts, locale.T("daysheets.undecided", "medicines", strings.Join(names, ", ")))
	}
	return locale.Line(parts...)
}

// say shows what became of the sheet, or else how the last one printed stands.
func (r *row) say(came outcome) {
	switch came {
	case working:
		r.pill.Set(look.Coming, locale.T("daysheets.outcome.working"))
	case printed, handed:
		r.pill.Set(look.Done, locale.T("daysheets.outcome."+string(came)))
	case unsure, unnoted, failed:
		r.pill.Set(look.Overdue, locale.T("daysheets.outcome."+string(came)))
	default:
		r.pill.Set(standing(r.sheet.Status))
	}
}

// standing is how the sheet that was handed out last stands.
func standing(status care.SheetStatus) (look.Status, string) {
	switch status {
	case care.SheetCurrent:
		return look.Done, locale.T("daysheets.status.current")
	case care.SheetOutdated:
		return look.Overdue, locale.T("daysheets.status.outdated")
	case care.SheetTold:
		return look.Quiet, locale.T("daysheets.status.told")
	}
	return look.Coming, locale.T("daysheets.status.none")
}

// Tapped implements fyne.Tappable: the whole row is ticked.
func (r *row) Tapped(*fyne.PointEvent) {
	if !r.check.Disabled() {
		r.check.SetChecked(!r.check.Checked)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// tick is a tick box that the arrows go on from, up and down the list.
type tick struct {
	widgets.Check
	move   func(by int)
	reveal func()
}

func newTick(ticked bool, changed func(bool)) *tick {
	t := &tick{move: func(int) {}, reveal: func() {}}
	t.Checked, t.OnChanged = ticked, changed
	t.ExtendBaseWidget(t)
	return t
}

// FocusGained implements fyne.Focusable.
func (t *tick) FocusGained() {
	t.Check.FocusGained()
	t.reveal()
}

// TypedKey implements fyne.Focusable.
func (t *tick) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyUp:
		t.move(-1)
	case fyne.KeyDown:
		t.move(1)
	default:
		t.Check.TypedKey(event)
	}
}
