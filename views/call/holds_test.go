package call_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// Whoever takes a call goes by the head of it: a blood thinner that the patient has not
// taken up again must not stand there as decided and done.
func TestTheHeadSaysWhatSpeaksAgainstAHold(t *testing.T) {
	c := ring(t)
	ctx := pagetest.Context()
	booking := c.booked("Tolvan", "19121212-1212", -4, func(d *bookings.Draft) { d.Medicines = models.MedicinesOf("B01AA03") })
	file, err := c.desk.Booking(ctx, booking.ID)
	require.NoError(t, err)
	now := c.clock.At
	c.clock.At = now.AddDate(0, 0, -14)
	require.NoError(t, c.desk.DecideHold(ctx, holds.DecisionDraft{
		BookingID: booking.ID, Version: file.Booking.Version, Medicine: file.Holds[0].OnBooking.Key(),
		LastDose: file.Booking.Day().AddDays(-6), FirstDoseAgain: file.Booking.Day().AddDays(3),
		DecidedBy: "Dr Exempel", DecidedOn: models.DateOf(c.clock.At), Given: models.GivenWays[0],
		Reason: "Som vanligt här",
	}))
	c.clock.At = now
	show := func() string {
		c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
		return c.Text()
	}
	require.Contains(t, show(), "ska berättas", "decided, and the patient was not told")

	file, err = c.desk.Booking(ctx, booking.ID)
	require.NoError(t, err)
	for _, task := range file.Tasks {
		if task.Step == "resume-check" {
			_, err := c.desk.CompleteTask(ctx, worklist.Completion{
				TaskID: task.ID, Version: task.Version, Outcome: map[string]string{"resumed": "no", "details": "Glömde"},
			})
			require.NoError(t, err)
		}
	}
	require.Contains(t, show(), "inte återinsatt")
	require.NotContains(t, c.Text(), "första dos igen")
}
