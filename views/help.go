package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// keysOfAnyPage are the keys that are no command, by the translation
// "keys." with each behind it.
var keysOfAnyPage = []struct{ id, keys string }{
	{"open", "Enter"},
	{"escape", "Esc"},
	{"move", "↑ ↓ Home End PgUp PgDn"},
	{"tab", "Tab"},
	{"calendar", "↓"},
}

// showKeys lists every key.
func (w *Window) showKeys() {
	table := container.New(layout.NewFormLayout())
	add := func(keys, words string) {
		table.Add(widgets.NewStrong(keys))
		table.Add(widgets.NewText(words))
	}
	for _, each := range w.commands {
		if keys := each.keyText(); keys != "" {
			add(keys, each.words())
		}
	}
	for _, each := range keysOfAnyPage {
		add(each.keys, locale.T("keys."+each.id))
	}
	w.Ask(page.Dialog{
		Title: locale.T("command.keys"), Content: table, Confirm: locale.T("dialog.close"), NoCancel: true, Width: 520,
	})
}

// showAbout says what the program is, and what it is not.
func (w *Window) showAbout() {
	lines := []fyne.CanvasObject{
		widgets.NewText(locale.T("about.what", "version", w.Version)),
		widgets.NewText(locale.T("about.safety")),
		widgets.NewMuted(locale.T("about.data", "place", w.DataPlace)),
	}
	w.Ask(page.Dialog{
		Title: locale.T("command.about"), Content: container.NewVBox(lines...), Confirm: locale.T("dialog.close"), NoCancel: true,
	})
}
