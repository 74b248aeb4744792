package patients

import (
	"nursedesk/app/careplan"
	"nursedesk/views/lists"
	"nursedesk/views/merging"
	"nursedesk/views/patientform"
)

// Desk is what is asked of the desk here.
type Desk interface {
	lists.Keeper
	merging.Desk
	patientform.Desk

	Protocols() []*careplan.Protocol
}
