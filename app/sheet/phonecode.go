package sheet

import (
	"fmt"

	"rsc.io/qr"

	"nursedesk/app/drawing"
	"nursedesk/models"
)

// phoneCode is what a text calls the QR code of the clinic's phone number:
// ![caption](phonecode). It stands only where the number can be dialled.
const phoneCode = "phonecode"

const (
	codeWidth = 25.0 // mm, with the quiet zone: 0.75 mm a square, which any phone reads at arm's length
	quietZone = 4    // squares left white on each side, as the standard asks
)

// dial gives the drawing of a QR code that dials a phone number; ok is false
// where the number, as it is written on paper, is none that can be dialled.
func dial(written string) (code *drawing.Drawing, ok bool) {
	phone, err := models.ParsePhone(written)
	if err != nil {
		return nil, false
	}
	encoded, err := qr.Encode(fmt.Sprintf("tel:%s", phone), qr.M)
	if err != nil {
		return nil, false
	}
	return squares(encoded.Size, encoded.Black), true
}

// squares draws the black squares of a code on white, those beside each other as one.
func squares(size int, black func(x, y int) bool) *drawing.Drawing {
	whole := float64(size + 2*quietZone)
	drawn := &drawing.Drawing{Width: whole, Height: whole}
	white := drawing.Look{Fill: &drawing.Colour{R: 255, G: 255, B: 255}}
	drawn.Shapes = append(drawn.Shapes, drawing.Shape{Path: rectangle(0, 0, whole, whole), Look: white})
	var path []drawing.Segment
	for y := range size {
		for x := 0; x < size; x++ {
			first := x
			for x < size && black(x, y) {
				x++
			}
			if x > first {
				path = append(path, rectangle(float64(first+quietZone), float64(y+quietZone), float64(x-first), 1)...)
			}
		}
	}
	drawn.Shapes = append(drawn.Shapes, drawing.Shape{Path: path, Look: drawing.Look{Fill: &drawing.Colour{}}})
	return drawn
}

func rectangle(x, y, width, height float64) []drawing.Segment {
	return []drawing.Segment{
		{Kind: drawing.Move, Points: []drawing.Point{{X: x, Y: y}}},
		{Kind: drawing.Line, Points: []drawing.Point{{X: x + width, Y: y}}},
		{Kind: drawing.Line, Points: []drawing.Point{{X: x + width, Y: y + height}}},
		{Kind: drawing.Line, Points: []drawing.Point{{X: x, Y: y + height}}},
		{Kind: drawing.Close},
	}
}
