package tasks

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Explain shows why a task is there: the rule in plain words, its days, and
// where the rule comes from.
func (a *Actions) Explain(row Row) {
	content := widgets.NewForm()
	for _, part := range row.explanation() {
		content.Add(widgets.NewFieldRow("", part.label, part.text))
	}
	switch {
	case row.proposed():
		content.Add(widgets.NewPill(look.Proposed, locale.T("tasks.proposed.long")))
	case row.Known && row.Step.Source.Status == rulebook.Approved:
		content.Add(widgets.NewPill(look.Done, ApprovedBy(row.Step.Source)))
	}
	a.open(page.Dialog{
		Title: row.Title(), Content: content, Confirm: locale.T("tasks.close"), NoCancel: true,
	})
}

type explained struct {
	label string
	text  fyne.CanvasObject
}

func (r Row) explanation() []explained {
	var parts []explained
	add := func(key, text string) {
		if text != "" {
			parts = append(parts, explained{locale.T(key), lines(text)})
		}
	}
	if !r.Known && locale.Has("tasks.explain."+r.Task.Step) {
		add("tasks.explain.why", locale.T("tasks.explain."+r.Task.Step))
		add("tasks.explain.said", r.Reason)
	} else {
		add("tasks.explain.why", locale.In(r.Step.Why))
	}
	add("tasks.explain.tries", strings.Join(Tries(r), "\n"))
	add("tasks.explain.who", RoleWord(r.Role))
	add("tasks.explain.when", r.days())
	add("tasks.explain.moved", r.MoveReason)
	add("tasks.explain.late", r.LateReason)
	add("tasks.explain.source", r.Sources())
	if r.Known {
		add("tasks.explain.protocol", locale.T("tasks.explain.version",
			"procedure", locale.In(r.Treatment), "version", r.ProtocolVersion))
	}
	return parts
}

// lines sets a text of several lines.
func lines(text string) fyne.CanvasObject {
	column := widgets.NewColumn(2)
	for line := range strings.Lines(text) {
		column.Add(widgets.NewParagraph(strings.TrimSpace(line)))
	}
	return column
}

// days says every day that matters for the task.
func (r Row) days() string {
	due := "tasks.days.due"
	if r.Kind == models.Appointment {
		due = "tasks.days.visit"
	}
	lines := []string{locale.T(due, "date", r.Due)}
	if window := r.Window(); window != "" {
		lines = append(lines, locale.T("tasks.window", "window", window))
	}
	if !r.BookBy.IsZero() {
		lines = append(lines, locale.T("tasks.days.book-by", "date", r.BookBy))
	}
	if r.At != nil {
		lines = append(lines, locale.T("tasks.line.booked", "when", r.AppointmentText()))
	}
	if r.Late {
		lines = append(lines, locale.T("tasks.days.late"))
	}
	if r.NoWorkingDay {
		lines = append(lines, locale.T("tasks.days.no-working-day"))
	}
	return strings.Join(lines, "\n")
}

// Sources says where the rule comes from: "Patientbroschyren A2, A5" and any
// named source beside it.
func (r Row) Sources() string {
	var parts []string
	if len(r.Step.Source.Leaflet) > 0 {
		parts = append(parts, locale.T("tasks.source.leaflet", "facts", strings.Join(r.Step.Source.Leaflet, ", ")))
	}
	if r.Step.Source.Text != "" {
		parts = append(parts, r.Step.Source.Text)
	}
	return strings.Join(parts, "\n")
}

// ApprovedBy says which doctor approved a rule, and when.
func ApprovedBy(source rulebook.Source) string {
	return locale.T("tasks.approved", "doctor", source.Approved.Doctor, "date", source.Approved.On)
}

// RoleWord is a role in the language of the screen.
func RoleWord(role models.Role) string { return locale.T("role." + string(role)) }
