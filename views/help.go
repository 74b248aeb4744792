package views

import (
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// keysOfAnyPage are the keys that are no command. The translation "keys." with
// the id behind it tells what they do; a key whose name differs between
// languages has its own translation, "keys.name." with the id.
var keysOfAnyPage = []struct{ id, keys string }{
	{"open", "Enter"},
	{"escape", "Esc"},
	{"tab", "Tab"},
	{"calendar", ""},
	{"move", ""},
	{"call", ""},
	{"call-more", ""},
}

// showKeys lists every key.
func (w *Window) showKeys() {
	table := widgets.NewColumn(6)
	add := func(keys, words string) {
		table.Add(widgets.NewCells([]float32{190, 0}, widgets.NewParagraph(keys).Bold(), widgets.NewParagraph(words)))
	}
	for _, each := range w.commands {
		if keys := each.keyText(); keys != "" {
			add(keys, each.words())
		}
	}
	for _, each := range keysOfAnyPage {
		keys := each.keys
		if keys == "" {
			keys = locale.T("keys.name." + each.id)
		}
		add(keys, locale.T("keys."+each.id))
	}
	w.Ask(page.Dialog{
		Title: locale.T("command.keys"), Content: table, Confirm: locale.T("dialog.close"), NoCancel: true, Width: 520,
	})
}

// aboutWidth is wide enough for a licence's own lines.
const aboutWidth = 620

// showAbout says what the program is, and what it is not.
func (w *Window) showAbout() {
	lines := widgets.NewColumn(
		12,
		widgets.NewParagraph(locale.T("about.what", "version", w.Version)),
		widgets.NewParagraph(locale.T("about.safety")),
		widgets.NewParagraph(locale.T("about.data", "place", w.DataPlace)).Small().Ink(look.Muted),
		licences(aboutWidth),
	)
	w.Ask(page.Dialog{
		Title: locale.T("command.about"), Content: lines, Confirm: locale.T("dialog.close"), NoCancel: true, Width: aboutWidth,
	})
}
