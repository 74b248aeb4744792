package views

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// menuHeight is about what the menu bar takes of the window's height.
const menuHeight = 36

// build makes everything in the window, in the language, size and colours of the
// preferences, and opens a page. It runs again when one of those changes.
func (w *Window) build(route page.Route) {
	w.dress()
	w.pages, w.opened, w.current, w.dialog = map[page.Name]*shown{}, nil, nil, nil
	w.navigation = newNavigation(w)
	w.title = newTitleLine(w.Back, w.search)
	w.failure = newFailure(w)
	moved := func() { w.toasts.place() }
	w.contact = newStrip(look.Overdue, moved)
	if w.Emergency {
		w.contact = newStrip(look.Overdue, moved, widgets.NewButton(locale.T("live.emergency-list"), w.openEmergencyList).WithIcon("print"))
	}
	w.there = newStrip(look.Coming, moved)
	w.question = newStrip(look.DueToday, moved,
		widgets.NewButton(locale.T("command.hand-over-call"), w.handOver), widgets.NewButton(locale.T("command.keep-call"), w.keepCall))
	w.bar = newStatusBar(w.signature(), w.statusText(), locale.T("frame.version", "version", w.Version, "place", w.DataPlace))
	w.showBackup()
	w.area = container.NewStack()
	w.toasts = newToasts(w.Params.Background, container.NewVBox(w.trialStrip(moved), w.title, w.contact, w.question, w.there, w.failure), w.area)
	w.contact.set(w.lostText())
	w.sayWhere()
	w.commands = w.allCommands()

	frame := container.New(frameLayout{}, w.toasts.page, w.navigation, w.bar)
	w.least = canvas.NewRectangle(color.Transparent)
	w.limit()
	layers := container.NewStack(w.least, frame)
	if w.FirstFrame != nil {
		layers.Add(container.NewWithoutLayout(newPaintMark(w.FirstFrame)))
	}
	w.content = layers
	w.window.SetMainMenu(w.mainMenu())
	w.window.SetContent(layers)
	w.window.Canvas().SetOnTypedKey(w.key)
	for name, count := range w.counts {
		w.navigation.setCount(name, count)
	}
	if w.constructs[route.Page] == nil {
		route = page.Route{Page: page.Today}
	}
	w.show(route)
}

// dress puts the window into the language, size and colours of the preferences.
func (w *Window) dress() {
	w.App.Settings().SetTheme(look.New(w.Preferences.Mode(), w.Preferences.TextSize()))
	if language := w.Preferences.Language(); language != w.language {
		if err := locale.Use(language); err != nil {
			fyne.LogError("texts", err)
		}
		w.language = language
	}
}

// signature is who works at the desk.
func (w *Window) signature() string {
	if who := w.keeping.who; who.StaffID != 0 {
		return locale.T("frame.signed-in", "who", nameAndTitle(who))
	}
	if name := w.Preferences.Signature(); name != "" {
		return name
	}
	return locale.T("frame.no-name")
}

// newPaintMark is a point that tells when it is painted.
func newPaintMark(painted func()) fyne.CanvasObject {
	mark := canvas.NewRaster(func(w, h int) image.Image {
		painted()
		return image.NewNRGBA(image.Rect(0, 0, w, h))
	})
	mark.Resize(fyne.NewSize(1, 1))
	return mark
}

// frameLayout puts the page to the right of the navigation and the status bar
// below both. The page comes first among the objects, so that Tab begins there.
type frameLayout struct{}

// Layout implements fyne.Layout.
func (frameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right, left, bottom := objects[0], objects[1], objects[2]
	low := bottom.MinSize().Height
	wide := left.MinSize().Width
	left.Move(fyne.NewPos(0, 0))
	left.Resize(fyne.NewSize(wide, size.Height-low))
	right.Move(fyne.NewPos(wide, 0))
	right.Resize(fyne.NewSize(size.Width-wide, size.Height-low))
	bottom.Move(fyne.NewPos(0, size.Height-low))
	bottom.Resize(fyne.NewSize(size.Width, low))
}

// MinSize implements fyne.Layout.
func (frameLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	right, left, bottom := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(left.Width+right.Width, max(left.Height, right.Height)+bottom.Height)
}
