package migrations

import "gorm.io/gorm"

// taskHistory lets the history of a task be found by the task, so that a list of one person's
// tasks asks for few rows.
func taskHistory() *Step {
	return &Step{
		ID: "0018-task-history",
		Migrate: func(tx *gorm.DB) error {
			return tx.Exec(`CREATE INDEX idx_audit_entries_task ON audit_entries (task_id) WHERE task_id IS NOT NULL`).Error
		},
	}
}
