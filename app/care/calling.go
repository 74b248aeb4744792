package care

import "nursedesk/models"

// Calling is what a list says of a call that is still to be made, beside its row.
type Calling struct {
	Tries   []models.Attempt // to reach the patient, oldest first
	Unasked int              // red flags that nobody asked about in the call that was not finished
	Rings   *models.Presence // the desk that makes the call now; nil: none does
}

// Unanswered counts the tries that nobody answered.
func (c Calling) Unanswered() int {
	missed := 0
	for _, try := range c.Tries {
		if !try.Answered {
			missed++
		}
	}
	return missed
}
