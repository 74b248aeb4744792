package preview

import (
	"context"
	"fmt"
	"image"
	"slices"
	"sync/atomic"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"nursedesk/models"
)

// LargestSide is the widest and the highest that a page is drawn, in pixels. It
// bounds the memory that one picture takes to 64 MB.
const LargestSide = 4096

// Renderer draws pages, one at a time; all its methods may be called on any
// goroutine. It costs nothing until the first page is asked for.
type Renderer struct {
	folder string
	turn   chan struct{} // has room for one: who draws
	ready  atomic.Bool

	// Only who draws touches these.
	engine *engine // nil until it has started
	closed bool
}

// New makes a renderer that keeps the compiled engine in a folder of its own,
// which it makes; anything else in it is removed. With "", or where the folder
// can't be used, the engine is compiled in every run, which takes seconds.
func New(folder string) *Renderer {
	return &Renderer{folder: folder, turn: make(chan struct{}, 1)}
}

// Ready tells whether the engine has started, so that a page takes milliseconds
// and not seconds.
func (r *Renderer) Ready() bool { return r.ready.Load() }

// Page draws a page, numbered from 1, on white and so many pixels wide, within
// LargestSide. A PDF that can't be read and a page that it has not are a
// *models.Problem, and so is an engine that doesn't start.
func (r *Renderer) Page(ctx context.Context, pdf []byte, number, width int) (*image.RGBA, error) {
	var drawn *image.RGBA
	err := r.inTurn(ctx, func() (err error) {
		drawn, err = r.engine.draw(pdf, number, min(max(width, 1), LargestSide))
		return r.judge(err)
	})
	return drawn, err
}

// Close ends the engine once nothing is drawn any more, or gives up when ctx
// ends: the engine ends with the program anyway. Nothing can be drawn afterwards.
func (r *Renderer) Close(ctx context.Context) error {
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-r.turn }()
	r.closed = true
	r.stop()
	return nil
}

func (r *Renderer) stop() {
	r.ready.Store(false)
	if r.engine != nil {
		r.engine.stop()
		r.engine = nil
	}
}

// inTurn does one thing with the engine, which it starts if need be.
func (r *Renderer) inTurn(ctx context.Context, do func() error) error {
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-r.turn }()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case r.closed:
		return &models.Problem{Code: "preview.engine", Cause: errClosed}
	case r.engine == nil:
		started, err := startEngine(r.folder)
		if err != nil {
			return &models.Problem{Code: "preview.engine", Cause: err}
		}
		r.engine = started
		r.ready.Store(true)
	}
	return do()
}

// draw opens the PDF each time: that takes less than a millisecond, and leaves
// nothing behind in the engine.
func (e *engine) draw(pdf []byte, number, width int) (own *image.RGBA, err error) {
	err = e.with(pdf, func(document references.FPDF_DOCUMENT) error {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: number - 1}}
		rendered, err := e.instance.RenderPageInPixels(&requests.RenderPageInPixels{
			Page: page, Width: width, Height: LargestSide,
		})
		if err != nil {
			return err
		}
		defer rendered.Cleanup()
		lent, ok := rendered.Result.RenderedImage.(*image.RGBA)
		if !ok {
			return fmt.Errorf("the engine drew a %T", rendered.Result.RenderedImage)
		}
		own = &image.RGBA{Pix: slices.Clone(lent.Pix), Stride: lent.Stride, Rect: lent.Rect} // the engine uses its memory again
		return nil
	})
	return own, err
}
