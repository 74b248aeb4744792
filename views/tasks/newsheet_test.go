package tasks_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/papers"
	"nursedesk/models"
)

// A sheet that is no longer true asks for a new one first, by Ctrl+Enter too;
// that the patient was told by phone is one press, and can be undone.
func TestNewSheet(t *testing.T) {
	ctx := context.Background()
	b := newBench(t)
	document, err := b.desk.Sheet(ctx, 1, papers.SheetForm{})
	require.NoError(t, err)
	require.NoError(t, b.desk.KeepSheet(ctx, 1, document))
	start := models.NewDate(2026, 12, 15).At(8, 30)
	file, err := b.desk.Booking(ctx, 1)
	require.NoError(t, err)
	_, err = b.desk.Change(ctx, bookings.Change{BookingID: 1, Version: file.Booking.Version, Start: &start})
	require.NoError(t, err)

	row := b.row(models.NewSheetStep)
	require.Equal(t, "Lämna ny patientinstruktion", row.Title())
	require.Equal(t, "den gamla stämmer inte", row.Line(b.desk))
	require.Equal(t, []string{"print", "tell", "postpone", "explain", "open"}, b.ids(row))
	require.Contains(t, b.actions.Hint(row), "P eller Ctrl+Enter skriv ut ny")
	b.actions.Complete(row)
	require.True(t, b.actions.Type(row, 'P'))
	require.Len(t, b.printed, 2)
	b.actions.Explain(row)
	require.Contains(t, b.Text(), "har ändrats sedan den lämnades ut")
	b.Cancel()

	require.True(t, b.actions.Type(row, 't'))
	require.Equal(t, models.Done, b.row(models.NewSheetStep).State)
	require.Equal(t, "Noterat: Tolvan Tolvansson är informerad per telefon", b.Toasts[len(b.Toasts)-1])
	require.Equal(t, []string{"explain", "open", "print"}, b.ids(b.row(models.NewSheetStep)))
	b.Undo()
	require.Equal(t, models.Open, b.row(models.NewSheetStep).State)
	require.Empty(t, b.Failed)
}
