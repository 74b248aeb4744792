package journal

import (
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// Done puts an entry of a patient's history into words. bookings are the patient's.
func Done(desk Desk, bookings []care.BookingFile, entry models.AuditEntry) string {
	return history{desk, bookings}.say(entry)
}

type history struct {
	desk     Desk
	bookings []care.BookingFile
}

// historyValues are the placeholders that the sentences of the history know.
var historyValues = []string{
	"start", "from", "to", "reason", "step", "doctor", "medicine", "last", "again", "complication", "onset", "how", "file", "other", "stayed", "changed",
	"unanswered", "unit", "word", "consent", "until",
}

// say puts an entry of the history into words.
func (h history) say(entry models.AuditEntry) string {
	values := []any{}
	for _, name := range historyValues {
		values = append(values, name, h.value(entry, name))
	}
	said := locale.T("audit."+entry.Action, values...)
	said = locale.Line(said, h.answers(entry))
	if reason := entry.Details["theatre"]; reason != "" {
		said = locale.Line(said, locale.T("history.theatre-shared", "reason", reason))
	}
	if codes := entry.Details["medicines"]; codes != "" {
		said += ": " + tasks.MedicineNames(h.desk, models.MedicinesOf(strings.Split(codes, ", ")...))
	}
	return said
}

// value writes one detail for people: an instant, a day, a step's title, or as it is.
func (h history) value(entry models.AuditEntry, name string) any {
	text := entry.Details[name]
	if text == "" {
		return ""
	}
	if name == "step" {
		return h.stepTitle(entry, text)
	}
	if name == "medicine" {
		return medicineName(h.desk, text)
	}
	if name == "complication" {
		return complications.Title(h.desk, text)
	}
	if name == "how" {
		return locale.T("patient.sheet.how." + text)
	}
	if name == "consent" {
		return locale.T("restriction.consent." + text)
	}
	if name == "file" {
		return locale.T("export.kind." + text)
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
func (h history) answers(entry models.AuditEntry) string {
	step, ok := h.stepOf(entry, entry.Details["step"])
	if !ok {
		return ""
	}
	row := tasks.Row{Step: step}
	row.Outcome = map[string]string{}
	for line := range strings.SplitSeq(entry.Details["answers"], "\n") {
		question, answer, _ := strings.Cut(line, "=")
		row.Outcome[question] = answer
	}
	return Outcome(row)
}

// stepOf finds a step in the protocol of the booking that an entry is about.
func (h history) stepOf(entry models.AuditEntry, step string) (careplan.Step, bool) {
	for _, file := range h.bookings {
		if entry.BookingID != nil && *entry.BookingID == file.Booking.ID {
			return file.Protocol.Step(step)
		}
	}
	return careplan.Step{}, false
}

func (h history) stepTitle(entry models.AuditEntry, step string) string {
	if locale.Has("task." + step) { // no protocol made it
		return locale.T("task." + step)
	}
	if found, ok := h.stepOf(entry, step); ok {
		return locale.In(found.Title)
	}
	return step
}

// medicineName is a medicine by its key as the nurse knows it.
func medicineName(desk Desk, key string) string {
	if text, free := strings.CutPrefix(key, "?"); free {
		return text
	}
	return tasks.MedicineNames(desk, models.MedicinesOf(key))
}
