package store

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"nursedesk/models"
)

func steps(rows []models.WorklistRow) []string {
	found := []string{}
	for _, row := range rows {
		found = append(found, row.Step)
	}
	return found
}

func worklist(t *testing.T, s *Store, filter models.WorklistFilter) []models.WorklistRow {
	t.Helper()
	return got(t, s, func(tx *Tx) ([]models.WorklistRow, error) { return tx.Worklist(filter) })
}

// The worklist is the promise that nothing is forgotten: every open task that
// the days ask for, none that is closed, the one to act on first first.
func TestWorklist(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		tolvan := addPatient(t, s, "Tolvan", "Tolvansson")
		ake := addPatient(t, s, "Åke", "Öberg")
		later := addBooking(t, s, tolvan, models.NewDate(2026, 12, 14).At(9, 30), func(b *models.Booking) { b.Theatre = "Sal 1"; b.Medicines = models.MedicinesOf("B01AA03") })
		sooner := addBooking(t, s, ake, models.NewDate(2026, 12, 14).At(8, 30), func(b *models.Booking) { b.Theatre = "Sal 2"; b.Surgeon = "Kirurg Ek" })
		call := models.Call{PatientID: ake.ID, At: noon, Reason: "ont i ryggen"}
		write(t, s, func(tx *Tx) error { return tx.SaveCall(&call) })

		addTask(t, s, later, models.Task{Step: "same-day-later", Due: day("2026-11-30")})
		addTask(t, s, sooner, models.Task{Step: "same-day-sooner", Due: day("2026-11-30")})
		addTask(t, s, later, models.Task{Step: "overdue", Due: day("2026-11-20")})
		addTask(t, s, later, models.Task{Step: "doctor", Role: models.Doctor, Due: day("2026-12-10"), Earliest: day("2026-11-25")})
		addTask(t, s, later, models.Task{
			Step: "physio", Role: models.Physio, Kind: models.Appointment, State: models.ToBook, Due: day("2026-12-28"), BookBy: day("2026-12-17"),
		})
		addTask(t, s, sooner, models.Task{
			Step: "visit", Role: models.Doctor, Kind: models.Appointment, State: models.Booked, Due: day("2027-03-15"),
			At: ref(models.NewDate(2027, 3, 16).At(0, 30)),
		})
		addTask(t, s, models.Booking{PatientID: ake.ID}, models.Task{
			Step: models.CallbackStep, Kind: models.Callback, CallID: &call.ID, At: ref(models.NewDate(2026, 11, 30).At(15, 0)),
		})
		for _, state := range []models.TaskState{models.Done, models.NotCome, models.Withdrawn} {
			addTask(t, s, later, models.Task{Step: "closed", State: state, Due: day("2026-11-20")})
		}

		for name, test := range map[string]struct {
			filter models.WorklistFilter
			want   []string
		}{
			"everything open": {models.WorklistFilter{}, []string{
				"overdue", "same-day-sooner", "same-day-later", "callback", "doctor", "physio", "visit",
			}},
			"until a day":        {models.WorklistFilter{ActUntil: day("2026-11-30")}, []string{"overdue", "same-day-sooner", "same-day-later", "callback"}},
			"until the day":      {models.WorklistFilter{ActUntil: day("2026-11-29")}, []string{"overdue"}},
			"nothing yet":        {models.WorklistFilter{ActUntil: day("2026-11-19")}, []string{}},
			"to book":            {models.WorklistFilter{ActUntil: day("2026-11-20"), ToBookTill: day("2026-12-17")}, []string{"overdue", "physio"}},
			"to book, too early": {models.WorklistFilter{ToBookTill: day("2026-12-16")}, []string{}},
			"doctor's window":    {models.WorklistFilter{ActUntil: day("2026-11-20"), DoctorOpen: day("2026-11-25")}, []string{"overdue", "doctor"}},
			"window shut":        {models.WorklistFilter{DoctorOpen: day("2026-11-24")}, []string{}},
			"all three":          {models.WorklistFilter{ActUntil: day("2026-11-20"), ToBookTill: day("2026-12-17"), DoctorOpen: day("2026-11-25")}, []string{"overdue", "doctor", "physio"}},
			"Stockholm's day":    {models.WorklistFilter{ActUntil: day("2027-03-15"), Role: models.Doctor}, []string{"doctor"}},
			"role":               {models.WorklistFilter{Role: models.Doctor}, []string{"doctor", "visit"}},
			"kind":               {models.WorklistFilter{Kind: models.Appointment}, []string{"physio", "visit"}},
			"role with days":     {models.WorklistFilter{Role: models.Nurse, ActUntil: day("2026-12-17"), ToBookTill: day("2026-12-17")}, []string{"overdue", "same-day-sooner", "same-day-later", "callback"}},
			"patient":            {models.WorklistFilter{Text: "öb"}, []string{"same-day-sooner", "callback", "visit"}},
			"theatre":            {models.WorklistFilter{Text: "sal 1", Role: models.Doctor}, []string{"doctor"}},
			"surgeon":            {models.WorklistFilter{Text: "ek ake"}, []string{"same-day-sooner", "visit"}},
			"nobody":             {models.WorklistFilter{Text: "ek tolvan"}, []string{}},
			"the first":          {models.WorklistFilter{Limit: 2}, []string{"overdue", "same-day-sooner"}},
		} {
			t.Run(name, func(t *testing.T) { require.Equal(t, test.want, steps(worklist(t, s, test.filter))) })
		}

		rows := worklist(t, s, models.WorklistFilter{Text: "ake", Kind: models.Callback})
		require.Equal(t, "ont i ryggen", rows[0].Reason)
		require.Nil(t, rows[0].Start)
		require.Empty(t, rows[0].Procedure)
		rows = worklist(t, s, models.WorklistFilter{Text: "tolvan"})
		require.Equal(t, later.Start, *rows[0].Start)
		require.Equal(t, models.MedicinesOf("B01AA03"), rows[0].Medicines)
		require.Equal(t, models.StatusBooked, rows[0].BookingStatus)
		kept := got(t, s, func(tx *Tx) (models.Task, error) { return tx.Task(rows[0].ID) })
		require.Equal(t, kept, rows[0].Task, "the row holds the whole task, so that it can be saved")
	})
}

// A task leaves the list when it is closed and comes back when it is opened again.
func TestWorklistFollowsTheTask(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		booking := addBooking(t, s, addPatient(t, s, "T", "T"), noon)
		task := addTask(t, s, booking, models.Task{Step: "a", Due: day("2026-11-20")})
		task.State = models.Done
		write(t, s, func(tx *Tx) error { return tx.SaveTask(&task) })
		require.Empty(t, worklist(t, s, models.WorklistFilter{}))
		task.State, task.Due = models.Open, day("2026-11-25")
		write(t, s, func(tx *Tx) error { return tx.SaveTask(&task) })
		require.Empty(t, worklist(t, s, models.WorklistFilter{ActUntil: day("2026-11-24")}))
		require.Len(t, worklist(t, s, models.WorklistFilter{ActUntil: day("2026-11-25")}), 1)
	})
}

// Instants given in Stockholm's time are kept, sorted and asked for as the
// instants they are: on the night when clocks go back, 02:30 summer time comes
// before 02:15 winter time although the wall clock says otherwise.
func TestInstantsOverTheClockChange(t *testing.T) {
	summer := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC).In(models.Stockholm)
	winter := time.Date(2026, 10, 25, 1, 15, 0, 0, time.UTC).In(models.Stockholm)
	require.Equal(t, "02:30", summer.Format("15:04"))
	require.Equal(t, "02:15", winter.Format("15:04"))
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "T", "T")
		second := addBooking(t, s, patient, winter)
		first := addBooking(t, s, patient, summer)
		rows := got(t, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(models.BookingFilter{}) })
		require.Equal(t, []int64{first.ID, second.ID}, []int64{rows[0].ID, rows[1].ID})
		for _, zone := range []*time.Location{time.UTC, models.Stockholm, time.FixedZone("", -9*3600)} {
			rows = got(t, s, func(tx *Tx) ([]models.BookingRow, error) {
				return tx.Bookings(models.BookingFilter{From: summer.Add(time.Second).In(zone), Until: winter.Add(time.Second).In(zone)})
			})
			require.Len(t, rows, 1)
			require.Equal(t, second.ID, rows[0].ID)
			require.Equal(t, utc(winter), rows[0].Start)
		}
	})
}

// The worklist reads the open tasks by their index, however the days are asked
// for: without it each look at Idag would read every task of ten years.
func TestWorklistReadsOpenTasksOnly(t *testing.T) {
	s := openFile(t, at(noon))
	for name, filter := range map[string]models.WorklistFilter{
		"everything": {Limit: 200},
		"idag":       {ActUntil: day("2026-11-30"), ToBookTill: day("2026-12-23"), DoctorOpen: day("2026-11-23"), Limit: 200},
		"narrowed":   {ActUntil: day("2026-11-30"), Role: models.Nurse, Kind: models.Action},
	} {
		t.Run(name, func(t *testing.T) {
			query := s.reader.ToSQL(func(db *gorm.DB) *gorm.DB {
				return (&Tx{db: db, now: s.now}).worklist(filter).Find(&[]map[string]any{})
			})
			var plan []struct{ Detail string }
			require.NoError(t, s.reader.Raw("EXPLAIN QUERY PLAN "+strings.ReplaceAll(query, `"`, "'")).Scan(&plan).Error)
			require.Contains(t, plan[0].Detail, "tasks USING INDEX idx_tasks_open")
		})
	}
}
