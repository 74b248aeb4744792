package printing

import (
	"strconv"
	"strings"

	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// choices are what can be chosen of a paper and of how it is printed.
type choices struct {
	form     *widgets.Form
	shape    *widgets.Choice
	language *widgets.Choice
	where    *widgets.Choice
	copies   *widgets.Line
	sides    *widgets.Check
	grey     *widgets.Check
	none     *widgets.Banner // why there is no printer to choose
	looking  background.Token
	queues   []printer.Queue
	known    bool // the printers have been looked for
	filling  bool // by the program, which is no choice
}

// newChoices makes the fields; chosen follows another form or language.
func newChoices(chosen func()) *choices {
	c := &choices{
		shape: widgets.NewChoice(forms()...), language: widgets.NewChoice(patientform.Languages()...),
		where: widgets.NewChoice(), copies: widgets.NewLine("1").SetLetters(4),
		sides: widgets.NewCheck(locale.T("printing.two-sided"), nil), grey: widgets.NewCheck(locale.T("printing.grey"), nil),
		none: widgets.NewBanner(look.Coming),
	}
	tell := func(string) {
		if !c.filling {
			chosen()
		}
	}
	c.shape.OnChosen, c.language.OnChosen = tell, tell
	c.where.OnChosen = func(string) { c.none.SetLines() }
	c.form = widgets.NewForm(
		widgets.NewFieldRow("form", locale.T("printing.form"), c.shape),
		widgets.NewFieldRow("language", locale.T("printing.language"), c.language),
		widgets.NewFieldRow("printer", locale.T("printing.printer"), c.where),
		widgets.NewBeside(
			widgets.NewFieldRow("copies", locale.T("printing.copies"), c.copies),
			widgets.NewFieldRow("sides", locale.T("printing.sides"), c.sides),
			widgets.NewFieldRow("colour", locale.T("printing.colour"), c.grey),
		),
		c.none,
	)
	return c
}

func forms() []widgets.Option {
	var options []widgets.Option
	for _, form := range models.SheetForms {
		options = append(options, widgets.Option{ID: string(form), Text: locale.T("printing.form." + string(form))})
	}
	return options
}

// reset takes everything back to the usual.
func (c *choices) reset() {
	c.filling = true
	c.shape.Choose(string(models.SheetUsual))
	c.language.Choose("")
	c.copies.SetText("1")
	c.filling = false
	c.reveal([]string{"form", "language"}, false)
	c.reveal([]string{"printer", "copies", "sides", "colour"}, false)
	c.none.SetLines()
	c.queues, c.known = nil, false
}

// wanted is the form that was chosen; no language yet is the patient's.
func (c *choices) wanted() papers.SheetForm {
	shape := models.SheetForm(c.shape.ChosenID())
	return papers.SheetForm{
		Language:  models.Language(c.language.ChosenID()),
		Large:     shape == models.SheetLarge || shape == models.SheetLargeDates,
		OnlyDates: shape == models.SheetDates || shape == models.SheetLargeDates,
	}
}

// show shows the choices that a paper has.
func (c *choices) show(found written) {
	c.filling = true
	if found.forms {
		c.language.Choose(string(found.document.Language))
	}
	c.filling = false
	c.reveal([]string{"form", "language"}, found.forms)
}

func (c *choices) reveal(names []string, shown bool) {
	for _, name := range names {
		if row := c.form.Row(name); shown {
			row.Show()
		} else {
			row.Hide()
		}
	}
	c.form.Refresh()
}

// offer offers the printers, beginning with the one of last time if it is still
// there, else the system's own. Without any it says why.
func (c *choices) offer(queues []printer.Queue, last string, err error) {
	c.queues, c.known = queues, true
	var options []widgets.Option
	usual, there := "", last == ""
	for _, queue := range queues {
		options = append(options, widgets.Option{ID: queue.Name, Text: queue.Name})
		if queue.Name == last || usual == "" && queue.Default {
			usual = queue.Name
		}
		there = there || queue.Name == last
	}
	c.where.SetOptions(options...)
	if usual == "" && len(queues) > 0 {
		usual = queues[0].Name
	}
	c.where.Choose(usual)
	c.none.SetLines()
	switch {
	case err != nil:
		c.none.SetLines(locale.Problem(err))
	case len(queues) == 0:
		c.none.SetLines(locale.T("printing.no-printer"))
	case !there: // or the paper comes out where nobody waits for it
		c.none.SetLines(locale.T("printing.printer-gone", "printer", last))
	}
	c.reveal([]string{"printer", "copies", "sides", "colour"}, len(queues) > 0)
}

// options reads how it is to be printed.
func (c *choices) options() (printer.Options, error) {
	number, err := strconv.Atoi(strings.TrimSpace(c.copies.Text))
	if err != nil || number < 1 || number > printer.MostCopies {
		problem := &models.Problem{Code: "print.copies", Field: "copies", Values: map[string]any{"limit": printer.MostCopies}}
		return printer.Options{}, models.Problems{problem}
	}
	options := printer.Options{Printer: c.where.ChosenID(), Copies: number, Sides: printer.OneSided, Grey: c.grey.Checked}
	if c.sides.Checked {
		options.Sides = printer.TwoSided
	}
	return options, nil
}
