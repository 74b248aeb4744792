package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over an entry and takes the mouse's wheel, and nothing else, away from
// it: Fyne's entry scrolls by itself, and the page below it would stand still.
type wheel struct {
	widget.BaseWidget
	turned func(event *fyne.ScrollEvent)
}

// withWheel makes the renderer of an entry whose wheel goes elsewhere.
func withWheel(entry fyne.WidgetRenderer, turned func(event *fyne.ScrollEvent)) fyne.WidgetRenderer {
	w := &wheel{turned: turned}
	w.ExtendBaseWidget(w)
	return &wheelRenderer{WidgetRenderer: entry, wheel: w}
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(event *fyne.ScrollEvent) { w.turned(event) }

// CreateRenderer implements fyne.Widget: there is nothing to see.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

type wheelRenderer struct {
	fyne.WidgetRenderer
	wheel *wheel
}

func (r *wheelRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
}

func (r *wheelRenderer) Objects() []fyne.CanvasObject {
	entry := r.WidgetRenderer.Objects()
	return append(entry[:len(entry):len(entry)], r.wheel)
}

// scrollOf is what an entry scrolls its own text by.
func scrollOf(entry fyne.WidgetRenderer) fyne.Scrollable {
	for _, object := range entry.Objects() {
		if scroll, ok := object.(fyne.Scrollable); ok {
			return scroll
		}
	}
	return nil
}
