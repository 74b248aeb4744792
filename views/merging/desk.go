// Package merging makes one patient of two who are the same person: both side by side,
// what stands where they differ, and why. Pages share it.
package merging

import (
	"context"

	"nursedesk/app/medication"
	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/whom"
)

// Desk is what is asked of the desk here.
type Desk interface {
	whom.Desk

	AllDuplicates(ctx context.Context) ([]models.Pair, error)
	Compare(ctx context.Context, keptID, goneID int64) (patients.Comparison, error)
	Duplicates(ctx context.Context, patientID int64) ([]models.PatientRow, error)
	Medicines() *medication.Catalogue
	Merge(ctx context.Context, wanted patients.Merging) (models.Merge, error)
	NotSame(ctx context.Context, one, other int64) error
	ProcedureTitle(code string) models.Text
	UndoMerge(ctx context.Context, id int64) (patients.Unmerging, error)
}
