package preview_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/preview"
	"nursedesk/app/preview/previewtest"
)

// putTogether draws a page's bands into one picture.
func putTogether(t *testing.T, r *preview.Renderer, pdf []byte, number, width, height int, grey bool) *image.RGBA {
	t.Helper()
	whole := image.NewRGBA(image.Rect(0, 0, width, height))
	next := 0
	require.NoError(t, r.Bands(t.Context(), pdf, number, width, height, grey, func(band preview.Band) error {
		require.Equal(t, next, band.Top, "no row is left out or drawn twice")
		require.Len(t, band.Pixels, 4*band.Width*band.Height)
		next += band.Height
		for i := 0; i < len(band.Pixels); i += 4 {
			whole.SetRGBA(i/4%width, band.Top+i/4/width, color.RGBA{band.Pixels[i+2], band.Pixels[i+1], band.Pixels[i], 255})
		}
		return nil
	}))
	require.Equal(t, height, next)
	return whole
}

// What goes to a printer band by band is the page that another program makes of the
// same bytes, without a seam; also where the last band is a narrow one.
func TestBandsAreThePage(t *testing.T) {
	r := renderer(t, engines)
	paper := document(t, "usual")
	sizes, err := r.Sizes(t.Context(), paper.PDF)
	require.NoError(t, err)
	require.Len(t, sizes, paper.Pages)
	for number, size := range sizes {
		require.InDelta(t, 595.28, size.Width, 0.01, "A4")
		require.InDelta(t, 841.89, size.Height, 0.01)
		poppler := previewtest.Poppler(t, paper.PDF, number+1, 794)
		whole := putTogether(t, r, paper.PDF, number+1, poppler.Bounds().Dx(), poppler.Bounds().Dy(), false)
		mean, worst := previewtest.Differences(whole, poppler, tile)
		t.Logf("page %d: %.2f on average, %.0f at most", number+1, mean, worst)
		require.Less(t, mean, meanTolerance)
		require.Less(t, worst, worstTolerance)
	}
}

// In grey no pixel has a colour, and without asking some have.
func TestBandsInGrey(t *testing.T) {
	r := renderer(t, engines)
	paper := document(t, "usual")
	coloured := func(grey bool) (count int) {
		whole := putTogether(t, r, paper.PDF, 1, 400, 566, grey)
		for i := 0; i < len(whole.Pix); i += 4 {
			if whole.Pix[i] != whole.Pix[i+1] || whole.Pix[i] != whole.Pix[i+2] {
				count++
			}
		}
		return count
	}
	require.Positive(t, coloured(false))
	require.Zero(t, coloured(true))
}

// A printer that takes no more ends the drawing, and the engine goes on with the next page.
func TestBandsRefused(t *testing.T) {
	r := renderer(t, engines)
	paper := document(t, "usual")
	full := errors.New("no more")
	taken := 0
	err := r.Bands(t.Context(), paper.PDF, 1, 400, 2000, false, func(preview.Band) error { taken++; return full })
	require.ErrorIs(t, err, full)
	require.Equal(t, 1, taken)

	ctx, cancel := context.WithCancel(t.Context())
	err = r.Bands(ctx, paper.PDF, 1, 400, 2000, false, func(preview.Band) error { cancel(); return nil })
	require.ErrorIs(t, err, context.Canceled)
	putTogether(t, r, paper.PDF, 1, 400, 566, false)
	require.Error(t, r.Bands(t.Context(), []byte("no PDF"), 1, 400, 566, false, func(preview.Band) error { return nil }))
}
