package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

func approvalOf(row, hash string) models.Approval {
	return models.Approval{Row: row, Hash: hash, Doctor: "Dr Exempel", ApprovedOn: day("2026-11-20"), EnteredBy: "Test"}
}

// A row is approved once for each content; withdrawn, it can be approved again.
func TestApprovals(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		first := approvalOf("clinic/resume", "a")
		write(t, s, func(tx *Tx) error { return tx.SaveApproval(&first) })
		require.NotZero(t, first.ID)
		twice := approvalOf("clinic/resume", "a")
		err := s.Write(t.Context(), func(tx *Tx) error { return tx.SaveApproval(&twice) })
		require.ErrorIs(t, err, models.ErrStale, "of two desks one is told")
		changed := approvalOf("clinic/resume", "b")
		write(t, s, func(tx *Tx) error { return tx.SaveApproval(&changed) })
		held := got(t, s, (*Tx).Approvals)
		require.Len(t, held, 2)
		require.Equal(t, day("2026-11-20"), held[0].ApprovedOn)
		require.True(t, held[0].Holds())

		moment := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
		write(t, s, func(tx *Tx) error { return tx.WithdrawApproval(first.ID, "Test", "ny riktlinje", moment) })
		require.Len(t, got(t, s, (*Tx).Approvals), 1)
		kept := got(t, s, func(tx *Tx) (models.Approval, error) { return tx.Approval(first.ID) })
		require.False(t, kept.Holds())
		require.True(t, kept.WithdrawnAt.Equal(moment))
		require.Equal(t, "ny riktlinje", kept.WithdrawnReason)
		again := func(id int64) error {
			return s.Write(t.Context(), func(tx *Tx) error { return tx.WithdrawApproval(id, "Test", "x", moment) })
		}
		require.ErrorIs(t, again(first.ID), models.ErrStale)
		require.ErrorIs(t, again(9999), models.ErrNotFound)
		write(t, s, func(tx *Tx) error { return tx.SaveApproval(&twice) })
	})
}

// Rules are in use as long as a booking has work left: not once it is cancelled,
// nor once it is performed and its last task closed.
func TestBookingsAtWork(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "Tolvan", "Tolvansson")
		status := func(status models.BookingStatus) func(*models.Booking) {
			return func(b *models.Booking) { b.Status, b.StatusReason = status, "x" }
		}
		start := day("2026-12-14").At(8, 30)
		booked := addBooking(t, s, patient, start, status(models.StatusBooked))
		addBooking(t, s, patient, start, status(models.StatusCancelled))
		addBooking(t, s, patient, start, status(models.StatusPerformed))
		followed := addBooking(t, s, patient, start, status(models.StatusPerformed))
		addTask(t, s, followed, models.Task{Step: "stitch-removal", State: models.Open})

		var ids []int64
		for _, booking := range got(t, s, (*Tx).BookingsAtWork) {
			ids = append(ids, booking.ID)
			require.Equal(t, booked.Procedure, booking.Procedure)
			require.Equal(t, booked.ProtocolVersion, booking.ProtocolVersion)
			require.Equal(t, booked.Medicines, booking.Medicines)
		}
		require.Equal(t, []int64{booked.ID, followed.ID}, ids)
	})
}
