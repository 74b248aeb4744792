package tasks_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/papers"
	"nursedesk/models"
)

// What the patient goes by and is no longer so stands on the row; who was told,
// and how, is noted by T or Ctrl+Enter, and can be undone.
func TestTellThePatient(t *testing.T) {
	ctx := context.Background()
	b := newBench(t)
	document, err := b.desk.Sheet(ctx, 1, papers.Wanted{})
	require.NoError(t, err)
	require.NoError(t, b.desk.KeepSheet(ctx, 1, document))
	start := models.NewDate(2026, 12, 15).At(8, 30)
	file, err := b.desk.Booking(ctx, 1)
	require.NoError(t, err)
	_, err = b.desk.Change(ctx, bookings.Change{BookingID: 1, Version: file.Booking.Version, Start: &start})
	require.NoError(t, err)

	row := b.row(models.TellStep)
	require.Equal(t, "Berätta för patienten", row.Title())
	require.Equal(t, "flyttad från 14 dec 08:30 till 15 dec 08:30", row.Line(b.desk))
	require.Equal(t, []string{"tell", "print", "no-answer", "postpone", "explain", "open"}, b.ids(row))
	require.Contains(t, b.actions.Hint(row), "T eller Ctrl+Enter berättat")
	require.True(t, b.actions.Type(row, 'P'))
	require.Len(t, b.printed, 1)
	b.actions.Explain(row)
	require.Contains(t, b.Text(), "vet det inte än")
	b.Cancel()

	b.actions.Complete(row)
	b.Cancel()
	require.True(t, b.actions.Type(row, 't'))
	b.Choose("outcome.whom", "relative")
	require.NoError(t, b.Confirm())
	require.Equal(t, models.Done, b.row(models.TellStep).State)
	require.Equal(t, map[string]string{"how": "phone", "whom": "relative"}, b.row(models.TellStep).Outcome)
	require.Equal(t, "Noterat: Tolvan Tolvansson har fått veta", b.Toasts[len(b.Toasts)-1])
	require.Equal(t, []string{"reopen", "explain", "open"}, b.ids(b.row(models.TellStep)))
	b.Undo()
	require.Equal(t, models.Open, b.row(models.TellStep).State)
	require.Empty(t, b.Failed)
}
