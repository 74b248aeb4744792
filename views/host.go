package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// pageMargin keeps a page off the navigation, and its right edge off the scroll bar.
var pageMargin = layout.NewCustomPaddedLayout(12, 12, 16, 16)

// historyLimit is how many pages Back remembers.
const historyLimit = 50

// Open implements page.Host.
func (w *Window) Open(route page.Route) {
	if w.constructs[route.Page] == nil {
		return
	}
	w.leave(func() {
		if w.route != route {
			w.history = append(w.history, w.route)
			if len(w.history) > historyLimit {
				w.history = w.history[1:]
			}
		}
		w.show(route)
	})
}

// Back implements page.Host.
func (w *Window) Back() {
	if len(w.history) == 0 {
		return
	}
	w.leave(func() {
		last := w.history[len(w.history)-1]
		w.history = w.history[:len(w.history)-1]
		switch last.Arg {
		case page.Offer:
			last.ID, last.Arg = 0, ""
		case page.New:
			last.Arg = "" // what was begun there goes on: it is not begun again
		}
		w.show(last)
	})
}

// dropped takes a file of bookings that was dragged onto the window.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	switch {
	case w.locked() || w.dialog != nil:
	case len(files) != 1:
		w.toasts.show(locale.T("import.drop.one-file"), nil)
	default:
		w.Open(page.Route{Page: page.Import, Arg: files[0].Path()})
	}
}

// canGoBack tells whether the title line offers the way back: not from the
// pages of the navigation, which are a place of their own.
func (w *Window) canGoBack() bool {
	return !inNavigation(w.route.Page) && len(w.history) > 0
}

// leave asks the present page for unsaved input, then goes on.
func (w *Window) leave(then func()) {
	if w.current != nil {
		if leaver, ok := w.current.page.(page.Leaver); ok {
			leaver.Leave(then)
			return
		}
	}
	then()
}

func (w *Window) show(route page.Route) {
	w.look(route)
	next := w.pages[route.Page]
	if next == nil {
		next = &shown{page: w.constructs[route.Page](w)}
		next.scroll = container.NewScroll(container.New(pageMargin, next.page.Content()))
		if _, fixed := next.page.(page.Fixed); !fixed { // that one brings what has the focus into view itself
			widgets.FollowAll(next.scroll, next.page.Content())
		}
		w.pages[route.Page] = next
		w.opened = append(w.opened, route.Page)
	}
	w.closePopups()
	w.failure.clear()
	w.window.Canvas().Unfocus()
	w.current, w.route = next, route
	w.area.Objects = []fyne.CanvasObject{next.scroll}
	w.area.Refresh()
	w.navigation.mark(route.Page)
	if shower, ok := next.page.(page.Shower); ok {
		shower.Show(route)
	}
	w.Retitle()
}

// look writes, away from the screen, that a page of a patient's was opened.
func (w *Window) look(route page.Route) {
	if w.Looked == nil {
		return
	}
	found := w.found
	w.found = false
	background.Load(w.Params.Background, new(background.Token),
		func(ctx context.Context) (struct{}, error) { return struct{}{}, w.Looked(ctx, route, found) },
		func(_ struct{}, err error) {
			if errors.Is(err, models.ErrRestricted) {
				w.restricted.page = route
			}
			w.Fail(err)
		})
}

// Fail implements page.Host.
func (w *Window) Fail(err error) {
	switch {
	case err == nil || w.failure == nil:
		return
	case w.dialog != nil && w.dialog == w.restricted.dialog && errors.Is(err, models.ErrRestricted): // it is what is asked
	case w.dialog != nil:
		w.dialog.fail(err)
	case w.askRestricted(err):
	default:
		w.failure.show(err)
	}
}

// Toast implements page.Host.
func (w *Window) Toast(text string, undo func()) { w.toasts.show(text, undo) }

// Tell says something that has to be read.
func (w *Window) Tell(title, text string) {
	w.Ask(page.Dialog{Title: title, Text: text, Confirm: locale.T("dialog.close"), NoCancel: true})
}

// key takes the keys that nothing on the page has used.
func (w *Window) key(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyEscape && w.closePopups() {
		return
	}
	if w.dialog != nil {
		w.dialog.key(event)
		return
	}
	if event.Name != fyne.KeyEscape {
		return
	}
	if w.failure.Visible() {
		w.failure.clear()
		return
	}
	if escaper, ok := w.current.page.(page.Escaper); ok && escaper.Escape() {
		return
	}
	if w.canGoBack() {
		w.Back()
	}
}
