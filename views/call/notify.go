package call

import (
	"slices"
	"strings"
	"time"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// The answers to whether help was called.
const (
	notified = "yes"
	notYet   = "no"
)

// askNotify asks, before a call is signed, whether 112 or the emergency department
// was called, when and by whom. Where not, the call leaves a task that is due now.
func (f *finish) askNotify(unfinished bool) {
	p := f.page
	what := p.judged.Notify
	done := widgets.NewChoice(
		widgets.Option{ID: notified, Text: locale.In(what)},
		widgets.Option{ID: notYet, Text: locale.T("call.notify.not-yet")},
	)
	at, by := widgets.NewTimeField(), widgets.NewLine(locale.T("call.notify.by.placeholder"))
	at.SetTime(models.TimeOfDayOf(p.host.Now()))
	form := widgets.NewForm(
		widgets.NewFieldRow("notified", locale.T("call.notify.done"), done),
		widgets.NewBeside(
			widgets.NewFieldRow("time", locale.T("tasks.field.time"), at),
			widgets.NewFieldRow("by", locale.T("call.notify.by"), by),
		),
	)
	p.host.Ask(page.Dialog{
		Title: locale.T("call.notify.title"), Text: locale.T("call.notify.text"), Content: form, Form: form, Focus: done,
		Confirm: locale.T("call.sign"),
		OnConfirm: func() error {
			switch done.ChosenID() {
			case notYet:
				f.asked = true
				return nil
			case notified:
				f.asked = true
				clock, err := at.Time()
				if err != nil {
					f.asked = false
					return models.Problems{(&models.Problem{Code: "time.form"}).On("time")}
				}
				p.draft.Contacts = append(slices.Clone(p.draft.Contacts), models.Contact{
					At: earlier(clock, p.host.Now()), With: what.In(models.Swedish), Note: strings.TrimSpace(by.Text),
				})
				return nil
			}
			return models.ErrRequired.On("notified")
		},
		OnDone: func() {
			p.changed()
			f.end(unfinished)
		},
		OnCancel: p.back,
	})
}

// earlier is the latest instant at a time of day that is not after now: a call
// that was made before midnight was made yesterday.
func earlier(clock models.TimeOfDay, now time.Time) time.Time {
	at := clock.On(models.DateOf(now))
	if at.After(now) {
		at = clock.On(models.DateOf(now).AddDays(-1))
	}
	return at.UTC()
}
