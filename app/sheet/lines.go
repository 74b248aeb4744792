package sheet

import (
	"maps"
	"slices"

	"nursedesk/models"
)

// note keeps what the text says of a step's task. An appointment that is not
// booked yet has a line to write on: nothing is said of it that could become wrong.
func (p *pen) note(step string) {
	task, ok := p.task(step)
	if !ok || p.said == nil {
		return
	}
	switch {
	case hasTime(task):
		at := task.At.UTC()
		p.said[step] = models.SheetLine{
			Step: step, Day: models.DateOf(at), At: &at, Place: task.Place, With: task.With,
		}
	case task.Kind != models.Appointment:
		p.said[step] = models.SheetLine{Step: step, Day: task.Due}
	}
}

// lines are what the text said of tasks, by step.
func (p *pen) lines() []models.SheetLine {
	var lines []models.SheetLine
	for _, step := range slices.Sorted(maps.Keys(p.said)) {
		lines = append(lines, p.said[step])
	}
	return lines
}
