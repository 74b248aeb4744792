package soak

import (
	"log/slog"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/storetest"
	"nursedesk/models/store/tenyears"
)

// prepare makes the database that desks work on: empty, or ten years and a million patients.
func prepare(t *testing.T, where string, large bool) {
	t.Helper()
	opened, err := store.Open(t.Context(), where, store.Options{Log: slog.New(slog.DiscardHandler), Now: standing{}.Now, MadeUpTime: true})
	require.NoError(t, err)
	if large {
		fill(t, opened)
	}
	require.NoError(t, opened.Close()) // nobody may be in what is copied
	if !large {
		return
	}
	for _, statement := range []string{multiplyPatients, multiplyKeys, "SELECT setval('patients_id_seq', (SELECT max(id) FROM patients))", "ANALYZE"} {
		storetest.Run(t, where, statement)
	}
}

// fill writes ten years.
func fill(t *testing.T, opened *store.Store) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	const batch = 250
	for begin := 0; begin < tenyears.Patients; begin += batch {
		require.NoError(t, opened.Write(t.Context(), func(tx *store.Tx) error {
			var patients []*models.Patient
			for number := begin; number < begin+batch; number++ {
				patients = append(patients, new(tenyears.Patient(random, number)))
			}
			if err := tx.AddPatients(patients); err != nil {
				return err
			}
			var bookings []*models.Booking
			for i, patient := range patients {
				bookings = append(bookings, new(tenyears.Booking(random, patient.ID, begin+i, now)))
			}
			if err := tx.AddBookings(bookings); err != nil {
				return err
			}
			var tasks []models.Task
			for _, booking := range bookings {
				tasks = append(tasks, tenyears.TasksOf(*booking, now)...)
			}
			return tx.AddTasks(tasks)
		}))
	}
}

// A million patients are forty times those who have been there, who came no more than once: other numbers, the same names.
const (
	multiplyPatients = `INSERT INTO patients SELECT (jsonb_populate_record(p, jsonb_build_object('id', p.id + 25000 * n,
		'personal_number', '18' || lpad((p.id + 25000 * n)::text, 10, '0')))).* FROM patients p, generate_series(1, 39) n WHERE p.id <= 25000`
	multiplyKeys = `INSERT INTO patient_keys SELECT k.patient_id + 25000 * n, k.word FROM patient_keys k, generate_series(1, 39) n WHERE k.patient_id <= 25000`
)
