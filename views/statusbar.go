package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// statusBar is the line at the bottom: who works, how the backups are, what goes
// on, which program.
type statusBar struct {
	widget.BaseWidget
	texts  [3]string // left, middle, right
	backup string    // beside the left one
	alarm  bool      // somebody has to see to the backups
}

func newStatusBar(left, middle, right string) *statusBar {
	s := &statusBar{texts: [3]string{left, middle, right}}
	s.ExtendBaseWidget(s)
	return s
}

func (s *statusBar) set(left, middle string) {
	s.texts[0], s.texts[1] = left, middle
	s.Refresh()
}

func (s *statusBar) setBackup(text string, alarm bool) {
	s.backup, s.alarm = text, alarm
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *statusBar) CreateRenderer() fyne.WidgetRenderer {
	r := &statusRenderer{bar: s, ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	for number := range r.words {
		r.words[number] = canvas.NewText("", nil)
	}
	r.backup = canvas.NewText("", nil)
	r.Refresh()
	return r
}

type statusRenderer struct {
	bar          *statusBar
	ground, edge *canvas.Rectangle
	words        [3]*canvas.Text
	backup       *canvas.Text
}

// Layout gives each text its share; the right one is the first to be cut.
func (r *statusRenderer) Layout(size fyne.Size) {
	const margin = 16
	r.ground.Resize(size)
	r.edge.Resize(fyne.NewSize(size.Width, 1))
	shares := float32(3)
	if r.bar.backup != "" {
		shares = 4
	}
	share := (size.Width - 2*margin) / shares
	r.backup.Text = widgets.Fit(r.bar.backup, share-12, r.backup)
	r.backup.Move(fyne.NewPos(margin+share, (size.Height-r.backup.MinSize().Height)/2))
	for number, word := range r.words {
		word.Text = widgets.Fit(r.bar.texts[number], share-12, word)
		least := word.MinSize()
		x := float32(margin)
		switch number {
		case 1:
			x = size.Width - margin - 1.5*share - least.Width/2
		case 2:
			x = size.Width - margin - least.Width
		}
		word.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
	}
}

func (r *statusRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(300), look.Size(theme.SizeNameCaptionText)*1.4+12)
}

func (r *statusRenderer) Refresh() {
	r.ground.FillColor = look.Color(look.Surface)
	r.edge.FillColor = look.Color(look.Line)
	for _, word := range r.words {
		word.Color, word.TextSize = look.Color(look.Muted), look.Size(theme.SizeNameCaptionText)
	}
	r.backup.Color, r.backup.TextSize = look.Color(look.Muted), look.Size(theme.SizeNameCaptionText)
	if r.bar.alarm {
		r.backup.Color = look.Color(look.Overdue.Ink())
	}
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *statusRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.edge, r.words[0], r.backup, r.words[1], r.words[2]}
}

func (r *statusRenderer) Destroy() {}
