package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

func performed(at time.Time) func(*models.Booking) {
	return func(b *models.Booking) {
		b.Status, b.PerformedAt, b.Surgeon = models.StatusPerformed, &at, "Dr Exempel"
	}
}

func complicationOf(booking models.Booking, kind, onset string) models.Complication {
	return models.Complication{
		PatientID: booking.PatientID, BookingID: booking.ID, Kind: kind, OnsetOn: day(onset), Found: models.FoundAtVisit,
		ConfirmedBy: "Dr Exempel", ConfirmedOn: day(onset), RegisteredBy: "Test",
	}
}

// Every field comes back, the same complication is kept once, and a withdrawn one
// stays with who, why and when, and may be written down again.
func TestComplications(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "Tolvan", "Tolvansson")
		start := day("2026-11-02").At(8, 30)
		booking := addBooking(t, s, patient, start, performed(start))
		call := models.Call{PatientID: patient.ID, At: noon, Reason: "rodnad", By: "Test"}
		write(t, s, func(tx *Tx) error { return tx.SaveCall(&call) })

		first := complicationOf(booking, "wound-infection", "2026-11-09")
		first.CallID, first.Found, first.FoundText, first.Note = &call.ID, models.FoundOtherwise, "brev", "odling tagen"
		write(t, s, func(tx *Tx) error { return tx.SaveComplication(&first) })
		require.NotZero(t, first.ID)
		require.True(t, first.CreatedAt.Equal(noon))
		kept := got(t, s, func(tx *Tx) (models.Complication, error) { return tx.Complication(first.ID) })
		kept.CreatedAt = first.CreatedAt // the same instant, another representation
		require.Equal(t, first, kept)

		save := func(c models.Complication) error {
			return s.Write(t.Context(), func(tx *Tx) error { return tx.SaveComplication(&c) })
		}
		again := complicationOf(booking, "wound-infection", "2026-11-09")
		require.ErrorIs(t, save(again), &models.Problem{Code: "complication.exists"})
		require.NoError(t, save(complicationOf(booking, "wound-infection", "2026-11-16")), "another day is another time")
		require.NoError(t, save(complicationOf(booking, "haematoma", "2026-11-09")))

		take := func(id int64) error {
			return s.Write(t.Context(), func(tx *Tx) error { return tx.WithdrawComplication(id, "Test", "fel patient", noon) })
		}
		require.NoError(t, take(first.ID))
		require.ErrorIs(t, take(first.ID), models.ErrStale)
		require.ErrorIs(t, take(9999), models.ErrNotFound)
		kept = got(t, s, func(tx *Tx) (models.Complication, error) { return tx.Complication(first.ID) })
		require.False(t, kept.Holds())
		require.True(t, kept.WithdrawnAt.Equal(noon))
		require.Equal(t, "fel patient", kept.WithdrawnReason)
		require.NoError(t, save(again))
		all := got(t, s, func(tx *Tx) ([]models.Complication, error) { return tx.ComplicationsOf(patient.ID) })
		require.Len(t, all, 4)
		require.Equal(t, day("2026-11-16"), all[0].OnsetOn, "the latest onset comes first")
	})
}

// What a period holds goes by the instant at which the procedure was performed, not
// by when it was planned; other statuses and withdrawn complications are no part of it.
func TestPerformedInAPeriod(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "Tolvan", "Tolvansson")
		from, until := day("2026-11-01").At(0, 0), day("2026-12-01").At(0, 0)
		planned := day("2026-10-20").At(8, 30)
		before := addBooking(t, s, patient, planned, performed(from.Add(-time.Second)))
		first := addBooking(t, s, patient, planned, performed(from))
		last := addBooking(t, s, patient, planned, performed(until.Add(-time.Second)))
		after := addBooking(t, s, patient, planned, performed(until))
		addBooking(t, s, patient, from)
		write(t, s, func(tx *Tx) error {
			for _, booking := range []models.Booking{before, first, last, after} {
				one := complicationOf(booking, "haematoma", "2026-12-02")
				if err := tx.SaveComplication(&one); err != nil {
					return err
				}
			}
			wrong := complicationOf(first, "sepsis", "2026-12-02")
			if err := tx.SaveComplication(&wrong); err != nil {
				return err
			}
			return tx.WithdrawComplication(wrong.ID, "Test", "fel", noon)
		})
		rows := got(t, s, func(tx *Tx) ([]models.PerformedRow, error) { return tx.Performed(from, until) })
		require.Len(t, rows, 2)
		require.Equal(t, []int64{first.ID, last.ID}, []int64{rows[0].ID, rows[1].ID})
		require.True(t, rows[0].PerformedAt.Equal(from))
		require.Equal(t, "neurotomy", rows[0].Procedure)
		require.Equal(t, "Dr Exempel", rows[0].Surgeon)

		cases := got(t, s, func(tx *Tx) ([]models.ComplicationRow, error) { return tx.ComplicationsAfter(from, until) })
		require.Len(t, cases, 2)
		require.Equal(t, []int64{last.ID, first.ID}, []int64{cases[0].BookingID, cases[1].BookingID})
		require.Equal(t, "Tolvan Tolvansson", cases[0].Name())
		require.Equal(t, "haematoma", cases[0].Kind)
		require.True(t, cases[1].PerformedAt.Equal(from))
	})
}
