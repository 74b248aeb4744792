package daysheets

import (
	"strconv"

	"nursedesk/app"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/planview"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// The forms of a sheet, as they are chosen.
const (
	formUsual = "usual"
	formLarge = "large"
	formDates = "dates"
)

// The names under which choices are kept.
const (
	keptForm  = "form"
	keptSides = "sides"
)

// wish is the fields that say how the sheets of which day are printed.
type wish struct {
	kept   *preferences.Preferences
	form   *widgets.Form
	day    *widgets.DateField
	shape  *widgets.Choice
	where  *widgets.Choice
	copies *widgets.Line
	sides  *widgets.Choice
}

func newWish(kept *preferences.Preferences, today func() models.Date) *wish {
	w := &wish{
		kept: kept, day: widgets.NewDateField(today, planview.RedDay),
		shape: widgets.NewChoice(options("daysheets.form.", formUsual, formLarge, formDates)...),
		where: widgets.NewChoice(), copies: widgets.NewLine("1").SetLetters(4),
		sides: widgets.NewChoice(append(
			[]widgets.Option{{ID: string(printer.AnySides), Text: locale.T("daysheets.sides.any")}},
			options("daysheets.sides.", string(printer.OneSided), string(printer.TwoSided))...)...),
	}
	values := kept.Filter(page.DaySheets)
	w.shape.Choose(values[keptForm])
	if w.shape.ChosenID() == "" {
		w.shape.Choose(formUsual)
	}
	w.sides.Choose(values[keptSides])
	w.copies.SetText("1")
	w.form = widgets.NewForm(
		widgets.NewBeside(
			widgets.NewFieldRow("day", locale.T("daysheets.day"), w.day),
			widgets.NewFieldRow("form", locale.T("daysheets.form"), w.shape),
		),
		widgets.NewBeside(
			widgets.NewFieldRow("printer", locale.T("daysheets.printer"), w.where),
			widgets.NewFieldRow("sides", locale.T("daysheets.sides"), w.sides),
			widgets.NewFieldRow("copies", locale.T("daysheets.copies"), w.copies),
		),
	)
	return w
}

func options(prefix string, ids ...string) []widgets.Option {
	var all []widgets.Option
	for _, id := range ids {
		all = append(all, widgets.Option{ID: id, Text: locale.T(prefix + id)})
	}
	return all
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
func (w *wish) read() (app.SheetForm, printer.Options, error) {
	var problems models.Problems
	if w.where.ChosenID() == "" {
		problems.Add("printer", models.ErrRequired)
	}
	copies, err := strconv.Atoi(w.copies.Text)
	if err != nil || copies < 1 || copies > printer.MostCopies {
		problems.Add("copies", &models.Problem{Code: "print.copies", Values: map[string]any{"limit": printer.MostCopies}})
	}
	if err := problems.OrNil(); err != nil {
		return app.SheetForm{}, printer.Options{}, err
	}
	w.kept.SetPrinter(w.where.ChosenID())
	w.kept.SetFilter(page.DaySheets, map[string]string{keptForm: w.shape.ChosenID(), keptSides: w.sides.ChosenID()})
	form := app.SheetForm{Large: w.shape.ChosenID() == formLarge, OnlyDates: w.shape.ChosenID() == formDates}
	return form, printer.Options{
		Printer: w.where.ChosenID(), Copies: copies, Sides: printer.Sides(w.sides.ChosenID()),
	}, nil
}

// enable lets the fields be changed, or not.
func (w *wish) enable(enabled bool) {
	setEnabled(w.day, enabled)
	setEnabled(w.shape, enabled)
	setEnabled(w.where, enabled)
	setEnabled(w.copies, enabled)
	setEnabled(w.sides, enabled)
}
