package call

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	d := &rowRenderer{
		row: r, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		flag:    canvas.NewImageFromResource(look.TintedIcon("level", look.Overdue.Ink())),
		caption: widgets.NewParagraph("").Small().Ink(look.Muted),
		text:    widgets.NewParagraph(""), problem: widgets.NewParagraph("").Small().Ink(look.Overdue.Ink()),
	}
	d.flag.FillMode = canvas.ImageFillContain
	for range r.cells {
		d.grounds = append(d.grounds, canvas.NewRectangle(nil))
		d.words = append(d.words, canvas.NewText("", nil))
	}
	d.Refresh()
	return d
}

type rowRenderer struct {
	row                    *row
	ground, mark, line     *canvas.Rectangle
	flag                   *canvas.Image
	caption, text, problem *widgets.Paragraph
	grounds                []*canvas.Rectangle
	words                  []*canvas.Text
}

const (
	rowLeft   = 14 // where the words begin
	rowSpace  = 7  // above and below them
	rowRight  = 8
	cellSpace = 4
	cellLeast = 44 // the least side of a target, at any text size
	// textLeast is the least width of a question that has its answers beside it, at 100 % text.
	textLeast = 210
)

// cellHeight is the height of one answer.
func cellHeight() float32 { return max(look.Scaled(34), 34) }

func (d *rowRenderer) cellWidth(index int) float32 {
	text := d.words[index]
	wide := fyne.MeasureText(text.Text, text.TextSize, fyne.TextStyle{Bold: true}).Width + 20
	return max(wide, cellLeast)
}

func (d *rowRenderer) cellsWidth() float32 {
	wide := float32(-cellSpace)
	for index := range d.row.cells {
		wide += d.cellWidth(index) + cellSpace
	}
	return wide
}

// beside tells whether the answers stand beside the question.
func (d *rowRenderer) beside() bool {
	return d.row.width-rowLeft-rowRight-12-d.cellsWidth() >= look.Scaled(textLeast)
}

func (d *rowRenderer) textWidth() float32 {
	wide := d.row.width - rowLeft - rowRight
	if d.beside() {
		wide -= d.cellsWidth() + 12
	}
	return max(wide-d.textLeft()+rowLeft, 0)
}

// textLeft is where the question begins: beside its flag, where it is a red one. That it
// is one stands in words above the breath.
func (d *rowRenderer) textLeft() float32 {
	if !d.row.finding.RedFlag {
		return rowLeft
	}
	return rowLeft + flagSide() + 6
}

func flagSide() float32 { return look.Size(theme.SizeNameCaptionText) + 1 }

// place puts everything where it belongs and gives the row's height.
func (d *rowRenderer) place() float32 {
	left, wide, y := d.textLeft(), d.textWidth(), float32(rowSpace)
	if d.caption.Visible() {
		y += place(d.caption, left, y, wide)
	}
	top := y
	y += place(d.text, left, y, wide)
	if d.problem.Visible() {
		y += place(d.problem, left, y+2, wide) + 2
	}
	if d.beside() {
		high := max(y-rowSpace, cellHeight())
		if one := d.text.MinSize().Height; !d.caption.Visible() && !d.problem.Visible() && one < high {
			d.text.Move(fyne.NewPos(left, top+(high-one)/2))
		}
		d.placeCells(d.row.width-rowRight-d.cellsWidth(), rowSpace+(high-cellHeight())/2)
		d.placeFlag()
		return high + 2*rowSpace
	}
	d.placeFlag()
	return d.placeCells(left, y+4) + rowSpace
}

// placeFlag puts the flag before the first line of the question.
func (d *rowRenderer) placeFlag() {
	d.flag.Resize(fyne.NewSquareSize(flagSide()))
	d.flag.Move(fyne.NewPos(rowLeft, d.text.Position().Y+2))
}

// placeCells puts the answers beside each other, and below where the width ends;
// it gives where they end.
func (d *rowRenderer) placeCells(left, y float32) float32 {
	x := left
	for index := range d.row.cells {
		one := &d.row.cells[index]
		one.size = fyne.NewSize(d.cellWidth(index), cellHeight())
		if x > left && x+one.size.Width > d.row.width-rowRight+1 {
			x, y = left, y+cellHeight()+cellSpace
		}
		one.at = fyne.NewPos(x, y)
		d.grounds[index].Move(one.at)
		d.grounds[index].Resize(one.size)
		word := d.words[index].MinSize()
		d.words[index].Move(one.at.AddXY((one.size.Width-word.Width)/2, (one.size.Height-word.Height)/2))
		d.words[index].Resize(word)
		x += one.size.Width + cellSpace
	}
	return y + cellHeight()
}

func place(p *widgets.Paragraph, x, y, wide float32) float32 {
	p.Move(fyne.NewPos(x, y))
	p.Resize(fyne.NewSize(wide, p.MinSize().Height))
	high := p.MinSize().Height
	p.Resize(fyne.NewSize(wide, high))
	return high
}

func (d *rowRenderer) Layout(size fyne.Size) {
	d.ground.Resize(size)
	d.mark.Resize(fyne.NewSize(4, size.Height))
	d.line.Move(fyne.NewPos(0, size.Height-1))
	d.line.Resize(fyne.NewSize(size.Width, 1))
	d.place()
}

func (d *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(200), max(d.place(), cellLeast))
}

func (d *rowRenderer) Refresh() {
	r := d.row
	d.ground.FillColor, d.mark.FillColor = look.Color(look.Surface), color.Transparent
	if r.selected {
		d.ground.FillColor, d.mark.FillColor = look.Color(look.Chosen), look.Color(look.Muted)
		if r.focused {
			d.mark.FillColor = look.Color(look.Accent)
		}
	}
	d.line.FillColor = look.Color(look.Line)
	caption := r.caption()
	d.caption.SetText(caption)
	d.caption.Refresh()
	d.caption.Hidden, d.flag.Hidden = caption == "", !r.finding.RedFlag
	d.text.SetText(locale.In(r.finding.Question))
	d.text.Refresh()
	d.problem.SetText(r.state.problem)
	d.problem.Hidden = r.state.problem == ""
	for index, one := range r.cells {
		ground, ink, edge := r.paint(one)
		d.grounds[index].FillColor, d.grounds[index].StrokeColor = ground, edge
		d.grounds[index].StrokeWidth, d.grounds[index].CornerRadius = 1.5, look.Radius
		word := d.words[index]
		word.Text, word.Color, word.TextSize = r.says(one), ink, look.Size(theme.SizeNameText)
		word.TextStyle.Bold = r.chosen(one)
	}
	d.Layout(r.Size())
	canvas.Refresh(r)
}

func (d *rowRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{d.ground, d.mark, d.line, d.flag, d.caption, d.text, d.problem}
	for index := range d.grounds {
		objects = append(objects, d.grounds[index], d.words[index])
	}
	return objects
}

func (d *rowRenderer) Destroy() {}
