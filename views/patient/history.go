package patient

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// historyPart lists every change, the newest first, in words.
func (p *Page) historyPart() fyne.CanvasObject {
	list := widgets.NewColumn(6)
	if len(p.file.History) == 0 {
		list.Add(nothing(locale.T("patient.history.none")))
	}
	for index, entry := range p.file.History {
		said := fyne.CanvasObject(widgets.NewParagraph(p.say(entry)))
		if back := p.wayBack(index, entry); back != nil {
			said = container.NewBorder(nil, nil, nil, back, said)
		}
		list.Add(centred(widgets.NewCells([]float32{140, 0, 150},
			widgets.NewParagraph(locale.ShortMoment(entry.At)), said, muted(entry.By))))
	}
	return list
}

// wayBack is the button that undoes what an entry tells, while that is the last
// thing that was done: a booking stands again, a task is opened again. newer is how
// many entries are newer.
func (p *Page) wayBack(newer int, entry models.AuditEntry) fyne.CanvasObject {
	later := p.file.History[:newer]
	switch {
	case bookings.Ending(entry) && entry.BookingID != nil:
		for _, file := range p.file.Bookings {
			followed := slices.ContainsFunc(later, func(other models.AuditEntry) bool {
				return other.BookingID != nil && *other.BookingID == file.Booking.ID && other.At.After(entry.At)
			})
			if file.Booking.ID == *entry.BookingID && entry.Action == "booking."+string(file.Booking.Status) && !followed {
				return widgets.NewQuiet(locale.T("patient.undo"), func() { p.undoEnding(file.Booking.ID) })
			}
		}
	case entry.TaskID != nil:
		touched := slices.ContainsFunc(later, func(other models.AuditEntry) bool {
			return other.TaskID != nil && *other.TaskID == *entry.TaskID
		})
		for _, row := range p.everyRow() {
			if row.Task.ID == *entry.TaskID && p.actions.Reopens(row) && !touched {
				return widgets.NewQuiet(locale.T("tasks.reopen"), func() { p.actions.Reopen(row) })
			}
		}
	}
	return nil
}

// historyValues are the placeholders that the sentences of the history know.
var historyValues = []string{
	"start", "from", "to", "reason", "step", "doctor", "medicine", "last", "again", "complication", "onset", "how",
}

// say puts an entry of the history into words.
func (p *Page) say(entry models.AuditEntry) string {
	values := []any{}
	for _, name := range historyValues {
		values = append(values, name, p.value(entry, name))
	}
	said := locale.T("audit."+entry.Action, values...)
	said = locale.Line(said, p.answers(entry))
	if codes := entry.Details["medicines"]; codes != "" {
		said += ": " + tasks.MedicineNames(p.desk, models.MedicinesOf(strings.Split(codes, ", ")...))
	}
	return said
}

// value writes one detail for people: an instant, a day, a step's title, or as it is.
func (p *Page) value(entry models.AuditEntry, name string) any {
	text := entry.Details[name]
	if text == "" {
		return ""
	}
	if name == "step" {
		return p.stepTitle(entry, text)
	}
	if name == "medicine" {
		return p.medicineName(text)
	}
	if name == "complication" {
		return complications.Title(p.desk, text)
	}
	if name == "how" {
		return locale.T("patient.sheet.how." + text)
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at
	}
	if day, err := models.ParseDate(text); err == nil {
		return day
	}
	return text
}

// answers says what was answered when a task was closed.
func (p *Page) answers(entry models.AuditEntry) string {
	step, ok := p.stepOf(entry, entry.Details["step"])
	if !ok {
		return ""
	}
	row := tasks.Row{Step: step}
	row.Outcome = map[string]string{}
	for line := range strings.SplitSeq(entry.Details["answers"], "\n") {
		question, answer, _ := strings.Cut(line, "=")
		row.Outcome[question] = answer
	}
	return outcome(row)
}

// stepOf finds a step in the protocol of the booking that an entry is about.
func (p *Page) stepOf(entry models.AuditEntry, step string) (careplan.Step, bool) {
	for _, file := range p.file.Bookings {
		if entry.BookingID != nil && *entry.BookingID == file.Booking.ID {
			return file.Protocol.Step(step)
		}
	}
	return careplan.Step{}, false
}

func (p *Page) stepTitle(entry models.AuditEntry, step string) string {
	if locale.Has("task." + step) { // no protocol made it
		return locale.T("task." + step)
	}
	if found, ok := p.stepOf(entry, step); ok {
		return locale.In(found.Title)
	}
	return step
}

// medicineName is a medicine by its key as the nurse knows it.
func (p *Page) medicineName(key string) string {
	if text, free := strings.CutPrefix(key, "?"); free {
		return text
	}
	return tasks.MedicineNames(p.desk, models.MedicinesOf(key))
}
