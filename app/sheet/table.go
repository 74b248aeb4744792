package sheet

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	cellPadding  = 0.7 // above and below a row's text
	closePadding = 0.2 // where rows stand closer
	columnGap    = 5.0
)

// table sets a table. Rows that begin with {{ when … }} make a table of dates.
func (l *layout) table(one table, in column) []strip {
	if isDates(one) {
		return l.dates(one, in)
	}
	columns := l.columns(one, in)
	var head *strip
	if one.head != nil {
		head = l.tableHead(one.head, columns, in)
	}
	var strips []strip
	heads := noCell
	if head == nil {
		heads = firstCell // what the rest of the row is about
	}
	for i, row := range one.rows {
		ruled := head != nil && i+1 < len(one.rows)
		strips = append(strips, l.row(heads, row.cells, columns, in, ruled))
	}
	return withHead(head, strips)
}

// columns gives every column but the last the room that its words need, to a third at most.
func (l *layout) columns(one table, in column) []column {
	count := 0
	for _, row := range one.rows {
		count = max(count, len(row.cells))
	}
	wide := l.paper.measure(l.sized(cell))
	var columns []column
	left := in
	for i := range count {
		if i == count-1 {
			return append(columns, left)
		}
		width := 0.0
		for _, row := range one.rows {
			if i < len(row.cells) {
				width = max(width, natural(row.cells[i], wide))
			}
		}
		width = min(width, in.width/3)
		columns = append(columns, column{left.x, width})
		left = left.indented(width + columnGap)
	}
	return columns
}

// natural is the width of a text on one line.
func natural(text spans, wide measure) float64 {
	width := 0.1 // what is added up in another order may differ in the last digit
	for _, one := range text {
		width += wide(one.text, one.bold)
	}
	return width
}

// Which cells of a row head others.
const (
	noCell    = ""
	everyCell = "Column" // each its column
	firstCell = "Row"    // its row
)

// row sets one row; it is one strip, so that no page break splits it.
func (l *layout) row(heads string, cells []spans, columns []column, in column, ruled bool) strip {
	var laid [][]strip
	height, first := 0.0, 0.0
	l.inside("TR", func(*part) []strip {
		for i, words := range cells[:min(len(cells), len(columns))] {
			kind, scope := "TD", noCell
			if heads == everyCell || heads == firstCell && i == 0 {
				kind, scope = "TH", heads
			}
			inner := l.inside(kind, func(of *part) []strip {
				of.scope = scope
				return l.text(words, l.sized(cell), columns[i])
			})
			laid = append(laid, inner)
			first = max(first, inner[0].height)
		}
		return nil
	})
	for _, inner := range laid {
		inner[0].lower(first) // the first lines of the cells stand on one line
		height = max(height, tall(inner))
	}
	padding := cellPadding
	if l.crowded {
		padding = closePadding
	}
	height += 2 * padding
	return strip{height: height, draw: func(top float64) {
		for _, inner := range laid {
			drawDown(inner, top+padding)
		}
		if ruled {
			l.paper.ruleAcross(in, top+height, rule, 0.2)
		}
	}}
}

func (l *layout) tableHead(cells []spans, columns []column, in column) *strip {
	bold := make([]spans, len(cells))
	for i, words := range cells {
		for _, one := range words {
			bold[i] = append(bold[i], span{one.text, true})
		}
	}
	head := l.row(everyCell, bold, columns, in, false)
	draw := head.draw
	head.draw = func(top float64) {
		draw(top)
		l.paper.ruleAcross(in, top+head.height, ink, 0.4)
	}
	head.keep = true
	return &head
}

// withHead sets the head above the rows, and again where a page begins within them.
func withHead(head *strip, rows []strip) []strip {
	if len(rows) == 0 {
		return nil
	}
	rows[0].gap = paragraphGap
	if head == nil {
		return rows
	}
	for i := range rows {
		rows[i].repeat = head
	}
	first := *head
	first.gap = paragraphGap
	rows[0].gap, rows[0].repeat = 0, nil
	return append([]strip{first}, rows...)
}

// dates sets the table of dates: in the order of time, with weekday, day, time
// and what to do. Rows of the same day share it, and a new year is said once.
func (l *layout) dates(one table, in column) []strip {
	rows := inOrder(one.rows)
	columns := l.dateColumns(rows, in)
	head := l.tableHead([]spans{
		{{text: l.words.say("column.day")}},
		{{text: l.words.say("column.time")}},
		{{text: l.words.say("column.what")}},
	}, columns, in)
	var strips []strip
	previous := ""
	year := l.year
	for i, row := range rows {
		if other := row.when.first().Date.Year(); other != year {
			year = other
			strips = append(strips, l.yearRow(year, len(columns), in))
		}
		written := l.dayCell(*row.when)
		shown := spans{{text: written}}
		if written == previous {
			shown = nil
		}
		previous = written
		last := i+1 == len(rows) || l.dayCell(*rows[i+1].when) != written
		cells := []spans{shown, {{text: clock(row.when.first())}}}
		if len(row.cells) > 1 {
			cells = append(cells, row.cells[1])
		}
		laid := l.row(noCell, cells, columns, in, last)
		if shown == nil {
			rows := l.part.kids
			rows[len(rows)-1].part.kids[0].part.said = written // the eye sees it above
		}
		laid.keep = !last // a page break never parts rows from their day
		strips = append(strips, laid)
	}
	return withHead(head, strips)
}

// dateColumns gives the day and the time the room they need, and the words the rest.
func (l *layout) dateColumns(rows []row, in column) []column {
	wide := l.paper.measure(l.sized(cell))
	day := natural(spans{{l.words.say("column.day"), true}}, wide)
	for _, row := range rows {
		for _, part := range strings.Split(l.dayCell(*row.when), string(lineBreak)) {
			day = max(day, natural(spans{{text: part}}, wide))
		}
	}
	hour := max(natural(spans{{text: "00:00"}}, wide), natural(spans{{l.words.say("column.time"), true}}, wide))
	second := in.indented(day + columnGap)
	return []column{{in.x, day}, {second.x, hour}, second.indented(hour + columnGap)}
}

func (l *layout) dayCell(when period) string {
	date := when.first().Date
	text := l.words.weekday(date.Weekday()) + noBreak + l.words.dayMonth(date)
	if when.around {
		text = l.words.say("around") + string(lineBreak) + text
	}
	return capital(text)
}

// yearRow tells that the rows below belong to another year.
func (l *layout) yearRow(year, columns int, in column) strip {
	laid := l.row(firstCell, []spans{{{strconv.Itoa(year), true}}}, []column{in}, in, true)
	rows := l.part.kids
	rows[len(rows)-1].part.kids[0].part.columns = columns
	laid.keep = true
	return laid
}

// inOrder sorts rows by time. A row without a time of day stays behind the row
// that the text has before it, where both have the same day.
func inOrder(rows []row) []row {
	type keyed struct {
		row row
		at  time.Time
	}
	var all []keyed
	for _, one := range rows {
		if one.when == nil {
			continue
		}
		at := one.when.sortKey()
		if n := len(all); n > 0 && one.when.first().At.IsZero() &&
			all[n-1].row.when.first().Date == one.when.first().Date {
			at = all[n-1].at
		}
		all = append(all, keyed{one, at})
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return a.at.Compare(b.at) })
	sorted := make([]row, len(all))
	for i, one := range all {
		sorted[i] = one.row
	}
	return sorted
}
