package daysheets

import (
	"strconv"

	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// keptSides is the name under which the sides are kept, with the value two.
const (
	keptSides = "sides"
	two       = "two"
)

// wish is the fields that say how the sheets of which day are printed.
type wish struct {
	kept   *preferences.Preferences
	form   *widgets.Form
	day    *widgets.DateField
	shape  *widgets.Choice
	where  *widgets.Choice
	copies *widgets.Line
	sides  *widgets.Check
}

func newWish(kept *preferences.Preferences, today func() models.Date) *wish {
	w := &wish{
		kept: kept, day: widgets.NewDateField(today, locale.RedDay), shape: widgets.NewChoice(shapes()...),
		where: widgets.NewChoice(), copies: widgets.NewLine("1").SetLetters(4),
		sides: widgets.NewCheck(locale.T("printing.two-sided"), nil),
	}
	w.shape.Choose(string(models.SheetUsual))
	w.sides.Checked = kept.Filter(page.DaySheets)[keptSides] == two
	w.copies.SetText("1")
	w.form = widgets.NewForm(
		widgets.NewBeside(
			widgets.NewFieldRow("day", locale.T("daysheets.day"), w.day),
			widgets.NewFieldRow("form", locale.T("printing.form"), w.shape),
		),
		widgets.NewBeside(
			widgets.NewFieldRow("printer", locale.T("printing.printer"), w.where),
			widgets.NewFieldRow("copies", locale.T("printing.copies"), w.copies),
			widgets.NewFieldRow("sides", locale.T("printing.sides"), w.sides),
		),
	)
	return w
}

// shapes are the forms of a sheet.
func shapes() []widgets.Option {
	var options []widgets.Option
	for _, form := range models.SheetForms {
		options = append(options, widgets.Option{ID: string(form), Text: locale.T("printing.form." + string(form))})
	}
	return options
}

// offer shows the printers: chosen is the present one, else that of last time, else the system's own.
func (w *wish) offer(queues []printer.Queue) {
	wanted := []string{w.where.ChosenID(), w.kept.Printer()}
	var places []widgets.Option
	for _, queue := range queues {
		places = append(places, widgets.Option{ID: queue.Name, Text: queue.Name})
		if queue.Default {
			wanted = append(wanted, queue.Name)
		}
	}
	w.where.SetOptions(places...)
	for _, id := range wanted {
		w.where.Choose(id)
		if w.where.ChosenID() != "" {
			return
		}
	}
}

// read gives what is wished and keeps it for the next time.
func (w *wish) read() (papers.SheetForm, printer.Options, error) {
	var problems models.Problems
	if w.where.ChosenID() == "" {
		problems.Add("printer", models.ErrRequired)
	}
	copies, err := strconv.Atoi(w.copies.Text)
	if err != nil || copies < 1 || copies > printer.MostCopies {
		problems.Add("copies", &models.Problem{Code: "print.copies", Values: map[string]any{"limit": printer.MostCopies}})
	}
	if err := problems.OrNil(); err != nil {
		return papers.SheetForm{}, printer.Options{}, err
	}
	w.kept.SetPrinter(w.where.ChosenID())
	options := printer.Options{Printer: w.where.ChosenID(), Copies: copies, Sides: printer.OneSided}
	w.kept.SetFilter(page.DaySheets, nil)
	if w.sides.Checked {
		options.Sides = printer.TwoSided
		w.kept.SetFilter(page.DaySheets, map[string]string{keptSides: two})
	}
	shape := models.SheetForm(w.shape.ChosenID())
	return papers.SheetForm{
		Large:     shape == models.SheetLarge || shape == models.SheetLargeDates,
		OnlyDates: shape == models.SheetDates || shape == models.SheetLargeDates,
	}, options, nil
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
	setEnabled(w.where, enabled)
	setEnabled(w.copies, enabled)
	setEnabled(w.sides, enabled)
}
