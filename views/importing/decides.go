package importing

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/bookings"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// decides is what has to be decided before a file is imported, and the button that does
// it. While something is missing the button is grey, and what is missing stands above it.
type decides struct {
	page                   *Page
	update, rebook, accept *widgets.Check
	reason                 *widgets.Line // why bookings share a theatre
	reasonRow              *widgets.FieldRow
	why                    *widgets.Paragraph
	write                  *widgets.Button
	again, other           *widgets.Button
	choices                *fyne.Container
	content                *fyne.Container
}

func newDecides(p *Page) *decides {
	d := &decides{page: p, why: widgets.NewParagraph("").Ink(look.Muted)}
	d.update = widgets.NewCheck("", func(bool) { d.chosen() })
	d.rebook = widgets.NewCheck("", func(bool) { d.chosen() })
	d.accept = widgets.NewCheck("", func(bool) { d.show() })
	d.write = widgets.NewPrimary("", func() { p.write(d.options()) })
	d.again = widgets.NewButton(locale.T("import.again"), func() { p.examine(d.options(), "") })
	d.other = widgets.NewButton(locale.T("import.other"), p.other)
	d.reason = widgets.NewLine("")
	d.reason.OnChanged = func(string) { d.show() }
	d.reasonRow = widgets.NewFieldRow("theatre-reason", locale.T("import.field.theatre-reason"), d.reason)
	d.choices = widgets.NewFlow(d.update, d.rebook, d.accept)
	d.content = widgets.NewColumn(6, d.choices, d.reasonRow, d.why, widgets.NewFlow(d.write, d.again, d.other))
	return d
}

// options are what is chosen.
func (d *decides) options() bookings.ImportOptions {
	return bookings.ImportOptions{
		Update: d.update.Checked, Rebook: d.rebook.Checked, AcceptWarnings: d.accept.Checked, TheatreReason: d.reason.Text,
	}
}

// chosen examines again what is to be written besides: it has warnings of its own.
func (d *decides) chosen() {
	options := d.options()
	options.AcceptWarnings = false
	d.page.examine(options, "")
}

// show shows what there is to decide about the report.
func (d *decides) show() {
	report, going := &d.page.report, d.page.run != nil && d.page.run.going()
	if !going {
		set(d.update, report.Update)
		set(d.rebook, report.Rebook)
	}
	asks := func(check *widgets.Check, n int, key string) {
		check.SetText(locale.T(key, "n", n))
		if n > 0 && d.page.stage == shown {
			check.Show()
		} else {
			check.Hide()
		}
		if going {
			check.Disable()
		} else {
			check.Enable()
		}
	}
	asks(d.update, report.Changed, "import.update")
	asks(d.rebook, d.rebooks(), "import.rebook")
	asks(d.accept, report.Dangerous, "import.accept")
	d.reasonRow.Hidden = report.Shared == 0 || d.page.stage != shown
	missing := d.missing()
	d.why.SetText(missing)
	d.write.SetText(locale.TN("import.write", report.Writes()))
	if missing != "" || going {
		d.write.Disable()
	} else {
		d.write.Enable()
	}
	for _, button := range []*widgets.Button{d.again, d.other} {
		if going {
			button.Disable()
		} else {
			button.Enable()
		}
	}
	imported := d.page.stage == done
	d.write.Hidden, d.again.Hidden, d.why.Hidden = imported, imported, imported || missing == ""
	d.content.Refresh()
}

// rebooks is how many bookings were cancelled here: those that would be booked again, and those that would not.
func (d *decides) rebooks() int {
	if d.page.report.Rebook {
		return max(d.page.report.Cancelled, 1)
	}
	return d.page.report.Cancelled
}

// set ticks a box without being asked what follows.
func set(check *widgets.Check, ticked bool) {
	check.Checked = ticked
	check.Refresh()
}

// missing says what keeps the file out, "" when nothing does.
func (d *decides) missing() string {
	report := &d.page.report
	switch {
	case report.Refused > 0:
		return locale.T("import.refused", "problems", report.Wrong)
	case report.Lines == 0:
		return locale.T("import.empty-file")
	case report.Writes() == 0 && report.Changed > 0:
		return locale.T("import.only-changed")
	case report.Writes() == 0:
		return locale.T("import.nothing-new")
	case report.Dangerous > 0 && !d.accept.Checked:
		return locale.T("import.dangerous", "n", report.Dangerous) + " " + locale.T("import.dangerous.here")
	case report.Shared > 0 && strings.TrimSpace(d.reason.Text) == "":
		return locale.T("import.shared", "n", report.Shared) + " " + locale.T("import.shared.here")
	}
	return ""
}

// press imports, or says why not.
func (d *decides) press() {
	switch missing := d.missing(); {
	case d.page.stage != shown || d.page.run.going():
	case missing != "":
		d.page.host.Toast(missing, nil)
	default:
		d.page.write(d.options())
	}
}
