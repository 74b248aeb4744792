package models

import (
	"slices"
	"time"
)

// Call is one telephone call with or about a patient, as it was when it ended.
// It is never altered: what is to be corrected is added, see CallAddition.
type Call struct {
	ID        int64
	PatientID int64
	BookingID *int64 // the booking it was about, where there is one
	FollowsID *int64 // the earlier call that this one goes on with
	At        time.Time
	EndedAt   *time.Time // nil for one noted before calls were timed
	Outgoing  bool       // the desk rang, not the patient
	Caller    string     // who it was, when not the patient
	Phone     Phone      // the number to call back
	Topic     string     // what it was about: a reason of the triage rules, by its id
	Reason    string     // in the caller's words
	Advice    string

	Procedure  string   // the procedure's code, "" where it was about none
	Day        *int     // civil days since the procedure, whose own day is 0; nil: not known
	Level      string   // "L1" … "L5" that the nurse ended with; "" for a call without a complaint
	Suspected  []string `gorm:"serializer:json"` // complications, by the id of the triage rules
	Unfinished bool     // it ended before every red flag was asked about

	CallbackAt *time.Time
	By         string // who took the call, and signed the note
	CreatedAt  time.Time
}

// Relations lists who can call for a patient, by id; "" is the patient.
var Relations = []string{"relative", "staff", "other"}

// IdentityChecks lists how a caller's identity can have been checked, by id.
var IdentityChecks = []string{"personal-number", "asked-back", "known-voice", "not-checked"}

// Validate tells everything that keeps the call from being kept.
func (c Call) Validate() error {
	var problems Problems
	problems.Add("caller", checkText(c.Caller, false, MaxLine))
	problems.Add("reason", checkText(c.Reason, true, MaxNote))
	problems.Add("advice", checkText(c.Advice, false, MaxNote))
	if c.Phone != "" {
		problems.Add("phone", c.Phone.Validate())
	}
	if c.CallbackAt != nil && c.CallbackAt.Before(c.At) {
		problems.Add("callback", &Problem{Code: "callback.before-call"})
	}
	return problems.OrNil()
}

// CallRecord is the rest of what was said and judged in a call, in the words of
// the rules as they stood then, so that it can be read whatever becomes of them.
type CallRecord struct {
	Relation string // who called, see Relations
	Identity string // how the identity was checked, see IdentityChecks
	Drugs    string // medicines and allergies, as told
	Notes    string

	RulesVersion string // the triage rules with their content's fingerprint
	Proposed     string // the level that the rules gave
	Asked        []AskedQuestion
	Triggered    []TriggeredRule
	Suspected    []Text
	Said         []Text // what the rules wanted told, as it stood on the screen
	DoBeside     []Text // what the rules wanted done beside it

	ReadOut  *ReadOut // when the patient was told the level
	Changes  []AnswerChange
	Lowered  *Lowering // nil where the level is the rules' own or higher
	Contacts []Contact
	// Understood is "yes" where the patient said the advice back rightly, "no"
	// where not, "" where it was not asked.
	Understood string
}

// AskedQuestion is one question with its answer.
type AskedQuestion struct {
	Finding  string
	Question Text
	Answer   string // yes, no, unknown, a number, a choice's id; "" for a red flag that was not asked
	Says     Text   // the answer in words, where it is a number or a choice
	RedFlag  bool
}

// TriggeredRule is a rule that held, with the findings because of which it did.
type TriggeredRule struct {
	Rule     string
	Title    Text
	Level    string
	Findings []string
}

// ReadOut says when the patient was told which level.
type ReadOut struct {
	At    time.Time
	Level string
}

// AnswerChange is an answer that was changed after the level was read out.
type AnswerChange struct {
	At                 time.Time
	Finding            string
	From, To           string // as in AskedQuestion.Answer
	LevelFrom, LevelTo string
}

// Lowering is a level below the rules' own. It holds as long as the rules give
// no higher level than the one that was weighed.
type Lowering struct {
	From, To string // From is "" where no approved rule gave a level
	Reason   string
	Doctor   string // who decided it
	// Weighed are the findings because of which a doctor was asked, where no approved rule gave a level.
	Weighed []string `json:",omitempty"`
}

// Validate refuses a lowering without a reason or without the doctor's name.
func (l Lowering) Validate() error {
	var problems Problems
	problems.Add("lower-reason", checkText(l.Reason, true, MaxNote))
	problems.Add("lower-doctor", checkText(l.Doctor, true, MaxLine))
	return problems.OrNil()
}

// Contact is someone who was told of the patient during or after a call.
type Contact struct {
	At       time.Time
	With     string // surgeon, emergency department, 112 …, with a name
	Note     string
	ReadBack bool // the one who took over repeated it, and rightly
}

// Validate tells everything that keeps the contact from being kept.
func (c Contact) Validate() error {
	var problems Problems
	problems.Add("contact-with", checkText(c.With, true, MaxLine))
	problems.Add("contact-note", checkText(c.Note, false, MaxNote))
	return problems.OrNil()
}

// CallAddition is what was added to a call's note after it was signed: a
// correction, or someone who was told.
type CallAddition struct {
	ID        int64
	CallID    int64
	Text      string
	Contact   *Contact `gorm:"serializer:json"` // where it is one
	By        string
	CreatedAt time.Time
}

// Validate refuses an addition that says nothing.
func (a CallAddition) Validate() error {
	var problems Problems
	problems.Add("text", checkText(a.Text, a.Contact == nil, MaxNote))
	if a.Contact != nil {
		problems.Add("", a.Contact.Validate())
	}
	return problems.OrNil()
}

// CallDraft is a call that goes on: what is typed so far, for the desk's own use.
type CallDraft struct {
	ID        int64
	PatientID *int64
	Started   time.Time
	By        string
	Body      []byte
	Version   int
	UpdatedAt time.Time
}

// Attempt is one try to reach somebody for a callback.
type Attempt struct {
	ID        int64
	TaskID    int64
	At        time.Time
	Phone     Phone
	Answered  bool
	Note      string
	By        string
	CreatedAt time.Time
}

// Validate tells everything that keeps the attempt from being kept.
func (a Attempt) Validate() error {
	var problems Problems
	if a.Phone != "" {
		problems.Add("phone", a.Phone.Validate())
	}
	problems.Add("note", checkText(a.Note, false, MaxNote))
	return problems.OrNil()
}

// CheckRelation refuses an id that is none; "" is the patient.
func CheckRelation(id string) error {
	if id == "" || slices.Contains(Relations, id) {
		return nil
	}
	return &Problem{Code: "call.relation", Values: map[string]any{"text": id}}
}

// CheckIdentity refuses an id that is none; "" is not said.
func CheckIdentity(id string) error {
	if id == "" || slices.Contains(IdentityChecks, id) {
		return nil
	}
	return &Problem{Code: "call.identity", Values: map[string]any{"text": id}}
}
