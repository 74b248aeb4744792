package printjob

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// Fields say where papers are printed, and how.
type Fields struct {
	Where  *widgets.Choice
	Copies *widgets.Line
	Sides  *widgets.Check
	Grey   *widgets.Check

	kept *preferences.Preferences
}

// NewFields makes the fields; kept remembers the printer.
func NewFields(kept *preferences.Preferences) *Fields {
	f := &Fields{
		Where: widgets.NewChoice(), Copies: widgets.NewLine("1").SetLetters(4), kept: kept,
		Sides: widgets.NewCheck(locale.T("printing.two-sided"), nil), Grey: widgets.NewCheck(locale.T("printing.grey"), nil),
	}
	f.Reset()
	return f
}

// Rows are the fields with their labels: printer, copies, sides, colour.
func (f *Fields) Rows() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewFieldRow("printer", locale.T("printing.printer"), f.Where),
		widgets.NewFieldRow("copies", locale.T("printing.copies"), f.Copies),
		widgets.NewFieldRow("sides", locale.T("printing.sides"), f.Sides),
		widgets.NewFieldRow("colour", locale.T("printing.colour"), f.Grey),
	}
}

// Reset takes back what is usually chosen anew for each paper: the copies and the printer.
func (f *Fields) Reset() {
	f.Copies.SetText("1")
	f.Where.ClearSelected()
}

// Offer offers the printers: chosen is the present one, else that of last time, else the
// system's own, else the first. gone is the one of last time if it is no longer there, for
// the paper comes out where nobody waits for it.
func (f *Fields) Offer(queues []printer.Queue) (gone string) {
	last := f.kept.Printer()
	wanted, gone := []string{f.Where.ChosenID(), last}, last
	var options []widgets.Option
	for _, queue := range queues {
		options = append(options, widgets.Option{ID: queue.Name, Text: queue.Name})
		if queue.Default {
			wanted = append(wanted, queue.Name)
		}
		if queue.Name == last {
			gone = ""
		}
	}
	if len(queues) > 0 {
		wanted = append(wanted, queues[0].Name)
	}
	f.Where.SetOptions(options...)
	for _, id := range wanted {
		f.Where.Choose(id)
		if f.Where.ChosenID() != "" {
			break
		}
	}
	return gone
}

// Options reads how it is to be printed, and remembers the printer.
func (f *Fields) Options() (printer.Options, error) {
	options := printer.Options{Printer: f.Where.ChosenID(), Sides: printer.OneSided, Grey: f.Grey.Checked}
	if f.Sides.Checked {
		options.Sides = printer.TwoSided
	}
	var problems models.Problems
	if options.Printer == "" {
		problems.Add("printer", models.ErrRequired)
	}
	var err error
	options.Copies, err = strconv.Atoi(strings.TrimSpace(f.Copies.Text))
	if err != nil || options.Copies < 1 || options.Copies > printer.MostCopies {
		problems.Add("copies", &models.Problem{Code: "print.copies", Values: map[string]any{"limit": printer.MostCopies}})
	}
	if err := problems.OrNil(); err != nil {
		return printer.Options{}, err
	}
	f.kept.SetPrinter(options.Printer)
	return options, nil
}

// NewShape is the choice of the form of a sheet.
func NewShape() *widgets.Choice {
	var options []widgets.Option
	for _, form := range models.SheetForms {
		options = append(options, widgets.Option{ID: string(form), Text: locale.T("printing.form." + string(form))})
	}
	choice := widgets.NewChoice(options...)
	choice.Choose(string(models.SheetUsual))
	return choice
}

// FormOf reads it.
func FormOf(shape *widgets.Choice) models.SheetForm { return models.SheetForm(shape.ChosenID()) }
