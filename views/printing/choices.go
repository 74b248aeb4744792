package printing

import (
	"nursedesk/app/papers"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/preferences"
	"nursedesk/views/printjob"
	"nursedesk/views/widgets"
)

// choices are what can be chosen of a paper and of how it is printed.
type choices struct {
	form     *widgets.Form
	shape    *widgets.Choice
	language *widgets.Choice
	how      *printjob.Fields
	none     *widgets.Banner // why there is no printer to choose
	looking  background.Token
	queues   []printer.Queue
	known    bool // the printers have been looked for
	filling  bool // by the program, which is no choice
}

// newChoices makes the fields; chosen follows another form or language.
func newChoices(kept *preferences.Preferences, chosen func()) *choices {
	c := &choices{
		shape: printjob.NewShape(), language: widgets.NewChoice(patientform.Languages()...),
		how: printjob.NewFields(kept), none: widgets.NewBanner(look.Coming),
	}
	tell := func(string) {
		if !c.filling {
			chosen()
		}
	}
	c.shape.OnChosen, c.language.OnChosen = tell, tell
	c.how.Where.OnChosen = func(string) { c.none.SetLines() }
	rows := c.how.Rows()
	c.form = widgets.NewForm(
		widgets.NewFieldRow("form", locale.T("printing.form"), c.shape),
		widgets.NewFieldRow("language", locale.T("printing.language"), c.language),
		rows[0], widgets.NewBeside(rows[1:]...),
		c.none,
	)
	return c
}

// reset takes everything back to the usual.
func (c *choices) reset() {
	c.filling = true
	c.shape.Choose(string(models.SheetUsual))
	c.language.Choose("")
	c.how.Reset()
	c.filling = false
	c.reveal([]string{"form", "language"}, false)
	c.reveal([]string{"printer", "copies", "sides", "colour"}, false)
	c.none.SetLines()
	c.queues, c.known = nil, false
}

// wanted is the form that was chosen; no language yet is the patient's.
func (c *choices) wanted() papers.Wanted {
	return papers.Wanted{Language: models.Language(c.language.ChosenID()), Form: printjob.FormOf(c.shape)}
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

// offer offers the printers. Without any it says why.
func (c *choices) offer(queues []printer.Queue, err error) {
	c.queues, c.known = queues, true
	gone := c.how.Offer(queues)
	c.none.SetLines()
	switch {
	case err != nil:
		c.none.SetLines(locale.Problem(err))
	case len(queues) == 0:
		c.none.SetLines(locale.T("printing.no-printer"))
	case gone != "":
		c.none.SetLines(locale.T("printing.printer-gone", "printer", gone))
	}
	c.reveal([]string{"printer", "copies", "sides", "colour"}, len(queues) > 0)
}
