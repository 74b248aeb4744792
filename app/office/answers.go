package office

import (
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// Answer is what somebody said that something follows from.
type Answer struct {
	Follow careplan.Follow
	Said   string       // for whoever goes on with it: in words, or the ids of health questions, and below them words
	Task   *models.Task // that was closed by it; nil for the health declaration
}

// FollowAnswer puts on the list what an answer asks for. What the plan itself
// asks for because of it is not made here: see [Office.ChangeBooking].
func (o *Office) FollowAnswer(tx *Tx, booking models.Booking, answer Answer) error {
	protocol, err := o.FrozenProtocol(tx, booking.Procedure, booking.ProtocolVersion)
	if err != nil {
		return err
	}
	if answer.Follow.Medicine || answer.Follow.Declare != "" {
		return nil // the booking says so by now, and its plan and health declaration ask for the rest
	}
	if follow, ok := protocol.FollowUp(answer.Follow.Task); ok {
		task := tx.newFollowUp(booking, follow, answer)
		if err := tx.SaveTask(&task); err != nil {
			return err
		}
	}
	if !answer.Follow.Again || answer.Task == nil {
		return nil
	}
	again := tx.again(*answer.Task)
	return tx.SaveTask(&again)
}

func (tx *Tx) newFollowUp(booking models.Booking, follow careplan.FollowUp, answer Answer) models.Task {
	today := models.DateOf(tx.Now)
	days := follow.On(today, booking.Day())
	task := models.Task{
		PatientID: booking.PatientID, BookingID: new(booking.ID), Step: follow.ID, Role: follow.Role, Kind: follow.Kind,
		State: models.Open, Due: days.Due, Earliest: today, Latest: days.Latest, Late: days.Late, Said: answer.Said,
	}
	if answer.Task != nil {
		task.AnswerID = &answer.Task.ID
	}
	return task
}

// again is the task that asks the same once more, on the next working day.
func (tx *Tx) again(answered models.Task) models.Task {
	day := workday.Next(models.DateOf(tx.Now).AddDays(1))
	return models.Task{
		PatientID: answered.PatientID, BookingID: answered.BookingID, Step: answered.Step, Role: answered.Role,
		Kind: answered.Kind, State: models.Open, Due: day, Earliest: day, AnswerID: &answered.ID,
		MovedByHand: true, // its day depends on the answer, no longer on the procedure
	}
}

// FollowHealth puts on the list what follows from each yes of a booking's health
// declaration that was none before, once for all that lead to the same task, and
// takes away what no yes asks for any more. words, where given, say more of it.
func (o *Office) FollowHealth(tx *Tx, booking models.Booking, before models.HealthDeclaration, words string) error {
	protocol, err := o.FrozenProtocol(tx, booking.Procedure, booking.ProtocolVersion)
	if err != nil {
		return err
	}
	asked := askedFor(protocol, booking.Health, before)
	open, err := o.declared(tx, booking, protocol)
	if err != nil {
		return err
	}
	for _, task := range open {
		if err := asked.tell(tx, &task, words); err != nil {
			return err
		}
	}
	for _, step := range asked.order {
		if !asked.fresh[step] {
			continue
		}
		answer := Answer{Follow: careplan.Follow{Task: step}, Said: strings.TrimSpace(strings.Join(asked.said[step], ", ") + "\n" + words)}
		if err := o.FollowAnswer(tx, booking, answer); err != nil {
			return err
		}
	}
	return nil
}

// declaredSteps are the tasks that a health declaration asks for, with what was said.
type declaredSteps struct {
	order []string
	said  map[string][]string
	fresh map[string]bool // something was said that was not before
}

func askedFor(protocol *careplan.Protocol, health, before models.HealthDeclaration) declaredSteps {
	asked := declaredSteps{said: map[string][]string{}, fresh: map[string]bool{}}
	for _, question := range models.HealthQuestions {
		step := protocol.Declared(question).Task
		if !health.Yes(question) || step == "" {
			continue
		}
		if asked.said[step] == nil {
			asked.order = append(asked.order, step)
		}
		asked.said[step] = append(asked.said[step], string(question))
		asked.fresh[step] = asked.fresh[step] || !before.Yes(question)
	}
	return asked
}

// tell lets an open task hear what is declared now, and withdraws it where nothing is.
func (d declaredSteps) tell(tx *Tx, task *models.Task, words string) error {
	now := append([]string{strings.Join(d.said[task.Step], ", ")}, strings.Split(task.Said, "\n")[1:]...)
	if d.fresh[task.Step] && words != "" {
		now = append(now, words)
	}
	d.fresh[task.Step] = false
	switch told := strings.Join(now, "\n"); {
	case d.said[task.Step] == nil:
		tx.Close(task, models.Withdrawn, "")
	case task.Said == told:
		return nil
	default:
		task.Said = told
	}
	return tx.SaveTask(task)
}

// declared are the open tasks that a booking's health declaration asked for.
func (o *Office) declared(tx *Tx, booking models.Booking, protocol *careplan.Protocol) ([]models.Task, error) {
	tasks, err := tx.TasksOfBooking(booking.ID)
	var open []models.Task
	for _, task := range tasks {
		if _, ok := protocol.FollowUp(task.Step); ok && task.AnswerID == nil && !task.Closed() {
			open = append(open, task)
		}
	}
	return open, err
}

// ChangeBooking keeps a booking whose medicines or health are no longer what they
// were, and lets its tasks follow. words, where given, say more of it.
func (o *Office) ChangeBooking(tx *Tx, booking models.Booking, words string) (models.Booking, error) {
	if err := booking.Validate(); err != nil {
		return booking, err
	}
	before, err := tx.Booking(booking.ID)
	if err != nil {
		return booking, err
	}
	if err := tx.SaveBooking(&booking); err != nil {
		return booking, err
	}
	file, err := o.BookingFile(tx, booking.ID)
	if err != nil {
		return booking, err
	}
	tasks, _ := care.Replan(o.Rules.Medicines, file.Protocol, booking, file.Tasks, file.Holds, file.Plan, models.DateOf(tx.Now))
	if err := tx.SaveMoved(file.Tasks, tasks); err != nil {
		return booking, err
	}
	return booking, o.FollowHealth(tx, booking, before.Health, words)
}
