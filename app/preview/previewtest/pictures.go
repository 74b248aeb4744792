// Package previewtest compares pictures of pages in tests. What is compared with
// is drawn by poppler, another program than the one that draws the preview.
package previewtest

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os/exec"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// Poppler draws a page of a PDF, numbered from 1, on white, in greys, and so many
// pixels wide. The test is skipped where poppler is not installed.
func Poppler(t testing.TB, pdf []byte, number, width int) *image.Gray {
	t.Helper()
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed (Debian package poppler-utils): the pictures are compared with nothing")
	}
	page := strconv.Itoa(number)
	//nolint:gosec // the program is poppler's, the arguments are the test's
	command := exec.Command(tool, "-gray", "-png", "-f", page, "-l", page, "-scale-to-x", strconv.Itoa(width), "-scale-to-y", "-1", "-")
	command.Stdin = bytes.NewReader(pdf)
	out, err := command.Output()
	require.NoError(t, err)
	picture, err := png.Decode(bytes.NewReader(out))
	require.NoError(t, err)
	return Grey(picture)
}

// Grey gives a picture in greys.
func Grey(picture image.Image) *image.Gray {
	if grey, ok := picture.(*image.Gray); ok {
		return grey
	}
	drawn := image.NewGray(picture.Bounds())
	draw.Draw(drawn, drawn.Bounds(), picture, picture.Bounds().Min, draw.Src)
	return drawn
}

// Differences compares how dark two pictures are, square by square, of 255: on
// average over all squares, and where they differ most. Within a square, a letter
// that stands a pixel aside makes no difference; a side of two letters is good.
// What only one of the pictures has at its right or lower edge is left out.
func Differences(one, other image.Image, side int) (mean, worst float64) {
	a, b := Grey(one), Grey(other)
	area := a.Bounds().Intersect(b.Bounds())
	squares := 0.0
	for y := area.Min.Y; y+side <= area.Max.Y; y += side {
		for x := area.Min.X; x+side <= area.Max.X; x += side {
			at := image.Rect(x, y, x+side, y+side)
			apart := math.Abs(lightness(a, at) - lightness(b, at))
			mean, worst, squares = mean+apart, max(worst, apart), squares+1
		}
	}
	return mean / squares, worst
}

func lightness(picture *image.Gray, at image.Rectangle) float64 {
	sum := 0
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			sum += int(picture.GrayAt(x, y).Y)
		}
	}
	return float64(sum) / float64(at.Dx()*at.Dy())
}
