// Package lists puts lists into the columns of a file that a spreadsheet opens.
package lists

import (
	"context"
	"io"
	"strings"
	"time"

	"nursedesk/app/table"
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
	EachTask(ctx context.Context, from, until models.Date, do func(models.WorklistRow) error) error
}

// The lists, by the name that the history knows them by.
const (
	Bookings      = "bookings"
	Tasks         = "tasks"
	Calls         = "calls"
	Complications = "complications"
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

func newTable(name string, rows func(yield func(cells ...any) error) error, columns ...table.Column) table.Table {
	for i := range columns {
		columns[i].Title = locale.T("list.column." + columns[i].Title)
	}
	return table.Table{Name: locale.T("list." + name), Columns: columns, Rows: rows}
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
		table.Column{Title: "booking", Width: number}, table.Column{Title: "start", Width: moment},
		table.Column{Title: "performed", Width: moment}, table.Column{Title: "status", Width: day},
		table.Column{Title: "reason", Width: word}, table.Column{Title: "procedure", Width: long},
		table.Column{Title: "theatre", Width: day}, table.Column{Title: "surgeon", Width: word},
		table.Column{Title: "number", Width: word}, table.Column{Title: "given", Width: word},
		table.Column{Title: "family", Width: word}, table.Column{Title: "phone", Width: word},
		table.Column{Title: "medicines", Width: long}, table.Column{Title: "open-tasks", Width: number},
		table.Column{Title: "sheets", Width: number})
}

// OfTasks lists tasks, closed ones too.
func OfTasks(ctx context.Context, desk Desk, from, until models.Date) table.Table {
	return newTable(Tasks, func(yield func(cells ...any) error) error {
		return desk.EachTask(ctx, from, until, func(listed models.WorklistRow) error {
			row := tasks.Of(desk, listed)
			return yield(int(row.ID), row.DueOn(), row.Title(), locale.T("role."+string(row.Role)),
				locale.T("journal.state."+string(row.State)), at(row.At), row.Place, row.With,
				locale.In(row.Treatment), at(row.Start), row.PersonalNumber.String(), row.GivenName, row.FamilyName,
				row.Phone.Format(), row.Note, at(row.ClosedAt), row.ClosedBy)
		})
	},
		table.Column{Title: "task-number", Width: number}, table.Column{Title: "act-on", Width: day},
		table.Column{Title: "task", Width: long}, table.Column{Title: "role", Width: word},
		table.Column{Title: "state", Width: day}, table.Column{Title: "time", Width: moment},
		table.Column{Title: "place", Width: word}, table.Column{Title: "with", Width: word},
		table.Column{Title: "procedure", Width: long}, table.Column{Title: "start", Width: moment},
		table.Column{Title: "number", Width: word}, table.Column{Title: "given", Width: word},
		table.Column{Title: "family", Width: word}, table.Column{Title: "phone", Width: word},
		table.Column{Title: "note", Width: long}, table.Column{Title: "closed", Width: moment},
		table.Column{Title: "closed-by", Width: word})
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
		table.Column{Title: "call", Width: number}, table.Column{Title: "began", Width: moment},
		table.Column{Title: "ended", Width: moment}, table.Column{Title: "caller", Width: word},
		table.Column{Title: "phone", Width: word}, table.Column{Title: "procedure", Width: long},
		table.Column{Title: "day", Width: number}, table.Column{Title: "level", Width: number},
		table.Column{Title: "said", Width: long}, table.Column{Title: "advice", Width: long},
		table.Column{Title: "callback", Width: moment}, table.Column{Title: "by", Width: word},
		table.Column{Title: "number", Width: word}, table.Column{Title: "given", Width: word},
		table.Column{Title: "family", Width: word})
}

// OfComplications lists the confirmed complications after the procedures of some days.
func OfComplications(ctx context.Context, desk Desk, from, until models.Date) table.Table {
	return newTable(Complications, func(yield func(cells ...any) error) error {
		return desk.EachComplication(ctx, from, until, func(row models.ComplicationRow) error {
			return yield(int(row.ID), complications.Title(desk, row.Kind), row.OnsetOn, row.Day(),
				complications.Found(row.Complication), row.ConfirmedBy, row.ConfirmedOn, procedure(desk, row.Procedure),
				row.PerformedAt, row.Surgeon, row.PersonalNumber.String(), row.GivenName, row.FamilyName, row.Note)
		})
	},
		table.Column{Title: "complication-number", Width: number}, table.Column{Title: "complication", Width: long},
		table.Column{Title: "onset", Width: day}, table.Column{Title: "day", Width: number},
		table.Column{Title: "found", Width: word}, table.Column{Title: "confirmed-by", Width: word},
		table.Column{Title: "confirmed", Width: day}, table.Column{Title: "procedure", Width: long},
		table.Column{Title: "performed", Width: moment}, table.Column{Title: "surgeon", Width: word},
		table.Column{Title: "number", Width: word}, table.Column{Title: "given", Width: word},
		table.Column{Title: "family", Width: word}, table.Column{Title: "note", Width: long})
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
