package rules

import (
	"context"

	"nursedesk/app/approvals"
	"nursedesk/models"
)

// Desk is what is asked of the desk here.
type Desk interface {
	ApproveRules(ctx context.Context, draft approvals.Draft) error
	RuleRows(ctx context.Context) ([]approvals.RuleRow, error)
	WithdrawApproval(ctx context.Context, id int64, reason string) error

	Clinic(ctx context.Context) (models.Clinic, error)
}
