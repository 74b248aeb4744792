package daysheets

import (
	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/printjob"
	"nursedesk/views/widgets"
)

// keptSides is the name under which the sides are kept, with the value two.
const (
	keptSides = "sides"
	two       = "two"
)

// wish is the fields that say how the sheets of which day are printed.
type wish struct {
	kept  *preferences.Preferences
	form  *widgets.Form
	day   *widgets.DateField
	shape *widgets.Choice
	how   *printjob.Fields
}

func newWish(kept *preferences.Preferences, today func() models.Date) *wish {
	w := &wish{
		kept: kept, day: widgets.NewDateField(today, locale.RedDay), shape: printjob.NewShape(),
		how: printjob.NewFields(kept),
	}
	w.how.Sides.Checked = kept.Filter(page.DaySheets)[keptSides] == two
	w.form = widgets.NewForm(
		widgets.NewBeside(
			widgets.NewFieldRow("day", locale.T("daysheets.day"), w.day),
			widgets.NewFieldRow("form", locale.T("printing.form"), w.shape),
		),
		widgets.NewBeside(w.how.Rows()[:3]...), // in colour or not is the printer's to say
	)
	return w
}

// read gives what is wished and keeps it for the next time.
func (w *wish) read() (papers.Wanted, printer.Options, error) {
	options, err := w.how.Options()
	if err != nil {
		return papers.Wanted{}, options, err
	}
	w.kept.SetFilter(page.DaySheets, nil)
	if options.Sides == printer.TwoSided {
		w.kept.SetFilter(page.DaySheets, map[string]string{keptSides: two})
	}
	return papers.Wanted{Form: printjob.FormOf(w.shape)}, options, nil
}

func setEnabled(field interface {
	Enable()
	Disable()
}, enabled bool,
) {
	if enabled {
		field.Enable()
	} else {
		field.Disable()
	}
}

// enable lets the fields be changed, or not.
func (w *wish) enable(enabled bool) {
	setEnabled(w.day, enabled)
	setEnabled(w.shape, enabled)
	setEnabled(w.how.Where, enabled)
	setEnabled(w.how.Copies, enabled)
	setEnabled(w.how.Sides, enabled)
}
