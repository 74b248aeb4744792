package careplan

import (
	"fmt"
	"slices"

	"nursedesk/app/rulefile"
	"nursedesk/models"
)

func (r *reader) task(row fileTask, line int) taskRule {
	rule := taskRule{
		step: Step{
			ID:     r.id(row.ID, "id", line),
			Title:  r.title(row.Title, "title", line),
			Why:    r.title(row.Why, "why", line),
			Role:   r.role(row.Role, line),
			Kind:   r.kind(row.Kind, line),
			Source: r.source(row.Origin, line),
			Asks:   r.questions(row.Asks),
		},
		target:   r.days(row.Offset, "offset", line),
		earliest: r.days(row.Earliest, "earliest", line),
		latest:   r.days(row.Latest, "latest", line),
		when:     r.condition(row.When),
	}
	rule.roll = r.roll(row.Roll, rule.target, line)
	if !rule.earliest.neverAfter(rule.target) || !rule.target.neverAfter(rule.latest) {
		r.fail(row.Offset.Line, "rules.outside-window",
			fmt.Sprintf("%s … %s … %s", row.Earliest.Value, row.Offset.Value, row.Latest.Value))
	}
	r.bookBy(&rule, row.BookBy, line)
	rule.step.Source.Row = r.key(rule.step.ID, row)
	return rule
}

func (r *reader) bookBy(rule *taskRule, t text, line int) {
	if rule.step.Kind != models.Appointment {
		if t.Value != "" {
			r.fail(t.Line, "rules.book-by-action", t.Value)
		}
		return
	}
	day := r.days(t, "book_by", line)
	if !day.neverAfter(rule.latest) {
		r.fail(t.Line, "rules.outside-window", "book_by: "+t.Value)
	}
	rule.bookBy = &day
}

func (r *reader) role(t text, line int) models.Role {
	role := models.Role(r.required(t, "role", line))
	if !slices.Contains(models.Roles, role) {
		r.fail(t.Line, "rules.bad-value", "role: "+t.Value)
	}
	return role
}

func (r *reader) kind(t text, line int) models.TaskKind {
	kind := models.TaskKind(r.required(t, "kind", line))
	if kind != models.Action && kind != models.Appointment {
		r.fail(t.Line, "rules.bad-value", "kind: "+t.Value)
	}
	return kind
}

// roll reads the direction. On the day of the procedure nothing rolls, and the
// file says so; anywhere else a direction must be given.
func (r *reader) roll(t text, target offset, line int) roll {
	direction := roll(r.required(t, "roll", line))
	valid := []roll{rollNext, rollPrevious, rollNearest}
	if target.amount == 0 {
		valid = []roll{rollNone}
	}
	if !slices.Contains(valid, direction) {
		r.fail(t.Line, "rules.bad-value", "roll: "+t.Value)
	}
	return direction
}

func (r *reader) questions(rows []rulefile.Located[fileQuestion]) []Question {
	var questions []Question
	seen := map[string]bool{}
	for _, row := range rows {
		question := Question{
			ID:       r.id(row.Value.ID, "id", row.Line),
			Title:    r.title(row.Value.Title, "title", row.Line),
			Required: row.Value.Required,
		}
		r.once(seen, question.ID, row.Line)
		choices := map[string]bool{}
		for _, one := range row.Value.Choices {
			choice := Choice{ID: r.id(one.Value.ID, "id", one.Line), Title: r.title(one.Value.Title, "title", one.Line)}
			r.once(choices, choice.ID, one.Line)
			question.Choices = append(question.Choices, choice)
		}
		questions = append(questions, question)
	}
	return questions
}

func (r *reader) milestone(row fileMilestone, line int) dateRule {
	rule := dateRule{
		milestone: Milestone{
			ID:     r.id(row.ID, "id", line),
			Title:  r.title(row.Title, "title", line),
			Source: r.source(row.Origin, line),
		},
		when: r.condition(row.When),
	}
	rule.milestone.Source.Row = r.key("milestone/"+rule.milestone.ID, row)
	read := func(t text, key string) *offset {
		if t.Value == "" {
			return nil
		}
		parsed := r.offset(t, key, line)
		return &parsed
	}
	on, from, until := read(row.On, "on"), read(row.From, "from"), read(row.Until, "until")
	switch {
	case on != nil && from == nil && until == nil:
		rule.milestone.Form, rule.begin = On, on
	case on == nil && from != nil && until == nil:
		rule.milestone.Form, rule.begin = From, from
	case on == nil && from == nil && until != nil:
		rule.milestone.Form, rule.end = Until, until
	case on == nil && from != nil && until != nil:
		rule.milestone.Form, rule.begin, rule.end = Between, from, until
		r.between(*from, *until, row.Until)
	default:
		r.fail(line, "rules.bad-milestone", row.ID.Value)
	}
	return rule
}

func (r *reader) between(from, until offset, t text) {
	if from.hours() || until.hours() {
		if from.unit != until.unit || from.amount > until.amount {
			r.fail(t.Line, "rules.outside-window", "until: "+t.Value)
		}
		return
	}
	if !from.neverAfter(until) {
		r.fail(t.Line, "rules.outside-window", "until: "+t.Value)
	}
}
