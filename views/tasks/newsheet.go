package tasks

import (
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// wantsSheet tells whether the row asks for a new sheet for the patient.
func (r Row) wantsSheet() bool { return r.Task.Step == models.NewSheetStep }

// sheetActions lists what can be done when a patient holds a sheet that is no
// longer true: give a new one, which closes the task by itself, or say that the
// patient was told by phone.
func (a *Actions) sheetActions(row Row) []Action {
	var actions []Action
	if a.page.Print != nil {
		actions = append(actions, action("print", "tasks.print-new", func() { a.page.Print(row) }))
	}
	return append(actions,
		action("tell", "tasks.tell", func() { a.told(row) }),
		action("postpone", "tasks.postpone", func() { a.Postpone(row) }),
	)
}

// told notes that the patient was told by phone.
func (a *Actions) told(row Row) {
	a.perform(row, "tasks.told.tell", a.completion(worklist.Completion{TaskID: row.ID, Version: row.Version}), nil, nil)
}
