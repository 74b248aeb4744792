package worklist

import (
	"cmp"
	"context"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Callback is a telephone call that is still to be made, with the call that it
// answers. One that a change made necessary answers none: its Call names the
// patient only, and its ID is 0.
type Callback struct {
	models.WorklistRow // its At, where it has one, is the promised time or the one it was postponed to
	care.Calling
	Call models.CallRow
}

// Callbacks lists every call that is still to be made, however far ahead: the
// urgent ones first, then by time. text narrows to patients it finds.
func (s *Service) Callbacks(ctx context.Context, text string) ([]Callback, error) {
	var callbacks []Callback
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := s.office.Worklist(tx, models.WorklistFilter{Kind: models.Callback, Text: text})
		if err != nil {
			return err
		}
		var ids []int64
		for _, row := range rows {
			if row.CallID != nil {
				ids = append(ids, *row.CallID)
			}
		}
		byID, err := tx.CallsByID(ids...)
		if err != nil {
			return err
		}
		calling, err := tx.Calling(tasksOf(rows))
		slices.SortStableFunc(rows, firstToMake)
		for _, row := range rows {
			callbacks = append(callbacks, Callback{WorklistRow: row, Calling: calling[row.ID], Call: callOf(row, byID)})
		}
		return err
	})
	return callbacks, err
}

func tasksOf(rows []models.WorklistRow) []models.Task {
	tasks := make([]models.Task, len(rows))
	for i, row := range rows {
		tasks[i] = row.Task
	}
	return tasks
}

func firstToMake(a, b models.WorklistRow) int {
	switch urgentA, urgentB := Urgent(a), Urgent(b); {
	case urgentA && urgentB:
		return byUrgency(a, b)
	case urgentA:
		return -1
	case urgentB:
		return 1
	}
	return cmp.Or(a.Promised().Compare(b.Promised()), cmp.Compare(a.ID, b.ID))
}

// callOf is the call that a callback answers.
func callOf(row models.WorklistRow, calls map[int64]models.CallRow) models.CallRow {
	if row.CallID != nil {
		if call, ok := calls[*row.CallID]; ok {
			return call
		}
	}
	return models.CallRow{
		Call:           models.Call{PatientID: row.PatientID, BookingID: row.BookingID, At: row.CreatedAt, Phone: row.Phone},
		PersonalNumber: row.PersonalNumber, GivenName: row.GivenName, FamilyName: row.FamilyName, CallbackOpen: true,
	}
}
