package patients

import (
	"nursedesk/views/lists"
	"nursedesk/views/merging"
	"nursedesk/views/patientform"
)

// Desk is what is asked of the desk here.
type Desk interface {
	lists.Keeper
	merging.Desk
	patientform.Desk
}
