package store

import (
	"strings"

	"gorm.io/gorm"

	"nursedesk/models"
)

// callbackOpen tells whether a task that a call led to is still to be done.
const callbackOpen = `EXISTS (SELECT 1 FROM tasks WHERE tasks.call_id = calls.id AND ` + openTasks + `)`

// SaveCall adds a call (ID 0), or gives one to the patient it turned out to be
// about. A call has no version: whoever took it writes it.
func (t *Tx) SaveCall(call *models.Call) error {
	row := *call
	row.At, row.EndedAt, row.CallbackAt = utc(row.At), utcOf(row.EndedAt), utcOf(row.CallbackAt)
	if row.ID == 0 {
		row.CreatedAt = t.now()
		if err := t.insert(&row); err != nil {
			return err
		}
		*call = row
		return nil
	}
	result := t.db.Model(&row).Select("*").Omit("id", "created_at").UpdateColumns(&row)
	if result.Error != nil {
		return result.Error
	}
	if result.RowsAffected == 0 {
		return models.ErrNotFound
	}
	*call = row
	return nil
}

// Call reads one call.
func (t *Tx) Call(id int64) (models.Call, error) { return one[models.Call](t, id) }

// CallsOf reads a patient's calls, the newest first.
func (t *Tx) CallsOf(patientID int64) ([]models.Call, error) {
	return list[models.Call](t.db.Where("patient_id = ?", patientID).Order("at DESC, id DESC"))
}

// callRecord is where the whole of a call lies, apart from the lists' columns.
type callRecord struct {
	CallID int64             `gorm:"primaryKey;autoIncrement:false"`
	Record models.CallRecord `gorm:"serializer:json"`
}

// TableName is where records of calls lie.
func (callRecord) TableName() string { return "call_records" }

// SaveCallRecord keeps what was said and judged in a call, for ever.
func (t *Tx) SaveCallRecord(callID int64, record models.CallRecord) error {
	return t.insert(&callRecord{CallID: callID, Record: record})
}

// CallRecord reads what was said and judged in a call; kept is false for a call
// that was noted without.
func (t *Tx) CallRecord(callID int64) (record models.CallRecord, kept bool, err error) {
	rows, err := list[callRecord](t.db.Where("call_id = ?", callID))
	if err != nil || len(rows) == 0 {
		return record, false, err
	}
	return rows[0].Record, true, nil
}

// AddToCall keeps an addition to a call's note.
func (t *Tx) AddToCall(addition *models.CallAddition) error {
	addition.CreatedAt = t.now()
	return t.insert(addition)
}

// CallAdditions reads what was added to a call's note, the oldest first.
func (t *Tx) CallAdditions(callID int64) ([]models.CallAddition, error) {
	return list[models.CallAddition](t.db.Where("call_id = ?", callID).Order("id"))
}

// Calls lists calls, the newest first.
func (t *Tx) Calls(filter models.CallFilter) ([]models.CallRow, error) {
	query := t.matching(narrowed(t.callRows(), filter), filter.Text, "calls", "").
		Order("calls.at DESC, calls.id DESC").Offset(filter.Offset)
	if filter.Limit > 0 {
		query = query.Limit(filter.Limit)
	}
	return shownCalls(list[models.CallRow](query))
}

// shownCalls leaves out the number of whose identity is protected.
func shownCalls(rows []models.CallRow, err error) ([]models.CallRow, error) {
	for i := range rows {
		if rows[i].Protected {
			rows[i].Phone = ""
		}
	}
	return rows, err
}

// CallsByID reads some calls with their patients, by their ids.
func (t *Tx) CallsByID(ids ...int64) (map[int64]models.CallRow, error) {
	rows, err := shownCalls(list[models.CallRow](t.callRows().Where("calls.id IN ?", ids)))
	calls := map[int64]models.CallRow{}
	for _, row := range rows {
		calls[row.ID] = row
	}
	return calls, err
}

// callRows joins calls with their patients.
func (t *Tx) callRows() *gorm.DB {
	return t.db.Table("calls").
		Select("calls.*, patients.personal_number, patients.given_name, patients.family_name, patients.protected_identity AS protected, " +
			callbackOpen + " AS callback_open").
		Joins("JOIN patients ON patients.id = calls.patient_id")
}

func narrowed(query *gorm.DB, filter models.CallFilter) *gorm.DB {
	for _, one := range []struct {
		clause string
		value  any
		asked  bool
	}{
		{"calls.level = ?", filter.Level, filter.Level != ""},
		{"calls.procedure = ?", filter.Procedure, filter.Procedure != ""},
		// The ids are letters and hyphens, kept as a JSON list.
		{"calls.suspected LIKE ?", `%"` + strings.ReplaceAll(filter.Suspected, "%", "") + `"%`, filter.Suspected != ""},
		{"calls.at >= ?", utc(filter.From), !filter.From.IsZero()},
		{"calls.at < ?", utc(filter.Until), !filter.Until.IsZero()},
		{"calls.day >= ?", filter.DayFrom, filter.DayFrom != nil},
		{"calls.day <= ?", filter.DayTo, filter.DayTo != nil},
	} {
		if one.asked {
			query = query.Where(one.clause, one.value)
		}
	}
	if filter.OnlyOpen { // by the few open tasks and their index, as in Worklist, instead of call by call
		query = query.Where(`calls.id IN (SELECT tasks.call_id FROM tasks WHERE tasks.act_on >= '' AND ` + openTasks + `)`)
	}
	return query
}
