package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/look"
)

// Paragraph is text without the space that a label keeps around its own, for
// dense rows. It breaks at words; a word longer than the width is cut with an ellipsis.
type Paragraph struct {
	widget.BaseWidget
	text  string
	ink   fyne.ThemeColorName
	size  fyne.ThemeSizeName
	bold  bool
	width float32 // what it was last given, because its height follows from it
}

// NewParagraph makes a paragraph in the size and colour of running text.
func NewParagraph(text string) *Paragraph {
	p := &Paragraph{text: text, ink: look.Text, size: theme.SizeNameText}
	p.ExtendBaseWidget(p)
	return p
}

// Small makes the text small.
func (p *Paragraph) Small() *Paragraph {
	p.size = theme.SizeNameCaptionText
	return p
}

// Heading makes the text the heading of a part of a page.
func (p *Paragraph) Heading() *Paragraph {
	p.size, p.bold = theme.SizeNameSubHeadingText, true
	return p
}

// Large makes the text as large as a heading, without its weight: for what is read aloud.
func (p *Paragraph) Large() *Paragraph {
	p.size = theme.SizeNameSubHeadingText
	return p
}

// Bold makes the text bold.
func (p *Paragraph) Bold() *Paragraph {
	p.bold = true
	return p
}

// Ink gives the text the colour of a role.
func (p *Paragraph) Ink(role fyne.ThemeColorName) *Paragraph {
	p.ink = role
	return p
}

// Text is what the paragraph says.
func (p *Paragraph) Text() string { return p.text }

// SetText changes what the paragraph says.
func (p *Paragraph) SetText(text string) {
	if p.text != text {
		p.text = text
		p.Refresh()
	}
}

// Natural is the width of the text on one line.
func (p *Paragraph) Natural() float32 { return p.measure(p.text) }

func (p *Paragraph) measure(text string) float32 {
	return fyne.MeasureText(text, look.Size(p.size), fyne.TextStyle{Bold: p.bold}).Width
}

// Resize implements fyne.CanvasObject: a new width may want another height.
func (p *Paragraph) Resize(size fyne.Size) {
	if p.width != size.Width {
		p.width = size.Width
		p.Refresh()
	}
	p.BaseWidget.Resize(size)
}

func (p *Paragraph) lines() []string {
	if p.width <= 0 || p.Natural() <= p.width+0.5 {
		return []string{p.text}
	}
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(p.text) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && p.measure(longer) > p.width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{paragraph: p}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	paragraph *Paragraph
	lines     []fyne.CanvasObject
	height    float32 // of one line
}

func (r *paragraphRenderer) Layout(fyne.Size) {
	for index, line := range r.lines {
		line.Move(fyne.NewPos(0, float32(index)*r.height))
		line.Resize(line.MinSize())
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	widest := float32(0)
	for word := range strings.FieldsSeq(r.paragraph.text) {
		widest = max(widest, r.paragraph.measure(word))
	}
	return fyne.NewSize(min(widest, look.Scaled(120)), float32(len(r.lines))*r.height)
}

func (r *paragraphRenderer) Refresh() {
	p := r.paragraph
	r.lines = nil
	for _, text := range p.lines() {
		line := canvas.NewText(text, look.Color(p.ink))
		line.TextSize = look.Size(p.size)
		line.TextStyle.Bold = p.bold
		line.Text = Fit(text, p.width+0.5, line)
		r.height = line.MinSize().Height
		r.lines = append(r.lines, line)
	}
	r.Layout(p.Size())
	canvas.Refresh(p)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }

func (r *paragraphRenderer) Destroy() {}
