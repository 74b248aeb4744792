package export

import (
	"time"

	"nursedesk/app/care"
	"nursedesk/models"
)

// said is a text by language: "sv", "en".
type said map[models.Language]string

func textsOf(texts []models.Text) []said {
	var out []said
	for _, text := range texts {
		out = append(out, said(text))
	}
	return out
}

type callJSON struct {
	callRow
	Record    *callRecordJSON `json:"record"` // null for a call that was noted without questions
	Additions []additionJSON  `json:"additions"`
}

type callRow struct {
	ID        int64        `json:"id"`
	PatientID int64        `json:"patient"`
	BookingID *int64       `json:"booking,omitempty"`
	FollowsID *int64       `json:"follows,omitempty"`
	At        time.Time    `json:"began"`
	EndedAt   *time.Time   `json:"ended,omitempty"`
	Outgoing  bool         `json:"outgoing"`
	Caller    string       `json:"caller,omitempty"`
	Phone     models.Phone `json:"phone"`
	Topic     string       `json:"topic,omitempty"`
	Reason    string       `json:"reason"`
	Advice    string       `json:"advice"`

	Procedure  string   `json:"procedure,omitempty"`
	Day        *int     `json:"day,omitempty"`
	Level      string   `json:"level,omitempty"`
	Suspected  []string `json:"suspected"`
	Unfinished bool     `json:"unfinished,omitempty"`

	CallbackAt *time.Time `json:"callback_at,omitempty"`
	By         string     `json:"by"`
	CreatedAt  time.Time  `json:"created_at"`
}

type callRecordJSON struct {
	Relation string `json:"relation"`
	Identity string `json:"identity"`
	Drugs    string `json:"drugs"`
	Notes    string `json:"notes"`

	RulesVersion string          `json:"rules_version"`
	Proposed     string          `json:"proposed_level"`
	Asked        []askedJSON     `json:"asked"`
	Triggered    []triggeredJSON `json:"triggered"`
	Suspected    []said          `json:"suspected"`
	Said         []said          `json:"said"`
	DoBeside     []said          `json:"do"`

	ReadOut    *readOutJSON  `json:"read_out,omitempty"`
	Changes    []changeJSON  `json:"changes"`
	Lowered    *loweringJSON `json:"lowered,omitempty"`
	Contacts   []contactJSON `json:"contacts"`
	Understood string        `json:"understood"`
}

type askedJSON struct {
	Finding  string `json:"finding"`
	Question said   `json:"question"`
	Answer   string `json:"answer"`
	Says     said   `json:"says,omitempty"`
	RedFlag  bool   `json:"red_flag"`
}

type triggeredJSON struct {
	Rule     string   `json:"rule"`
	Title    said     `json:"title"`
	Level    string   `json:"level"`
	Findings []string `json:"findings"`
}

type readOutJSON struct {
	At    time.Time `json:"at"`
	Level string    `json:"level"`
}

type changeJSON struct {
	At        time.Time `json:"at"`
	Finding   string    `json:"finding"`
	From      string    `json:"from"`
	To        string    `json:"to"`
	LevelFrom string    `json:"level_from"`
	LevelTo   string    `json:"level_to"`
}

type loweringJSON struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason"`
	Doctor string `json:"doctor"`

	Weighed []string `json:"weighed,omitempty"`
}

type contactJSON struct {
	At       time.Time `json:"at"`
	With     string    `json:"with"`
	Note     string    `json:"note,omitempty"`
	ReadBack bool      `json:"read_back"`
}

type additionJSON struct {
	ID        int64        `json:"id"`
	Text      string       `json:"text"`
	Contact   *contactJSON `json:"contact,omitempty"`
	By        string       `json:"by"`
	CreatedAt time.Time    `json:"created_at"`
}

func callOf(file care.CallFile) callJSON {
	call := callJSON{callRow: callRow(file.Call)}
	if file.Recorded {
		call.Record = recordOf(file.Record)
	}
	for _, addition := range file.Additions {
		call.Additions = append(call.Additions, additionJSON{
			ID: addition.ID, Text: addition.Text, Contact: (*contactJSON)(addition.Contact), By: addition.By, CreatedAt: addition.CreatedAt,
		})
	}
	return call
}

func recordOf(record models.CallRecord) *callRecordJSON {
	out := &callRecordJSON{
		Relation: record.Relation, Identity: record.Identity, Drugs: record.Drugs, Notes: record.Notes,
		RulesVersion: record.RulesVersion, Proposed: record.Proposed, Understood: record.Understood,
		Suspected: textsOf(record.Suspected), Said: textsOf(record.Said), DoBeside: textsOf(record.DoBeside),
		ReadOut: (*readOutJSON)(record.ReadOut), Lowered: (*loweringJSON)(record.Lowered),
	}
	for _, asked := range record.Asked {
		out.Asked = append(out.Asked, askedJSON{asked.Finding, said(asked.Question), asked.Answer, said(asked.Says), asked.RedFlag})
	}
	for _, rule := range record.Triggered {
		out.Triggered = append(out.Triggered, triggeredJSON{rule.Rule, said(rule.Title), rule.Level, rule.Findings})
	}
	for _, change := range record.Changes {
		out.Changes = append(out.Changes, changeJSON(change))
	}
	for _, contact := range record.Contacts {
		out.Contacts = append(out.Contacts, contactJSON(contact))
	}
	return out
}
