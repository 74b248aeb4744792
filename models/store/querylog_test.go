package store

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

// The log is read by people who have no business with the patients: whatever
// fails or is slow, no value of a patient's stands in it.
func TestNoPatientDataInTheLog(t *testing.T) {
	for name, dsn := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return t.TempDir() + "/desk.db" },
		"postgres": func(t *testing.T) string { return postgrestest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			var text lockedBuffer
			log := slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug}))
			s := reopen(t, dsn(t), Options{Log: log, Now: func() time.Time { return noon }})
			secret := models.Patient{
				PersonalNumber: "191212121212", GivenName: "Hemlig", FamilyName: "Hemligsson", Phone: "+46701740605",
				Email: "hemlig@example.se", Note: "hemlig\x00", Language: models.Swedish,
			}
			_ = s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&secret) }) // PostgreSQL refuses the NUL
			secret.ID, secret.Note = 0, "hemlig"
			for range 2 { // the second is refused: the number is taken
				_ = s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&secret) })
				secret.ID = 0
			}
			faults := []func(tx *Tx) error{
				func(tx *Tx) error { return tx.SaveBooking(&models.Booking{PatientID: 99, Note: "hemlig"}) },
				func(tx *Tx) error { _, err := tx.PatientByNumber("199001010017"); return err },
				func(tx *Tx) error { return tx.db.Exec("SELECT nothing FROM patients WHERE note = ?", "hemlig").Error },
				func(tx *Tx) error { return tx.db.Exec("SELECT 1 FROM patients WHERE id = ?", "hemlig").Error },
			}
			for _, fault := range faults {
				_ = s.Write(t.Context(), fault)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
			defer cancel()
			_ = s.Write(ctx, func(tx *Tx) error { return tx.SavePatient(&secret) })
			logged := queryLog{log: log}
			query, values := logged.ParamsFilter(t.Context(), "SELECT 1 WHERE 'a' = ?", "hemlig")
			logged.Trace(t.Context(), time.Time{}, func() (string, int64) {
				return s.writer.Explain(query, values...), 1
			}, nil)
			logged.Error(t.Context(), "failed", "hemlig")

			require.Contains(t, text.String(), "query failed")
			require.Contains(t, text.String(), "query was slow")
			require.NotContains(t, text.String(), "emlig")
			require.NotContains(t, text.String(), "121212")
			require.NotContains(t, text.String(), "1740605")
		})
	}
}

// A patient who is registered already, or is not found, is no fault.
func TestAnswersAreNotLogged(t *testing.T) {
	var text lockedBuffer
	s := reopen(t, t.TempDir()+"/desk.db", Options{Log: slog.New(slog.NewTextHandler(&text, nil)), Now: func() time.Time { return noon }})
	for range 2 {
		_ = s.Write(t.Context(), func(tx *Tx) error {
			return tx.SavePatient(&models.Patient{PersonalNumber: "191212121212", GivenName: "T", FamilyName: "T"})
		})
	}
	_ = s.Read(t.Context(), func(tx *Tx) error { _, err := tx.Patient(99); return err })
	require.Empty(t, text.String())
}
