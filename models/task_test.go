package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// The worklist asks on which day someone has to act, and how that stands today.
func TestTaskDueOnAndSituation(t *testing.T) {
	today := models.NewDate(2026, time.November, 23)
	yesterday, tomorrow := today.AddDays(-1), today.AddDays(1)
	atNight := time.Date(2026, time.November, 22, 23, 30, 0, 0, time.UTC) // 00:30 on the 23rd in Stockholm
	fiveAgo := today.At(0, 5)
	for _, test := range []struct {
		name      string
		task      models.Task
		dueOn     models.Date
		situation models.Situation
	}{
		{"an action is due on its day", models.Task{Kind: models.Action, State: models.Open, Due: today}, today, models.DueToday},
		{"overdue never leaves by itself", models.Task{Kind: models.Action, State: models.Open, Due: today.AddDays(-400)}, today.AddDays(-400), models.Overdue},
		{"coming", models.Task{Kind: models.Action, State: models.Open, Due: tomorrow}, tomorrow, models.Coming},
		{
			"an appointment is first to be booked",
			models.Task{Kind: models.Appointment, State: models.ToBook, Due: tomorrow, BookBy: yesterday},
			yesterday, models.Overdue,
		},
		{
			"a postponed one goes by its new day",
			models.Task{Kind: models.Appointment, State: models.ToBook, Due: tomorrow, BookBy: yesterday, MovedByHand: true},
			tomorrow, models.Coming,
		},
		{
			"a booked one is on its own day in Stockholm",
			models.Task{Kind: models.Appointment, State: models.Booked, Due: tomorrow, BookBy: yesterday, At: &atNight},
			today, models.DueToday,
		},
		{"a callback is due at its time", models.Task{Kind: models.Callback, State: models.Open, Due: tomorrow, At: &atNight}, today, models.DueToday},
		{"a callback is late once its time has passed", models.Task{Kind: models.Callback, State: models.Open, Due: today, At: &fiveAgo}, today, models.Overdue},
		{"done is done", models.Task{Kind: models.Action, State: models.Done, Due: yesterday}, yesterday, models.Finished},
		{"not come is closed", models.Task{Kind: models.Appointment, State: models.NotCome, Due: yesterday}, yesterday, models.Finished},
		{"withdrawn is closed", models.Task{Kind: models.Action, State: models.Withdrawn, Due: yesterday}, yesterday, models.Finished},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.dueOn.String(), test.task.DueOn().String())
			require.Equal(t, test.situation, test.task.Situation(today.At(0, 10)))
		})
	}
}

func TestTaskWindow(t *testing.T) {
	first, last := models.NewDate(2026, time.December, 1), models.NewDate(2026, time.December, 5)
	task := models.Task{Earliest: first, Latest: last}
	require.False(t, task.InWindow(first.AddDays(-1)))
	require.True(t, task.InWindow(first))
	require.True(t, task.InWindow(last))
	require.False(t, task.InWindow(last.AddDays(1)))
	require.False(t, task.PastWindow(last))
	require.True(t, task.PastWindow(last.AddDays(1)))

	callback := models.Task{Kind: models.Callback} // a callback has no window
	require.True(t, callback.InWindow(first))
	require.False(t, callback.PastWindow(last))
}
