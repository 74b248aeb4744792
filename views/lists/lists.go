// Package lists puts lists into the columns of a file that a spreadsheet opens.
package lists

import (
	"context"
	"io"
	"strings"
	"time"

	"nursedesk/app/table"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// Desk is where the rows and their words come from.
type Desk interface {
	complications.Kinds
	tasks.Rules

	ProcedureTitle(code string) models.Text

	EachBooking(ctx context.Context, filter models.BookingFilter, do func(models.BookingRow) error) error
	EachCall(ctx context.Context, filter models.CallFilter, do func(models.CallRow) error) error
	EachComplication(ctx context.Context, from, until models.Date, do func(models.ComplicationRow) error) error
	EachPatient(ctx context.Context, text string, do func(models.PatientRow) error) error
	EachTask(ctx context.Context, from, until models.Date, do func(models.WorklistRow) error) error
}

// The lists, by the name that the history knows them by.
const (
	Bookings      = "bookings"
	Tasks         = "tasks"
	Calls         = "calls"
	Complications = "complications"
	Patients      = "patients"
)

// Workbook and Text are the endings of the files that a list can be written as.
const (
	Workbook = ".xlsx"
	Text     = ".csv"
)

// Write writes a list as the ending of a file asks for, and tells how many rows it has.
// folder is where a workbook's parts may lie meanwhile.
func Write(out io.Writer, ending, folder string, list table.Table) (rows int, err error) {
	read := list.Rows
	list.Rows = func(yield func(cells ...any) error) error {
		return read(func(cells ...any) error {
			rows++
			return yield(cells...)
		})
	}
	if ending == Workbook {
		return rows, table.WriteWorkbook(out, folder, list)
	}
	err = table.WriteCSV(out, list)
	return rows, err
}

// Of is a list by its name, of some days, both included.
func Of(ctx context.Context, desk Desk, name string, from, until models.Date) table.Table {
	first, after := from.At(0, 0), until.AddDays(1).At(0, 0)
	switch name {
	case Tasks:
		return OfTasks(ctx, desk, from, until)
	case Calls:
		return OfCalls(ctx, desk, models.CallFilter{From: first, Until: after})
	case Complications:
		return OfComplications(ctx, desk, from, until)
	}
	return OfBookings(ctx, desk, models.BookingFilter{From: first, Until: after})
}

// The widths of columns, in letters, by what stands in them.
const (
	number = 9
	day    = 12
	moment = 17
	word   = 18
	long   = 40
)

// widths are those of every column, by its name, which is also the key of its title.
var widths = map[string]float64{
	"booking": number, "call": number, "complication-number": number, "day": number, "level": number, "open-tasks": number,
	"patient-number": number, "sheets": number, "task-number": number,
	"act-on": day, "confirmed": day, "onset": day, "state": day, "status": day, "theatre": day,
	"began": moment, "callback": moment, "closed": moment, "ended": moment, "performed": moment, "start": moment, "time": moment,
	"by": word, "caller": word, "closed-by": word, "confirmed-by": word, "family": word, "found": word, "given": word, "number": word,
	"phone": word, "place": word, "reason": word, "role": word, "surgeon": word, "with": word,
	"advice": long, "complication": long, "medicines": long, "note": long, "procedure": long, "said": long, "task": long,
}

func newTable(name string, rows func(yield func(cells ...any) error) error, columns ...string) table.Table {
	made := table.Table{Name: locale.T("list." + name), Rows: rows}
	for _, column := range columns {
		made.Columns = append(made.Columns, table.Column{Title: locale.T("list.column." + column), Width: widths[column]})
	}
	return made
}

// OfBookings lists bookings.
func OfBookings(ctx context.Context, desk Desk, filter models.BookingFilter) table.Table {
	return newTable(Bookings, func(yield func(cells ...any) error) error {
		return desk.EachBooking(ctx, filter, func(row models.BookingRow) error {
			return yield(int(row.ID), row.Start, at(row.PerformedAt), locale.T("booking.status."+string(row.Status)), row.StatusReason,
				locale.In(desk.ProcedureTitle(row.Procedure)), row.Theatre, row.Surgeon,
				row.PersonalNumber.String(), row.GivenName, row.FamilyName, row.Phone.Format(),
				tasks.MedicineNames(desk, row.Medicines), row.OpenTasks, row.SheetsWritten)
		})
	},
		"booking", "start", "performed", "status", "reason", "procedure", "theatre", "surgeon", "number", "given", "family", "phone", "medicines", "open-tasks", "sheets")
}

// OfTasks lists tasks, closed ones too.
func OfTasks(ctx context.Context, desk Desk, from, until models.Date) table.Table {
	return tasksBy(desk, func(do func(models.WorklistRow) error) error { return desk.EachTask(ctx, from, until, do) })
}

// OfWorklist lists what is to be done, section by section, as it is read.
func OfWorklist(desk Desk, read func() (worklist.List, error)) table.Table {
	return tasksBy(desk, func(do func(models.WorklistRow) error) error {
		list, err := read()
		var rows []models.WorklistRow
		for _, section := range worklist.Sections {
			rows = append(rows, list.Sections[section]...)
		}
		return inTurn(rows, err, do)
	})
}

// inTurn hands over rows that are read, or the error of reading them.
func inTurn[T any](rows []T, err error, do func(T) error) error {
	for _, row := range rows {
		if err == nil {
			err = do(row)
		}
	}
	return err
}

func tasksBy(desk Desk, each func(do func(models.WorklistRow) error) error) table.Table {
	return newTable(Tasks, func(yield func(cells ...any) error) error {
		return each(func(listed models.WorklistRow) error {
			row := tasks.Of(desk, listed)
			return yield(int(row.ID), row.DueOn(), row.Title(), locale.T("role."+string(row.Role)),
				locale.T("journal.state."+string(row.State)), at(row.At), row.Place, row.With,
				locale.In(row.Treatment), at(row.Start), row.PersonalNumber.String(), row.GivenName, row.FamilyName,
				row.Phone.Format(), row.Note, at(row.ClosedAt), row.ClosedBy)
		})
	},
		"task-number", "act-on", "task", "role", "state", "time", "place", "with", "procedure", "start", "number", "given", "family", "phone", "note", "closed", "closed-by")
}

// OfCalls lists calls.
func OfCalls(ctx context.Context, desk Desk, filter models.CallFilter) table.Table {
	return newTable(Calls, func(yield func(cells ...any) error) error {
		return desk.EachCall(ctx, filter, func(row models.CallRow) error {
			var since any = ""
			if row.Day != nil {
				since = *row.Day
			}
			return yield(int(row.ID), row.At, at(row.EndedAt), row.Caller, row.Phone.Format(), procedure(desk, row.Procedure),
				since, row.Level, row.Reason, row.Advice, at(row.CallbackAt), row.By,
				row.PersonalNumber.String(), row.GivenName, row.FamilyName)
		})
	},
		"call", "began", "ended", "caller", "phone", "procedure", "day", "level", "said", "advice", "callback", "by", "number", "given", "family")
}

// OfComplications lists the confirmed complications after the procedures of some days.
func OfComplications(ctx context.Context, desk Desk, from, until models.Date) table.Table {
	return complicationsBy(desk, func(do func(models.ComplicationRow) error) error { return desk.EachComplication(ctx, from, until, do) })
}

// OfCases lists complications that are read.
func OfCases(desk Desk, read func() ([]models.ComplicationRow, error)) table.Table {
	return complicationsBy(desk, func(do func(models.ComplicationRow) error) error {
		rows, err := read()
		return inTurn(rows, err, do)
	})
}

func complicationsBy(desk Desk, each func(do func(models.ComplicationRow) error) error) table.Table {
	return newTable(Complications, func(yield func(cells ...any) error) error {
		return each(func(row models.ComplicationRow) error {
			return yield(int(row.ID), complications.Title(desk, row.Kind), row.OnsetOn, row.Day(),
				complications.Found(row.Complication), row.ConfirmedBy, row.ConfirmedOn, procedure(desk, row.Procedure),
				row.PerformedAt, row.Surgeon, row.PersonalNumber.String(), row.GivenName, row.FamilyName, row.Note)
		})
	},
		"complication-number", "complication", "onset", "day", "found", "confirmed-by", "confirmed", "procedure", "performed", "surgeon", "number", "given", "family", "note")
}

// OfPatients lists the patients whom a search finds, as it finds them.
func OfPatients(ctx context.Context, desk Desk, text string) table.Table {
	return newTable(Patients, func(yield func(cells ...any) error) error {
		return desk.EachPatient(ctx, text, func(row models.PatientRow) error {
			return yield(int(row.ID), row.PersonalNumber.String(), row.GivenName, row.FamilyName, row.Phone.Format(),
				at(row.NextStart), procedure(desk, row.NextProcedure))
		})
	},
		"patient-number", "number", "given", "family", "phone", "start", "procedure")
}

func procedure(desk Desk, code string) string {
	if strings.TrimSpace(code) == "" {
		return ""
	}
	return locale.In(desk.ProcedureTitle(code))
}

func at(moment *time.Time) time.Time {
	if moment == nil {
		return time.Time{}
	}
	return *moment
}
