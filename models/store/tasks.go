package store

import (
	"strings"

	"nursedesk/models"
)

// openTasks are the tasks that are still to be done, in the very words of the
// index idx_tasks_open, without which the index is not used.
const openTasks = `tasks.state IN ('open', 'to-book', 'booked')`

// SaveTask adds a task (ID 0) or changes one; one that changed meanwhile is
// models.ErrStale. ActOn is set to the day on which someone has to act.
func (t *Tx) SaveTask(task *models.Task) error {
	row := *task
	row.At, row.ClosedAt, row.UpdatedAt = utcOf(row.At), utcOf(row.ClosedAt), t.now()
	row.ActOn = row.DueOn()
	if row.ID == 0 {
		row.CreatedAt = row.UpdatedAt
	}
	if err := t.keep(&row, row.ID, &row.Version); err != nil {
		return err
	}
	*task = row
	return nil
}

// Task reads one task.
func (t *Tx) Task(id int64) (models.Task, error) { return one[models.Task](t, id) }

// TasksOfBooking reads a booking's tasks, closed ones too, by their due day.
func (t *Tx) TasksOfBooking(bookingID int64) ([]models.Task, error) {
	return list[models.Task](t.db.Where("booking_id = ?", bookingID).Order("due, id"))
}

// TasksOfPatient reads a patient's tasks, closed ones too, by their due day.
func (t *Tx) TasksOfPatient(patientID int64) ([]models.Task, error) {
	return list[models.Task](t.db.Where("patient_id = ?", patientID).Order("due, id"))
}

// Worklist lists open tasks, the one to act on first first, then by the start of
// the procedure; callbacks without a booking come last on their day.
func (t *Tx) Worklist(filter models.WorklistFilter) ([]models.WorklistRow, error) {
	query := t.db.Table("tasks").
		Select(`tasks.*, bookings.procedure, bookings.protocol_version, bookings.start, bookings.performed_at,
			bookings.status AS booking_status, bookings.medicines, patients.personal_number, patients.given_name,
			patients.family_name, COALESCE(NULLIF(calls.phone, ''), patients.phone) AS phone,
			calls.reason, calls.level AS call_level`).
		Joins("JOIN patients ON patients.id = tasks.patient_id").
		Joins("LEFT JOIN bookings ON bookings.id = tasks.booking_id").
		Joins("LEFT JOIN calls ON calls.id = tasks.call_id").
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
	query = t.matching(query, filter.Text, "tasks", "tasks.booking_id").
		Order("tasks.act_on, bookings.start IS NULL, bookings.start, tasks.id").
		Offset(filter.Offset)
	if filter.Limit > 0 {
		query = query.Limit(filter.Limit)
	}
	return list[models.WorklistRow](query)
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
