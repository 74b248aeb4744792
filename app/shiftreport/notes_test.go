package shiftreport_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/models"
)

// A note is kept as it is typed, for whoever writes it alone; signed it is everybody's
// and never altered.
func TestNotesToTheNextShift(t *testing.T) {
	ctx, other := apptest.Nurse(), office.WithActor(t.Context(), "Kollega Test")
	desk := apptest.New(t, "2026-11-23")
	since := apptest.Date(t, "2026-11-22").At(0, 0)
	kept, err := desk.KeepShiftNote(ctx, models.ShiftNote{Text: "Kylen"})
	require.NoError(t, err)
	kept.Text = "Kylen larmar"
	kept, err = desk.KeepShiftNote(ctx, kept)
	require.NoError(t, err)
	_, begun, err := desk.ShiftNotes(ctx, since)
	require.NoError(t, err)
	require.Equal(t, "Kylen larmar", begun.Text)
	_, begun, err = desk.ShiftNotes(other, since)
	require.NoError(t, err)
	require.Zero(t, begun.ID, "it is the one's who writes it")

	require.NoError(t, desk.SignShiftNote(ctx, kept))
	require.ErrorIs(t, desk.SignShiftNote(ctx, kept), models.ErrStale, "it is signed once")
	signed, begun, err := desk.ShiftNotes(other, since)
	require.NoError(t, err)
	require.Zero(t, begun.ID)
	require.Len(t, signed, 1)
	require.Equal(t, "Sköterska Test", signed[0].By)
	require.Error(t, desk.SignShiftNote(ctx, models.ShiftNote{Text: "  "}), "an empty note is none")
	signed, _, err = desk.ShiftNotes(ctx, apptest.Date(t, "2026-11-24").At(0, 0))
	require.NoError(t, err)
	require.Empty(t, signed)
}
