package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// followed is part of every widget that can have the focus in a form: it tells
// the form, so that the form scrolls to it. (Fyne scrolls to nothing by itself.)
type followed struct {
	gained func()
	scroll *container.Scroll
}

func (f *followed) followIn(scroll *container.Scroll, gained func()) {
	f.scroll, f.gained = scroll, gained
}

// scrollForm turns the form by the wheel.
func (f *followed) scrollForm(event *fyne.ScrollEvent) {
	if f.scroll != nil {
		f.scroll.Scrolled(event)
	}
}

func (f *followed) tellFocused() {
	if f.gained != nil {
		f.gained()
	}
}

// Follow makes a scroll bring the form's field or button that gets the focus into view.
func (f *Form) Follow(scroll *container.Scroll) {
	FollowAll(scroll, f.column)
	for _, part := range f.parts {
		part.Follow(scroll)
	}
}

// FollowRow is Follow for one row, which may come and go in a form.
func FollowRow(scroll *container.Scroll, row *FieldRow) {
	followRow(row, scroll, func(object fyne.CanvasObject) { Reveal(scroll, object) })
}

func followRow(row *FieldRow, scroll *container.Scroll, reveal func(object fyne.CanvasObject)) {
	for _, target := range targetsOf(row.field) {
		if teller, ok := target.(teller); ok {
			teller.followIn(scroll, func() { reveal(row) })
		}
	}
}

// teller is what has followed in it.
type teller interface {
	fyne.CanvasObject
	followIn(scroll *container.Scroll, gained func())
}

// FollowAll makes a scroll bring whatever of an object's fields, buttons and tabs gets
// the focus into view. What comes into the object later needs it again.
func FollowAll(scroll *container.Scroll, within fyne.CanvasObject) {
	followAll(within, scroll, func(object fyne.CanvasObject) { Reveal(scroll, object) })
}

func followAll(within fyne.CanvasObject, scroll *container.Scroll, reveal func(object fyne.CanvasObject)) {
	switch object := within.(type) {
	case *fyne.Container:
		for _, child := range object.Objects {
			followAll(child, scroll, reveal)
		}
	case *Surface:
		followAll(object.whole, scroll, reveal)
	case *Form:
		followAll(object.column, scroll, reveal)
	case *FieldRow:
		followRow(object, scroll, reveal)
	case teller:
		object.followIn(scroll, func() { reveal(object) })
	}
}

// targetsOf gives everything in a field that can have the focus.
func targetsOf(field fyne.CanvasObject) []fyne.Focusable {
	if ticks, ok := field.(*Ticks); ok {
		targets := make([]fyne.Focusable, 0, len(ticks.checks))
		for _, check := range ticks.checks {
			targets = append(targets, check)
		}
		return targets
	}
	if target := targetOf(field); target != nil {
		return []fyne.Focusable{target}
	}
	return nil
}

// revealSpace is kept free above and below what is brought into view.
const revealSpace = 12

// Reveal scrolls as little as is needed to bring an object within a scroll into view.
func Reveal(scroll *container.Scroll, object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(object) == nil {
		return
	}
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll.Content).Y
	offset, view := scroll.Offset.Y, scroll.Size().Height
	// It may have grown since it was laid out: hits below a search.
	high := max(object.Size().Height, object.MinSize().Height)
	if bottom := top + high + revealSpace; bottom > offset+view {
		offset = bottom - view
	}
	offset = max(min(offset, top-revealSpace), 0)
	if offset != scroll.Offset.Y {
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, offset))
	}
}
