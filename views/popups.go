package views

import "fyne.io/fyne/v2"

// closePopups closes every list and calendar that lies over the page, as a tap
// beside it would, and says whether there was one. A dialog is not closed so.
//
// A pop-up that outlives its page takes every key and uses none.
func (w *Window) closePopups() bool {
	overlays := w.window.Canvas().Overlays()
	closed := false
	for {
		top := overlays.Top()
		ground, ok := top.(fyne.Tappable)
		if !ok {
			return closed
		}
		ground.Tapped(&fyne.PointEvent{})
		if overlays.Top() == top {
			return closed // a dialog, which stays
		}
		closed = true
	}
}
