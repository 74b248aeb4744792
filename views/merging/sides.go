package merging

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// sideBySide is all that is kept of both, a line for each thing.
func (c *comparing) sideBySide() fyne.CanvasObject {
	table := widgets.NewColumn(2)
	kept, gone := c.both.Kept, c.both.Gone
	add := func(name string, of func(care.PatientFile) string) {
		one, other := of(kept), of(gone)
		if one == "" && other == "" {
			return
		}
		left, right := widgets.NewParagraph(one), widgets.NewParagraph(other)
		if one != other {
			left.Bold()
			right.Bold()
		}
		table.Add(cellsOf(locale.T("merge.row."+name), left, right))
	}
	table.Add(cellsOf("", widgets.NewParagraph(locale.T("merge.stands")).Bold(), widgets.NewParagraph(locale.T("merge.gives-way")).Bold()))
	table.Add(widget.NewSeparator())
	for _, row := range rows(c.desk) {
		add(row.name, row.of)
	}
	return table
}

func cellsOf(name string, kept, gone fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewCells([]float32{150, 0, 0}, widgets.NewParagraph(name).Small().Ink(look.Muted), kept, gone)
}

// row is one thing that is kept of a patient.
type row struct {
	name string
	of   func(care.PatientFile) string
}

func rows(desk Desk) []row {
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	yes := func(is bool) string {
		if is {
			return locale.T("merge.yes")
		}
		return ""
	}
	return []row{
		{"name", func(f care.PatientFile) string { return f.Patient.Name() }},
		{"number", func(f care.PatientFile) string {
			if f.Patient.PersonalNumber == "" {
				return locale.T("patient.no-number")
			}
			return f.Patient.PersonalNumber.String()
		}},
		{"born", func(f care.PatientFile) string {
			born, ok := f.Patient.PersonalNumber.BirthDate()
			if !ok {
				return ""
			}
			return born.String()
		}},
		{"registered", func(f care.PatientFile) string { return locale.ShortMoment(f.Patient.CreatedAt) }},
		{"phones", func(f care.PatientFile) string {
			return locale.Line(f.Patient.Phone.Format(), f.Patient.OtherPhone.Format(), f.Patient.Email, f.Patient.NoPhone)
		}},
		{"protected", func(f care.PatientFile) string { return yes(f.Patient.ProtectedIdentity) }},
		{"allergies", func(f care.PatientFile) string { return locale.OneLine(f.Patient.Allergies) }},
		{"takes", func(f care.PatientFile) string { return patientform.Takes(desk.Medicines(), f.Patient) }},
		{"interpreter", func(f care.PatientFile) string { return f.Patient.Interpreter }},
		{"hearing", func(f care.PatientFile) string { return yes(f.Patient.HardOfHearing) }},
		{"relative", func(f care.PatientFile) string {
			return locale.Line(f.Patient.RelativeName, f.Patient.RelativePhone.Format(), f.Patient.RelativeMayKnow)
		}},
		{"note", func(f care.PatientFile) string { return locale.OneLine(f.Patient.Note) }},
		{"bookings", func(f care.PatientFile) string { return bookingLines(desk, f) }},
		{"calls", func(f care.PatientFile) string { return count(len(f.Calls)) }},
		{"tasks", func(f care.PatientFile) string { return count(openTasks(f)) }},
		{"sheets", func(f care.PatientFile) string {
			sheets := 0
			for _, file := range f.Bookings {
				sheets += len(file.Sheets)
			}
			return count(sheets)
		}},
	}
}

func bookingLines(desk Desk, file care.PatientFile) string {
	var lines []string
	for _, one := range file.Bookings {
		line := locale.ShortMoment(one.Booking.Begin()) + " " + locale.In(desk.ProcedureTitle(one.Booking.Procedure))
		if one.Booking.Status != models.StatusBooked {
			line = locale.Line(line, locale.T("booking.status."+string(one.Booking.Status)))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func openTasks(file care.PatientFile) (count int) {
	tasks := file.Other
	for _, one := range file.Bookings {
		tasks = append(tasks[:len(tasks):len(tasks)], one.Tasks...)
	}
	for _, task := range tasks {
		if !task.Closed() {
			count++
		}
	}
	return count
}

// whatIsAsked says which bookings are asked about again, since only the other record knew it.
func (c *comparing) whatIsAsked() fyne.CanvasObject {
	var lines []string
	for _, asked := range c.both.Asked {
		var what []string
		for _, medicine := range asked.Medicines {
			what = append(what, locale.In(care.NameOf(c.desk.Medicines(), medicine)))
		}
		for _, condition := range asked.Conditions {
			what = append(what, patientform.ConditionWord(condition))
		}
		lines = append(lines, locale.T("merge.asked", "when", locale.ShortMoment(asked.Booking.Start), "what", strings.Join(what, ", ")))
	}
	banner := widgets.NewBanner(look.DueToday)
	banner.SetLines(lines...)
	return banner
}
