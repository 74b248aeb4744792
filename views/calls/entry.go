package calls

import (
	"cmp"
	"strconv"
	"time"

	deskcalls "nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
)

// entry is one line of the register: a call that goes on, one to make, or one
// that was. Exactly one of the three is set.
type entry struct {
	open *deskcalls.OpenCall
	make *callback
	call *models.CallRow
}

// callback is a call to make, with the one that it answers.
type callback struct {
	tasks.Row
	answers models.CallRow // its ID is 0 where it answers none
}

// key tells the lines apart; a call to make and the call that it answers are two.
func (e entry) key() string {
	switch {
	case e.open != nil:
		return "draft:" + strconv.FormatInt(e.open.Draft.ID, 10)
	case e.make != nil:
		return "task:" + strconv.FormatInt(e.make.ID, 10)
	}
	return "call:" + strconv.FormatInt(e.call.ID, 10)
}

// group heads the line.
func (e entry) group(today models.Date) string {
	switch {
	case e.open != nil:
		return locale.T("calls.group.open")
	case e.make != nil:
		return locale.T("calls.group.callbacks")
	}
	switch models.DateOf(e.call.At) {
	case today:
		return locale.T("calls.group.today")
	case today.AddDays(-1):
		return locale.T("calls.group.yesterday")
	}
	return locale.T("calls.group.earlier")
}

// when is when the call began, or is to be made. The day is left out where the
// heading says it.
func (e entry) when(today models.Date) string {
	switch {
	case e.open != nil:
		return moment(e.open.Draft.Started, today)
	case e.make != nil && e.make.At == nil:
		return locale.Relative(e.make.Due, today)
	case e.make != nil:
		return moment(*e.make.At, today)
	case models.DateOf(e.call.At) == today.AddDays(-1):
		return locale.Time(e.call.At)
	}
	return moment(e.call.At, today)
}

func moment(at time.Time, today models.Date) string {
	switch day := models.DateOf(at); {
	case day == today:
		return locale.Time(at)
	case day.Year() != today.Year():
		return locale.Short(day) + " " + strconv.Itoa(day.Year())
	}
	return locale.ShortMoment(at)
}

// day says how many days after the procedure the call was.
func (e entry) day() string {
	call := e.call
	if e.make != nil {
		call = &e.make.answers
	}
	if call == nil || call.Day == nil {
		return ""
	}
	return locale.T("calls.day", "n", *call.Day)
}

func (e entry) level() (look.Status, string) {
	var mark tasks.Mark
	switch {
	case e.make != nil:
		mark = e.make.LevelMark()
	case e.call != nil:
		mark = tasks.CallMark(e.call.Call)
	}
	return mark.Status, mark.Text
}

// who is the patient.
func (e entry) who() string {
	switch {
	case e.open != nil:
		return cmp.Or(e.open.Name, locale.T("calls.unknown"))
	case e.make != nil:
		return e.make.Name()
	}
	return e.call.Name()
}

// number is the number to call.
func (e entry) number() string {
	switch {
	case e.open != nil && e.open.Protected:
		return locale.Reach("", true)
	case e.open != nil:
		if phone, err := models.ParsePhone(e.open.Draft.Phone); err == nil {
			return phone.Format()
		}
		return e.open.Draft.Phone
	case e.make != nil:
		return locale.Reach(e.make.Phone, e.make.Protected)
	}
	return locale.Reach(e.call.Phone, e.call.Protected)
}

// what is what the call is about.
func (e entry) what() string {
	switch {
	case e.open != nil && e.open.Restricted, e.call != nil && e.call.Restricted:
		return locale.T("task.restricted")
	case e.open != nil:
		return locale.OneLine(e.open.Draft.Reason)
	case e.make != nil:
		return e.make.Title()
	}
	return locale.OneLine(e.call.Reason)
}

// more is the smaller line: what was tried and said, or the advice.
func (e entry) more(desk Desk) string {
	switch {
	case e.open != nil:
		by := locale.T("calls.kept-by", "name", e.open.By)
		if there := e.open.At; there != nil {
			by = locale.T("calls.open-at", "who", locale.Whereabouts(*there), "time", locale.Time(there.Since))
		}
		return locale.Line(locale.OneLine(e.open.Draft.Caller), by)
	case e.make != nil:
		return e.make.Line(desk)
	}
	return locale.OneLine(e.call.Advice)
}

// status is how far the call has come, as a pill.
func (e entry) status(now time.Time) (look.Status, string) {
	switch {
	case e.open != nil:
		return look.Coming, locale.T("calls.status.open")
	case e.make != nil:
		return e.make.Marks(now)[0].Status, e.make.When(now)
	case e.call.Unfinished && e.call.CallbackOpen:
		return look.Overdue, locale.T("calls.status.unfinished")
	case e.call.CallbackOpen:
		return look.DueToday, locale.T("calls.status.not-closed")
	case e.call.CallbackAt != nil:
		return look.Done, locale.T("calls.status.closed")
	}
	return look.Quiet, ""
}

// patient is the patient's id, 0 while it is not known.
func (e entry) patient() int64 {
	switch {
	case e.open != nil:
		return e.open.Draft.PatientID
	case e.make != nil:
		return e.make.PatientID
	}
	return e.call.PatientID
}

// answered is the call whose note can be read, 0 for none.
func (e entry) answered() int64 {
	switch {
	case e.make != nil:
		return e.make.answers.ID
	case e.call != nil:
		return e.call.ID
	}
	return 0
}
