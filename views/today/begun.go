package today

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	deskbookings "nursedesk/app/bookings"
	deskcalls "nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// begunRow is what waits for the nurse to go on with it: a call, a booking or the change
// of one that she has begun and not ended, or procedures of earlier days of which nobody has
// said whether they were performed.
type begunRow struct {
	said, button string
	route        page.Route
}

// readBegun reads the nurse's own, the calls first: somebody may wait in one.
func (p *Page) readBegun(ctx context.Context, today models.Date) ([]begunRow, error) {
	calls, err := p.desk.OpenCalls(ctx)
	if err != nil {
		return nil, err
	}
	var rows []begunRow
	for _, one := range calls {
		if one.Own {
			rows = append(rows, begunRow{callSaid(one, today), locale.T("today.begun.go-on"), page.Route{Page: page.Call, ID: one.Draft.ID, Arg: page.Resume}})
		}
	}
	changes, err := p.desk.OpenChangeDrafts(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range changes {
		if one.Own && !one.Unreadable {
			rows = append(rows, begunRow{changeSaid(one, today), locale.T("today.begun.go-on"), page.Route{
				Page: page.Patient, ID: one.Patient.ID, Arg: page.Change + strconv.FormatInt(one.BookingID, 10),
			}})
		}
	}
	bookings, err := p.desk.OpenBookingDrafts(ctx)
	// The form itself brings back the one typed at last, and lists the others.
	if at := slices.IndexFunc(bookings, func(one deskbookings.OpenBooking) bool { return one.Own && !one.Unreadable }); at >= 0 {
		rows = append(rows, begunRow{bookingSaid(bookings[at], today), locale.T("today.begun.go-on"), page.Route{Page: page.NewBooking}})
	}
	return rows, err
}

// callSaid is "Samtal pågår sedan 10:47 · okänd patient · 070-174 06 05"; whoever
// is known is told by the name alone, on one line.
func callSaid(one deskcalls.OpenCall, today models.Date) string {
	number := one.Draft.Phone
	if phone, err := models.ParsePhone(number); err == nil {
		number = phone.Format()
	}
	said := locale.T("today.begun.call", "at", locale.MomentOn(today, one.Draft.Started), "name", cmp.Or(one.Name, locale.T("today.begun.unknown")))
	if one.Name == "" {
		said = locale.Line(said, number)
	}
	return said
}

func bookingSaid(one deskbookings.OpenBooking, today models.Date) string {
	return locale.T("today.begun.booking", "at", locale.MomentOn(today, one.Started), "name", cmp.Or(one.Name(), locale.T("today.begun.unknown")))
}

func changeSaid(one deskbookings.OpenChange, today models.Date) string {
	return locale.T("today.begun.change", "at", locale.MomentOn(today, one.Started), "name", one.Patient.Name())
}

// begun stands above everything else on the page: what the nurse has begun, each
// with the button that goes on with it. Where there is nothing it takes no room.
type begun struct {
	content *fyne.Container
	rows    []begunRow
	buttons []*stepButton
	open    func(route page.Route)
	below   func() // gives the focus to the list below
}

func newBegun(open func(route page.Route), below func()) *begun {
	b := &begun{content: container.NewVBox(), open: open, below: below}
	b.content.Hide()
	return b
}

// set shows what is begun; where the same is shown already, nothing moves below
// the nurse's hands.
func (b *begun) set(rows []begunRow) {
	if reflect.DeepEqual(rows, b.rows) {
		return
	}
	at := slices.IndexFunc(b.buttons, func(button *stepButton) bool {
		return widgets.CanvasOf(b.content).Focused() == fyne.Focusable(button)
	})
	b.rows, b.buttons, b.content.Objects = rows, nil, nil
	for index, row := range rows {
		button := newStepButton(row.button, func() { b.open(row.route) }, func(step int) { b.step(index + step) })
		b.buttons = append(b.buttons, button)
		b.content.Add(container.NewBorder(nil, nil, nil, container.NewCenter(button), widgets.NewBanner(look.Coming, row.said)))
	}
	b.content.Hidden = len(rows) == 0
	b.content.Refresh()
	switch {
	case at >= 0 && len(rows) == 0:
		b.below()
	case at >= 0:
		b.step(min(at, len(rows)-1))
	}
}

// step gives the focus to a row, below the last one to the list.
func (b *begun) step(to int) {
	switch {
	case to >= len(b.buttons):
		b.below()
	case to >= 0:
		widgets.CanvasOf(b.content).Focus(b.buttons[to])
	}
}

// stepButton is a button that the arrows lead past.
type stepButton struct {
	widgets.Button
	step func(by int)
}

func newStepButton(text string, tapped func(), step func(by int)) *stepButton {
	b := &stepButton{step: step}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *stepButton) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyUp:
		b.step(-1)
	case fyne.KeyDown:
		b.step(1)
	default:
		b.Button.TypedKey(event)
	}
}
