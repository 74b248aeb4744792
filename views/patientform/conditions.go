package patientform

import (
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// Conditions are the ticks of what a patient has.
type Conditions struct{ *widgets.Ticks }

// NewConditions makes them with nothing ticked.
func NewConditions() Conditions {
	var options []widgets.Option
	for _, condition := range models.Conditions {
		options = append(options, widgets.Option{ID: string(condition), Text: ConditionWord(condition)})
	}
	return Conditions{widgets.NewTicks(options...)}
}

// Set ticks exactly these.
func (c Conditions) Set(conditions []models.Condition) {
	ids := make([]string, len(conditions))
	for index, condition := range conditions {
		ids[index] = string(condition)
	}
	c.Tick(ids...)
}

// Values are what is ticked; nil for nothing.
func (c Conditions) Values() []models.Condition {
	var ticked []models.Condition
	for _, id := range c.Ticked() {
		ticked = append(ticked, models.Condition(id))
	}
	return ticked
}

// ConditionWord is a condition in a word.
func ConditionWord(condition models.Condition) string {
	return locale.T("patient.condition." + string(condition))
}
