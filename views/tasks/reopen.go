package tasks

import (
	"context"

	"nursedesk/models"
)

// Reopens tells whether a finished task can be opened again: not one that fell
// away with its booking, while that is off.
func (a *Actions) Reopens(row Row) bool {
	return row.Closed() && (row.State != models.Withdrawn || row.BookingID == nil || row.bookingOpen())
}

// Reopen opens a finished task again; the history says who did.
func (a *Actions) Reopen(row Row) {
	a.perform(row, "tasks.told.reopened", func(ctx context.Context) (models.Task, error) {
		return a.desk.ReopenTask(ctx, row.ID, row.Version)
	}, nil, nil)
}
