package careplan

import (
	"fmt"
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

func (r *reader) task(row fileTask, line int) taskRule {
	rule := taskRule{
		step: Step{
			ID:     r.ID(row.ID, "id", line),
			Title:  r.Text(row.Title, "title", line),
			Why:    r.Text(row.Why, "why", line),
			Role:   rulebook.OneOf(r.Reader, row.Role, "role", line, models.Roles),
			Kind:   rulebook.OneOf(r.Reader, row.Kind, "kind", line, []models.TaskKind{models.Action, models.Appointment}),
			Source: r.Source(row.Origin, line),
			Asks:   r.questions(row.Asks),
			Assess: row.Assess, Red: row.Red, Sheet: row.Sheet, Tell: row.Tell,
			Prescribes: rulebook.OptionalOf(r.Reader, row.Prescribes, "prescribes", []string{antiInflammatory}),

			Hold:     rulebook.OptionalOf(r.Reader, row.Use.Hold, "hold", []HoldPart{HoldDecision, HoldResume}),
			Calendar: r.calendar(row.Use.Calendar),
			Call:     row.Use.Call,
			Ready:    rulebook.OptionalOf(r.Reader, row.Use.Ready, "ready", []Mark{MarkHealth}),
		},
		target:   r.days(row.Offset, "offset", line),
		earliest: r.days(row.Earliest, "earliest", line),
		latest:   r.days(row.Latest, "latest", line),
		when:     r.condition(row.When),
	}
	rule.roll = r.roll(row.Roll, rule.target, line)
	if !rule.earliest.neverAfter(rule.target) || !rule.target.neverAfter(rule.latest) {
		r.Fail(row.Offset.Line, "rules.outside-window",
			fmt.Sprintf("%s … %s … %s", row.Earliest.Value, row.Offset.Value, row.Latest.Value))
	}
	r.bookBy(&rule, row.BookBy, line)
	rule.step.Source.Row = r.key(rule.step.ID, row)
	return rule
}

func (r *reader) bookBy(rule *taskRule, t text, line int) {
	if rule.step.Kind != models.Appointment {
		if t.Value != "" {
			r.Fail(t.Line, "rules.book-by-action", t.Value)
		}
		return
	}
	day := r.days(t, "book_by", line)
	if !day.neverAfter(rule.latest) {
		r.Fail(t.Line, "rules.outside-window", "book_by: "+t.Value)
	}
	rule.bookBy = &day
}

// roll reads the direction. On the day of the procedure nothing rolls, and the
// file says so; anywhere else a direction must be given.
func (r *reader) roll(t text, target offset, line int) roll {
	direction := roll(r.Required(t, "roll", line))
	valid := []roll{rollNext, rollPrevious, rollNearest}
	if target.amount == 0 {
		valid = []roll{rollNone}
	}
	if !slices.Contains(valid, direction) {
		r.Fail(t.Line, "rules.bad-value", "roll: "+t.Value)
	}
	return direction
}

func (r *reader) questions(rows []rulebook.Located[fileQuestion]) []Question {
	var questions []Question
	seen := map[string]bool{}
	for _, row := range rows {
		question := Question{
			ID:       r.ID(row.Value.ID, "id", row.Line),
			Title:    r.Text(row.Value.Title, "title", row.Line),
			Required: row.Value.Required,
			Ready:    rulebook.OptionalOf(r.Reader, row.Value.Ready, "ready", []Mark{MarkRide}),
		}
		r.Once(seen, question.ID, row.Line)
		choices := map[string]bool{}
		for _, one := range row.Value.Choices {
			choice := r.choice(one.Value, one.Line)
			r.Once(choices, choice.ID, one.Line)
			question.Choices = append(question.Choices, choice)
		}
		questions = append(questions, question)
	}
	return questions
}

func (r *reader) calendar(row rulebook.Located[rulebook.Said[fileCalendar]]) Calendar {
	if row.Line == 0 {
		return Calendar{}
	}
	return Calendar{
		Title: r.Text(rulebook.Located[models.Text]{Value: row.Value.Text, Line: row.Line}, "calendar", row.Line),
		when:  r.condition(row.Value.Row.When),
	}
}

func (r *reader) milestone(row fileMilestone, line int) dateRule {
	rule := dateRule{
		milestone: Milestone{
			ID:     r.ID(row.ID, "id", line),
			Title:  r.Text(row.Title, "title", line),
			Source: r.Source(row.Origin, line),

			Hold:     rulebook.OptionalOf(r.Reader, row.Use.Hold, "hold", []HoldPart{HoldResume}),
			Calendar: r.calendar(row.Use.Calendar),
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
		r.Fail(line, "rules.bad-milestone", row.ID.Value)
	}
	return rule
}

func (r *reader) between(from, until offset, t text) {
	if from.hours() || until.hours() {
		if from.unit != until.unit || from.amount > until.amount {
			r.Fail(t.Line, "rules.outside-window", "until: "+t.Value)
		}
		return
	}
	if !from.neverAfter(until) {
		r.Fail(t.Line, "rules.outside-window", "until: "+t.Value)
	}
}
