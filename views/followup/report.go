package followup

import (
	"strconv"

	"fyne.io/fyne/v2"

	"nursedesk/app/followup"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// report is the figures, drawn and in words, below each other.
type report struct {
	months  *barChart
	onset   *barChart
	column  *fyne.Container
	reading *widgets.Reading
}

func newReport() *report {
	r := &report{months: newBarChart(), onset: newBarChart(), column: widgets.NewColumn(sectionSpace)}
	r.reading = widgets.NewReading(r.column)
	return r
}

// figures say the whole in three figures, and the rate's interval in words.
func figures(found followup.Report) []fyne.CanvasObject {
	figure := func(value, label string) fyne.CanvasObject {
		return widgets.NewColumn(0, widgets.NewParagraph(value).Heading(), muted(label))
	}
	rate := found.Rate
	said := share(rate)
	if rate.Of > 0 {
		said = locale.Line(said, counted(rate))
	}
	label := locale.T("followup.figure.rate")
	if rate.Of > 0 {
		label = locale.T("followup.figure.rate-interval", "interval", interval(rate))
	}
	return []fyne.CanvasObject{widgets.NewCells([]float32{136, 164, 0},
		figure(strconv.Itoa(rate.Of), locale.T("followup.figure.performed")),
		figure(strconv.Itoa(len(found.Cases)), locale.T("followup.figure.complications")),
		figure(said, label))}
}

func muted(text string) *widgets.Paragraph {
	return widgets.NewParagraph(text).Small().Ink(look.Muted)
}

// Spaces of the report: between its sections, and within one.
const (
	sectionSpace = 18
	lineSpace    = 6
)

func (r *report) show(desk Desk, found followup.Report) {
	r.months.set(monthBars(found.Months)...)
	r.column.Objects = []fyne.CanvasObject{section("followup.months", muted(locale.T("followup.months.text")), r.months)}
	if days := found.OnsetDays(); len(days) == 0 {
		r.column.Add(widgets.NewParagraph(locale.T("followup.no-cases")))
	} else {
		r.onset.set(onsetBars(days))
		said := locale.TN("followup.onset.text", len(days), "median", median(days), "first", days[0], "last", days[len(days)-1])
		r.column.Add(section("followup.onset", muted(said), r.onset))
		r.column.Add(table("followup.kinds", found.Kinds, func(kind string) string { return complications.Title(desk, kind) }))
	}
	r.column.Add(table("followup.procedures", found.Procedures, func(code string) string { return locale.In(desk.ProcedureTitle(code)) }))
	r.column.Add(table("followup.surgeons", found.Surgeons, func(name string) string {
		if name == "" {
			return locale.T("followup.no-surgeon")
		}
		return name
	}))
	r.column.Add(widgets.NewColumn(lineSpace, muted(locale.T("followup.method")), muted(locale.T("followup.so-far"))))
	r.column.Refresh()
	r.reading.Refresh()
}

// section is one part of the report below its heading.
func section(key string, objects ...fyne.CanvasObject) *fyne.Container {
	part := widgets.NewColumn(lineSpace, widgets.NewSection(locale.T(key)))
	for _, object := range objects {
		part.Add(object)
	}
	return part
}

// The columns of a table: name, counted, percent, drawing, interval.
var tableWidths = []float32{0, 72, 56, 0, 100}

// table shows the rates of groups, each as figures and drawn.
func table(key string, rates []followup.GroupRate, name func(id string) string) fyne.CanvasObject {
	end := stripEnd(rates)
	head := func(text string) fyne.CanvasObject { return muted(text).Bold() }
	part := section(key, widgets.NewCells(tableWidths,
		head(""), head(locale.T("followup.column.counted")), head(locale.T("followup.column.share")),
		head(locale.T("followup.axis", "end", locale.Decimal(100*end, 0))), head(locale.T("followup.column.interval"))))
	for _, each := range rates {
		part.Add(widgets.NewCells(tableWidths,
			widgets.NewParagraph(name(each.ID)), widgets.NewParagraph(counted(each.Rate)),
			widgets.NewParagraph(share(each.Rate)).Bold(), newRateStrip(each.Rate, end), widgets.NewParagraph(interval(each.Rate))))
	}
	return part
}
