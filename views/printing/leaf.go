package printing

import (
	"context"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/background"
	"nursedesk/views/look"
)

// An A4 page at 100 %, in Fyne's units: 96 to an inch.
const (
	leafWide = 210 / 25.4 * 96
	leafHigh = 297 / 25.4 * 96
)

// leaf is one page on the screen. It is white in the dark, too: it is paper.
type leaf struct {
	content *fyne.Container
	number  int // from 1
	picture *canvas.Image
	words   *canvas.Text // stand on it until its picture is there
	drawing background.Token
	wide    int // pixels, of the picture that is there or on its way; 0 is none
}

func newLeaf(number int) *leaf {
	ground := canvas.NewRectangle(color.White)
	ground.StrokeColor, ground.StrokeWidth = look.Color(look.Line), 1
	l := &leaf{number: number, picture: &canvas.Image{}, words: canvas.NewText("", color.Black)}
	l.words.Alignment = fyne.TextAlignCenter
	l.words.TextSize = look.Size(theme.SizeNameCaptionText)
	l.picture.Hide()
	l.content = container.NewStack(ground, l.picture, container.NewCenter(l.words))
	return l
}

// draw draws the page so many pixels wide; the picture that is there stays until
// the new one comes. failed is told how it went.
func (l *leaf) draw(runner background.Runner, pictures Pictures, pdf []byte, wide int, went func(error)) {
	if l.wide == wide {
		return
	}
	l.wide = wide
	background.Load(runner, &l.drawing, func(ctx context.Context) (*image.RGBA, error) {
		return pictures.Page(ctx, pdf, l.number, wide)
	}, func(drawn *image.RGBA, err error) {
		if err != nil {
			l.clear()
			l.wide = wide // it is not tried again by itself
		} else {
			l.picture.Image = drawn
			l.picture.Show()
			l.picture.Refresh()
			l.content.Refresh() // the picture alone was once not painted before the next key
		}
		went(err)
	})
}

// clear takes the picture away, with the memory that it holds.
func (l *leaf) clear() {
	l.drawing.Cancel()
	l.wide = 0
	if l.picture.Image != nil {
		l.picture.Image = nil
		l.picture.Hide()
		l.picture.Refresh()
	}
}

// say puts words on the page.
func (l *leaf) say(words string) {
	if l.words.Text != words {
		l.words.Text = words
		l.words.Refresh()
		l.content.Refresh()
	}
}
