package office

import (
	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// Guide is what is asked on the telephone, and how the answers are judged.
func (o *Office) Guide() *triage.Guide { return o.Rules.Triage }

// ProcedureTitle is what a procedure is called; a code that no protocol has any
// more stands for itself.
func (o *Office) ProcedureTitle(code string) models.Text {
	if code == models.Restricted {
		return o.Rules.Access.Restricted
	}
	if protocol, ok := o.Rules.Protocols.Protocol(code); ok {
		return protocol.Title
	}
	return models.Plain(code)
}

// Medicines is the catalogue that medicines are chosen from.
func (o *Office) Medicines() *medication.Catalogue { return o.Rules.Medicines }

// Protocols lists the protocols that can be booked, in the order they are offered.
func (o *Office) Protocols() []*careplan.Protocol { return o.Rules.Protocols.Protocols() }

// Step finds a task's step in the protocol version that its booking froze, for
// its title, its rule and its questions; ok is false for a callback.
func (o *Office) Step(code, version, id string) (careplan.Step, bool) {
	o.protocols.mutex.RLock()
	protocol, ok := o.protocols.frozen[ProtocolVersion{code, version}]
	o.protocols.mutex.RUnlock()
	if !ok {
		return careplan.Step{}, false
	}
	step, ok := care.StepOf(o.Rules.Medicines, protocol, id)
	step.Source = o.Agreed(step.Source)
	return step, ok
}
