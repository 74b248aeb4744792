package bookings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// week shows one week's bookings on a board.
type week struct {
	page    *bookingsPage
	monday  models.Date
	token   background.Token
	title   *widgets.Paragraph
	board   *board
	empty   fyne.CanvasObject
	content fyne.CanvasObject
}

func newWeek(p *bookingsPage) *week {
	w := &week{page: p, monday: p.host.Today().Monday(), title: widgets.NewParagraph("").Heading()}
	w.board = newBoard(p.desk, p.open, w.turn)
	w.empty = widgets.NewEmptyState(locale.T("bookings.week.empty"), locale.T("bookings.new"), p.newBooking)
	earlier := widgets.NewButton(locale.T("bookings.earlier"), func() { w.turn(-1) }).WithIcon("left")
	later := widgets.NewButton(locale.T("bookings.later"), func() { w.turn(1) }).WithIcon("right")
	now := widgets.NewButton(locale.T("bookings.today"), func() { w.show(p.host.Today().Monday()) })
	top := container.NewBorder(nil, nil, nil, container.NewHBox(earlier, now, later), container.NewPadded(w.title))
	w.content = container.NewBorder(top, w.empty, nil, nil, w.board.scroll)
	return w
}

// turn goes some weeks on, or back.
func (w *week) turn(weeks int) { w.show(w.monday.AddDays(7 * weeks)) }

func (w *week) show(monday models.Date) {
	w.monday = monday
	w.load()
}

// load reads the week that is shown.
func (w *week) load() {
	monday, filter := w.monday, w.page.filter()
	filter.From, filter.Until = monday.At(0, 0), monday.AddDays(7).At(0, 0)
	background.Load(w.page.host.Background(), &w.token,
		func(ctx context.Context) ([]models.BookingRow, error) { return w.page.desk.Bookings(ctx, filter) },
		func(rows []models.BookingRow, err error) {
			if err != nil {
				w.page.host.Fail(err)
				return
			}
			w.title.SetText(weekTitle(monday))
			w.board.set(days(rows, monday), w.page.host.Today())
			w.empty.Hide()
			if len(rows) == 0 {
				w.empty.Show()
			}
		})
}

// weekTitle gives "v. 51 · 14–20 dec 2026".
func weekTitle(monday models.Date) string {
	sunday := monday.AddDays(6)
	return locale.T("bookings.week.title", "week", locale.Week(monday), "from", locale.Short(monday),
		"to", locale.Short(sunday), "year", sunday.Year())
}

// boardDay is one day of the board with its bookings by time.
type boardDay struct {
	date models.Date
	rows []models.BookingRow
}

// days gives Monday to Friday, and a Saturday or Sunday on which somebody is booked.
func days(rows []models.BookingRow, monday models.Date) []boardDay {
	byDay := map[models.Date][]models.BookingRow{}
	for _, row := range rows {
		day := models.DateOf(row.Start)
		byDay[day] = append(byDay[day], row)
	}
	var list []boardDay
	for offset := range 7 {
		date := monday.AddDays(offset)
		weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday
		if !weekend || len(byDay[date]) > 0 {
			list = append(list, boardDay{date: date, rows: byDay[date]})
		}
	}
	return list
}

// procedureTitle is what a procedure is called.
func procedureTitle(desk Desk, code string) string { return locale.In(desk.ProcedureTitle(code)) }
