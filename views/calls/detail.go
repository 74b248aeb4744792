package calls

import (
	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// longText is how much of a note the log unfolds, in characters; all of it
// stands with the patient.
const longText = 600

// detail is what the selected row unfolds: the whole text, who rang and who
// answered, and what can be done.
func (l *log) detail(e entry) fyne.CanvasObject {
	column := widgets.NewColumn(4,
		widgets.NewParagraph(who(e.call)).Small().Ink(look.Muted),
		widgets.NewParagraph(shorten(e.reason())))
	if e.call.Advice != "" {
		column.Add(widgets.NewParagraph(locale.T("calls.advised", "text", shorten(e.call.Advice))))
	}
	if e.call.ID != 0 {
		column.Add(widgets.NewParagraph(said(e.call)).Small().Ink(look.Muted))
	}
	if e.open() && e.task.MovedByHand && e.call.CallbackAt != nil {
		moved := locale.T("calls.postponed", "at", *e.call.CallbackAt, "reason", shorten(e.task.MoveReason))
		column.Add(widgets.NewParagraph(moved).Small().Ink(look.Muted))
	}
	column.Add(l.buttons(e))
	const margins = 20
	column.Resize(fyne.NewSize(max(l.grid.Size().Width-margins, 0), 0)) // its height follows from its width
	return column
}

// buttons are what can be done with the call, the next thing to do first.
func (l *log) buttons(e entry) fyne.CanvasObject {
	buttons := widgets.NewFlow()
	if e.open() {
		for index, action := range l.actions.For(l.row(e)) {
			if index == 0 {
				buttons.Add(widgets.NewPrimary(action.Label, action.Run))
			} else {
				buttons.Add(widgets.NewButton(action.Label, action.Run))
			}
		}
	}
	buttons.Add(widgets.NewButton(locale.T("calls.open-patient"), func() { l.openPatient(e) }))
	return buttons
}

// row is the callback as the actions on tasks take it.
func (l *log) row(e entry) tasks.Row {
	return tasks.Of(l.desk, models.WorklistRow{
		Task: e.task, PersonalNumber: e.call.PersonalNumber, GivenName: e.call.GivenName,
		FamilyName: e.call.FamilyName, Phone: e.call.Phone, Reason: e.call.Reason,
	})
}

// complete closes the selected callback.
func (l *log) complete() {
	if selected, ok := l.grid.Selected(); ok && selected.open() {
		l.actions.Complete(l.row(selected))
	}
}

// who is the patient's whole name, which a narrow column may cut, and number.
func who(call models.CallRow) string {
	if call.PersonalNumber == "" {
		return call.Name()
	}
	return call.Name() + " · " + locale.PersonalNumber(call.PersonalNumber)
}

// said tells when the call came, who rang and who answered.
func said(call models.CallRow) string {
	if call.Caller == "" {
		return locale.T("calls.said", "at", call.At, "by", call.By)
	}
	return locale.T("calls.said.caller", "at", call.At, "by", call.By, "caller", oneLine(call.Caller))
}

func shorten(text string) string {
	text = oneLine(text)
	if letters := []rune(text); len(letters) > longText {
		return string(letters[:longText]) + "…"
	}
	return text
}
