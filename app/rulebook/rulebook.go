// Package rulebook is the ground of all rules: it reads the clinic's rule data
// strictly, knows where a rule comes from and how far it is agreed, and lists what
// the program believes row by row, as a doctor reads and approves it. What the
// rules say is known to those who read them.
package rulebook

import "nursedesk/models"

// Key names a row as it stands: what is approved is a row with its content, so
// that a changed row is no longer approved.
type Key struct {
	ID   string // stable: "protocol/neurotomy/stitch-removal", "medicine/B01AA03/hold"
	Hash string // of everything that the row's data says
}

// Part is the part of the rulebook that a row stands in.
type Part string

// The parts.
const (
	Protocol    Part = "protocol"    // tasks and dates of one procedure
	Clinic      Part = "clinic"      // what holds for every medicine
	Combination Part = "combination" // when no date is ever proposed
	Medicine    Part = "medicine"
	Triage      Part = "triage" // how urgent a call is
)

// Row is one belief of the program, with where it comes from.
type Row struct {
	Key

	Part  Part
	Of    models.Text // what the part is about, where there are several: the procedure's title
	Kind  string      // what kind of row; the translation key below "approvals.kind."
	Title models.Text // empty for a row that goes by its name alone

	Words models.Text // the rule in plain words, where its data says it so
	Only  []Sentence  // whom the row is for; none: everyone
	Says  []Sentence  // the rule's figures, and what else it says

	Leaflet  []string // facts of the leaflet
	Source   string   // any other source
	Proposed bool     // waits for the clinic's doctor
}

// Name is the last part of the row's id.
func (r Row) Name() string {
	for i := len(r.ID) - 1; i >= 0; i-- {
		if r.ID[i] == '/' {
			return r.ID[i+1:]
		}
	}
	return r.ID
}

// Sentence is one sentence of a rule: the translation key below
// "approvals.says.", and the values of its placeholders, which may be a
// models.Text, Texts, Questions, a Distance, a Condition, Answers or Terms.
type Sentence struct {
	Code   string
	Values map[string]any
}

// Say makes a sentence of a code and pairs of a placeholder and its value.
func Say(code string, values ...any) Sentence {
	sentence := Sentence{Code: code, Values: map[string]any{}}
	for i := 0; i+1 < len(values); i += 2 {
		if name, ok := values[i].(string); ok {
			sentence.Values[name] = values[i+1]
		}
	}
	return sentence
}

// Distance is a time from the start of the procedure; before it for a negative
// amount. Unit is "hours", "days", "weeks" or "months".
type Distance struct {
	Amount int
	Unit   string
}

// Condition is an expression over what a booking says, as the rule file has it.
type Condition string

// Terms are ids that the screen has words for: the translation keys below
// "approvals.term." with the kind.
type Terms struct {
	Kind string // "class", "tier", "factor" …
	IDs  []string
}

// Texts are several texts of the rule data in a row.
type Texts []models.Text

// Questions are questions to a caller, in a row.
type Questions []models.Text

// Answers is a condition over what a caller answers, as the rule file has it:
// "fever or temperature >= 38.0 and pain_course.worse". A name in it that is no
// question is a row's own, see [Row.Name], with "_" for "-". Empty: no condition.
type Answers struct {
	Condition string
	Questions map[string]Question // by the name that the condition has for it
}

// Question is what a condition asks.
type Question struct {
	Text    models.Text
	Unit    models.Text // of a number
	Choices []Choice    // of a choice; a condition holds from the one it names onwards
}

// Choice is one answer to a question that has several.
type Choice struct {
	ID    string
	Title models.Text
}
