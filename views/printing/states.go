package printing

import (
	"nursedesk/app/printer"
	"nursedesk/views/locale"
)

// stateWords says how far a job has come, and what hinders it.
func stateWords(state printer.State, queue string) string {
	if state.Reason != printer.NoReason {
		return locale.T("printing.reason."+string(state.Reason), "printer", queue)
	}
	return locale.T("printing.stage."+string(state.Stage), "printer", queue)
}
