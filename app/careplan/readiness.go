package careplan

// Mark is one thing that has to be so before the procedure, as the readiness board
// shows it.
type Mark string

// The marks, in the order in which they are shown. Which of them a procedure has
// follows from its protocol: hold, told and sheet from what the rows are to the
// program, health and ride from the row or question that says so.
const (
	MarkHold   Mark = "hold"   // a doctor has decided every hold
	MarkTold   Mark = "told"   // the patient goes by what is true
	MarkHealth Mark = "health" // the patient is well enough
	MarkSheet  Mark = "sheet"  // the patient has a sheet that is true
	MarkRide   Mark = "ride"   // somebody takes the patient home
	MarkINR    Mark = "inr"    // the blood test that goes with a medicine
)

// Marks lists every mark in the order in which they are shown.
var Marks = []Mark{MarkHold, MarkTold, MarkHealth, MarkSheet, MarkRide, MarkINR}

// Asked finds the question whose answer settles a mark.
func (p *Protocol) Asked(mark Mark) (Step, Question, bool) {
	for _, step := range p.Steps {
		for _, question := range step.Asks {
			if question.Ready == mark {
				return step, question, true
			}
		}
	}
	return Step{}, Question{}, false
}
