package calls_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/models"
	"nursedesk/views/page"
)

// A patient whose decided hold no longer counts is to be called: that call stands
// among those to make, though nobody rang, and Enter leads to the patient.
func TestCallAfterAMovedHold(t *testing.T) {
	s := newStage(t)
	booking := s.book("Elvan", "19900101-0017", s.clock.At.AddDate(0, 0, 30))
	medicines := models.MedicinesOf("B01AA03")
	difference, err := s.desk.Change(t.Context(), bookings.Change{BookingID: booking.ID, Version: booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	require.NoError(t, s.desk.DecideHold(t.Context(), holds.DecisionDraft{
		BookingID: booking.ID, Version: difference.After.Version, Medicine: "B01AA03", Continues: true,
		DecidedBy: "Dr Exempel", DecidedOn: s.desk.Today(), Given: "phone",
	}))
	start := booking.Start.AddDate(0, 0, 7)
	_, err = s.desk.Change(t.Context(), bookings.Change{BookingID: booking.ID, Version: difference.After.Version, Start: &start})
	require.NoError(t, err)

	s.open()
	require.Contains(t, s.Text(), "Berätta för patienten")
	require.Contains(t, s.Text(), "Elvan Elvansson")
	s.page.(page.Completer).Complete()
	require.NoError(t, s.Confirm())
	s.page.(page.Reloader).Reload()
	callbacks, err := s.desk.Callbacks(t.Context(), "")
	require.NoError(t, err)
	require.Empty(t, callbacks)
}
