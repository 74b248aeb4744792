package sheet

import (
	"cmp"
	"slices"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// Input is everything that a sheet is written from.
type Input struct {
	Patient  models.Patient
	Booking  models.Booking
	Plan     careplan.Plan
	Facts    careplan.Facts // what concerns this patient: the other parts are left out
	Title    models.Text    // the protocol's title
	Tasks    []models.Task  // those of the booking; a booked appointment stands with time and place
	Clinic   models.Clinic
	Language models.Language  // "" takes the patient's
	Form     models.SheetForm // "" is the usual one

	// Medicines are those that a decision concerns: blood thinners, and what the
	// catalogue does not know. Where the patient takes a blood thinner and none is
	// listed, the sheet says that the doctor will tell.
	Medicines []Medicine

	// Morning are the medicines that are taken on the morning of the procedure with a
	// little water, as the leaflet says of blood-pressure medicine (D3). Pressure says
	// the same of one that nobody has named.
	Morning  []DayMedicine
	Pressure bool
	// DayAsked are those of which the doctor or the anaesthetist says how they are
	// taken before the procedure.
	DayAsked []DayMedicine

	Given bool // the patient has been given a sheet before

	// PrintedOn stands in the foot, and days that lie before it are not asked for any more.
	PrintedOn models.Date
}

// DayMedicine is a medicine that is spoken of for the day of the procedure.
type DayMedicine struct {
	Name string
	// Such are some of the names by which a patient knows the medicines of a class:
	// few know theirs as an SGLT2 inhibitor.
	Such       []string
	DaysBefore bool // what the doctor says may concern the days before too
}

// Kind is what a document is, for whoever has to name it without telling of a patient.
type Kind string

// The kinds of documents.
const (
	Instruction   Kind = ""               // a patient's instruction sheet
	Decisions     Kind = "decisions"      // the list of all that waits for a doctor
	Handover      Kind = "handover"       // a call as SBAR
	OperatingList Kind = "operating-list" // a day's procedures
	ShiftReport   Kind = "shift-report"   // what the next shift has to know
	Record        Kind = "record"         // all that is kept of a patient
	LogExtract    Kind = "log-extract"    // who saw a patient's record, for the patient
	EmergencyList Kind = "emergency-list" // who comes and who was promised a call, without the database
)

// Document is a finished sheet.
type Document struct {
	PDF        []byte
	Kind       Kind
	Booking    int64   // the booking's number, which names files in place of the patient
	Listed     []int64 // the bookings on the doctor's list
	Pages      int
	Hash       string             // SHA-256 of the PDF, hex
	PlanHash   string             // the plan's fingerprint: another one means that the sheet is out of date
	Lines      []models.SheetLine // what it says of the booking's tasks, by step
	Language   models.Language
	Form       models.SheetForm
	Texts      string          // which sheet text it was written from, as its foot says: sv.9f7534
	How        models.SheetWay // how it left the desk; "" counts as printed
	NameByHand bool            // the typeface lacks letters of the name: a line to write it on stands instead
}

// Way is how the document left the desk.
func (d Document) Way() models.SheetWay { return cmp.Or(d.How, models.SheetPrinted) }

// morningMedicine tells whether anything is taken on the morning of the procedure.
func (in Input) morningMedicine() bool { return in.Pressure || len(in.Morning) > 0 }

// mornings are what is taken on the morning of the procedure, with what nobody has named.
func (in Input) mornings(words words) []DayMedicine {
	if !in.Pressure {
		return in.Morning
	}
	return append(slices.Clone(in.Morning), DayMedicine{Name: words.say("pressure")})
}

func (in Input) language() models.Language {
	switch {
	case in.Language != "":
		return in.Language
	case in.Patient.Language != "":
		return in.Patient.Language
	}
	return models.Swedish
}

// task finds a step's task; ok is false for a step that is not, or no longer, asked for.
func (in Input) task(step string) (task models.Task, ok bool) {
	for _, task := range in.Tasks {
		if task.Step == step && task.State != models.Withdrawn {
			return task, true
		}
	}
	return models.Task{}, false
}

// plannedTask finds a step in the plan.
func (in Input) plannedTask(step string) (careplan.PlannedTask, bool) {
	for _, task := range in.Plan.Tasks {
		if task.Step.ID == step {
			return task, true
		}
	}
	return careplan.PlannedTask{}, false
}

// milestone finds a date for the patient in the plan.
func (in Input) milestone(id string) (careplan.PlannedMilestone, bool) {
	for _, milestone := range in.Plan.Milestones {
		if milestone.Milestone.ID == id {
			return milestone, true
		}
	}
	return careplan.PlannedMilestone{}, false
}
