package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
)

// command is one thing that the menu and a key can do. Its words are the
// translation "command." with its id.
type command struct {
	id       string
	menu     string // the menu it stands in, "menu." with this behind it
	key      fyne.KeyName
	modifier fyne.KeyModifier
	keys     string // as it is written, where it differs
	inDialog bool   // works while a dialog is open
	do       func()
}

const ctrl = fyne.KeyModifierShortcutDefault

// allCommands lists every command in the order of the menu. Only what the
// program has pages for is there.
func (w *Window) allCommands() []command {
	commands := []command{
		{id: "save", menu: "file", key: fyne.KeyS, modifier: ctrl, inDialog: true, do: w.save},
		{id: "print", menu: "file", key: fyne.KeyP, modifier: ctrl, do: w.print},
		{id: "print-day", menu: "file", do: func() { w.Open(page.Route{Page: page.DaySheets}) }},
	}
	if w.Emergency {
		commands = append(commands, command{id: "emergency-list", menu: "file", key: fyne.KeyD, modifier: ctrl, do: w.openEmergencyList})
	}
	commands = append(commands, []command{
		{id: "save-list", menu: "file", do: w.saveList},
		{id: "save-patient", menu: "file", do: w.savePatient},
		{id: "merge", menu: "file", key: fyne.KeyI, modifier: ctrl, do: w.merge},
		{id: "restrict", menu: "file", do: w.restrict},
		{id: "erase", menu: "file", do: w.erase},
	}...)
	for _, name := range []page.Name{page.Import, page.Staff, page.AccessLog} {
		if w.constructs[name] != nil {
			commands = append(commands, command{id: "page." + string(name), menu: "file", do: func() { w.Open(page.Route{Page: name}) }})
		}
	}
	if w.SignIn != nil {
		commands = append(commands, command{id: "lock", menu: "file", key: fyne.KeyL, modifier: ctrl, inDialog: true, do: w.Lock})
	}
	if w.LeaveTrial != nil {
		commands = append(commands, command{id: "leave-trial", menu: "file", do: w.leaveTrial})
	}
	commands = append(commands, []command{
		{id: "quit", menu: "file", key: fyne.KeyQ, modifier: ctrl, do: w.closing},
	}...)
	if w.constructs[page.NewBooking] != nil {
		commands = append(commands, command{
			id: "new-booking", menu: "booking", key: fyne.KeyN, modifier: ctrl,
			do: func() { w.begin(page.NewBooking) },
		})
	}
	commands = append(commands, command{
		id: "complete", menu: "booking", key: fyne.KeyReturn, modifier: ctrl, keys: "Ctrl+Enter", inDialog: true, do: w.complete,
	})
	commands = append(commands, command{id: "own-task", menu: "booking", key: fyne.KeyE, modifier: ctrl, do: w.ownTask})
	commands = append(commands, command{id: "copy-journal", menu: "booking", key: fyne.KeyJ, modifier: ctrl, do: w.copyToJournal})
	commands = append(commands, command{id: "undo", menu: "booking", key: fyne.KeyU, modifier: ctrl, do: w.undo})
	if w.constructs[page.Call] != nil {
		commands = append(commands, command{
			id: "new-call", menu: "call", key: fyne.KeyT, modifier: ctrl,
			do: func() { w.begin(page.Call) },
		})
		commands = append(commands,
			command{id: "hand-over-call", menu: "call", key: fyne.KeyO, modifier: ctrl, inDialog: true, do: w.handOver},
			command{id: "keep-call", menu: "call", key: fyne.KeyG, modifier: ctrl, inDialog: true, do: w.keepCall})
	}
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7}
	for number, item := range navigationItems {
		if w.constructs[item.name] == nil {
			continue
		}
		commands = append(commands, command{
			id: "page." + string(item.name), menu: "view", key: digits[number], modifier: ctrl,
			do: func() { w.Open(page.Route{Page: item.name}) },
		})
	}
	if w.Pages[page.Readiness] != nil {
		commands = append(commands, command{
			id: "readiness", menu: "view", key: fyne.KeyB, modifier: ctrl, do: func() { w.Open(page.Route{Page: page.Readiness}) },
		})
	}
	if w.Pages[page.Shift] != nil {
		commands = append(commands, command{
			id: "shift", menu: "view", key: fyne.KeyH, modifier: ctrl, do: func() { w.Open(page.Route{Page: page.Shift}) },
		})
	}
	if w.Search != nil {
		commands = append(commands, command{id: "search", menu: "view", key: fyne.KeyF, modifier: ctrl, do: w.search})
	}
	if w.constructs[page.Guide] != nil {
		commands = append(commands, command{
			id: "guide", menu: "help", key: fyne.Key0, modifier: ctrl, do: func() { w.Open(page.Route{Page: page.Guide}) },
		})
	}
	return append(
		commands,
		command{id: "back", menu: "view", key: fyne.KeyLeft, modifier: fyne.KeyModifierAlt, do: w.Back},
		command{id: "reload", menu: "view", key: fyne.KeyR, modifier: ctrl, do: w.Reload},
		command{id: "only-mine", menu: "view", key: fyne.KeyM, modifier: ctrl, do: w.onlyMine},
		command{id: "compact", menu: "view", key: fyne.KeyK, modifier: ctrl, do: w.compact},
		command{id: "keys", menu: "help", do: w.showKeys},
		command{id: "about", menu: "help", do: w.showAbout},
	)
}

// run does a command, unless a dialog is open that waits for its answer.
func (w *Window) run(id string) {
	for _, each := range w.commands {
		if each.id == id && (w.dialog == nil || each.inDialog) {
			w.closePopups() // what is done must be seen
			each.do()
			return
		}
	}
}

// Run does a command of the menu by its id, as its key would: "new-booking",
// "page.today", "search". An unknown one does nothing.
func (w *Window) Run(id string) { w.run(id) }

// Command implements page.Host.
func (w *Window) Command(id string) (name, keys string) {
	for _, each := range w.commands {
		if each.id == id {
			return each.words(), each.keyText()
		}
	}
	return "", ""
}

// mainMenu holds every command with its key.
func (w *Window) mainMenu() *fyne.MainMenu {
	main := fyne.NewMainMenu()
	for _, name := range []string{"file", "booking", "call", "view", "help"} {
		menu := fyne.NewMenu(locale.T("menu." + name))
		widest := w.widest(name)
		for _, each := range w.commands {
			if each.menu != name {
				continue
			}
			label := each.words()
			if key := each.keyText(); key != "" {
				label += padding(label, widest) + key
			}
			item := fyne.NewMenuItem(label, func() { w.run(each.id) })
			if each.key != "" {
				item.Shortcut = menuKey{&desktop.CustomShortcut{KeyName: each.key, Modifier: each.modifier}}
			}
			if each.id == "quit" || each.id == "search" || each.id == "about" {
				menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
			}
			item.IsQuit = each.id == "quit"
			menu.Items = append(menu.Items, item)
		}
		if len(menu.Items) > 0 {
			main.Items = append(main.Items, menu)
		}
	}
	return main
}

// menuKey is a key that Fyne obeys but does not draw: it would draw it in a fifth
// of the text's strength, which few can read. The label says it instead.
type menuKey struct{ key *desktop.CustomShortcut }

// ShortcutName implements fyne.Shortcut.
func (m menuKey) ShortcutName() string { return m.key.ShortcutName() }

// widest is the width of the longest words in a menu.
func (w *Window) widest(menu string) float32 {
	widest := float32(0)
	for _, each := range w.commands {
		if each.menu == menu {
			widest = max(widest, menuWidth(each.words()))
		}
	}
	return widest
}

// hair is a space narrower than any other, so that the keys begin at one place.
const hair = "\u200a"

// padding fills a menu's label with spaces up to where the keys begin.
func padding(words string, widest float32) string {
	wide := func(space string) float32 { return menuWidth("x"+strings.Repeat(space, 100)+"x") - menuWidth("xx") }
	space, narrow := wide(" ")/100, wide(hair)/100
	left := widest - menuWidth(words) + 6*space
	spaces := int(left / space)
	return strings.Repeat(" ", spaces) + strings.Repeat(hair, int((left-float32(spaces)*space)/narrow+0.5))
}

func menuWidth(text string) float32 {
	return fyne.MeasureText(text, look.Size(theme.SizeNameText), fyne.TextStyle{}).Width
}

func (c command) words() string { return locale.T("command." + c.id) }

// keyText is how the command's key is written: Ctrl+N.
func (c command) keyText() string {
	switch {
	case c.keys != "":
		return c.keys
	case c.modifier == fyne.KeyModifierAlt:
		return locale.T("keys.name.back")
	case c.key == "":
		return ""
	}
	return "Ctrl+" + string(c.key)
}

// begin opens a new booking or call, empty: whoever calls next is seldom the patient
// whose page is still open, who is only asked about.
func (w *Window) begin(name page.Name) {
	route := page.Route{Page: name, Arg: page.New}
	if w.route.Page == page.Patient {
		route.ID, route.Arg = w.route.ID, page.Offer
	}
	w.Open(route)
}

// save confirms an open dialog that has something typed in it, else saves the page.
func (w *Window) save() {
	if w.dialog != nil {
		if w.dialog.Form != nil {
			w.dialog.confirm()
		}
		return
	}
	if saver, ok := w.current.page.(page.Saver); ok {
		saver.Save()
	}
}

func (w *Window) saveList() {
	if saver, ok := w.current.page.(page.ListSaver); ok {
		saver.SaveList()
		return
	}
	w.toasts.show(locale.T("command.save-list.none"), nil)
}

func (w *Window) savePatient() {
	if saver, ok := w.current.page.(page.AllSaver); ok {
		saver.SaveAll()
		return
	}
	w.toasts.show(locale.T("command.save-patient.none"), nil)
}

// merge begins with the patient whose page is open, or shows who may be here twice.
func (w *Window) merge() {
	if merger, ok := w.current.page.(page.Merger); ok {
		merger.Merge()
		return
	}
	w.toasts.show(locale.T("command.merge.none"), nil)
}

// erase begins with the patient whose page is open.
func (w *Window) erase() {
	if eraser, ok := w.current.page.(page.Eraser); ok {
		eraser.Erase()
		return
	}
	w.toasts.show(locale.T("command.erase.none"), nil)
}

func (w *Window) copyToJournal() {
	if copier, ok := w.current.page.(page.JournalCopier); ok {
		copier.CopyToJournal()
		return
	}
	w.toasts.show(locale.T("command.copy-journal.none"), nil)
}

func (w *Window) print() {
	if printer, ok := w.current.page.(page.Printer); ok {
		printer.Print()
	}
}

// complete confirms an open dialog, whatever has the focus in it, else marks the
// page's selected row as done.
func (w *Window) complete() {
	if w.dialog != nil {
		w.dialog.confirm()
		return
	}
	if completer, ok := w.current.page.(page.Completer); ok {
		completer.Complete()
	}
}

// ownTask asks for a task where one is open about a patient, else on Idag.
func (w *Window) ownTask() {
	if asker, ok := w.current.page.(page.OwnTasker); ok {
		asker.OwnTask()
		return
	}
	w.Open(page.Route{Page: page.Today, Arg: page.OwnTask})
}

func (w *Window) onlyMine() {
	if narrower, ok := w.current.page.(page.Narrower); ok {
		narrower.OnlyMine()
		return
	}
	w.toasts.show(locale.T("command.only-mine.none"), nil)
}

func (w *Window) compact() {
	if compacter, ok := w.current.page.(page.Compacter); ok {
		compacter.Compact()
	}
}

func (w *Window) undo() { w.toasts.undo() }
