// Package planview shows the dates of a plan, and what a change does to them,
// as lists in order of time. It knows rules and words but reads nothing.
package planview

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// day is all that a plan holds on one day.
type day struct {
	date      models.Date
	procedure bool // it is the day of the procedure
	entries   []entry
}

// entry is one task, one date for the patient, or the procedure itself.
type entry struct {
	title        string
	note         string // who, until when, in small letters
	task         bool
	procedure    bool
	late         bool
	noWorkingDay bool
	at           time.Time // zero: any time that day
}

// days gives a plan's tasks and milestones by day, in order of time. A task
// stands on its due day, a milestone on its first day.
func days(title string, plan careplan.Plan) []day {
	start := models.DateOf(plan.Start)
	entries := map[models.Date][]entry{start: {{title: title, at: plan.Start, procedure: true, task: true}}}
	for _, task := range plan.Tasks {
		entries[task.Due] = append(entries[task.Due], taskEntry(task, start))
	}
	for _, milestone := range plan.Milestones {
		moment, one := milestoneEntry(milestone, start)
		entries[moment.Date] = append(entries[moment.Date], one)
	}
	var list []day
	for date, found := range entries {
		slices.SortStableFunc(found, func(a, b entry) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), a.at.Compare(b.at))
		})
		list = append(list, day{date: date, procedure: date == start, entries: found})
	}
	slices.SortFunc(list, func(a, b day) int { return a.date.Compare(b.date) })
	return list
}

// rank puts the procedure first on its day, then what someone has to do, then
// what holds for the patient.
func rank(e entry) int {
	switch {
	case e.procedure:
		return 0
	case e.task:
		return 1
	}
	return 2
}

func taskEntry(task careplan.PlannedTask, start models.Date) entry {
	notes := []string{locale.T("planview.role." + string(task.Step.Role))}
	if !task.BookBy.IsZero() {
		notes = append(notes, locale.T("planview.book-by", "date", Date(task.BookBy, start)))
	}
	return entry{
		title: locale.In(task.Step.Title), note: note(notes, task.Step.Source),
		task: true, late: task.Late,
		noWorkingDay: task.NoWorkingDay && task.Due != start, // the procedure's own day is warned of as such
	}
}

func milestoneEntry(planned careplan.PlannedMilestone, start models.Date) (careplan.Moment, entry) {
	moment := planned.Begin
	var notes []string
	switch planned.Milestone.Form {
	case careplan.Until:
		moment = planned.End
		if moment.At.IsZero() {
			notes = append(notes, locale.T("planview.until-day"))
		} else {
			notes = append(notes, locale.T("planview.until", "time", locale.Time(moment.At)))
		}
	case careplan.Between:
		notes = append(notes, locale.T("planview.until", "time", Date(planned.End.Date, start)))
	case careplan.From, careplan.On:
		if !moment.At.IsZero() {
			notes = append(notes, locale.T("planview.from", "time", locale.Time(moment.At)))
		}
	}
	notes = append(notes, locale.T("planview.patient"))
	return moment, entry{
		title: locale.In(planned.Milestone.Title), at: moment.At,
		note: note(notes, planned.Milestone.Source),
	}
}

func note(parts []string, source rulebook.Source) string {
	if source.Status == rulebook.Proposed {
		parts = append(parts, locale.T("planview.proposed"))
	}
	return strings.Join(parts, " · ")
}

// Date gives a day of a plan as briefly as it is clear: "mån 14 dec", with its
// year where that is not the procedure's.
func Date(date, start models.Date) string {
	if date.Year() == start.Year() {
		return locale.ShortDay(date)
	}
	return locale.Date(date)
}
