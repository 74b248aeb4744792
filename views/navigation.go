package views

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// navigationItems are the pages in the navigation, in the order of Ctrl+1 … Ctrl+7.
var navigationItems = []struct {
	name page.Name
	icon string
}{
	{page.Today, "today"},
	{page.Bookings, "bookings"},
	{page.Patients, "patients"},
	{page.Calls, "calls"},
	{page.FollowUp, "followup"},
	{page.Rules, "rules"},
	{page.Settings, "settings"},
}

// inNavigation tells whether a page stands in the navigation.
func inNavigation(name page.Name) bool {
	for _, item := range navigationItems {
		if item.name == name {
			return true
		}
	}
	return false
}

// navigation is the column at the left: the pages with their counts, and the two
// things that are begun most often.
type navigation struct {
	widget.BaseWidget
	items   map[page.Name]*navigationItem
	order   []*navigationItem
	buttons []*widgets.Button
}

func newNavigation(w *Window) *navigation {
	n := &navigation{items: map[page.Name]*navigationItem{}}
	for _, each := range navigationItems {
		if w.constructs[each.name] == nil {
			continue
		}
		item := newNavigationItem(each.icon, locale.T("page."+string(each.name)), func() {
			w.run("page." + string(each.name))
		})
		n.items[each.name] = item
		n.order = append(n.order, item)
	}
	if w.constructs[page.NewBooking] != nil {
		button := widgets.NewPrimary(locale.T("command.new-booking"), func() { w.run("new-booking") })
		n.buttons = append(n.buttons, button.WithIcon("add"))
	}
	if w.constructs[page.Call] != nil {
		button := widgets.NewButton(locale.T("command.new-call"), func() { w.run("new-call") })
		n.buttons = append(n.buttons, button.WithIcon("calls"))
	}
	n.ExtendBaseWidget(n)
	return n
}

func (n *navigation) setCount(name page.Name, count int) {
	if item := n.items[name]; item != nil && item.count != count {
		item.count = count
		item.Refresh()
	}
}

func (n *navigation) mark(name page.Name) {
	switch name {
	case page.Patient, page.Print:
		name = page.Patients
	case page.Call, page.SBAR:
		name = page.Calls
	case page.Waiting, page.Readiness, page.Shift:
		name = page.Today
	case page.Staff, page.AccessLog:
		name = page.Settings
	}
	for each, item := range n.items {
		if chosen := each == name; item.chosen != chosen {
			item.chosen = chosen
			item.Refresh()
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (n *navigation) CreateRenderer() fyne.WidgetRenderer {
	r := &navigationRenderer{navigation: n, ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type navigationRenderer struct {
	navigation   *navigation
	ground, edge *canvas.Rectangle
}

const navigationMargin = 8

func (r *navigationRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.edge.Move(fyne.NewPos(size.Width-1, 0))
	r.edge.Resize(fyne.NewSize(1, size.Height))
	wide := size.Width - 2*navigationMargin - 1
	y := float32(12)
	for _, item := range r.navigation.order {
		high := item.MinSize().Height
		item.Move(fyne.NewPos(navigationMargin, y))
		item.Resize(fyne.NewSize(wide, high))
		y += high + 2
	}
	y += 16
	for _, button := range r.navigation.buttons {
		high := max(button.MinSize().Height, 40)
		button.Move(fyne.NewPos(navigationMargin, y))
		button.Resize(fyne.NewSize(wide, high))
		y += high + 8
	}
}

func (r *navigationRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(look.Scaled(150), 12+16)
	for _, item := range r.navigation.order {
		least := item.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height+2)
	}
	for _, button := range r.navigation.buttons {
		least := button.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+max(least.Height, 40)+8)
	}
	return size.AddWidthHeight(2*navigationMargin+1, 0)
}

func (r *navigationRenderer) Refresh() {
	r.ground.FillColor = look.Color(look.Surface)
	r.edge.FillColor = look.Color(look.Line)
	r.Layout(r.navigation.Size())
	canvas.Refresh(r.navigation)
}

func (r *navigationRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.edge}
	for _, item := range r.navigation.order {
		objects = append(objects, item)
	}
	for _, button := range r.navigation.buttons {
		objects = append(objects, button)
	}
	return objects
}

func (r *navigationRenderer) Destroy() {}

// navigationItem is one page: its icon, word and count. The keyboard opens it by
// its command, so it is no stop for Tab.
type navigationItem struct {
	widget.BaseWidget
	icon, word string
	count      int
	chosen     bool
	hovered    bool
	tapped     func()
}

func newNavigationItem(icon, word string, tapped func()) *navigationItem {
	i := &navigationItem{icon: icon, word: word, tapped: tapped}
	i.ExtendBaseWidget(i)
	return i
}

// Tapped implements fyne.Tappable.
func (i *navigationItem) Tapped(*fyne.PointEvent) { i.tapped() }

// Cursor implements desktop.Cursorable.
func (i *navigationItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable.
func (i *navigationItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (i *navigationItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (i *navigationItem) MouseOut() { i.hovered = false; i.Refresh() }

// CreateRenderer implements fyne.Widget.
func (i *navigationItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navigationItemRenderer{
		item: i, ground: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil),
		word: canvas.NewText(i.word, nil), count: canvas.NewText("", nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type navigationItemRenderer struct {
	item        *navigationItem
	ground      *canvas.Rectangle
	icon        *canvas.Image
	word, count *canvas.Text
}

func (r *navigationItemRenderer) Layout(size fyne.Size) {
	side := look.Size(theme.SizeNameInlineIcon)
	r.ground.Resize(size)
	r.icon.Resize(fyne.NewSquareSize(side))
	r.icon.Move(fyne.NewPos(10, (size.Height-side)/2))
	r.word.Move(fyne.NewPos(side+20, (size.Height-r.word.MinSize().Height)/2))
	count := r.count.MinSize()
	r.count.Move(fyne.NewPos(size.Width-count.Width-10, (size.Height-count.Height)/2))
}

func (r *navigationItemRenderer) MinSize() fyne.Size {
	word := fyne.MeasureText(r.item.word, look.Size(theme.SizeNameText), fyne.TextStyle{Bold: true})
	room := fyne.MeasureText("0000", look.Size(theme.SizeNameText), fyne.TextStyle{})
	return fyne.NewSize(look.Size(theme.SizeNameInlineIcon)+20+word.Width+room.Width+12, word.Height+18)
}

func (r *navigationItemRenderer) Refresh() {
	ink := look.Text
	r.ground.FillColor = color.Transparent
	switch {
	case r.item.chosen:
		ink = look.Accent
		r.ground.FillColor = look.Color(look.Chosen)
	case r.item.hovered:
		r.ground.FillColor = look.Color(theme.ColorNameHover)
	}
	r.ground.CornerRadius = look.Radius
	r.icon.Resource = look.TintedIcon(r.item.icon, ink)
	r.icon.Refresh()
	r.word.Color, r.word.TextSize = look.Color(ink), look.Size(theme.SizeNameText)
	r.word.TextStyle.Bold = r.item.chosen
	r.count.Text = ""
	if r.item.count > 0 {
		r.count.Text = strconv.Itoa(r.item.count)
	}
	r.count.Color, r.count.TextSize = look.Color(look.Muted), look.Size(theme.SizeNameText)
	r.count.TextStyle.Bold = true
	r.Layout(r.item.Size())
	canvas.Refresh(r.item)
}

func (r *navigationItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.word, r.count}
}

func (r *navigationItemRenderer) Destroy() {}
