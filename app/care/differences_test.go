package care

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// A moved booking takes its tasks along; what is agreed or moved by hand stays, and
// is marked where the protocol now wants it elsewhere.
func TestMoveTask(t *testing.T) {
	first, last := models.NewDate(2026, 12, 24), models.NewDate(2026, 12, 28)
	planned := careplan.PlannedTask{Due: first, Earliest: first, Latest: last}
	at := func(day models.Date) models.Task {
		instant := day.At(9, 0)
		return models.Task{State: models.Booked, Due: first, At: &instant}
	}
	byHand := func(day models.Date) models.Task { return models.Task{State: models.Open, Due: day, MovedByHand: true} }
	for name, test := range map[string]struct {
		task    models.Task
		fate    Fate
		outside bool
		due     models.Date
	}{
		"same":                  {models.Task{State: models.Open, Due: first}, Same, false, first},
		"moved":                 {models.Task{State: models.Open, Due: last}, Moved, false, first},
		"done":                  {models.Task{State: models.Done, Due: last.AddDays(9)}, KeptDone, false, last.AddDays(9)},
		"visit within":          {at(last), KeptAppointment, false, first},
		"visit after":           {at(last.AddDays(1)), KeptAppointment, true, first},
		"visit before":          {at(first.AddDays(-1)), KeptAppointment, true, first},
		"by hand within":        {byHand(last), KeptByHand, false, last},
		"by hand after":         {byHand(last.AddDays(1)), KeptByHand, true, last.AddDays(1)},
		"by hand before":        {byHand(first.AddDays(-1)), KeptByHand, true, first.AddDays(-1)},
		"by hand, on its first": {byHand(first), KeptByHand, false, first},
	} {
		row := moveTask(&test.task, planned, models.Booking{})
		require.Equal(t, test.fate, row.Fate, name)
		require.Equal(t, test.outside, row.OutsideWindow, name)
		require.Equal(t, test.due, test.task.Due, name)
	}
}
