package models

import "time"

// The rows below are flat, read by one joined query each, and only for lists.

// PatientRow is a patient as a search result shows them.
type PatientRow struct {
	ID             int64
	PersonalNumber PersonalNumber
	GivenName      string
	FamilyName     string
	Phone          Phone // "" where Protected says so too
	Protected      bool  // the identity is protected: name and number alone may be shown
	Restricted     bool  `gorm:"-"` // closed to who asks, see Restriction
	CreatedAt      time.Time
	NextStart      *time.Time // the next, else the latest booking
	NextProcedure  string
}

// Name is the name as it is said.
func (r PatientRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// BookingRow is a booking with its patient, as lists and the week view show it.
type BookingRow struct {
	ID             int64
	PatientID      int64
	Procedure      string
	Start          time.Time
	PerformedAt    *time.Time
	Surgeon        string
	Theatre        string
	Status         BookingStatus
	StatusReason   string
	Medicines      Medicines `gorm:"serializer:json"`
	PersonalNumber PersonalNumber
	GivenName      string
	FamilyName     string
	Phone          Phone // "" where Protected says so too
	Protected      bool  // the identity is protected: name and number alone may be shown
	Restricted     bool  `gorm:"-"` // closed to who asks, see Restriction
	OpenTasks      int   // tasks not yet closed
	SheetsWritten  int   // instruction sheets written so far
	Version        int
}

// Name is the patient's name as it is said.
func (r BookingRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// BookingFilter narrows a list of bookings; zero fields do not narrow.
type BookingFilter struct {
	From      time.Time // first start, included
	Until     time.Time // last start, excluded
	Theatre   string
	Surgeon   string
	Procedure string
	Status    BookingStatus
	Text      string // a name, number, phone, theatre or surgeon, from its beginning
	Newest    bool   // the latest start first
	Limit     int
	Offset    int
}

// WorklistRow is a task with what a nurse needs to act on it.
type WorklistRow struct {
	Task // the task itself, whole

	Procedure       string // "" for a callback without a booking
	ProtocolVersion string
	Start           *time.Time
	PerformedAt     *time.Time
	BookingStatus   BookingStatus
	Medicines       Medicines // of the booking, and what it lacks of the patient's record

	PersonalNumber PersonalNumber
	GivenName      string
	FamilyName     string
	Phone          Phone  // the number that the caller gave, else the patient's; "" where Protected says so too
	Protected      bool   // the identity is protected: name and number alone may be shown
	Restricted     bool   // closed to who asks, see Restriction
	SortKey        string // puts patients into Swedish order by name
	Reason         string // what the caller said, for a callback
	CallLevel      string // of the call that led to the task, "L1" … "L5"; "" for none
}

// Name is the patient's name as it is said.
func (r WorklistRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// WorklistFilter narrows the worklist; zero fields do not narrow. Rows come
// oldest first by the day on which someone has to act.
type WorklistFilter struct {
	ActUntil   Date // tasks to act on this day or before it
	ToBookTill Date // also appointments still to book by this day
	DoctorOpen Date // also doctor's tasks whose window has opened by this day
	Role       Role
	Kind       TaskKind
	Of         Owner // nobody: everybody's
	Text       string
	Limit      int
}

// Owner is whose tasks are asked for: those of their roles which they put on the list or acted on, whose
// call or booking they took, or whose procedure they do. Without roles every role is theirs.
type Owner struct {
	Name  string
	Roles []Role
}

// CallFilter narrows a list of calls; zero fields do not narrow.
type CallFilter struct {
	Text           string    // the patient's name or numbers, from their beginning
	From, Until    time.Time // when the call began; Until is excluded
	Level          string
	Suspected      string // a complication's id
	DayFrom, DayTo *int   // days since the procedure, both included
	Procedure      string
	OnlyOpen       bool // something that the call led to is still to be done
	Limit          int
	Offset         int
}

// CallDraftRow is a call that goes on, with the patient's name where it is known.
type CallDraftRow struct {
	CallDraft

	Protected  bool // the identity is protected: the number is not to be listed
	Restricted bool `gorm:"-"` // closed to who asks, see Restriction
	GivenName  string
	FamilyName string
}

// Name is the patient's name as it is said, "" while it is not known.
func (r CallDraftRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// CallRow is a call with its patient.
type CallRow struct {
	Call

	PersonalNumber PersonalNumber
	GivenName      string
	FamilyName     string
	Protected      bool // the identity is protected: the call's number is "" here
	Restricted     bool `gorm:"-"` // closed to who asks, see Restriction
	CallbackOpen   bool // something that the call led to is still to be done
}

// Name is the patient's name as it is said.
func (r CallRow) Name() string {
	return Patient{GivenName: r.GivenName, FamilyName: r.FamilyName}.Name()
}

// Span is a time from From, included, until Until, excluded.
type Span struct{ From, Until time.Time }
