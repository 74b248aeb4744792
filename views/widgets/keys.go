// Package widgets is what the pages are built of: fields, lists, pills, the
// drawn time line. Every one works by keyboard, speaks through locale and looks
// as look says. A key that a widget has no use for goes on to the window, so
// that Enter and Esc work wherever the focus is.
package widgets

import "fyne.io/fyne/v2"

// Pass gives a key that an object has no use for to its window, which confirms on
// Enter and goes back on Esc.
func Pass(object fyne.CanvasObject, event *fyne.KeyEvent) {
	canvas := CanvasOf(object)
	if canvas == nil {
		return
	}
	if typed := canvas.OnTypedKey(); typed != nil {
		typed(event)
	}
}

// isEnter tells whether the key is one of the two Enter keys.
func isEnter(event *fyne.KeyEvent) bool {
	return event.Name == fyne.KeyReturn || event.Name == fyne.KeyEnter
}

// Field is what can be filled in: it tells what takes the focus.
type Field interface {
	fyne.CanvasObject
	Target() fyne.Focusable
}

// CanvasOf gives the canvas that an object is on. The driver knows it only once
// the object has been painted; a page that was just built is on the window that
// was opened last, so that it can take the focus in the moment in which it is shown.
func CanvasOf(object fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if canvas := driver.CanvasForObject(object); canvas != nil {
		return canvas
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[len(windows)-1].Canvas()
	}
	return nil
}

// Focus gives the focus to a target that is on screen.
func Focus(target fyne.Focusable) {
	object, ok := target.(fyne.CanvasObject)
	if !ok || target == nil {
		return
	}
	if canvas := CanvasOf(object); canvas != nil {
		canvas.Focus(target)
	}
}
