package planview

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Difference lists what a change does to a booking's dates: decided pauses that
// it calls in and warnings on top, then what changes, what stays although the plan changes, and last, muted, what
// is the same. Put it into a scroll.
func Difference(difference care.Difference) fyne.CanvasObject {
	column := widgets.NewColumn(4)
	if lines := Recalled(difference); len(lines) > 0 {
		column.Add(widgets.NewBanner(look.Overdue, lines...))
	}
	if lines := Warnings(difference.Warnings); len(lines) > 0 {
		column.Add(widgets.NewBanner(look.DueToday, lines...))
	}
	if difference.OutdatedSheets > 0 {
		column.Add(widgets.NewBanner(look.Overdue, locale.T("planview.sheet-outdated")))
	}
	for _, group := range groups(difference.Rows) {
		heading := widgets.NewParagraph(locale.T("planview.group."+group.name, "n", len(group.rows))).Heading()
		column.Add(container.New(layout.NewCustomPaddedLayout(8, 0, 0, 0), heading))
		for _, row := range group.rows {
			column.Add(differenceRow(row, models.DateOf(difference.After.Begin())))
		}
	}
	return column
}

// Warnings says the warnings of a preview or a difference, one line for each.
func Warnings(warnings []*models.Problem) []string {
	var lines []string
	for _, warning := range warnings {
		lines = append(lines, locale.Problem(warning))
	}
	return lines
}

type group struct {
	name string // the last part of its heading's key
	rows []care.DifferenceRow
}

// groups puts what changes before what stays, each in order of time.
func groups(rows []care.DifferenceRow) []group {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b care.DifferenceRow) int { return cmp.Compare(when(a), when(b)) })
	list := []group{{name: "changed"}, {name: "kept"}, {name: "same"}}
	for _, row := range sorted {
		at := 0
		switch row.Fate {
		case care.KeptDone, care.KeptByHand, care.KeptAppointment:
			at = 1
		case care.Same:
			at = 2
		case care.Moved, care.Added, care.Removed:
		}
		list[at].rows = append(list[at].rows, row)
	}
	return slices.DeleteFunc(list, func(one group) bool { return len(one.rows) == 0 })
}

// when is the day by which a row is sorted.
func when(row care.DifferenceRow) int {
	if row.New.Date.IsZero() {
		return row.Old.Date.DaysSince(models.Date{})
	}
	return row.New.Date.DaysSince(models.Date{})
}

func differenceRow(row care.DifferenceRow, start models.Date) fyne.CanvasObject {
	title := widgets.NewParagraph(locale.In(row.Title))
	before := widgets.NewParagraph(moment(row.Old, start)).Ink(look.Muted)
	arrow := widgets.NewParagraph("→").Ink(look.Muted)
	after := widgets.NewParagraph(moment(row.New, start))
	fate := widgets.NewParagraph(locale.T("fate." + string(row.Fate))).Small().Ink(look.Muted)
	switch row.Fate {
	case care.Moved, care.Added, care.Removed:
		title.Bold()
		after.Bold()
	case care.Same, care.KeptDone, care.KeptByHand, care.KeptAppointment:
		before.SetText("")
		arrow.SetText("")
		if row.Fate == care.Same {
			title.Ink(look.Muted)
			after.Ink(look.Muted)
			fate.SetText("")
		}
	}
	if row.New.Date.IsZero() {
		after.SetText("–")
	}
	if row.Old.Date.IsZero() {
		before.SetText("–")
	}
	line := &fyne.Container{Layout: compared{}, Objects: []fyne.CanvasObject{title, before, arrow, after, fate}}
	if !row.OutsideWindow {
		return line
	}
	pill := widgets.NewPill(look.Overdue, locale.T("planview.outside-window"))
	return widgets.NewColumn(2, line, pill)
}

// moment writes a day, with its time where the hour matters.
func moment(m careplan.Moment, start models.Date) string {
	switch {
	case m.Date.IsZero():
		return ""
	case m.At.IsZero():
		return Date(m.Date, start)
	}
	return Date(m.Date, start) + " " + locale.Time(m.At)
}

// compared lays out one row in columns: title, old, arrow, new, fate. The dates
// keep their width, title and fate share the rest.
type compared struct{}

const comparedSpace = 8

func (compared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	date := look.Size(theme.SizeNameText) * 8.8
	arrow := look.Size(theme.SizeNameText)
	rest := max(size.Width-2*date-arrow-4*comparedSpace, 0)
	widths := []float32{rest * 0.6, date, arrow, date, rest * 0.4}
	x := float32(0)
	for index, object := range objects {
		object.Move(fyne.NewPos(x, 2))
		object.Resize(fyne.NewSize(widths[index], object.MinSize().Height))
		object.Resize(fyne.NewSize(widths[index], object.MinSize().Height))
		x += widths[index] + comparedSpace
	}
}

func (compared) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, object := range objects {
		height = max(height, object.MinSize().Height)
	}
	return fyne.NewSize(look.Scaled(440), height+4)
}
