package worklist

import (
	"maps"
	"slices"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// given are the answers to a task, and what they make of its booking.
type given struct {
	booking models.Booking
	changed bool // the booking says something else by them
	choices []careplan.Choice
	said    string
	tell    bool // the patient is to be told of it
}

// read takes what the answers to a task say of the patient. An answer that asks
// for the medicine is "answer.no-medicine" without one: free text alone would
// lead to no decision.
func (s *Service) read(tx *office.Tx, task *models.Task, takes *office.Takes) (given, error) {
	if task.BookingID == nil || task.Kind == models.Callback {
		return given{}, nil
	}
	file, err := s.office.BookingFile(tx, *task.BookingID)
	if err != nil {
		return given{}, err
	}
	step, _ := file.Protocol.Step(task.Step)
	answers := given{booking: file.Booking, said: said(step, *task), tell: step.Tell}
	for _, question := range step.Asks {
		choice, ok := step.Choice(question.ID, task.Outcome[question.ID])
		if !ok {
			continue
		}
		answers.choices = append(answers.choices, choice)
		if choice.Follow.Medicine {
			if err := s.take(&answers.booking, file, takes); err != nil {
				return given{}, err
			}
			answers.changed = true
		}
		if declared := choice.Follow.Declare; declared != "" && !answers.booking.Health.Yes(declared) {
			*answers.booking.Health.Answer(declared) = new(true)
			answers.changed = true
		}
	}
	if answers.changed {
		task.Replaced = &models.Replaced{
			Version: file.Booking.Version + 1, Medicines: file.Booking.Medicines, Factors: file.Booking.Factors,
			Clearance: file.Booking.Clearance, Health: file.Booking.Health,
		}
	}
	return answers, nil
}

// take puts what was chosen to the booking.
func (s *Service) take(booking *models.Booking, file care.BookingFile, takes *office.Takes) error {
	if takes == nil {
		return &models.Problem{Code: "answer.no-medicine", Field: "medicines"}
	}
	var problems models.Problems
	for _, medicine := range takes.Medicines {
		problems.Add("medicines", s.office.Rules.CheckMedicine(medicine))
	}
	clearance, err := s.office.Rules.Medicines.ParseClearance(takes.Clearance)
	problems.Add("clearance", err)
	if err := problems.OrNil(); err != nil {
		return err
	}
	booking.Medicines, booking.Factors, booking.Clearance = takes.Medicines, takes.Factors, float64(clearance)
	holds, _ := care.Plan(s.office.Rules.Medicines, file.Protocol, *booking, nil)
	asked := slices.ContainsFunc(holds, func(h care.HoldFile) bool { return h.Asked })
	if !asked && len(booking.Medicines) <= len(file.Booking.Medicines) {
		return &models.Problem{Code: "answer.no-medicine", Field: "medicines"}
	}
	return nil
}

// follow does what the answers to a task, as it is kept, lead to.
func (s *Service) follow(tx *office.Tx, task models.Task, answers given) error {
	booking := answers.booking
	if answers.changed {
		var err error
		if booking, err = s.office.ChangeBooking(tx, booking, answers.said); err != nil {
			return err
		}
	}
	for _, choice := range answers.choices {
		answer := office.Answer{Follow: choice.Follow, Said: answers.said, Task: &task}
		if err := s.office.FollowAnswer(tx, booking, answer); err != nil {
			return err
		}
	}
	if !answers.tell {
		return nil
	}
	telling := tx.NewTelling(booking)
	telling.AnswerID, telling.Said = &task.ID, answers.said
	return tx.SaveTask(&telling)
}

// unfollow takes back what the answers to a task led to, when the task is put
// back. It is refused with "undo.followed", and nothing is written, where somebody has
// gone on with it.
func (s *Service) unfollow(tx *office.Tx, answered models.Task) error {
	if answered.BookingID == nil || answered.State != models.Done {
		return nil
	}
	tasks, err := tx.TasksOfBooking(*answered.BookingID)
	if err != nil {
		return err
	}
	followers := slices.DeleteFunc(slices.Clone(tasks), func(task models.Task) bool {
		return task.AnswerID == nil || *task.AnswerID != answered.ID || task.State == models.Withdrawn
	})
	for _, task := range followers {
		if err := untouched(tx, task); err != nil {
			return err
		}
	}
	restored, err := s.restored(tx, answered, tasks)
	if err != nil {
		return err
	}
	for _, task := range followers {
		tx.Close(&task, models.Withdrawn, "")
		if err := tx.SaveTask(&task); err != nil {
			return err
		}
	}
	if answered.Replaced == nil {
		return nil
	}
	_, err = s.office.ChangeBooking(tx, restored, "")
	return err
}

func untouched(tx *office.Tx, task models.Task) error {
	tries, err := tx.AttemptsOf(task.ID)
	if err == nil && (task.Version > 1 || len(tries) > 0) {
		return &models.Problem{Code: "undo.followed"}
	}
	return err
}

// restored is a booking with what an answer replaced; it is not kept yet.
func (s *Service) restored(tx *office.Tx, answered models.Task, tasks []models.Task) (models.Booking, error) {
	if answered.Replaced == nil {
		return models.Booking{}, nil
	}
	file, err := s.office.BookingFile(tx, *answered.BookingID)
	if err != nil {
		return models.Booking{}, err
	}
	before := *answered.Replaced
	begun := slices.ContainsFunc(file.Holds, func(h care.HoldFile) bool {
		return h.Decision != nil && !slices.Contains(before.Medicines, h.OnBooking)
	})
	for _, question := range models.HealthQuestions {
		step := file.Protocol.Declared(question).Task
		if !file.Booking.Health.Yes(question) || before.Health.Yes(question) {
			continue
		}
		begun = begun || slices.ContainsFunc(tasks, func(task models.Task) bool {
			return task.Step == step && task.State == models.Done && task.ClosedAt.After(*answered.ClosedAt)
		})
	}
	if begun || file.Booking.Version != before.Version {
		return models.Booking{}, &models.Problem{Code: "undo.followed"}
	}
	booking := file.Booking
	booking.Medicines, booking.Factors, booking.Clearance, booking.Health =
		before.Medicines, before.Factors, before.Clearance, before.Health
	return booking, nil
}

// said is what was answered, in the language of the journal: what was written
// first, it says most.
func said(step careplan.Step, task models.Task) string {
	var written, chosen []string
	for _, question := range step.Asks {
		answer := strings.TrimSpace(task.Outcome[question.ID])
		if choice, ok := step.Choice(question.ID, answer); ok {
			if !choice.Well {
				chosen = append(chosen, choice.Title.In(models.Swedish))
			}
		} else if answer != "" {
			written = append(written, answer)
		}
	}
	if note := strings.TrimSpace(task.Note); note != "" {
		written = append(written, note)
	}
	return strings.Join(append(written, chosen...), " · ")
}

// answersText writes answers for the history, by question: "health=ask-doctor".
func answersText(outcome map[string]string) string {
	var parts []string
	for _, question := range slices.Sorted(maps.Keys(outcome)) {
		parts = append(parts, question+"="+outcome[question])
	}
	return strings.Join(parts, "\n")
}
