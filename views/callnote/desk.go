package callnote

import (
	"nursedesk/app/triage"
	"nursedesk/views/tasks"
)

// Desk is what is asked of the desk here.
type Desk interface {
	tasks.Rules

	Guide() *triage.Guide
}
