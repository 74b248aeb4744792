package importing

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"nursedesk/app/bookings"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// finds is the list of what was found, line by line, under counts of which each shows its
// own lines alone. Of a line it holds its place in the report; nothing is drawn that is out of view.
type finds struct {
	page   *Page
	report *bookings.ImportReport
	warned []int // the rows that have warnings
	tabs   *widgets.Tabs
	list   *widgets.List[int]
}

// all and warned are the counts beside those of the findings.
const (
	all    = "all"
	warned = "warned"
)

func newFinds(p *Page) *finds {
	f := &finds{page: p, report: &p.report, tabs: widgets.NewTabs(widgets.Option{ID: all})}
	f.list = widgets.NewList([]widgets.Column[int]{
		{ID: "line", Title: locale.T("import.column.line"), Width: 44, Muted: true, Text: func(row int) string { return strconv.Itoa(f.row(row).Line) }},
		{ID: "what", Title: locale.T("import.column.what"), Width: 116, Pill: f.pill},
		{ID: "who", Title: locale.T("import.column.who"), Share: 3, Bold: true, Text: func(row int) string { return f.row(row).Name }, Second: f.start},
		{ID: "said", Title: locale.T("import.column.said"), Share: 4, Text: func(row int) string { return f.said(row, 0) }, Second: f.more},
	}, strconv.Itoa)
	f.list.Detail = f.detail
	f.list.OnOpen = f.open
	f.list.OnAbove = func() { widgets.Focus(f.tabs) }
	f.list.OnLetter = func(_ int, letter rune) {
		if number := int(unicode.ToLower(letter) - '1'); number >= 0 && number < 9 {
			f.chooseNumber(number)
		}
	}
	f.list.SetEmpty(locale.T("import.nothing"), "", nil)
	f.tabs.OnChosen = func(string) { f.filter() }
	f.tabs.OnInto = f.list.Focus
	return f
}

func (f *finds) row(index int) bookings.ImportRow { return f.report.Rows[index] }

// show shows another report.
func (f *finds) show(report *bookings.ImportReport) {
	f.report, f.warned = report, nil
	for index, row := range report.Rows {
		if row.Warned {
			f.warned = append(f.warned, index)
		}
	}
	f.tabs.SetOptions(f.counts()...)
	f.filter()
}

// counts are the heads of the list: all, then what there is any of, the worst first.
func (f *finds) counts() []widgets.Option {
	options := []widgets.Option{{ID: all, Text: locale.T("import.count.all", "n", f.report.Lines)}}
	for _, one := range []struct {
		id string
		n  int
	}{
		{string(bookings.FoundRefused), f.report.Refused},
		{warned, len(f.warned)},
		{string(bookings.FoundNew), f.report.Booked},
		{string(bookings.FoundChanged), f.report.Changed},
		{string(bookings.FoundMoved), f.report.Moved},
		{string(bookings.FoundCancelled), f.report.Cancelled},
		{string(bookings.FoundSame), f.report.Known},
	} {
		if one.n > 0 {
			options = append(options, widgets.Option{ID: one.id, Text: locale.T("import.count."+one.id, "n", one.n)})
		}
	}
	return options
}

// chooseNumber shows a count by its place.
func (f *finds) chooseNumber(number int) {
	if options := f.counts(); number < len(options) {
		f.tabs.Choose(options[number].ID)
	}
}

// filter shows the lines of the count that is chosen.
func (f *finds) filter() {
	var rows []int
	switch chosen := f.tabs.ChosenID(); chosen {
	case warned:
		rows = f.warned
	default:
		for index := range f.report.Rows {
			if chosen == all || string(f.report.Rows[index].Finding) == chosen {
				rows = append(rows, index)
			}
		}
	}
	f.list.SetRows(rows)
}

// pill says what a line is, and once it is imported what became of it.
func (f *finds) pill(index int) (look.Status, string) {
	row, imported := f.row(index), f.page.stage == done
	word := locale.T("import.word." + string(row.Finding))
	switch row.Finding {
	case bookings.FoundRefused:
		return look.Overdue, word
	case bookings.FoundNew:
		if imported {
			return look.Done, locale.T("import.word.imported")
		}
	case bookings.FoundChanged:
		if imported && f.report.Update {
			return look.Done, locale.T("import.word.updated")
		}
		return look.DueToday, word
	case bookings.FoundSame, bookings.FoundMoved, bookings.FoundCancelled:
		return look.Quiet, word
	}
	if len(f.report.Of(row.Line)) > 0 {
		return look.DueToday, word
	}
	return look.Coming, word
}

func (f *finds) start(index int) string {
	if start := f.row(index).Start; !start.IsZero() {
		return locale.ShortMoment(start)
	}
	return ""
}

// sentences are all that there is to say of a line beside what it is.
func (f *finds) sentences(index int) []string {
	row := f.row(index)
	var said []string
	for _, one := range f.report.Of(row.Line) {
		said = append(said, Said(one))
	}
	if row.Finding == bookings.FoundMoved || row.Finding == bookings.FoundCancelled {
		said = append(said, Finding(row))
	}
	return said
}

// brief is what the row itself has room for: the columns that differ, then the sentences.
func (f *finds) brief(index int) []string {
	said := f.sentences(index)
	if row := f.row(index); len(row.Differences) > 0 {
		said = append([]string{locale.T("import.differs", "columns", strings.Join(row.Columns(), ", "))}, said...)
	}
	return said
}

func (f *finds) said(index, number int) string {
	if said := f.brief(index); number < len(said) {
		return said[number]
	}
	return ""
}

// more is the second sentence, or how many there are beside the first.
func (f *finds) more(index int) string {
	if said := f.brief(index); len(said) > 2 {
		return locale.T("import.more", "n", len(said)-1)
	}
	return f.said(index, 1)
}

// detail is what the selected line unfolds: all that is said of it, and the way to its booking.
func (f *finds) detail(index int) fyne.CanvasObject {
	const margins, gap = 20, 6
	row := f.row(index)
	column := widgets.NewColumn(gap)
	if row.Finding == bookings.FoundNew || row.Finding == bookings.FoundSame {
		column.Add(widgets.NewParagraph(Finding(row)))
	}
	for _, difference := range row.Differences {
		column.Add(widgets.NewCells([]float32{110, 0, 20, 0},
			widgets.NewParagraph(difference.Column).Ink(look.Muted), widgets.NewParagraph(orNothing(difference.Old)),
			widgets.NewParagraph("→").Ink(look.Muted), widgets.NewParagraph(orNothing(difference.New)).Bold()))
	}
	for _, said := range f.sentences(index) {
		column.Add(widgets.NewParagraph(said))
	}
	if row.Booking != 0 {
		column.Add(widgets.NewFlow(widgets.NewButton(locale.T("import.open"), func() { f.open(index) })))
	}
	column.Resize(fyne.NewSize(max(f.list.Size().Width-margins, 0), 0)) // its height follows from its width
	return column
}

// open shows a line's booking.
func (f *finds) open(index int) {
	if row := f.row(index); row.Booking != 0 {
		f.page.host.Open(page.Route{Page: page.Patient, ID: row.Patient, Arg: page.Booking + strconv.FormatInt(row.Booking, 10)})
	}
}
