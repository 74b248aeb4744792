package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Every date of the plan hangs on T: the real start, once there is one.
func TestBookingBeginsWhenItWasPerformed(t *testing.T) {
	start := time.Date(2026, time.December, 14, 7, 30, 0, 0, time.UTC)
	booking := models.Booking{Start: start, Status: models.StatusBooked}
	require.Equal(t, start, booking.Begin())
	require.Equal(t, "2026-12-14", booking.Day().String())

	performed := start.Add(24 * time.Hour)
	booking.PerformedAt = &performed
	require.Equal(t, "2026-12-15", booking.Day().String())
}

func TestBookingValidate(t *testing.T) {
	good := models.Booking{Procedure: "neurotomy", Start: time.Date(2026, time.December, 14, 7, 30, 0, 0, time.UTC), Status: models.StatusBooked}
	require.NoError(t, good.Validate())
	require.True(t, good.Open())
	require.True(t, models.Booking{Status: models.StatusPerformed}.Open())

	var problems models.Problems
	require.ErrorAs(t, models.Booking{}.Validate(), &problems)
	require.Equal(t, []string{"procedure", "date"}, problems.Fields())

	for _, status := range []models.BookingStatus{models.StatusCancelled, models.StatusNotCome} {
		closed := good
		closed.Status = status
		require.ErrorIs(t, closed.Validate(), models.ErrRequired.On("reason"), "%s needs a reason", status)
		closed.StatusReason = "Patienten är förkyld"
		require.NoError(t, closed.Validate())
		require.False(t, closed.Open())
	}
}

func TestParseCondition(t *testing.T) {
	condition, err := models.ParseCondition("insulin")
	require.NoError(t, err)
	require.True(t, models.Booking{Conditions: []models.Condition{condition}}.Has(models.Insulin))
	require.False(t, models.Booking{}.Has(models.Insulin))
	_, err = models.ParseCondition("sugar")
	require.ErrorIs(t, err, &models.Problem{Code: "condition.unknown"})
}
