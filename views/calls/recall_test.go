package calls_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/calls"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// A patient whose decided hold counts no more is to be called today: that call
// stands first among those to make, though nobody rang.
func TestCallAfterAMovedHold(t *testing.T) {
	ctx := context.Background()
	desk, _ := pagetest.NewDesk(t, today)
	booking := booked(t, desk, "Tolvan", "19121212-1212", 30)
	medicines := models.MedicinesOf("B01AA03")
	difference, err := desk.Change(ctx, app.BookingChange{BookingID: booking.ID, Version: booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	require.NoError(t, desk.DecideHold(ctx, app.DecisionDraft{
		BookingID: booking.ID, Version: difference.After.Version, Medicine: "B01AA03", Continues: true,
		DecidedBy: "Dr Exempel", DecidedOn: desk.Today(), Given: "phone",
	}))
	start := booking.Start.AddDate(0, 0, 7)
	_, err = desk.Change(ctx, app.BookingChange{BookingID: booking.ID, Version: difference.After.Version, Start: &start})
	require.NoError(t, err)

	host := pagetest.NewHost(t, desk)
	shown := calls.New(desk, new(calls.Unfinished), host)
	host.Show(shown, page.Route{Page: page.Calls})
	require.Contains(t, host.Text(), "Ring patienten")
	require.Contains(t, host.Text(), "Tolvan Tolvansson")
	require.Equal(t, 1, host.Counts[page.Calls])
	shown.(page.Completer).Complete()
	require.NoError(t, host.Confirm())
	shown.(page.Reloader).Reload()
	require.Equal(t, 0, host.Counts[page.Calls])
}
