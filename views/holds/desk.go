package holds

import (
	"context"

	"nursedesk/app/care"
	deskholds "nursedesk/app/holds"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/tasks"
)

// Rules is where the words of a hold come from.
type Rules interface {
	tasks.Rules
	Agreed(source rulebook.Source) rulebook.Source
}

// Desk is what a decision is read from and kept by.
type Desk interface {
	Rules
	DecideHold(ctx context.Context, draft deskholds.DecisionDraft) error
	Clinic(ctx context.Context) (models.Clinic, error)
	Patient(ctx context.Context, id int64) (care.PatientFile, error)
}
