// Package widgets is what the pages are built of: fields, lists, pills, the
// drawn time line. Every one works by keyboard, speaks through locale and looks
// as look says. A key that a widget has no use for goes on to the window, so
// that Enter and Esc work wherever the focus is.
package widgets

import "fyne.io/fyne/v2"

// pass gives a key to the canvas, whose window confirms on Enter and goes back on Esc.
func pass(object fyne.CanvasObject, event *fyne.KeyEvent) {
	canvas := canvasOf(object)
	if canvas == nil {
		return
	}
	if typed := canvas.OnTypedKey(); typed != nil {
		typed(event)
	}
}

// Pass gives a key that an object of a page's own has no use for to the window.
func Pass(object fyne.CanvasObject, event *fyne.KeyEvent) { pass(object, event) }

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
// was opened last.
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

// focus gives the focus to a target that is on screen.
func focus(target fyne.Focusable) {
	object, ok := target.(fyne.CanvasObject)
	if !ok || target == nil {
		return
	}
	if canvas := canvasOf(object); canvas != nil {
		canvas.Focus(target)
	}
}

// canvasOf gives the canvas that an object is on. Fyne knows it only once the
// object has been painted; before that it is the one of the program's window, so
// that a page can give the focus in the moment in which it is shown.
func canvasOf(object fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if canvas := driver.CanvasForObject(object); canvas != nil {
		return canvas
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}
