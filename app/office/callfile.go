package office

import "nursedesk/app/care"

// CallFile reads one call with its record.
func (tx *Tx) CallFile(id int64) (care.CallFile, error) {
	var file care.CallFile
	var err error
	if file.Call, err = tx.Call(id); err != nil {
		return file, err
	}
	if file.Record, file.Recorded, err = tx.CallRecord(id); err != nil {
		return file, err
	}
	if file.Patient, err = tx.Patient(file.Call.PatientID); err != nil {
		return file, err
	}
	if file.Additions, err = tx.CallAdditions(id); err != nil {
		return file, err
	}
	tasks, err := tx.TasksOfPatient(file.Call.PatientID)
	if err != nil {
		return file, err
	}
	var ids []int64
	for _, task := range tasks {
		if task.CallID != nil && *task.CallID == id {
			file.Tasks = append(file.Tasks, task)
			ids = append(ids, task.ID)
		}
	}
	file.Attempts, err = tx.AttemptsOf(ids...)
	return file, err
}
