// Package readiness is the board "I dag och i morgon": how ready each procedure of
// today and the next working day is, mark by mark, and which of earlier days wait
// for somebody to say that they were performed.
package readiness

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	deskreadiness "nursedesk/app/readiness"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/marks"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// board is the page.
type board struct {
	desk Desk
	host page.Host

	read    deskreadiness.Board
	says    *widgets.Paragraph
	printer *widgets.Button
	grid    *widgets.List[row]
	content *fyne.Container
	loads   background.Token
}

// row is one procedure; asked is one of an earlier day.
type row struct {
	deskreadiness.Row
	asked bool
}

var (
	_ page.Shower    = (*board)(nil)
	_ page.Reloader  = (*board)(nil)
	_ page.Timely    = (*board)(nil)
	_ page.Completer = (*board)(nil)
	_ page.Printer   = (*board)(nil)
	_ page.Fixed     = (*board)(nil)
)

// New makes the page.
func New(desk Desk, host page.Host) page.Page {
	b := &board{desk: desk, host: host, says: widgets.NewParagraph("").Bold()}
	b.printer = widgets.NewButton(locale.T("readiness.print"), b.Print).WithIcon("print")
	b.grid = b.newGrid()
	hint := widgets.NewParagraph(locale.T("readiness.hint")).Small().Ink(look.Muted)
	b.content = container.NewBorder(container.NewBorder(nil, nil, nil, b.printer, b.says), hint, nil, nil, widgets.NewCard(b.grid))
	return b
}

// Content implements page.Page.
func (b *board) Content() fyne.CanvasObject { return b.content }

// Title implements page.Page.
func (b *board) Title() string { return locale.T("readiness.title") }

// Fixed implements page.Fixed: the list scrolls by itself.
func (b *board) Fixed() {}

// Show implements page.Shower.
func (b *board) Show(page.Route) {
	b.Reload()
	b.grid.Focus()
}

// Minute implements page.Timely: a new day has other procedures.
func (b *board) Minute() {
	if b.host.Today() != b.read.Today {
		b.Reload()
	}
}

// Reload implements page.Reloader.
func (b *board) Reload() {
	background.Load(b.host.Background(), &b.loads, b.desk.Board, func(read deskreadiness.Board, err error) {
		if err != nil {
			b.host.Fail(err)
			return
		}
		b.read = read
		var rows []row
		for _, one := range read.Unanswered {
			rows = append(rows, row{one, true})
		}
		for _, one := range read.Rows {
			rows = append(rows, row{one, false})
		}
		b.grid.SetRows(rows)
		b.says.SetText(b.summary())
		b.content.Refresh()
	})
}

// summary is "6 behandlingar · 2 med hinder".
func (b *board) summary() string {
	hindered := 0
	for _, one := range b.read.Rows {
		if one.Hinders() {
			hindered++
		}
	}
	said := locale.TN("readiness.count", len(b.read.Rows))
	if hindered > 0 {
		said = locale.Line(said, locale.TN("readiness.hindered", hindered))
	}
	return said
}

// Print implements page.Printer: the operating list of the selected row's day.
func (b *board) Print() {
	day := b.read.Today
	if selected, ok := b.grid.Selected(); ok && !selected.asked {
		day = selected.File.Booking.Day()
	}
	b.host.Open(page.OperatingListOf(day))
}

// Complete implements page.Completer.
func (b *board) Complete() {
	if selected, ok := b.grid.Selected(); ok {
		b.askPerformed(selected)
	}
}

func (b *board) newGrid() *widgets.List[row] {
	columns := []widgets.Column[row]{
		{
			ID: "time", Title: locale.T("readiness.column.time"), Width: 48,
			Text:   func(r row) string { return locale.Time(r.File.Booking.Begin()) },
			Second: func(r row) string { return r.File.Booking.Theatre },
		},
		{
			ID: "patient", Title: locale.T("readiness.column.patient"), Share: 1,
			Text:   func(r row) string { return r.File.Patient.Name() },
			Second: func(r row) string { return locale.In(r.File.Protocol.Title) },
		},
	}
	const large = 1.2 // from this size of text the marks are said in words
	if look.Scale() > large {
		columns = append(columns, widgets.Column[row]{
			ID: "open", Title: locale.T("readiness.column.open"), Share: 2,
			Text: func(r row) string {
				switch {
				case r.closed():
					return locale.T("booking.status.performed")
				case r.Open() == 0:
					return locale.T("readiness.all-done")
				}
				return cmp.Or(marks.Listed(r.Row, care.ReadyHindering), marks.Listed(r.Row, care.ReadyMissing))
			},
			Second: func(r row) string {
				if !r.Hinders() {
					return ""
				}
				return marks.Listed(r.Row, care.ReadyMissing)
			},
		})
	} else {
		columns = append(columns, markColumns()...)
	}
	grid := widgets.NewList(columns, func(r row) string { return strconv.FormatInt(r.File.Booking.ID, 10) })
	grid.Group = b.group
	grid.Detail = b.detail
	grid.OnOpen = b.open
	grid.OnLetter = b.letter
	grid.SetEmpty(locale.T("readiness.none"), locale.T("readiness.none.book"), func() {
		b.host.Open(page.Route{Page: page.NewBooking, Arg: page.New})
	})
	return grid
}

// markColumns are one column a mark, in the order of the marks.
func markColumns() []widgets.Column[row] {
	var columns []widgets.Column[row]
	for index, mark := range careplan.Marks {
		columns = append(columns, widgets.Column[row]{
			ID: string(mark), Title: marks.Word(mark), Width: 78, Muted: true,
			Text: func(r row) string {
				if r.closed() {
					return ""
				}
				return locale.T("readiness.standing.not-needed")
			},
			Pill: func(r row) (look.Status, string) {
				if r.closed() && index == 0 {
					return look.Done, locale.T("booking.status.performed")
				}
				if r.closed() {
					return look.Quiet, ""
				}
				return marks.Pill(r.Marks[index])
			},
		})
	}
	return columns
}

// closed tells whether it is performed: nothing is left to be ready for.
func (r row) closed() bool { return r.File.Booking.Status != models.StatusBooked }

// group heads what days before have left, and each day.
func (b *board) group(r row) string {
	day := r.File.Booking.Day()
	switch {
	case r.asked:
		return locale.T("readiness.asked")
	case day == b.read.Today:
		return locale.T("readiness.today", "day", locale.ShortDay(day))
	case day == b.read.Today.AddDays(1):
		return locale.T("readiness.tomorrow", "day", locale.ShortDay(day))
	}
	return locale.ShortDay(day)
}

// detail is what the selected row unfolds.
func (b *board) detail(r row) fyne.CanvasObject {
	unfolded := widgets.NewColumn(6)
	said := locale.Line(locale.Moment(r.File.Booking.Begin()), r.File.Patient.Name(), r.File.Patient.PersonalNumber.String(),
		locale.In(r.File.Protocol.Title), r.File.Booking.Surgeon, strings.Join(marks.Thinners(r.Row), ", "))
	unfolded.Add(widgets.NewParagraph(said).Ink(look.Muted))
	for _, standing := range []care.Standing{care.ReadyHindering, care.ReadyMissing} {
		if listed := marks.Listed(r.Row, standing); listed != "" && !r.closed() && !r.asked {
			unfolded.Add(widgets.NewParagraph(listed))
		}
	}
	bar := widgets.NewFlow()
	if !r.closed() && !r.File.Restricted {
		bar.Add(widgets.NewPrimary(locale.T("readiness.performed"), func() { b.askPerformed(r) }))
		if r.File.Booking.Start.Before(b.host.Now()) {
			bar.Add(widgets.NewButton(locale.T("readiness.not-come"), func() { b.askNotCome(r) }))
		}
	}
	bar.Add(widgets.NewQuiet(locale.T("readiness.open"), func() { b.open(r) }))
	unfolded.Add(bar)
	return unfolded
}

func (b *board) letter(r row, letter rune) {
	switch string(unicode.ToLower(letter)) {
	case locale.T("readiness.key.performed"):
		b.askPerformed(r)
	case locale.T("readiness.key.not-come"):
		b.askNotCome(r)
	case locale.T("readiness.key.open"):
		b.open(r)
	case locale.T("readiness.key.print"):
		b.Print()
	}
}

func (b *board) open(r row) {
	b.host.Open(page.Route{
		Page: page.Patient, ID: r.File.Patient.ID, Arg: page.Booking + strconv.FormatInt(r.File.Booking.ID, 10),
	})
}
