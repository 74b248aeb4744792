package worklist

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

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
	Mine bool // only those of who asks, see models.Owner
}

// List is what is to be done, in the order in which a nurse works.
type List struct {
	Today    models.Date
	Sections map[Section][]models.WorklistRow
	Late     map[Section]int        // how many of a section are overdue
	Calling  map[int64]care.Calling // what is to be said of the calls to make, by the task

	// Decisions tells whether a decision about a medicine is among them.
	Decisions bool

	pressing int
}

// Count is how many tasks stand in a section.
func (w List) Count(section Section) int { return len(w.Sections[section]) }

// Pressing counts what is urgent, overdue or due today, whoever's it is.
func (w List) Pressing() int { return w.pressing }

// Worklist reads what is overdue, due today, coming within seven days, waiting
// for a doctor, or an appointment to book.
func (s *Service) Worklist(ctx context.Context, query Query) (List, error) {
	today := s.office.Today()
	list := List{Today: today, Late: map[Section]int{}}
	filter := models.WorklistFilter{
		ActUntil:   today.AddDays(comingDays),
		ToBookTill: today.AddDays(toBookDays),
		DoctorOpen: today,
		Role:       query.Role, Kind: query.Kind, Text: query.Text,
	}
	var rows []models.WorklistRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		if query.Mine {
			filter.Of = models.Owner{Name: tx.By, Roles: tx.Who.Roles}
		}
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
	list.Sections = arranger{now, s.step}.arrange(rows)
	for section, rows := range list.Sections {
		for _, row := range rows {
			list.count(section, row.Situation(now))
			list.Decisions = list.Decisions || row.Role == models.Doctor && s.step(row).Hold == careplan.HoldDecision
		}
	}
	return list, nil
}

func (w *List) count(section Section, situation models.Situation) {
	if situation == models.Overdue {
		w.Late[section]++
	}
	if section == SectionUrgent || situation == models.Overdue || situation == models.DueToday {
		w.pressing++
	}
}

// step is the step of the protocol that a row goes by; empty where none made it.
func (s *Service) step(row models.WorklistRow) careplan.Step {
	step, _ := s.office.Step(row.Procedure, row.ProtocolVersion, row.Step)
	return step
}

// OpenTasks lists every open task due on a day or before it, in the order in which
// a nurse would work that day: today as it is now, another day as it begins.
func (s *Service) OpenTasks(ctx context.Context, day models.Date, role models.Role) ([]models.WorklistRow, error) {
	var rows []models.WorklistRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		rows, err = s.office.Worklist(tx, models.WorklistFilter{ActUntil: day, Role: role})
		return err
	})
	if err != nil {
		return nil, err
	}
	now := s.office.Now()
	if day != s.office.Today() {
		now = day.At(0, 0)
	}
	sections := arranger{now, s.step}.arrange(rows)
	rows = rows[:0]
	for _, section := range Sections {
		rows = append(rows, sections[section]...)
	}
	return rows, nil
}
