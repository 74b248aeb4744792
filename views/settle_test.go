package views

import "fyne.io/fyne/v2"

// settle lays a window out until nothing moves any more. Fyne's test canvas does
// not follow a text that breaks into more lines; the real window does.
func settle(window fyne.Window) {
	size := window.Canvas().Size()
	for range 3 {
		window.Resize(size.AddWidthHeight(0, 1))
		window.Canvas().Content().Refresh()
		for _, overlay := range window.Canvas().Overlays().List() {
			overlay.Refresh()
		}
		window.Resize(size)
	}
}
