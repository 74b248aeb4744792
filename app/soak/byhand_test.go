package soak

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/models/stopwatch/floor"
)

// byHand does by hand what a desk does, on a connection of its own. It looks at nothing before it writes, and waits for
// nobody; its entries lie beside the history, whose chain they would break.
type byHand struct {
	one  *pgx.Conn
	rows []table
	task int64 // the one that it does again and again
}

// entriesByHand is a table like the history.
const entriesByHand = "entries_by_hand"

// table is the rows of a table that one booking wrote.
type table struct {
	name    string
	columns []string
	rows    [][]any
}

// copied reads the rows of a booking, table by table in the order in which they are written.
func copied(t *testing.T, where string, booking int64) []table {
	t.Helper()
	one, err := pgx.Connect(t.Context(), where)
	require.NoError(t, err)
	defer func() { _ = one.Close(context.Background()) }()
	var tables []table
	for _, from := range []struct{ name, of string }{
		{"patients", "id = (SELECT patient_id FROM bookings WHERE id = $1)"},
		{"patient_keys", "patient_id = (SELECT patient_id FROM bookings WHERE id = $1)"},
		{"bookings", "id = $1"},
		{"booking_keys", "booking_id = $1"},
		{"tasks", "booking_id = $1"},
		{"audit_entries", "booking_id = $1"},
	} {
		rows, err := one.Query(t.Context(), "SELECT * FROM "+from.name+" WHERE "+from.of, booking)
		require.NoError(t, err)
		found := table{name: from.name}
		for _, column := range rows.FieldDescriptions() {
			found.columns = append(found.columns, column.Name)
		}
		for rows.Next() {
			values, err := rows.Values()
			require.NoError(t, err)
			found.rows = append(found.rows, values)
		}
		require.NoError(t, rows.Err())
		require.NotEmpty(t, found.rows, from.name)
		tables = append(tables, found)
	}
	return tables
}

func connect(t *testing.T, where string, rows []table) *byHand {
	t.Helper()
	one, err := pgx.Connect(t.Context(), where)
	require.NoError(t, err)
	t.Cleanup(func() { _ = one.Close(context.Background()) })
	_, err = one.Exec(t.Context(), "CREATE TABLE IF NOT EXISTS "+entriesByHand+" (LIKE audit_entries INCLUDING ALL)")
	require.NoError(t, err)
	hand := &byHand{one: one, rows: rows}
	require.NoError(t, hand.book())
	require.NoError(t, one.QueryRow(t.Context(), "SELECT max(id) FROM tasks").Scan(&hand.task))
	return hand
}

// insert writes rows by one statement and gives the first one's ID. Some columns get other values.
func (h *byHand) insert(ctx context.Context, tx pgx.Tx, of table, other map[string]any) (id int64, err error) {
	columns := slices.Clone(of.columns)
	own := slices.Index(columns, "id")
	if own >= 0 {
		columns = slices.Delete(columns, own, own+1)
	}
	var places []string
	var values []any
	for _, row := range of.rows {
		var marks []string
		for i, column := range of.columns {
			if i == own {
				continue
			}
			value, given := other[column]
			if !given {
				value = row[i]
			}
			values = append(values, value)
			marks = append(marks, fmt.Sprintf("$%d", len(values)))
		}
		places = append(places, "("+strings.Join(marks, ", ")+")")
	}
	into := of.name
	if into == "audit_entries" {
		into = entriesByHand
	}
	statement := "INSERT INTO " + into + ` ("` + strings.Join(columns, `", "`) + `") VALUES ` + strings.Join(places, ", ")
	if own < 0 {
		_, err = tx.Exec(ctx, statement, values...)
		return 0, err
	}
	rows, err := tx.Query(ctx, statement+" RETURNING id", values...)
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

// book inserts a patient with a booking, its tasks, what they are found by, and the entry of the history.
func (h *byHand) book() error {
	ctx := context.Background()
	return pgx.BeginFunc(ctx, h.one, func(tx pgx.Tx) error {
		other := map[string]any{"personal_number": "", "task_id": nil}
		for _, of := range h.rows {
			id, err := h.insert(ctx, tx, of, other)
			if err != nil {
				return fmt.Errorf("by hand into %s: %w", of.name, err)
			}
			switch of.name {
			case "patients":
				other["patient_id"] = id
			case "bookings":
				other["booking_id"] = id
			}
		}
		return nil
	})
}

// done closes one open task, with the entry of the history.
func (h *byHand) done() error {
	ctx := context.Background()
	return pgx.BeginFunc(ctx, h.one, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE tasks SET state = 'done', closed_by = $1, closed_at = $2, version = version + 1, updated_at = $2
			WHERE id = $3`, "Sköterska A", now, h.task); err != nil {
			return err
		}
		entry := h.rows[len(h.rows)-1]
		_, err := h.insert(ctx, tx, entry, map[string]any{"patient_id": nil, "booking_id": nil, "task_id": nil})
		return err
	})
}

// worklist reads what Idag shows.
func (h *byHand) worklist() error {
	today := models.DateOf(now)
	rows, err := h.one.Query(context.Background(), `SELECT tasks.*, bookings.procedure, bookings.protocol_version, bookings.start, bookings.performed_at,
			bookings.status, bookings.medicines, patients.medicines, patients.personal_number, patients.given_name, patients.family_name, patients.sort_key,
			COALESCE(NULLIF(calls.phone, ''), patients.phone), patients.protected_identity, calls.reason, calls.level
		FROM tasks LEFT JOIN patients ON patients.id = tasks.patient_id LEFT JOIN bookings ON bookings.id = tasks.booking_id
			LEFT JOIN calls ON calls.id = tasks.call_id
		WHERE tasks.state IN ('open', 'to-book', 'booked') AND (tasks.act_on <= $1 OR (tasks.state = 'to-book' AND tasks.act_on <= $2)
			OR (tasks.role = 'doctor' AND tasks.kind = 'action' AND tasks.earliest <= $3))
		ORDER BY tasks.act_on, bookings.start IS NULL, bookings.start, tasks.id LIMIT 200`,
		today.AddDays(7).String(), today.AddDays(30).String(), today.String())
	if err != nil {
		return err
	}
	return readAll(rows)
}

// search reads the first patients with a word.
func (h *byHand) search(word string) error {
	rows, err := h.one.Query(context.Background(), `SELECT id, personal_number, given_name, family_name, phone FROM patients
		WHERE replaced_by IS NULL AND EXISTS (SELECT 1 FROM patient_keys WHERE patient_id = patients.id AND word >= $1 AND word < $2)
		ORDER BY sort_key, id LIMIT 20`, word, word+"\U0010FFFF")
	if err != nil {
		return err
	}
	return readAll(rows)
}

func readAll(rows pgx.Rows) error {
	defer rows.Close()
	for rows.Next() {
		if _, err := rows.Values(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// measured is how long each kind of work took: at the desk, and by hand.
type measured map[string]*[2][]time.Duration

// both does the same at the desk and by hand, in turn.
func (m measured) both(name string, desk, byHand func() error) error {
	if m[name] == nil {
		m[name] = new([2][]time.Duration)
	}
	for i, act := range []func() error{desk, byHand} {
		watch := stopwatch.Start()
		if err := act(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		m[name][i] = append(m[name][i], watch.Elapsed())
	}
	return nil
}

func (m measured) add(other measured) {
	for name, both := range other {
		if m[name] == nil {
			m[name] = new([2][]time.Duration)
		}
		for i := range both {
			m[name][i] = append(m[name][i], both[i]...)
		}
	}
}

func (m measured) String() string {
	lines := []string{"| | times | p50 | p99 | by hand p50 | p99 | ratio of p50 |", "| --- | --- | --- | --- | --- | --- | --- |"}
	for _, name := range []string{"book", "done", "worklist", "search"} {
		both := m[name]
		if both == nil {
			continue
		}
		ours, hand := both[0], both[1]
		lines = append(lines, fmt.Sprintf("| %s | %d | %.1f | %.1f | %.1f | %.1f | %.2f |", name, len(ours),
			floor.Milliseconds(floor.Median(ours)), floor.Milliseconds(floor.Quantile(ours, 0.99)),
			floor.Milliseconds(floor.Median(hand)), floor.Milliseconds(floor.Quantile(hand, 0.99)),
			float64(floor.Median(ours))/float64(floor.Median(hand))))
	}
	return strings.Join(lines, "\n")
}
