package tasks

import (
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// tells tells whether the row asks for the patient to be told something.
func (r Row) tells() bool { return r.Task.Step == models.TellStep }

// tellNow tells whether the patient has to be told today.
func (r Row) tellNow(now time.Time) bool { return worklist.TellNow(r.Task, models.DateOf(now)) }

// tellActions lists what can be done where a patient has to be told something: say
// that they were, hand out a sheet, which closes the task by itself, or try to reach them.
func (a *Actions) tellActions(row Row) []Action {
	actions := []Action{action("tell", "tasks.tell", func() { a.finish(row) })}
	if a.page.Print != nil && row.bookingOpen() {
		actions = append(actions, action("print", "tasks.print-new", func() { a.page.Print(row) }))
	}
	actions = append(actions, action("no-answer", "tasks.no-answer", func() { a.NoAnswer(row) }))
	if least, _ := a.desk.TriesBeforeGivingUp(); row.Calling.Unanswered() >= least {
		actions = append(actions, action("give-up", "tasks.give-up", func() { a.GiveUp(row) }))
	}
	return append(actions, action("postpone", "tasks.postpone", func() { a.Postpone(row) }))
}

func (r Row) bookingOpen() bool {
	return r.BookingStatus == models.StatusBooked || r.BookingStatus == models.StatusPerformed
}

// tellingStep is what is noted when a patient was told: how, and who heard it.
func tellingStep() careplan.Step {
	question := func(id string, answers []string) careplan.Question {
		asked := careplan.Question{ID: id, Title: models.Plain(locale.T("tasks.tell." + id))}
		for _, answer := range answers {
			asked.Choices = append(asked.Choices, careplan.Choice{ID: answer, Title: models.Plain(locale.T("tasks.tell." + id + "." + answer))})
		}
		return asked
	}
	return careplan.Step{Asks: []careplan.Question{question("how", models.ToldWays), question("whom", models.Listeners)}}
}

// news says what the patient has to be told, a line for each; ok is false for a
// task whose words are somebody's own.
func (r Row) news(desk Rules) (lines []string, ok bool) {
	for line := range strings.SplitSeq(r.Said, "\n") {
		parts := strings.Split(line, "\t")
		switch kind := care.NewsKind(parts[0]); {
		case kind == care.NewsMoved && len(parts) == 3:
			from, errFrom := time.Parse(time.RFC3339, parts[1])
			to, errTo := time.Parse(time.RFC3339, parts[2])
			if errFrom != nil || errTo != nil {
				return nil, false
			}
			lines = append(lines, locale.T("tasks.news.moved", "from", locale.ShortMoment(from), "to", locale.ShortMoment(to)))
		case (kind == care.NewsHold || kind == care.NewsHoldOff) && len(parts) == 2:
			lines = append(lines, locale.T("tasks.news."+string(kind), "name", MedicineNames(desk, models.Medicines{models.MedicineOfKey(parts[1])})))
		case kind == care.NewsEnded:
			lines = append(lines, locale.T("tasks.news.ended"))
		default:
			return nil, false
		}
	}
	return lines, true
}
