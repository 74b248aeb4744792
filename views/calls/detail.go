package calls

import (
	"context"

	"fyne.io/fyne/v2"

	deskcalls "nursedesk/app/calls"
	"nursedesk/app/worklist"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// longText is how much of a call's text the list unfolds, in characters; all of
// it stands in the note.
const longText = 600

// open follows Enter: a call that goes on, or was broken off, goes on; else the
// note is shown.
func (l *list) open(e entry) {
	switch {
	case e.open != nil:
		l.host.Open(page.Route{Page: page.Call, ID: e.open.Draft.ID, Arg: page.Resume})
	case e.make != nil && worklist.Urgent(e.make.WorklistRow) && e.make.Calling.Unasked > 0:
		l.actions.Ring(e.make.Row)
	case e.answered() != 0:
		l.host.Open(page.Route{Page: page.Calls, ID: e.answered()})
	default:
		l.openPatient(e)
	}
}

// detail is what the selected row unfolds: what its columns cut off, the tries
// to reach the patient, and what can be done.
func (l *list) detail(e entry) fyne.CanvasObject {
	column := widgets.NewColumn(4)
	add := func(text string) {
		if text != "" {
			column.Add(widgets.NewParagraph(shorten(text)))
		}
	}
	small := func(text string) {
		if text != "" {
			column.Add(widgets.NewParagraph(text).Small().Ink(look.Muted))
		}
	}
	if status, level := e.level(); level != "" && l.grid.Room("level") == 0 {
		column.Add(widgets.NewFlow(widgets.NewPill(status, level)))
	}
	small(l.said(e))
	switch {
	case e.open != nil:
		add(e.open.Draft.Reason)
	case e.make != nil:
		if !e.make.Do.Empty() {
			column.Add(widgets.NewBanner(look.Overdue, locale.In(e.make.Do)))
		}
		add(e.make.Reason)
		for _, try := range tasks.Tries(e.make.Row) {
			small(try)
		}
	default:
		add(e.call.Reason)
		if e.call.Advice != "" {
			add(locale.T("calls.advised", "text", e.call.Advice))
		}
	}
	column.Add(l.buttons(e))
	const margins = 20
	column.Resize(fyne.NewSize(max(l.grid.Size().Width-margins, 0), 0)) // its height follows from its width
	return column
}

// said tells who it is, and of a call when it came, who rang and who answered.
func (l *list) said(e entry) string {
	if e.open != nil {
		return e.who()
	}
	row := e.call
	if e.make != nil {
		row = &e.make.answers
	}
	came := ""
	switch {
	case row.ID == 0:
	case row.Outgoing:
		came = locale.T("calls.said.outgoing", "at", row.At, "by", row.By)
	case row.Caller != "":
		came = locale.T("calls.said.caller", "at", row.At, "by", row.By, "caller", locale.OneLine(row.Caller))
	default:
		came = locale.T("calls.said", "at", row.At, "by", row.By)
	}
	return locale.Line(e.who(), row.PersonalNumber.String(), came)
}

// buttons are what can be done with the call, the next thing to do first.
func (l *list) buttons(e entry) fyne.CanvasObject {
	switch {
	case e.open != nil:
		return widgets.NewFlow(
			widgets.NewPrimary(locale.T("calls.resume"), func() { l.open(e) }),
			widgets.NewButton(locale.T("calls.discard"), func() { l.discard(*e.open) }))
	case e.make != nil:
		buttons := l.actions.Bar(e.make.Row).(*fyne.Container)
		if e.answered() != 0 {
			buttons.Add(widgets.NewQuiet(locale.T("calls.read"), func() { l.readNote(e) }))
		}
		return buttons
	}
	return widgets.NewFlow(
		widgets.NewPrimary(locale.T("calls.read"), func() { l.readNote(e) }),
		widgets.NewQuiet(locale.T("calls.open-patient"), func() { l.openPatient(e) }))
}

func (l *list) readNote(e entry) { l.host.Open(page.Route{Page: page.Calls, ID: e.answered()}) }

func (l *list) openPatient(e entry) { l.host.Open(page.Route{Page: page.Patient, ID: e.patient()}) }

// discard throws a call away that nobody wants to keep, after a question.
func (l *list) discard(open deskcalls.OpenCall) {
	l.host.Ask(page.Dialog{
		Title:   locale.T("calls.discard.title"),
		Text:    locale.T("calls.discard.text", "name", entry{open: &open}.who(), "at", open.Draft.Started),
		Confirm: locale.T("calls.discard"), Cancel: locale.T("calls.discard.not"), Danger: true,
		Work:     func(ctx context.Context) error { return l.desk.DiscardCall(ctx, open.Draft) },
		OnDone:   l.load,
		OnCancel: l.load, // whoever was refused as stale sees what holds now
	})
}

// complete does the selected call to make.
func (l *list) complete() {
	if selected, ok := l.grid.Selected(); ok && selected.make != nil {
		l.actions.Complete(selected.make.Row)
	}
}

func shorten(text string) string {
	text = locale.OneLine(text)
	if letters := []rune(text); len(letters) > longText {
		return string(letters[:longText]) + "…"
	}
	return text
}
