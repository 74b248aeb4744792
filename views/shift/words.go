// Package shift puts together what the next shift has to know, for the screen and for
// paper: open promises, the calls since yesterday, who waits for what, and what was noted.
package shift

import (
	"cmp"
	"context"
	"slices"
	"time"

	"nursedesk/app/sheet"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// Desk is what the report is read from.
type Desk interface {
	tasks.Rules

	Calls(ctx context.Context, filter models.CallFilter) ([]models.CallRow, error)
	ShiftNotes(ctx context.Context, since time.Time) ([]models.ShiftNote, models.ShiftNote, error)
	Worklist(ctx context.Context, query worklist.Query) (worklist.List, error)
}

// Part is one part of the report.
type Part string

// The parts, in the order in which they are read out.
const (
	Promises Part = "promises" // calls that were promised and are still to be made
	Calls    Part = "calls"    // since yesterday morning, the most urgent level first
	Waiting  Part = "waiting"  // what others have to do by today
	Notes    Part = "notes"    // to the next shift
)

// Line is one line of the report: who, what, and what stands beside it.
type Line struct {
	At, Who, What string
	PatientID     int64 // 0 for a line about nobody
}

// Report is all that the next shift has to know.
type Report struct {
	Day   models.Date
	Parts map[Part][]Line
	Begun models.ShiftNote // what whoever is signed in is writing
}

// Parts lists every part in its order.
var Parts = []Part{Promises, Calls, Waiting, Notes}

// Read puts the report together as it is at an instant.
func Read(ctx context.Context, desk Desk, now time.Time) (Report, error) {
	report := Report{Day: models.DateOf(now), Parts: map[Part][]Line{}}
	since := report.Day.AddDays(-1).At(0, 0)
	list, err := desk.Worklist(ctx, worklist.Query{})
	if err != nil {
		return report, err
	}
	report.addTasks(desk, list, func(row tasks.Row) string { return row.When(now) })
	calls, err := desk.Calls(ctx, models.CallFilter{From: since})
	if err != nil {
		return report, err
	}
	slices.SortStableFunc(calls, func(a, b models.CallRow) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Level, "none"), cmp.Or(b.Level, "none")), a.At.Compare(b.At))
	})
	for _, call := range calls {
		report.add(Calls, callLine(call))
	}
	notes, begun, err := desk.ShiftNotes(ctx, since)
	report.Begun = begun
	for _, note := range notes {
		report.add(Notes, Line{At: locale.ShortMoment(*note.SignedAt), Who: note.By, What: note.Text})
	}
	return report, err
}

// ReadPromises reads the calls that were promised and are still to be made. They say the
// day and time itself: how long it is until then is not so when the paper is read.
func ReadPromises(ctx context.Context, desk Desk, now time.Time) ([]Line, error) {
	report := Report{Day: models.DateOf(now), Parts: map[Part][]Line{}}
	list, err := desk.Worklist(ctx, worklist.Query{})
	report.addTasks(desk, list, func(row tasks.Row) string {
		if row.At != nil {
			return locale.ShortMoment(*row.At)
		}
		return locale.ShortDay(row.DueOn())
	})
	return report.Parts[Promises], err
}

func (r *Report) addTasks(desk Desk, list worklist.List, when func(tasks.Row) string) {
	for _, section := range worklist.Sections {
		for _, row := range list.Sections[section] {
			if part, ok := partOf(row, section, r.Day); ok {
				r.add(part, r.taskLine(tasks.Of(desk, row).WithCalling(list.Calling), desk, when))
			}
		}
	}
}

func (r *Report) add(part Part, line Line) { r.Parts[part] = append(r.Parts[part], line) }

// partOf tells where a row stands in the report, if it does: a promise whatever its
// day, what others do once it is due.
func partOf(row models.WorklistRow, section worklist.Section, today models.Date) (Part, bool) {
	switch {
	case section == worklist.SectionUrgent || row.Kind == models.Callback:
		return Promises, true
	case section.OfOthers() && !row.DueOn().After(today):
		return Waiting, true
	}
	return "", false
}

func (r *Report) taskLine(row tasks.Row, desk tasks.Rules, when func(tasks.Row) string) Line {
	return Line{
		At:        when(row),
		Who:       row.Patient(r.Day),
		What:      locale.Line(row.CallLevel, row.Title(), row.OwnerWord(), row.Line(desk), locale.Reach(row.Phone, row.Protected)),
		PatientID: row.PatientID,
	}
}

func callLine(call models.CallRow) Line {
	mark := tasks.CallMark(call.Call)
	open := ""
	if call.CallbackOpen {
		open = locale.T("shift.call.open")
	}
	reason := locale.OneLine(call.Reason)
	if call.Restricted {
		reason = locale.T("task.restricted")
	}
	return Line{
		At: locale.ShortMoment(call.At), Who: call.Name(),
		What:      locale.Line(mark.Text, reason, locale.OneLine(call.Advice), call.By, open),
		PatientID: call.PatientID,
	}
}

// Title is what a part is called.
func Title(part Part) string { return locale.T("shift.part." + string(part)) }

// Empty says what it means that a part has no lines.
func Empty(part Part) string { return locale.T("shift.none." + string(part)) }

// Paper is the report as it is printed.
func Paper(report Report, clinic string) sheet.ListingInput {
	in := sheet.ListingInput{
		Title: locale.T("shift.title"), About: locale.Line(clinic, locale.LongDate(report.Day)),
		Foot: locale.T("shift.foot"), Language: locale.Language(),
	}
	for _, part := range Parts {
		in.Parts = append(in.Parts, PaperPart(part, report.Parts[part]))
	}
	return in
}

// PaperPart is one part as it is printed.
func PaperPart(part Part, lines []Line) sheet.ListingPart {
	paper := sheet.ListingPart{Title: Title(part), Share: []float64{26, 50, 104}, Empty: Empty(part)}
	for _, line := range lines {
		paper.Rows = append(paper.Rows, []sheet.ListingCell{{Text: line.At}, {Strong: line.Who}, {Text: line.What}})
	}
	return paper
}
