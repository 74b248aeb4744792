package worklist

import (
	"cmp"
	"context"
	"slices"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Section is a part of the worklist; each task stands in one only.
type Section string

// The sections, in the order of urgency.
const (
	SectionUrgent  Section = "urgent" // calls to make about a complaint of the first three levels
	SectionOverdue Section = "overdue"
	SectionToday   Section = "today"
	SectionDoctor  Section = "doctor"  // waits for a doctor, not yet due
	SectionToBook  Section = "to-book" // an appointment to book, not yet due
	SectionComing  Section = "coming"  // within seven days
)

// Sections lists every section in the order of urgency.
var Sections = []Section{SectionUrgent, SectionOverdue, SectionToday, SectionDoctor, SectionToBook, SectionComing}

// How far the worklist looks ahead, in days.
const (
	comingDays = 7
	toBookDays = 14
)

// Query narrows the worklist; zero fields do not narrow.
type Query struct {
	Role models.Role
	Kind models.TaskKind
	Text string
}

// List is what is to be done, oldest first within each section.
type List struct {
	Today    models.Date
	Sections map[Section][]models.WorklistRow
	Calling  map[int64]care.Calling // what is to be said of the calls to make, by the task

	// Decisions tells whether a decision about a medicine is among them.
	Decisions bool
}

// Count is how many tasks stand in a section.
func (w List) Count(section Section) int { return len(w.Sections[section]) }

// Pressing counts what is urgent, overdue or due today.
func (w List) Pressing() int {
	return w.Count(SectionUrgent) + w.Count(SectionOverdue) + w.Count(SectionToday)
}

// Worklist reads what is overdue, due today, coming within seven days, waiting
// for a doctor, or an appointment to book.
func (s *Service) Worklist(ctx context.Context, query Query) (List, error) {
	today := s.office.Today()
	list := List{Today: today, Sections: map[Section][]models.WorklistRow{}}
	filter := models.WorklistFilter{
		ActUntil:   today.AddDays(comingDays),
		ToBookTill: today.AddDays(toBookDays),
		DoctorOpen: today,
		Role:       query.Role, Kind: query.Kind, Text: query.Text,
	}
	var rows []models.WorklistRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		if rows, err = s.office.Worklist(tx, filter); err == nil {
			list.Calling, err = tx.Calling(tasksOf(rows))
		}
		return err
	})
	if err != nil {
		return List{}, err
	}
	now := s.office.Now()
	for _, row := range rows {
		section := sectionOf(row, now)
		list.Sections[section] = append(list.Sections[section], row)
		if row.Role == models.Doctor && !list.Decisions {
			step, _ := s.office.Step(row.Procedure, row.ProtocolVersion, row.Task.Step)
			list.Decisions = step.Hold == careplan.HoldDecision
		}
	}
	slices.SortStableFunc(list.Sections[SectionUrgent], byUrgency)
	return list, nil
}

func sectionOf(row models.WorklistRow, now time.Time) Section {
	task := row.Task
	if Urgent(row) || TellNow(row.Task, models.DateOf(now)) {
		return SectionUrgent
	}
	switch task.Situation(now) {
	case models.Overdue:
		return SectionOverdue
	case models.DueToday:
		return SectionToday
	case models.Coming, models.Finished:
	}
	switch {
	case task.Role == models.Doctor && task.Kind == models.Action:
		return SectionDoctor
	case task.State == models.ToBook:
		return SectionToBook
	}
	return SectionComing
}

// Urgent tells whether a call has to be made now: the surgeon's promised one, and
// one that ended before all was asked.
func Urgent(row models.WorklistRow) bool {
	return row.Step == models.SurgeonCallbackStep || row.Step == models.FinishCallStep || row.Step == models.NotifyStep
}

// byUrgency puts the most urgent level first, within it the earliest promise. A
// call that was not finished may hide any level.
func byUrgency(a, b models.WorklistRow) int {
	return cmp.Or(
		cmp.Compare(urgency(a), urgency(b)),
		a.Promised().Compare(b.Promised()),
		cmp.Compare(a.ID, b.ID),
	)
}

// urgency is the level of a call to make; one that may hide any stands before all.
func urgency(row models.WorklistRow) string {
	if row.Step == models.FinishCallStep {
		return ""
	}
	if row.Step == models.TellStep {
		return "told" // after every level
	}
	return row.CallLevel
}

// OpenTasks lists every open task due on a day or before it, oldest first.
func (s *Service) OpenTasks(ctx context.Context, day models.Date, role models.Role) ([]models.WorklistRow, error) {
	return s.readWorklist(ctx, models.WorklistFilter{ActUntil: day, Role: role})
}

func (s *Service) readWorklist(ctx context.Context, filter models.WorklistFilter) ([]models.WorklistRow, error) {
	var rows []models.WorklistRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		rows, err = s.office.Worklist(tx, filter)
		return err
	})
	return rows, err
}
