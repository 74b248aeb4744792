package migrations

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// ordered is text that sorts by its bytes on every database. PostgreSQL would
// otherwise sort by the server's language, and ranges of search keys would miss.
type ordered string

// GormDBDataType names the column type.
func (ordered) GormDBDataType(db *gorm.DB, _ *schema.Field) string {
	if db.Name() == "postgres" {
		return `text COLLATE "C"`
	}
	return "text"
}

type patient0001 struct {
	ID             int64
	PersonalNumber ordered `gorm:"not null"`
	GivenName      string  `gorm:"not null"`
	FamilyName     string  `gorm:"not null"`
	Phone          string  `gorm:"not null"`
	Email          string  `gorm:"not null"`
	Language       string  `gorm:"not null"`
	Note           string  `gorm:"not null"`
	SortKey        ordered `gorm:"not null;index:idx_patients_sort_key"`
	Version        int     `gorm:"not null"`
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (patient0001) TableName() string { return "patients" }

type patientKey0001 struct {
	PatientID int64       `gorm:"primaryKey;autoIncrement:false;index:idx_patient_keys_word,priority:2"`
	Word      ordered     `gorm:"primaryKey;index:idx_patient_keys_word,priority:1"`
	Patient   patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
}

func (patientKey0001) TableName() string { return "patient_keys" }

type booking0001 struct {
	ID              int64
	PatientID       int64       `gorm:"not null;index:idx_bookings_patient,priority:1"`
	Patient         patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Procedure       string      `gorm:"not null"`
	ProtocolVersion string      `gorm:"not null"`
	Start           time.Time   `gorm:"not null;index:idx_bookings_start;index:idx_bookings_patient,priority:2"`
	PerformedAt     *time.Time
	BookedOn        ordered `gorm:"not null"`
	Surgeon         string  `gorm:"not null"`
	Theatre         string  `gorm:"not null"`
	Medicines       *string
	Factors         *string
	Clearance       float64 `gorm:"not null"`
	Tier            string  `gorm:"not null"`
	Conditions      *string
	Health          *string
	Status          string `gorm:"not null"`
	StatusReason    string `gorm:"not null"`
	Note            string `gorm:"not null"`
	Version         int    `gorm:"not null"`
	CreatedAt       time.Time
	UpdatedAt       time.Time
}

func (booking0001) TableName() string { return "bookings" }

type holdDecision0001 struct {
	ID             int64
	PatientID      int64       `gorm:"not null"`
	BookingID      int64       `gorm:"not null;index:idx_hold_decisions_booking"`
	Patient        patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Booking        booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Medicine       *string
	ForStart       time.Time `gorm:"not null"`
	Proposed       string    `gorm:"not null"`
	Weighed        *string
	Continues      bool    `gorm:"not null"`
	LastDose       ordered `gorm:"not null"`
	LastDoseAt     *time.Time
	DaysWithout    int     `gorm:"not null"`
	FirstDoseAgain ordered `gorm:"not null"`
	Changed        bool    `gorm:"not null"`
	Reason         string  `gorm:"not null"`
	DecidedBy      string  `gorm:"not null"`
	DecidedOn      ordered `gorm:"not null"`
	Given          string  `gorm:"not null"`
	EnteredBy      string  `gorm:"not null"`
	CreatedAt      time.Time
}

func (holdDecision0001) TableName() string { return "hold_decisions" }

type bookingKey0001 struct {
	BookingID int64       `gorm:"primaryKey;autoIncrement:false;index:idx_booking_keys_word,priority:2"`
	Word      ordered     `gorm:"primaryKey;index:idx_booking_keys_word,priority:1"`
	Booking   booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
}

func (bookingKey0001) TableName() string { return "booking_keys" }

type call0001 struct {
	ID         int64
	PatientID  int64        `gorm:"not null;index:idx_calls_patient"`
	Patient    patient0001  `gorm:"constraint:OnDelete:RESTRICT"`
	BookingID  *int64       `gorm:"index:idx_calls_booking"`
	Booking    *booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	At         time.Time    `gorm:"not null;index:idx_calls_at"`
	Caller     string       `gorm:"not null"`
	Phone      string       `gorm:"not null"`
	Reason     string       `gorm:"not null"`
	Advice     string       `gorm:"not null"`
	CallbackAt *time.Time
	By         string `gorm:"not null"`
	CreatedAt  time.Time
}

func (call0001) TableName() string { return "calls" }

type task0001 struct {
	ID           int64
	PatientID    int64        `gorm:"not null;index:idx_tasks_patient"`
	Patient      patient0001  `gorm:"constraint:OnDelete:RESTRICT"`
	BookingID    *int64       `gorm:"index:idx_tasks_booking"`
	Booking      *booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	CallID       *int64       `gorm:"index:idx_tasks_call"`
	Call         *call0001    `gorm:"constraint:OnDelete:RESTRICT"`
	Step         string       `gorm:"not null"`
	Role         string       `gorm:"not null"`
	Kind         string       `gorm:"not null"`
	State        string       `gorm:"not null"`
	Due          ordered      `gorm:"not null"`
	Earliest     ordered      `gorm:"not null"`
	Latest       ordered      `gorm:"not null"`
	BookBy       ordered      `gorm:"not null"`
	Late         bool         `gorm:"not null"`
	NoWorkingDay bool         `gorm:"not null"`
	MovedByHand  bool         `gorm:"not null"`
	MoveReason   string       `gorm:"not null"`
	At           *time.Time
	Place        string `gorm:"not null"`
	With         string `gorm:"not null"`
	Outcome      *string
	Note         string `gorm:"not null"`
	LateReason   string `gorm:"not null"`
	ClosedBy     string `gorm:"not null"`
	ClosedAt     *time.Time
	ActOn        ordered `gorm:"not null"`
	Version      int     `gorm:"not null"`
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

func (task0001) TableName() string { return "tasks" }

type sheet0001 struct {
	ID        int64
	BookingID int64       `gorm:"not null;index:idx_sheets_booking"`
	Booking   booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Language  string      `gorm:"not null"`
	Hash      string      `gorm:"not null"`
	PlanHash  string      `gorm:"not null"`
	Pages     int         `gorm:"not null"`
	By        string      `gorm:"not null"`
	CreatedAt time.Time
}

func (sheet0001) TableName() string { return "sheets" }

type auditEntry0001 struct {
	ID        int64
	At        time.Time    `gorm:"not null"`
	By        string       `gorm:"not null"`
	Action    string       `gorm:"not null"`
	PatientID *int64       `gorm:"index:idx_audit_entries_patient"`
	Patient   *patient0001 `gorm:"constraint:OnDelete:RESTRICT"`
	BookingID *int64
	Booking   *booking0001 `gorm:"constraint:OnDelete:RESTRICT"`
	TaskID    *int64
	Task      *task0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Details   *string
}

func (auditEntry0001) TableName() string { return "audit_entries" }

// clinic0001 has one row only, which its key sees to.
type clinic0001 struct {
	ID       int64   `gorm:"primaryKey;autoIncrement:false;check:clinic_is_one,id = 1"`
	Name     string  `gorm:"not null"`
	Phone    string  `gorm:"not null"`
	Email    string  `gorm:"not null"`
	Theatres *string // JSON, as are the surgeons
	Surgeons *string
	Opens    string `gorm:"not null"`
	Closes   string `gorm:"not null"`
	Version  int    `gorm:"not null"`
}

func (clinic0001) TableName() string { return "clinic" }

type protocol0001 struct {
	Code    string `gorm:"primaryKey"`
	Version string `gorm:"primaryKey"`
	Body    []byte `gorm:"not null"`
}

func (protocol0001) TableName() string { return "protocols" }

// start makes every table of the first release.
func start() *Step {
	return &Step{
		ID: "0001-start",
		Migrate: func(tx *gorm.DB) error {
			err := tx.Migrator().CreateTable(
				&patient0001{}, &patientKey0001{}, &booking0001{}, &bookingKey0001{}, &call0001{},
				&task0001{}, &sheet0001{}, &auditEntry0001{}, &clinic0001{}, &protocol0001{}, &holdDecision0001{},
			)
			if err != nil {
				return err
			}
			for _, index := range []string{
				// Two patients without a number are two patients.
				`CREATE UNIQUE INDEX idx_patients_personal_number ON patients (personal_number) WHERE personal_number <> ''`,
				// The worklist reads open tasks only, however many closed ones there are.
				`CREATE INDEX idx_tasks_open ON tasks (act_on) WHERE state IN ('open', 'to-book', 'booked')`,
			} {
				if err := tx.Exec(index).Error; err != nil {
					return err
				}
			}
			return nil
		},
	}
}
