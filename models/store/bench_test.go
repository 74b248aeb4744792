package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/models/stopwatch/floor"
	"nursedesk/models/store/tenyears"
)

// tenYearsFolder is removed when all tests have run.
var tenYearsFolder string

// tenYears is the large database that the benchmarks share; it takes a while
// to write.
var tenYears = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "nursedesk-bench-*")
	if err != nil {
		return "", err
	}
	tenYearsFolder = folder
	path := filepath.Join(folder, "desk.db")
	s, err := Open(context.Background(), path, at(noon))
	if err != nil {
		return "", err
	}
	random := rand.New(rand.NewPCG(1, 2))
	for begin := 0; begin < tenyears.Patients; begin += 1000 {
		err := s.Write(context.Background(), func(tx *Tx) error {
			for i := begin; i < begin+1000; i++ {
				if err := benchPatient(tx, random, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return path, s.Close()
})

// benchPatient writes a patient with a booking and its tasks: done where the
// booking lies more than four months back, else open.
func benchPatient(tx *Tx, random *rand.Rand, number int) error {
	patient := tenyears.Patient(random, number)
	if err := tx.SavePatient(&patient); err != nil {
		return err
	}
	booking := tenyears.Booking(random, patient.ID, number, noon)
	if err := tx.SaveBooking(&booking); err != nil {
		return err
	}
	if booking.PerformedAt != nil && number%50 == 0 {
		one := complicationOf(booking, "wound-infection", models.DateOf(booking.Start).AddDays(number%40).String())
		if err := tx.SaveComplication(&one); err != nil {
			return err
		}
	}
	if err := benchCall(tx, booking, number); err != nil {
		return err
	}
	return tx.AddTasks(tenyears.TasksOf(booking, noon))
}

// benchCall writes a call some days after every other booking, which led to a
// callback; those of the last days are still to be made.
func benchCall(tx *Tx, booking models.Booking, number int) error {
	at := booking.Start.AddDate(0, 0, number%30)
	if number%2 == 0 || at.After(noon) {
		return nil
	}
	call := models.Call{
		PatientID: booking.PatientID, BookingID: &booking.ID, At: at, EndedAt: &at, Topic: "wound", Reason: "Undrar över såret",
		Procedure: booking.Procedure, Day: ref(number % 30), Level: fmt.Sprintf("L%d", 1+number%5), By: "Sköterska A",
	}
	if number%7 == 0 {
		call.Suspected = []string{"wound-infection"}
	}
	if err := tx.SaveCall(&call); err != nil {
		return err
	}
	task := models.Task{
		PatientID: booking.PatientID, BookingID: &booking.ID, CallID: &call.ID, Step: models.CallbackStep, Role: models.Nurse,
		Kind: models.Callback, State: models.Open, At: ref(at.AddDate(0, 0, 1)), Due: models.DateOf(at.AddDate(0, 0, 1)),
	}
	if at.Before(noon.AddDate(0, 0, -3)) {
		task.State, task.ClosedBy, task.ClosedAt = models.Done, "Sköterska A", task.At
	}
	return tx.SaveTask(&task)
}

func openTenYears(b *testing.B) *Store {
	b.Helper()
	path, err := tenYears()
	require.NoError(b, err)
	return reopen(b, path, at(noon))
}

// The worklist's first 200 rows, as Idag asks for them.
func BenchmarkWorklist(b *testing.B) {
	s := openTenYears(b)
	today := models.DateOf(noon)
	for name, filter := range map[string]models.WorklistFilter{
		"idag":     {ActUntil: today.AddDays(7), ToBookTill: today.AddDays(30), DoctorOpen: today, Limit: 200},
		"all open": {Limit: 200},
		"text":     {ActUntil: today.AddDays(7), Text: "ba", Limit: 200},
		"doctor":   {ActUntil: today.AddDays(7), Role: models.Doctor, Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.WorklistRow, error) { return tx.Worklist(filter) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// The worklist's first 200 rows beside the same select by hand.
func BenchmarkWorklistBesideSQL(b *testing.B) {
	s := openTenYears(b)
	today := models.DateOf(noon)
	filter := models.WorklistFilter{ActUntil: today.AddDays(7), ToBookTill: today.AddDays(30), DoctorOpen: today, Limit: 200}
	connections, err := s.reader.DB()
	require.NoError(b, err)
	statement, err := connections.PrepareContext(b.Context(), `SELECT `+worklistColumns+` FROM tasks
		LEFT JOIN patients ON patients.id = tasks.patient_id
		LEFT JOIN bookings ON bookings.id = tasks.booking_id
		LEFT JOIN calls ON calls.id = tasks.call_id
		WHERE `+openTasks+` AND tasks.act_on >= '' AND ((tasks.act_on <= ?) OR (tasks.state = 'to-book' AND tasks.act_on <= ?)
			OR (tasks.role = 'doctor' AND tasks.kind = 'action' AND tasks.earliest <= ?))
		ORDER BY tasks.act_on, bookings.start IS NULL, bookings.start, tasks.id LIMIT 200`)
	require.NoError(b, err)
	defer func() { require.NoError(b, statement.Close()) }()
	byHand := func() (found []models.WorklistRow) {
		rows, err := statement.QueryContext(b.Context(), filter.ActUntil, filter.ToBookTill, filter.DoctorOpen)
		require.NoError(b, err)
		defer func() { require.NoError(b, rows.Close()) }()
		for rows.Next() {
			row, err := worklistRow(rows)
			require.NoError(b, err)
			found = append(found, row)
		}
		return found
	}
	ours := func() []models.WorklistRow {
		return got(b, s, func(tx *Tx) ([]models.WorklistRow, error) { return tx.Worklist(filter) })
	}
	require.Equal(b, byHand(), ours())
	require.Len(b, ours(), 200)
	floor.InTurn(b, 1.7, func() { ours() }, func() { byHand() })
}

// What a letter of a search may take, and a search through the bookings of ten years.
func BenchmarkSearchWithin(b *testing.B) {
	s := openTenYears(b)
	for _, text := range []string{"b", "ba", "bade", "070", "1900", "zz"} {
		b.Run("q="+text, func(b *testing.B) {
			within(b, 0.99, 5, func() { got(b, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(text, 20) }) })
		})
	}
	for _, text := range []string{"sal 1", "ba", "070"} {
		b.Run("bookings="+text, func(b *testing.B) {
			within(b, 0.5, 5, func() {
				got(b, s, func(tx *Tx) ([]models.BookingRow, error) {
					return tx.Bookings(models.BookingFilter{Text: text, Limit: 200})
				})
			})
		})
	}
}

// within reports below which time a part of the runs stays, beside the milliseconds that it may take.
func within(b *testing.B, part, goal float64, act func()) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		watch := stopwatch.Start()
		act()
		took = append(took, watch.Elapsed())
	}
	floor.Within(b, "ms", floor.Milliseconds(floor.Quantile(took, part)), goal)
}

// A search as one types: each key asks anew.
func BenchmarkFindPatients(b *testing.B) {
	s := openTenYears(b)
	for _, text := range []string{"b", "ba", "bade", "ba de", "070", "0700013", "1900", "", "zz"} {
		b.Run("q="+text, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(text, 20) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// A week of bookings, and a search through all of them.
func BenchmarkBookings(b *testing.B) {
	s := openTenYears(b)
	monday := models.DateOf(noon).Monday()
	for name, filter := range map[string]models.BookingFilter{
		"week": {From: monday.At(0, 0), Until: monday.AddDays(7).At(0, 0)},
		"text": {Text: "ba", Limit: 200},
		"sal":  {Text: "sal 1", Limit: 200},
		"rare": {Text: "bade", Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(filter) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// What Uppföljning reads: the procedures of a year, of ten, and their complications.
func BenchmarkFollowUp(b *testing.B) {
	s := openTenYears(b)
	for name, years := range map[string]int{"year": 1, "ten years": tenyears.Years} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				read(b, s, func(tx *Tx) error {
					performed, err := tx.Performed(noon.AddDate(-years, 0, 0), noon)
					if err != nil {
						return err
					}
					cases, err := tx.ComplicationsAfter(noon.AddDate(-years, 0, 0), noon)
					rows = len(performed) + len(cases)
					return err
				})
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// Samtal: what is to be called, and every call however the nurse narrows them.
func BenchmarkCalls(b *testing.B) {
	s := openTenYears(b)
	for name, filter := range map[string]models.CallFilter{
		"newest":    {Limit: 200},
		"open":      {OnlyOpen: true},
		"level":     {Level: "L1", Limit: 200},
		"suspected": {Suspected: "sepsis", Limit: 200},
		"text":      {Text: "ba", Limit: 200},
		"week":      {From: noon.AddDate(0, 0, -7), Until: noon, Limit: 200},
		"day":       {DayFrom: ref(3), DayTo: ref(3), Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.CallRow, error) { return tx.Calls(filter) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// committed counts on from run to run, since all of them write to one file.
var committed int

// A new patient with a booking, eight tasks and an audit entry, on the disk, beside the
// same rows inserted by hand: in one transaction, by prepared statements.
func BenchmarkBookingCommitted(b *testing.B) {
	s := openTenYears(b)
	random := rand.New(rand.NewPCG(3, 4))
	ours := func() {
		committed++
		write(b, s, func(tx *Tx) error {
			if err := benchPatient(tx, random, 50_000_000+2*committed); err != nil { // an even number has no call
				return err
			}
			return tx.Audit(models.AuditEntry{At: noon, By: "Sköterska A", Action: "booking.made"})
		})
	}
	floor.InTurn(b, 1.8, ours, copyByHand(b, s, ours))
}

// copyByHand gives a function that inserts, statement by statement, rows like those that
// the last act wrote.
func copyByHand(b *testing.B, s *Store, act func()) func() {
	b.Helper()
	connections, err := s.writer.DB()
	require.NoError(b, err)
	type insert struct {
		statement *sql.Stmt
		values    []any
		patient   int // the place of the patient's id among the values; -1 for none
		id        int
	}
	var inserts []insert
	act()
	for _, table := range []string{"patients", "patient_keys", "bookings", "booking_keys", "tasks", "audit_entries"} {
		by := map[string]string{
			"patients": "id = (SELECT max(id) FROM patients)", "patient_keys": "patient_id = (SELECT max(id) FROM patients)",
			"bookings": "id = (SELECT max(id) FROM bookings)", "booking_keys": "booking_id = (SELECT max(id) FROM bookings)",
			"tasks": "booking_id = (SELECT max(id) FROM bookings)", "audit_entries": "id = (SELECT max(id) FROM audit_entries)",
		}[table]
		rows, err := connections.Query("SELECT * FROM " + table + " WHERE " + by)
		require.NoError(b, err)
		columns, err := rows.Columns()
		require.NoError(b, err)
		var found [][]any
		for rows.Next() {
			values := make([]any, len(columns))
			places := make([]any, len(columns))
			for i := range values {
				places[i] = &values[i]
			}
			require.NoError(b, rows.Scan(places...))
			found = append(found, values)
		}
		require.NoError(b, rows.Close())
		require.NotEmpty(b, found, table)
		statement, err := connections.Prepare("INSERT INTO " + table + ` ("` + strings.Join(columns, `", "`) + `") VALUES (?` +
			strings.Repeat(", ?", len(columns)-1) + ")")
		require.NoError(b, err)
		for _, values := range found {
			one := insert{statement: statement, values: values, patient: slices.Index(columns, "patient_id"), id: slices.Index(columns, "id")}
			for i, column := range columns {
				if column == "personal_number" {
					values[i] = "" // each is another patient
				}
			}
			inserts = append(inserts, one)
		}
	}
	return func() {
		tx, err := connections.BeginTx(b.Context(), nil)
		require.NoError(b, err)
		var patient, booking any
		for _, one := range inserts {
			values := slices.Clone(one.values)
			if one.id >= 0 {
				values[one.id] = nil
			}
			if one.patient >= 0 && patient != nil && values[one.patient] != nil {
				values[one.patient] = patient
			}
			if one.patient < 0 && one.id < 0 {
				values[0] = booking // a key of the booking
			}
			done, err := tx.StmtContext(b.Context(), one.statement).Exec(values...)
			require.NoError(b, err)
			id, err := done.LastInsertId()
			require.NoError(b, err)
			switch {
			case patient == nil:
				patient = id
			case booking == nil && one.id >= 0:
				booking = id
			}
		}
		require.NoError(b, tx.Commit())
	}
}

// What a start waits for: opening ten years of data. Verify looks through them behind the window.
func BenchmarkOpen(b *testing.B) {
	path, err := tenYears()
	require.NoError(b, err)
	within(b, 0.5, 40, func() {
		s, err := Open(b.Context(), path, at(noon))
		require.NoError(b, err)
		require.NoError(b, s.Close())
	})
}
