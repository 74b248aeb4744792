package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// search opens the search for a patient from anywhere.
func (w *Window) search() {
	if w.Search == nil || w.dialog != nil {
		return
	}
	field := widgets.NewSearch(w.Params.Background, locale.T("frame.search-hint"), w.Search,
		func(hit SearchHit) widgets.Hit { return hit.Hit })
	field.OnError = w.Fail
	field.OnChosen = func(hit SearchHit) {
		w.dialog.close()
		w.found = true
		w.Open(hit.Route)
	}
	w.Ask(page.Dialog{
		Title:    locale.T("command.search"),
		Content:  container.New(searchLayout{}, field),
		Focus:    field.Target(),
		Confirm:  locale.T("dialog.close"),
		NoCancel: true,
		Width:    560,
	})
}

// searchLayout keeps room for the hits, so that the dialog stands still.
type searchLayout struct{}

// Layout implements fyne.Layout.
func (searchLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(fyne.NewSize(size.Width, object.MinSize().Height))
	}
}

// MinSize implements fyne.Layout.
func (searchLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, look.Scaled(300))
	for _, object := range objects {
		size = size.Max(object.MinSize())
	}
	return size
}
