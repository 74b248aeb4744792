package today

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// patient says whom a row is about: where the column is too narrow the name gives
// way and the age stays.
func (p *Page) patient(row entry) string {
	whole, name := row.Patient(p.read.today), row.Name()
	room := p.grid.Room("patient")
	if room <= 0 || whole == name || wide(whole, theme.SizeNameText, false) <= room {
		return whole
	}
	age := strings.TrimPrefix(whole, name)
	text := canvas.NewText("", nil)
	text.TextSize = look.Size(theme.SizeNameText)
	return widgets.Fit(name, room-wide(age, theme.SizeNameText, false), text) + age
}

// cutOff says what the row's columns leave out or cut off, and nothing else.
func (p *Page) cutOff(row entry) string {
	var parts []string
	add := func(column, text string, size fyne.ThemeSizeName, bold bool) {
		if text != "" && wide(text, size, bold) > p.grid.Room(column) {
			parts = append(parts, text)
		}
	}
	add("patient", row.Patient(p.read.today), theme.SizeNameText, false)
	add("task", row.Title(), theme.SizeNameText, true)
	row.Do = models.Text{} // stands in a banner of its own
	add("task", row.Line(p.desk), theme.SizeNameCaptionText, false)
	add("procedure", row.ProcedureText(), theme.SizeNameText, false)
	return locale.Line(parts...)
}

// wide is the width of a text in the list.
func wide(text string, size fyne.ThemeSizeName, bold bool) float32 {
	return fyne.MeasureText(text, look.Size(size), fyne.TextStyle{Bold: bold}).Width
}

// line says who has just changed something of the patient's at another desk, and
// what the task waits for.
func (p *Page) line(row entry) string {
	return locale.Line(p.host.Fresh(row.PatientID), row.Line(p.desk))
}
