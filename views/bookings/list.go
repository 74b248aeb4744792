package bookings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/table"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

const (
	// pageRows is how many bookings are read at a time.
	pageRows = 100
	// pastDays is how far back the list of what has been goes.
	pastDays = 90
)

// list is every booking that the filters let through, read as it is scrolled.
type list struct {
	page    *bookingsPage
	token   background.Token
	search  *widgets.Line
	period  *widgets.Choice
	from    *widgets.DateField
	until   *widgets.DateField
	dates   *fyne.Container
	grid    *widgets.List[models.BookingRow]
	more    bool // there may be rows below the last
	reading bool
	content fyne.CanvasObject
}

func newList(p *bookingsPage) *list {
	l := &list{page: p}
	l.search = widgets.NewLine(locale.T("bookings.search")).SetLetters(24)
	l.search.SetIcon(look.TintedIcon("search", look.Muted))
	l.search.OnChanged = func(string) { l.loadSoon() }
	l.search.OnKey = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyDown {
			l.grid.Focus()
		}
		return event.Name == fyne.KeyDown
	}
	l.period = widgets.NewChoice(periodOptions()...)
	l.from = widgets.NewDateField(p.host.Today, locale.RedDay)
	l.until = widgets.NewDateField(p.host.Today, locale.RedDay)
	l.from.OnChanged = func(models.Date) { l.loadSoon() }
	l.until.OnChanged = func(models.Date) { l.loadSoon() }
	l.dates = widgets.NewBeside(
		widgets.NewFieldRow("from", locale.T("bookings.from"), l.from),
		widgets.NewFieldRow("until", locale.T("bookings.until"), l.until))
	l.makeGrid()
	top := widgets.NewColumn(6, container.NewBorder(nil, nil, nil, container.NewHBox(l.period), l.search), l.dates)
	l.content = container.NewBorder(top, nil, nil, nil, l.grid)
	return l
}

func (l *list) makeGrid() {
	l.grid = widgets.NewList([]widgets.Column[models.BookingRow]{
		{
			ID: "when", Title: locale.T("bookings.column.when"), Width: 122,
			Text: func(row models.BookingRow) string { return locale.Date(models.DateOf(begin(row))) },
			Second: func(row models.BookingRow) string {
				return locale.Line(locale.Time(begin(row)), row.Theatre)
			},
		},
		{
			ID: "patient", Title: locale.T("bookings.column.patient"), Share: 3, Bold: true,
			Text:   models.BookingRow.Name,
			Second: identity,
		},
		{
			ID: "procedure", Title: locale.T("bookings.column.procedure"), Share: 4,
			Text:   func(row models.BookingRow) string { return procedureTitle(l.page.desk, row.Procedure) },
			Second: func(row models.BookingRow) string { return row.Surgeon },
		},
		{
			ID: "status", Title: locale.T("bookings.column.status"), Width: 96,
			Pill: func(row models.BookingRow) (look.Status, string) { return statusPill(row.Status) },
		},
		{
			ID: "tasks", Title: locale.T("bookings.column.tasks"), Width: 84, Muted: true, Optional: true,
			Text: openTasks,
		},
	}, func(row models.BookingRow) string { return strconv.FormatInt(row.ID, 10) })
	l.grid.OnOpen = l.page.open
	l.grid.OnEnd = l.readOn
}

func openTasks(row models.BookingRow) string {
	if row.OpenTasks == 0 {
		return "–"
	}
	return strconv.Itoa(row.OpenTasks)
}

func (l *list) focus() { l.page.host.Window().Canvas().Focus(l.search) }

// showDates shows the days from and until for the period that asks for them.
func (l *list) showDates() {
	if l.period.ChosenID() == between {
		l.dates.Show()
	} else {
		l.dates.Hide()
	}
	l.content.Refresh()
}

// filter is what the list reads, without limit and offset.
func (l *list) filter() models.BookingFilter {
	filter := l.page.filter()
	filter.Text = l.search.Text
	today := l.page.host.Today()
	switch l.period.ChosenID() {
	case coming:
		filter.From = today.At(0, 0)
	case past:
		filter.From, filter.Until = today.AddDays(-pastDays).At(0, 0), today.At(0, 0)
		filter.Newest = true
	case between:
		if day, err := l.from.Date(); err == nil && !day.IsZero() {
			filter.From = day.At(0, 0)
		}
		if day, err := l.until.Date(); err == nil && !day.IsZero() {
			filter.Until = day.AddDays(1).At(0, 0)
		}
	default:
		filter.Newest = true
	}
	return filter
}

// load reads again as many rows as are shown, so that the place is kept.
func (l *list) load() {
	background.Load(l.page.host.Background(), &l.token, l.read(0, max(len(l.grid.Rows()), pageRows)), l.show)
}

// loadSoon reads from the top, after a pause in typing.
func (l *list) loadSoon() {
	background.LoadSoon(l.page.host.Background(), &l.token, l.read(0, pageRows), l.show)
}

func (l *list) read(offset, limit int) func(context.Context) ([]models.BookingRow, error) {
	filter := l.filter()
	filter.Offset, filter.Limit = offset, limit
	l.reading = true
	return func(ctx context.Context) ([]models.BookingRow, error) { return l.page.desk.Bookings(ctx, filter) }
}

func (l *list) show(rows []models.BookingRow, err error) {
	l.reading = false
	if err != nil {
		l.page.host.Fail(err)
		return
	}
	l.more = len(rows) >= pageRows
	l.sayEmpty()
	l.grid.SetRows(rows)
}

// readOn reads the rows below the last. The list asks while it draws, so the
// reading waits until it has done so.
func (l *list) readOn() {
	if !l.more || l.reading {
		return
	}
	l.reading = true
	l.page.host.Background().Later(0, func() {
		background.Load(l.page.host.Background(), &l.token, l.read(len(l.grid.Rows()), pageRows),
			func(rows []models.BookingRow, err error) {
				l.reading = false
				if err != nil {
					l.more = false // asked again by the next filter, not by every frame
					l.page.host.Fail(err)
					return
				}
				l.more = len(rows) == pageRows
				l.grid.Append(rows)
			})
	})
}

// sayEmpty says what an empty list means: that nothing is booked, or that the
// filters hide it.
func (l *list) sayEmpty() {
	switch {
	case l.period.ChosenID() != always && l.search.Text != "":
		l.grid.SetEmpty(locale.T("bookings.list.none-in-period"), locale.T("bookings.list.search-all"), func() {
			l.period.Choose(always)
		})
	case l.search.Text != "":
		l.grid.SetEmpty(locale.T("bookings.list.none-found"), "", nil)
	default:
		l.grid.SetEmpty(locale.T("bookings.list.empty"), locale.T("bookings.new"), l.page.newBooking)
	}
}

// identity tells a booking's patient from another one of the same name.
func identity(row models.BookingRow) string {
	return locale.Identity(row.PersonalNumber, row.Phone, row.Protected)
}

// SaveList implements page.ListSaver: the bookings of the list, as its period and filters
// let them through, whichever view is open.
func (p *bookingsPage) SaveList() {
	filter := p.list.filter()
	lists.Save(p.desk, p.host, lists.Bookings, func(ctx context.Context) table.Table {
		return lists.OfBookings(ctx, p.desk, filter)
	})
}
