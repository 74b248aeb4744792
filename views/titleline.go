package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// titleLine is the line above the page: the way back, the page's title, the day,
// and the search. The rule below it takes the accent while work goes on.
type titleLine struct {
	widget.BaseWidget
	title, day string
	busy       bool
	back       *widgets.Button
	search     *widgets.Button
}

func newTitleLine(back, search func()) *titleLine {
	t := &titleLine{
		back:   widgets.NewQuiet(locale.T("command.back"), back).WithIcon("back"),
		search: widgets.NewButton(locale.T("frame.search"), search).WithIcon("search"),
	}
	t.back.Hide()
	t.ExtendBaseWidget(t)
	return t
}

func (t *titleLine) set(title, day string, canGoBack bool) {
	t.title, t.day = title, day
	if canGoBack {
		t.back.Show()
	} else {
		t.back.Hide()
	}
	t.Refresh()
}

func (t *titleLine) setBusy(busy bool) {
	t.busy = busy
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *titleLine) CreateRenderer() fyne.WidgetRenderer {
	r := &titleRenderer{
		line: t, title: canvas.NewText("", nil), day: canvas.NewText("", nil), rule: canvas.NewRectangle(nil),
	}
	r.Refresh()
	return r
}

type titleRenderer struct {
	line       *titleLine
	title, day *canvas.Text
	rule       *canvas.Rectangle
}

const titleMargin = 16

func (r *titleRenderer) Layout(size fyne.Size) {
	high := size.Height - 2
	middle := func(object fyne.CanvasObject) float32 { return (high - object.MinSize().Height) / 2 }
	x := float32(titleMargin)
	if r.line.back.Visible() {
		least := r.line.back.MinSize()
		r.line.back.Move(fyne.NewPos(8, middle(r.line.back)))
		r.line.back.Resize(least)
		x = least.Width + 16
	}
	search := r.line.search.MinSize()
	right := size.Width - titleMargin - search.Width
	r.line.search.Move(fyne.NewPos(right, middle(r.line.search)))
	r.line.search.Resize(search)

	r.title.Text, r.day.Text = r.line.title, r.line.day
	room := right - x - 16
	if r.title.MinSize().Width+r.day.MinSize().Width+16 > room {
		r.day.Text = "" // the day gives way before the title does
	}
	r.title.Text = widgets.Fit(r.line.title, room, r.title)
	r.title.Move(fyne.NewPos(x, middle(r.title)))
	base := middle(r.title) + (r.title.MinSize().Height-r.day.MinSize().Height)*0.72 // one base line
	r.day.Move(fyne.NewPos(x+r.title.MinSize().Width+16, base))
	thick := float32(1)
	if r.line.busy {
		thick = 3
	}
	r.rule.Move(fyne.NewPos(0, size.Height-thick))
	r.rule.Resize(fyne.NewSize(size.Width, thick))
}

func (r *titleRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(300), max(r.line.search.MinSize().Height, look.Size(theme.SizeNameHeadingText)*1.4)+20)
}

func (r *titleRenderer) Refresh() {
	r.title.Color, r.title.TextSize = look.Color(look.Text), look.Size(theme.SizeNameHeadingText)
	r.title.TextStyle.Bold = true
	r.day.Color, r.day.TextSize = look.Color(look.Muted), look.Size(theme.SizeNameText)
	r.rule.FillColor = look.Color(look.Line)
	if r.line.busy {
		r.rule.FillColor = look.Color(look.Accent)
	}
	r.Layout(r.line.Size())
	canvas.Refresh(r.line)
}

func (r *titleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rule, r.title, r.day, r.line.back, r.line.search}
}

func (r *titleRenderer) Destroy() {}
