package bookings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// board is a week's days beside each other with a card for each booking. It is
// one stop for Tab: arrows move between cards, Enter opens, PgUp and PgDn or
// Ctrl with an arrow turn the week.
type board struct {
	widget.BaseWidget
	desk    Desk
	open    func(models.BookingRow)
	turn    func(weeks int)
	columns [][]*card
	chosen  int64 // the booking that is selected
	focused bool
	row     *fyne.Container
	scroll  *container.Scroll
}

func newBoard(desk Desk, open func(models.BookingRow), turn func(int)) *board {
	b := &board{desk: desk, open: open, turn: turn, row: &fyne.Container{Layout: &abreast{}}}
	b.ExtendBaseWidget(b)
	b.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 4, 2, 14), b)) // off the scroll bar
	return b
}

// set shows other days; the selected booking stays selected if it is there.
func (b *board) set(days []boardDay, today models.Date) {
	b.columns, b.row.Objects = nil, nil
	people := map[string]map[int64]bool{} // by name
	for _, day := range days {
		for _, row := range day.rows {
			if people[row.Name()] == nil {
				people[row.Name()] = map[int64]bool{}
			}
			people[row.Name()][row.PatientID] = true
		}
	}
	for _, day := range days {
		var cards []*card
		for _, row := range day.rows {
			apart := ""
			if len(people[row.Name()]) > 1 {
				apart = identity(row)
			}
			cards = append(cards, newCard(row, apart, procedureTitle(b.desk, row.Procedure), b.tapped))
		}
		b.columns = append(b.columns, cards)
		b.row.Add(newDayColumn(day.date, day.date == today, cards))
	}
	b.row.Refresh()
	b.scroll.Refresh()
	if day, _ := b.at(); day < 0 && b.focused {
		b.first()
	}
	b.mark()
}

// at tells where the selected card is; day is -1 where none is selected.
func (b *board) at() (day, place int) {
	for day, cards := range b.columns {
		for place, one := range cards {
			if one.row.ID == b.chosen {
				return day, place
			}
		}
	}
	return -1, 0
}

func (b *board) choose(day, place int) {
	one := b.columns[day][place]
	b.chosen = one.row.ID
	b.mark()
	widgets.Reveal(b.scroll, one)
}

// mark draws which card is selected.
func (b *board) mark() {
	for _, cards := range b.columns {
		for _, one := range cards {
			one.mark(one.row.ID == b.chosen, b.focused)
		}
	}
}

// tapped selects a card; a second time opens it.
func (b *board) tapped(one *card) {
	again := one.row.ID == b.chosen
	b.chosen = one.row.ID
	widgets.Focus(b)
	b.mark()
	if again {
		b.open(one.row)
	}
}

// FocusGained implements fyne.Focusable; the first card is selected where none is.
func (b *board) FocusGained() {
	b.focused = true
	if day, _ := b.at(); day < 0 {
		b.first()
	}
	b.mark()
}

// FocusLost implements fyne.Focusable.
func (b *board) FocusLost() {
	b.focused = false
	b.mark()
}

// TypedRune implements fyne.Focusable.
func (b *board) TypedRune(rune) {}

// TypedShortcut implements fyne.Shortcutable: Ctrl with an arrow turns the week.
func (b *board) TypedShortcut(shortcut fyne.Shortcut) {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierShortcutDefault {
		return
	}
	switch custom.KeyName {
	case fyne.KeyLeft:
		b.turn(-1)
	case fyne.KeyRight:
		b.turn(1)
	}
}

// TypedKey implements fyne.Focusable.
func (b *board) TypedKey(event *fyne.KeyEvent) {
	day, place := b.at()
	switch event.Name {
	case fyne.KeyPageUp:
		b.turn(-1)
	case fyne.KeyPageDown:
		b.turn(1)
	case fyne.KeyHome:
		b.first()
	case fyne.KeyReturn, fyne.KeyEnter:
		if day >= 0 {
			b.open(b.columns[day][place].row)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		if day < 0 {
			b.first()
			return
		}
		b.walk(event.Name, day, place)
	default:
		widgets.Pass(b, event)
	}
}

// walk moves to the card above or below, or to the nearest day that has any.
func (b *board) walk(key fyne.KeyName, day, place int) {
	step := 1
	switch key {
	case fyne.KeyUp:
		b.choose(day, max(place-1, 0))
		return
	case fyne.KeyDown:
		b.choose(day, min(place+1, len(b.columns[day])-1))
		return
	case fyne.KeyLeft:
		step = -1
	}
	for next := day + step; next >= 0 && next < len(b.columns); next += step {
		if cards := b.columns[next]; len(cards) > 0 {
			b.choose(next, min(place, len(cards)-1))
			return
		}
	}
}

func (b *board) first() {
	for day, cards := range b.columns {
		if len(cards) > 0 {
			b.choose(day, 0)
			return
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (b *board) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.row) }

// abreast puts days beside each other as long as each has room, and goes on in a
// further row where the width ends.
type abreast struct{ width float32 }

const dayGap = 8

func leastDay() float32 { return look.Scaled(128) }

// perRow is how many days stand beside each other.
func (a *abreast) perRow(days int) int {
	if a.width <= 0 {
		return max(days, 1)
	}
	return max(min(days, int((a.width+dayGap)/(leastDay()+dayGap))), 1)
}

func (a *abreast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	per := a.perRow(len(objects))
	wide := (size.Width - dayGap*float32(per-1)) / float32(per)
	y := float32(0)
	for begin := 0; begin < len(objects); begin += per {
		row := objects[begin:min(begin+per, len(objects))]
		high := float32(0)
		for place, object := range row {
			object.Move(fyne.NewPos(float32(place)*(wide+dayGap), y))
			object.Resize(fyne.NewSize(wide, object.MinSize().Height))
			high = max(high, object.MinSize().Height)
		}
		if len(objects) <= per {
			high = max(high, size.Height)
		}
		for _, object := range row {
			object.Resize(fyne.NewSize(wide, high))
		}
		y += high + dayGap
	}
}

func (a *abreast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	per := a.perRow(len(objects))
	height := float32(0)
	for begin := 0; begin < len(objects); begin += per {
		high := float32(0)
		for _, object := range objects[begin:min(begin+per, len(objects))] {
			high = max(high, object.MinSize().Height)
		}
		height += high + dayGap
	}
	return fyne.NewSize(leastDay(), max(height-dayGap, 0))
}
