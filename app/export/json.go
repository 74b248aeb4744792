package export

import (
	"encoding/json"
	"io"
	"slices"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// format names the form that WriteJSON writes, described in docs/export.md. Whoever
// changes what a reader would stumble over raises it.
const format = "nursedesk-patient/1"

// head is what stands before the entries.
type head struct {
	Format     string      `json:"format"`
	ExportedAt time.Time   `json:"exported_at"`
	ExportedBy string      `json:"exported_by"`
	Clinic     string      `json:"clinic"`
	Phone      string      `json:"clinic_phone"`
	Patient    patientJSON `json:"patient"`
}

// entry is one thing that is kept, under the name of its kind.
type entry struct {
	At   time.Time           `json:"at"`
	Kind string              `json:"kind"`
	What any                 `json:"what"`
	read func() (any, error) // what is read only when it is written
}

// WriteJSON writes all that is kept of a patient in order of time, one entry a line,
// the sheets' files among them.
func WriteJSON(out io.Writer, record care.Record, sheets SheetFile) error {
	first, err := json.Marshal(head{
		Format: format, ExportedAt: record.At, ExportedBy: record.By, Clinic: record.Clinic.Name,
		Phone: string(record.Clinic.Phone), Patient: patientOf(record.Patient),
	})
	if err != nil {
		return err
	}
	write := func(text []byte) {
		if err == nil {
			_, err = out.Write(text)
		}
	}
	write(append(first[:len(first)-1], ",\"entries\":[\n"...))
	for i, one := range entries(record, sheets) {
		if i > 0 {
			write([]byte(",\n"))
		}
		if one.read != nil && err == nil {
			one.What, err = one.read()
		}
		if err != nil {
			return err
		}
		body, problem := json.Marshal(one)
		if problem != nil {
			return problem
		}
		write(body)
	}
	write([]byte("\n]}\n"))
	return err
}

// entries puts everything in order of time; what came at once stays in the order below.
func entries(record care.Record, sheets SheetFile) []entry {
	var all []entry
	add := func(at time.Time, kind string, what any) {
		all = append(all, entry{At: at.UTC(), Kind: kind, What: what})
	}
	for _, file := range slices.Backward(record.Bookings) {
		add(file.Booking.CreatedAt, "booking", bookingJSON(file.Booking))
	}
	for _, task := range record.Tasks() {
		add(task.CreatedAt, "task", taskJSON(task))
	}
	for _, attempt := range record.Attempts {
		add(attempt.At, "attempt", attemptJSON(attempt))
	}
	for _, decision := range record.Decisions {
		add(decision.CreatedAt, "hold_decision", decisionOf(decision))
	}
	for _, kept := range record.Sheets() {
		all = append(all, entry{At: kept.CreatedAt.UTC(), Kind: "sheet", read: func() (any, error) {
			pdf, err := sheets(kept)
			return sheetJSON{sheetRow(kept), pdf}, err
		}})
	}
	for _, given := range record.Calendars {
		add(given.UpdatedAt, "calendar", calendarOf(given))
	}
	for _, file := range record.CallFiles {
		add(file.Call.At, "call", callOf(file))
	}
	for _, complication := range record.Complications {
		add(complication.CreatedAt, "complication", complicationJSON(complication))
	}
	for _, merge := range record.Merges {
		add(merge.At, "merge", mergeJSON{merge.ID, merge.By, merge.Reason, patientOf(merge.Before.Kept), patientOf(merge.Before.Gone)})
	}
	for _, restriction := range record.Restrictions {
		add(restriction.At, "restriction", restrictionJSON(restriction))
	}
	for _, opening := range record.Openings {
		add(opening.At, "restriction_opening", openingJSON(opening))
	}
	for _, done := range record.History {
		add(done.At, "history", historyJSON(done))
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.At.Compare(b.At) })
	return all
}

// The types below are the models' with the names that stand in the file. A field that
// a model gains does not compile here until it is said how it is written.

type restrictionJSON struct {
	ID         int64      `json:"id"`
	PatientID  int64      `json:"patient"`
	Unit       string     `json:"unit"`
	Word       string     `json:"on_whose_word"`
	By         string     `json:"by"`
	At         time.Time  `json:"at"`
	LiftedWord string     `json:"lifted_on_whose_word,omitempty"`
	LiftedBy   string     `json:"lifted_by,omitempty"`
	LiftedAt   *time.Time `json:"lifted_at,omitempty"`
}

type openingJSON struct {
	ID            int64                 `json:"id"`
	RestrictionID int64                 `json:"restriction"`
	Grounds       models.OpeningGrounds `json:"grounds"`
	How           string                `json:"consent,omitempty"`
	Reason        string                `json:"reason,omitempty"`
	By            string                `json:"by"`
	StaffID       *int64                `json:"-"`
	At            time.Time             `json:"at"`
	Until         time.Time             `json:"until"`
}

type patientJSON struct {
	ID             int64                 `json:"id"`
	PersonalNumber models.PersonalNumber `json:"personal_number"`
	GivenName      string                `json:"given_name"`
	FamilyName     string                `json:"family_name"`
	Phone          models.Phone          `json:"phone"`
	Email          string                `json:"email"`
	Language       models.Language       `json:"language"`
	Note           string                `json:"note"`
	ReplacedBy     *int64                `json:"replaced_by,omitempty"`
	Version        int                   `json:"version"`
	CreatedAt      time.Time             `json:"created_at"`
	UpdatedAt      time.Time             `json:"updated_at"`
	recordJSON
}

// mergeJSON is two patients who were made one, each as it was before.
type mergeJSON struct {
	ID     int64       `json:"id"`
	By     string      `json:"by"`
	Reason string      `json:"reason"`
	Kept   patientJSON `json:"kept"`
	Gone   patientJSON `json:"gone"`
}

type recordJSON struct {
	Medicines     []models.TakenMedicine `json:"medicines"`
	Conditions    []models.Condition     `json:"conditions"`
	Allergies     string                 `json:"allergies"`
	Interpreter   string                 `json:"interpreter"`
	HardOfHearing bool                   `json:"hard_of_hearing"`

	OtherPhone      models.Phone `json:"other_phone"`
	NoPhone         string       `json:"no_phone"`
	RelativeName    string       `json:"relative_name"`
	RelativePhone   models.Phone `json:"relative_phone"`
	RelativeMayKnow string       `json:"relative_may_know"`

	ProtectedIdentity bool        `json:"protected_identity"`
	CheckedOn         models.Date `json:"checked_on,omitzero"`
}

func patientOf(p models.Patient) patientJSON {
	return patientJSON{
		p.ID, p.PersonalNumber, p.GivenName, p.FamilyName, p.Phone, p.Email, p.Language, p.Note,
		p.ReplacedBy, p.Version, p.CreatedAt, p.UpdatedAt, recordJSON(p.Record),
	}
}

type bookingJSON struct {
	ID              int64                    `json:"id"`
	PatientID       int64                    `json:"patient"`
	Procedure       string                   `json:"procedure"`
	ProtocolVersion string                   `json:"protocol_version"`
	Start           time.Time                `json:"start"`
	PerformedAt     *time.Time               `json:"performed_at,omitempty"`
	BookedOn        models.Date              `json:"booked_on"`
	Surgeon         string                   `json:"surgeon"`
	Theatre         string                   `json:"theatre"`
	Medicines       models.Medicines         `json:"medicines"`
	Factors         map[string]string        `json:"factors"`
	Clearance       float64                  `json:"creatinine_clearance_ml_min,omitempty"`
	Tier            string                   `json:"bleeding_risk,omitempty"`
	Conditions      []models.Condition       `json:"conditions"`
	Health          models.HealthDeclaration `json:"health_declaration"`
	Status          models.BookingStatus     `json:"status"`
	StatusReason    string                   `json:"status_reason,omitempty"`
	Note            string                   `json:"note,omitempty"`
	Known           []models.Known           `json:"patient_knows"`
	ExternalID      string                   `json:"external_id,omitempty"`
	Version         int                      `json:"version"`
	CreatedAt       time.Time                `json:"created_at"`
	UpdatedAt       time.Time                `json:"updated_at"`
}

type taskJSON struct {
	ID        int64            `json:"id"`
	PatientID int64            `json:"patient"`
	BookingID *int64           `json:"booking,omitempty"`
	CallID    *int64           `json:"call,omitempty"`
	Step      string           `json:"step"`
	Role      models.Role      `json:"role"`
	Kind      models.TaskKind  `json:"task_kind"`
	State     models.TaskState `json:"state"`

	Due      models.Date `json:"due,omitzero"`
	Earliest models.Date `json:"earliest,omitzero"`
	Latest   models.Date `json:"latest,omitzero"`
	BookBy   models.Date `json:"book_by,omitzero"`

	Late         bool `json:"late,omitempty"`
	NoWorkingDay bool `json:"no_working_day,omitempty"`

	MovedByHand bool   `json:"moved_by_hand,omitempty"`
	MoveReason  string `json:"move_reason,omitempty"`

	At    *time.Time `json:"time,omitempty"`
	Place string     `json:"place,omitempty"`
	With  string     `json:"with,omitempty"`

	AnswerID *int64 `json:"follows_answer_of,omitempty"`
	Said     string `json:"said,omitempty"`

	Outcome    map[string]string `json:"outcome,omitempty"`
	Replaced   *models.Replaced  `json:"replaced,omitempty"`
	Note       string            `json:"note,omitempty"`
	LateReason string            `json:"late_reason,omitempty"`
	ClosedBy   string            `json:"closed_by,omitempty"`
	ClosedAt   *time.Time        `json:"closed_at,omitempty"`

	ActOn     models.Date `json:"act_on,omitzero"`
	Version   int         `json:"version"`
	CreatedAt time.Time   `json:"created_at"`
	UpdatedAt time.Time   `json:"updated_at"`
}

type attemptJSON struct {
	ID        int64        `json:"id"`
	TaskID    int64        `json:"task"`
	At        time.Time    `json:"time"`
	Phone     models.Phone `json:"phone"`
	Answered  bool         `json:"answered"`
	Note      string       `json:"note,omitempty"`
	By        string       `json:"by"`
	CreatedAt time.Time    `json:"created_at"`
}

type decisionJSON struct {
	ID        int64           `json:"id"`
	PatientID int64           `json:"patient"`
	BookingID int64           `json:"booking"`
	Medicine  models.Medicine `json:"medicine"`
	ForStart  time.Time       `json:"for_start"`
	Proposed  string          `json:"proposed"`
	Weighed   []string        `json:"weighed"`

	Continues      bool        `json:"continues"`
	LastDose       models.Date `json:"last_dose,omitzero"`
	LastDoseAt     *time.Time  `json:"last_dose_at,omitempty"`
	DaysWithout    int         `json:"days_without"`
	FirstDoseAgain models.Date `json:"first_dose_again,omitzero"`
	Changed        bool        `json:"differs_from_proposal"`
	Reason         string      `json:"reason,omitempty"`

	DecidedBy string      `json:"decided_by"`
	DecidedOn models.Date `json:"decided_on"`
	Given     string      `json:"given"`
	EnteredBy string      `json:"entered_by"`
	CreatedAt time.Time   `json:"created_at"`
}

// decisionOf tells nothing of what rules said that might not be shown then.
func decisionOf(decision models.HoldDecision) decisionJSON {
	if slices.Contains(decision.Weighed, medication.NotApproved) {
		decision.Proposed, decision.Weighed = medication.NotApproved, []string{medication.NotApproved}
	}
	return decisionJSON(decision)
}

type sheetRow struct {
	ID        int64              `json:"id"`
	BookingID int64              `json:"booking"`
	Language  models.Language    `json:"language"`
	Form      models.SheetForm   `json:"form"`
	Texts     string             `json:"texts"`
	Hash      string             `json:"sha256"`
	PlanHash  string             `json:"plan_hash"`
	Lines     []models.SheetLine `json:"lines"`
	Pages     int                `json:"pages"`
	How       models.SheetWay    `json:"how"`
	By        string             `json:"by"`
	CreatedAt time.Time          `json:"created_at"`
	Told      []models.Telling   `json:"told"`
}

type sheetJSON struct {
	sheetRow
	PDF []byte `json:"pdf"` // base64; null for one from before files were kept
}

type calendarJSON struct {
	BookingID int64      `json:"booking"`
	Sequence  int        `json:"sequence"`
	Dates     []dateJSON `json:"dates"`
}

type dateJSON struct {
	ID    string      `json:"id"`
	Date  models.Date `json:"date"`
	Title string      `json:"title"`
	Place string      `json:"place,omitempty"`
}

func calendarOf(given models.GivenCalendar) calendarJSON {
	calendar := calendarJSON{BookingID: given.BookingID, Sequence: given.Sequence}
	for _, date := range given.Dates {
		calendar.Dates = append(calendar.Dates, dateJSON(date))
	}
	return calendar
}

type complicationJSON struct {
	ID           int64          `json:"id"`
	PatientID    int64          `json:"patient"`
	BookingID    int64          `json:"booking"`
	CallID       *int64         `json:"call,omitempty"`
	Kind         string         `json:"complication"`
	OnsetOn      models.Date    `json:"onset_on"`
	Found        models.FoundBy `json:"found"`
	FoundText    string         `json:"found_text,omitempty"`
	ConfirmedBy  string         `json:"confirmed_by"`
	ConfirmedOn  models.Date    `json:"confirmed_on"`
	Note         string         `json:"note,omitempty"`
	RegisteredBy string         `json:"registered_by"`
	CreatedAt    time.Time      `json:"created_at"`

	WithdrawnBy     string     `json:"withdrawn_by,omitempty"`
	WithdrawnReason string     `json:"withdrawn_reason,omitempty"`
	WithdrawnAt     *time.Time `json:"withdrawn_at,omitempty"`
}

type historyJSON struct {
	ID        int64             `json:"id"`
	At        time.Time         `json:"time"`
	By        string            `json:"by"`
	Action    string            `json:"action"`
	PatientID *int64            `json:"patient"`
	BookingID *int64            `json:"booking,omitempty"`
	TaskID    *int64            `json:"task,omitempty"`
	Details   map[string]string `json:"details,omitempty"`
	Link      string            `json:"link"`
	Erasure   *int64            `json:"-"` // who is erased has no file
}
