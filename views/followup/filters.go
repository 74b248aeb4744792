package followup

import (
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/app/followup"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// The periods that can be chosen.
const (
	lastYear     = "months-12"
	thisCalendar = "this-year"
	lastCalendar = "last-year"
	ownDays      = "between"
)

var periods = []string{lastYear, thisCalendar, lastCalendar, ownDays}

// all is the choice that does not narrow.
const all = "all"

// filters say what is counted.
type filters struct {
	host      page.Host
	period    *widgets.Choice
	procedure *widgets.Choice
	surgeon   *widgets.Choice
	from      *widgets.DateField
	until     *widgets.DateField
	dates     *widgets.Form // of the period's own days
	content   *fyne.Container
	changed   func()
	typed     func() // a letter of a day
	filling   bool   // the page itself sets its fields
}

func newFilters(desk Desk, host page.Host, changed, typed func()) *filters {
	f := &filters{host: host, changed: changed, typed: typed, filling: true}
	var options []widgets.Option
	for _, id := range periods {
		options = append(options, widgets.Option{ID: id, Text: locale.T("followup.period." + id)})
	}
	f.period = widgets.NewChoice(options...)
	procedures := []widgets.Option{{ID: all, Text: locale.T("followup.all-procedures")}}
	for _, protocol := range desk.Protocols() {
		procedures = append(procedures, widgets.Option{ID: protocol.Code, Text: locale.In(protocol.Title)})
	}
	f.procedure, f.surgeon = widgets.NewChoice(procedures...), widgets.NewChoice()
	f.from = widgets.NewDateField(host.Today, nil)
	f.until = widgets.NewDateField(host.Today, nil)
	f.dates = widgets.NewForm(widgets.NewBeside(
		widgets.NewFieldRow("from", locale.T("followup.from"), f.from),
		widgets.NewFieldRow("until", locale.T("followup.until"), f.until)))
	f.content = widgets.NewColumn(6, widgets.NewFlow(f.period, f.procedure, f.surgeon), f.dates)
	f.offer(nil)
	f.reset()
	for _, choice := range []*widgets.Choice{f.procedure, f.surgeon} {
		choice.OnChosen = func(string) { f.follow(f.changed) }
	}
	f.period.OnChosen = func(string) {
		f.showDates()
		f.follow(f.changed)
	}
	for _, field := range []*widgets.DateField{f.from, f.until} {
		field.OnChanged = func(models.Date) { f.follow(f.typed) }
	}
	f.filling = false
	return f
}

// follow tells of a change by the nurse.
func (f *filters) follow(tell func()) {
	if !f.filling {
		tell()
	}
}

// reset takes every filter back to what the page begins with.
func (f *filters) reset() {
	f.period.Choose(lastYear)
	f.procedure.Choose(all)
	f.surgeon.Choose(all)
	f.showDates()
}

// widen counts everything of the last twelve months.
func (f *filters) widen() {
	f.filling = true
	f.reset()
	f.filling = false
	f.changed()
}

// narrowed tells whether the filters leave out anything of the last twelve months.
func (f *filters) narrowed() bool {
	return f.period.ChosenID() != lastYear || f.procedure.ChosenID() != all || f.surgeon.ChosenID() != all
}

// showDates shows the days of the period that is the nurse's own, at first those
// of the period that was chosen before.
func (f *filters) showDates() {
	if f.dates.Hidden = f.period.ChosenID() != ownDays; f.dates.Hidden {
		filling := f.filling
		f.filling = true
		from, until := span(f.period.ChosenID(), f.host.Today())
		f.from.SetDate(from)
		f.until.SetDate(until)
		f.filling = filling
	}
	f.content.Refresh()
}

// span gives the days of a period. The last twelve months are whole ones, up to
// today.
func span(period string, today models.Date) (from, until models.Date) {
	switch period {
	case thisCalendar:
		return models.NewDate(today.Year(), 1, 1), today
	case lastCalendar:
		return models.NewDate(today.Year()-1, 1, 1), models.NewDate(today.Year()-1, 12, 31)
	}
	month := models.NewDate(today.Year(), today.Month(), 1)
	return month.AddMonths(-11), today
}

// query is what the filters ask for; the error is the days that are none.
func (f *filters) query() (followup.Query, error) {
	var query followup.Query
	var problems models.Problems
	query.From, query.Until = span(f.period.ChosenID(), f.host.Today())
	if f.period.ChosenID() == ownDays {
		var err error
		query.From, err = f.from.Date()
		problems.Add("from", err)
		query.Until, err = f.until.Date()
		problems.Add("until", err)
	}
	if id := f.procedure.ChosenID(); id != all {
		query.Procedure = id
	}
	if id := f.surgeon.ChosenID(); id != all {
		query.Surgeon = id
	}
	return query, problems.OrNil()
}

// offer lets the nurse choose among those who performed something in the period,
// and keeps the one that is chosen even where they did not.
func (f *filters) offer(surgeons []string) {
	options := []widgets.Option{{ID: all, Text: locale.T("followup.all-surgeons")}}
	if chosen := f.surgeon.ChosenID(); chosen != "" && chosen != all && !slices.Contains(surgeons, chosen) {
		surgeons = append(slices.Clone(surgeons), chosen)
	}
	for _, name := range surgeons {
		options = append(options, widgets.Option{ID: name, Text: name})
	}
	filling := f.filling
	f.filling = true
	f.surgeon.SetOptions(options...)
	f.filling = filling
	f.content.Refresh()
}
