package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"gorm.io/gorm"

	"nursedesk/models"
)

// worklistColumns are read by worklistRow, in this order.
const worklistColumns = `tasks.id, COALESCE(tasks.patient_id, 0), tasks.booking_id, tasks.call_id, tasks.step, tasks.role, tasks.kind, tasks.state,
	tasks.due, tasks.earliest, tasks.latest, tasks.book_by, tasks.late, tasks.no_working_day, tasks.moved_by_hand, tasks.move_reason, tasks.answer_id, tasks.said,
	tasks.at, tasks.place, tasks."with", tasks.outcome, tasks.note, tasks.late_reason, tasks.closed_by, tasks.closed_at,
	tasks.act_on, tasks.version, tasks.created_at, tasks.updated_at,
	COALESCE(bookings.procedure, ''), COALESCE(bookings.protocol_version, ''), bookings.start, bookings.performed_at,
	COALESCE(bookings.status, ''), bookings.medicines, patients.medicines,
	COALESCE(patients.personal_number, ''), COALESCE(patients.given_name, ''), COALESCE(patients.family_name, ''), COALESCE(patients.sort_key, ''),
	CASE WHEN patients.protected_identity THEN '' ELSE COALESCE(NULLIF(calls.phone, ''), patients.phone, '') END, COALESCE(patients.protected_identity, false),
	COALESCE(calls.reason, ''), COALESCE(calls.level, '')`

// Worklist lists open tasks, the one to act on first first, then by the start of
// the procedure; callbacks without a booking come last on their day.
func (t *Tx) Worklist(filter models.WorklistFilter) ([]models.WorklistRow, error) {
	return worklistRows(t.worklist(filter))
}

// tasksWith joins tasks with all that a row of the worklist shows.
func (t *Tx) tasksWith() *gorm.DB {
	return t.db.Table("tasks").
		Select(worklistColumns).
		Joins("LEFT JOIN patients ON patients.id = tasks.patient_id").
		Joins("LEFT JOIN bookings ON bookings.id = tasks.booking_id").
		Joins("LEFT JOIN calls ON calls.id = tasks.call_id")
}

func (t *Tx) worklist(filter models.WorklistFilter) *gorm.DB {
	query := t.tasksWith().
		Where(openTasks).
		Where("tasks.act_on >= ''") // true of every task: it leads SQLite to the index by that day
	if due, days := dueClauses(filter); due != "" {
		query = query.Where(due, days...)
	}
	if filter.Role != "" {
		query = query.Where("tasks.role = ?", filter.Role)
	}
	if filter.Kind != "" {
		query = query.Where("tasks.kind = ?", filter.Kind)
	}
	if filter.Of.Name != "" {
		query = ownedBy(query, filter.Of)
	}
	query = t.matching(query, filter.Text, "tasks", "tasks.booking_id").
		Order("tasks.act_on, bookings.start IS NULL, bookings.start, tasks.id")
	if filter.Limit > 0 {
		query = query.Limit(filter.Limit)
	}
	return query
}

// ownedBy narrows tasks to somebody's own. Each part goes by an index, so that it takes a few reads a task.
func ownedBy(query *gorm.DB, owner models.Owner) *gorm.DB {
	if len(owner.Roles) > 0 {
		query = query.Where("tasks.role IN ?", owner.Roles)
	}
	return query.Where(`(calls."by" = @name OR bookings.surgeon = @name
		OR EXISTS (SELECT 1 FROM audit_entries WHERE audit_entries.task_id = tasks.id AND audit_entries."by" = @name)
		OR EXISTS (SELECT 1 FROM audit_entries WHERE audit_entries.patient_id = tasks.patient_id AND audit_entries.booking_id = tasks.booking_id
			AND audit_entries.action = 'booking.registered' AND audit_entries."by" = @name))`, map[string]any{"name": owner.Name})
}

// dueClauses joins the filter's days by OR; without any day nothing narrows.
func dueClauses(filter models.WorklistFilter) (string, []any) {
	var clauses []string
	var days []any
	for _, one := range []struct {
		clause string
		day    models.Date
	}{
		{"tasks.act_on <= ?", filter.ActUntil},
		{"tasks.state = 'to-book' AND tasks.act_on <= ?", filter.ToBookTill},
		{"tasks.role = 'doctor' AND tasks.kind = 'action' AND tasks.earliest <= ?", filter.DoctorOpen},
	} {
		if !one.day.IsZero() {
			clauses = append(clauses, "("+one.clause+")")
			days = append(days, one.day)
		}
	}
	if len(clauses) == 0 {
		return "", nil
	}
	return "(" + strings.Join(clauses, " OR ") + ")", days
}

// worklistRows reads the rows column by column: gorm, which finds the place of each
// value by reflection, takes twice as long for a page of 200.
func worklistRows(query *gorm.DB) (found []models.WorklistRow, err error) {
	rows, err := query.Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		row, err := worklistRow(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	return found, rows.Err()
}

func worklistRow(rows *sql.Rows) (row models.WorklistRow, err error) {
	var outcome, medicines, takes sql.RawBytes
	var record models.Record
	err = rows.Scan(
		&row.ID, &row.PatientID, &row.BookingID, &row.CallID, &row.Step, &row.Role, &row.Kind, &row.State,
		&row.Due, &row.Earliest, &row.Latest, &row.BookBy, &row.Late, &row.NoWorkingDay, &row.MovedByHand, &row.MoveReason, &row.AnswerID, &row.Said,
		&row.At, &row.Place, &row.With, &outcome, &row.Note, &row.LateReason, &row.ClosedBy, &row.ClosedAt,
		&row.ActOn, &row.Version, &row.CreatedAt, &row.UpdatedAt,
		&row.Procedure, &row.ProtocolVersion, &row.Start, &row.PerformedAt,
		&row.BookingStatus, &medicines, &takes, &row.PersonalNumber, &row.GivenName, &row.FamilyName, &row.SortKey,
		&row.Phone, &row.Protected, &row.Reason, &row.CallLevel,
	)
	if err != nil {
		return row, err
	}
	err = errors.Join(readJSON(outcome, &row.Outcome), readJSON(medicines, &row.Medicines), readJSON(takes, &record.Medicines))
	if row.BookingID != nil {
		row.Medicines = record.Beside(row.Medicines)
	}
	return row, err
}

// readJSON reads a column that may be empty.
func readJSON(column []byte, into any) error {
	if len(column) == 0 {
		return nil
	}
	return json.Unmarshal(column, into)
}
