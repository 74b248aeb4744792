package call

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/triage"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// band says the level so that it is known at a glance, also without colours: its
// number large, in words, and as a staircase of which more steps are filled the
// more urgent it is.
type band struct {
	widget.BaseWidget
	level triage.Level // "" while there is none
	words string
	below string // a smaller line: who chose the level, or what is left to ask
}

func newBand() *band {
	b := &band{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *band) set(level triage.Level, words, below string) {
	if b.level == level && b.words == words && b.below == below {
		return
	}
	b.level, b.words, b.below = level, words, below
	b.Refresh()
}

// statuses are the looks of the levels, the most urgent first.
var statuses = []look.Status{look.Level1, look.Level2, look.Level3, look.Level4, look.Level5}

// statusOf is how a level looks.
func statusOf(level triage.Level) look.Status {
	if at := slices.Index(triage.Levels, level); at >= 0 {
		return statuses[at]
	}
	return look.Quiet
}

// CreateRenderer implements fyne.Widget.
func (b *band) CreateRenderer() fyne.WidgetRenderer {
	r := &bandRenderer{
		band: b, ground: canvas.NewRectangle(nil), number: canvas.NewText("", nil),
		words: widgets.NewParagraph("").Heading(), below: widgets.NewParagraph("").Small(),
	}
	for range triage.Levels {
		r.steps = append(r.steps, canvas.NewRectangle(nil))
	}
	r.Refresh()
	return r
}

type bandRenderer struct {
	band         *band
	ground       *canvas.Rectangle
	number       *canvas.Text
	words, below *widgets.Paragraph
	steps        []*canvas.Rectangle
}

const (
	bandSpace = 12
	stepWide  = 7 // at 100 % text, as the heights below
	stepLow   = 8
	stepRise  = 6
	stepGap   = 3
)

func (r *bandRenderer) numberWidth() float32 {
	if r.band.level == "" {
		return 0
	}
	return r.number.MinSize().Width + bandSpace
}

func (r *bandRenderer) stairs() fyne.Size {
	steps := float32(len(r.steps))
	return fyne.NewSize(look.Scaled(steps*(stepWide+stepGap)-stepGap), look.Scaled(stepLow+(steps-1)*stepRise))
}

func (r *bandRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	stairs := r.stairs()
	text := size.Width - 3*bandSpace - r.numberWidth() - stairs.Width
	r.words.Resize(fyne.NewSize(text, r.words.MinSize().Height))
	r.below.Resize(fyne.NewSize(text, r.below.MinSize().Height))
	words, below := r.words.MinSize().Height, r.belowHeight()
	y := (size.Height - words - below) / 2
	r.number.Move(fyne.NewPos(bandSpace, (size.Height-r.number.MinSize().Height)/2))
	r.number.Resize(r.number.MinSize())
	r.words.Move(fyne.NewPos(bandSpace+r.numberWidth(), y))
	r.words.Resize(fyne.NewSize(text, words))
	r.below.Move(fyne.NewPos(bandSpace+r.numberWidth(), y+words))
	r.below.Resize(fyne.NewSize(text, r.below.MinSize().Height))
	left, bottom := size.Width-bandSpace-stairs.Width, (size.Height+stairs.Height)/2
	for index, step := range r.steps {
		high := look.Scaled(stepLow + float32(index)*stepRise)
		step.Move(fyne.NewPos(left+float32(index)*look.Scaled(stepWide+stepGap), bottom-high))
		step.Resize(fyne.NewSize(look.Scaled(stepWide), high))
	}
}

func (r *bandRenderer) belowHeight() float32 {
	if r.band.below == "" {
		return 0
	}
	return r.below.MinSize().Height
}

func (r *bandRenderer) MinSize() fyne.Size {
	least := look.Scaled(120) + 3*bandSpace + r.numberWidth() + r.stairs().Width
	text := r.words.MinSize().Height + r.belowHeight()
	return fyne.NewSize(least, max(text, r.number.MinSize().Height, r.stairs().Height)+2*bandSpace-6)
}

func (r *bandRenderer) Refresh() {
	b := r.band
	status := statusOf(b.level)
	r.ground.FillColor, r.ground.CornerRadius = look.Color(status.Paper()), look.Radius
	r.number.Text, r.number.Color = string(b.level), look.Color(status.Ink())
	r.number.TextSize, r.number.TextStyle.Bold = look.Scaled(34), true
	r.words.Ink(status.Ink()).SetText(b.words)
	r.below.Ink(status.Ink()).SetText(b.below)
	filled := 0
	if at := slices.Index(triage.Levels, b.level); at >= 0 {
		filled = len(triage.Levels) - at
	}
	for index, step := range r.steps {
		step.CornerRadius, step.StrokeWidth, step.StrokeColor = 1.5, 1.5, look.Color(status.Ink())
		step.FillColor = look.Color(status.Paper())
		if index < filled {
			step.FillColor = look.Color(status.Ink())
		}
		step.Refresh()
	}
	r.words.Refresh()
	r.below.Refresh()
	r.below.Hidden = b.below == ""
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *bandRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.number, r.words, r.below}
	for _, step := range r.steps {
		objects = append(objects, step)
	}
	return objects
}

func (r *bandRenderer) Destroy() {}

// levelName is a level in the words of the rules, "" for none.
func levelName(guide *triage.Guide, level triage.Level) string {
	text, ok := guide.Level(level)
	if !ok {
		return ""
	}
	return locale.In(text.Name)
}
