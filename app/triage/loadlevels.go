package triage

import (
	"fmt"

	"nursedesk/app/rulebook"
)

func (r *reader) outsideHours(row fileOutsideHours, line int) {
	from, to := r.level(row.From, "from", line), r.level(row.To, "to", line)
	if r.Err() == nil && !to.Above(from) {
		r.Fail(line, "rules.bad-value", fmt.Sprintf("%s → %s", from, to))
	}
	source := r.source(row.Origin, line, "outside-hours")
	fingerprint(&source, row)
	r.guide.outsideHours = belief[map[Level]Level]{Value: map[Level]Level{from: to}, Source: source}
}

// fallbacks reads what holds where no rule speaks.
func (r *reader) fallbacks(file fileGuide) {
	row, line := file.Unexplained.Value, file.Unexplained.Line
	beyond := &r.guide.unexplained
	beyond.Value = Fallback{
		Level: r.level(row.Level, "unexplained: level", line), Tell: r.Text(row.Tell, "tell", line), Do: r.OptionalText(row.Do, "do", line),
	}
	beyond.Source = r.source(row.Origin, line, "unexplained")
	nothing := &r.guide.nothingFound
	nothing.Value = r.level(file.NothingFound.Value.Level, "nothing_found: level", file.NothingFound.Line)
	nothing.Source = r.source(file.NothingFound.Value.Origin, file.NothingFound.Line, "nothing-found")
	if r.Err() == nil && !beyond.Value.Level.Above(nothing.Value) {
		r.Fail(line, "rules.bad-value", "unexplained: "+string(beyond.Value.Level))
	}
	fingerprint(&nothing.Source, file.NothingFound.Value)
	fingerprint(&beyond.Source, row)
}

func (r *reader) unanswered(said rulebook.Said[fileUnanswered], line int) {
	row := said.Row
	rule := Unanswered{
		Tries: row.Tries.Value, Apart: row.Apart.Value,
		Then:   r.said(said.Text, line),
		Source: r.source(row.Origin, line, "unanswered"),
	}
	if rule.Tries < 1 {
		r.Fail(max(line, row.Tries.Line), "rules.bad-value", fmt.Sprintf("tries: %d", rule.Tries))
	}
	if rule.Apart < 1 {
		r.Fail(max(line, row.Apart.Line), "rules.bad-value", fmt.Sprintf("apart_minutes: %d", rule.Apart))
	}
	fingerprint(&rule.Source, said)
	r.guide.unanswered = rule
}

func (r *reader) levels(rows []rulebook.Located[fileLevel]) {
	for i, row := range rows {
		level := LevelText{
			ID:        r.level(row.Value.ID, "id", row.Line),
			Name:      r.Text(row.Value.Name, "name", row.Line),
			Tell:      r.Text(row.Value.Tell, "tell", row.Line),
			SafetyNet: r.OptionalText(row.Value.SafetyNet, "safety_net", row.Line),
			Callback:  row.Value.Callback.Value,
			Visit:     r.span(row.Value.Visit, "visit_days"),
			Recontact: r.hours(row.Value.Recontact),
			Alarm:     r.OptionalText(row.Value.Alarm, "alarm", row.Line),
			Notify:    r.OptionalText(row.Value.Notify, "notify", row.Line),
			Source:    r.source(row.Value.Origin, row.Line, "level/"+row.Value.ID.Value),
		}
		fingerprint(&level.Source, row.Value)
		if i >= len(Levels) || level.ID != Levels[i] {
			r.Fail(row.Line, "rules.bad-value", "id: "+row.Value.ID.Value)
		}
		if level.Callback < 0 {
			r.Fail(row.Value.Callback.Line, "rules.bad-value", "callback_minutes")
		}
		r.escalation(&level, row.Value.Escalation)
		r.guide.levels = append(r.guide.levels, level)
	}
	if len(rows) < len(Levels) {
		r.Fail(1, "rules.missing", "levels: L1 … L5")
	}
}

// escalation reads the steps towards a promise, each later than the one above it.
func (r *reader) escalation(level *LevelText, rows []rulebook.Located[rulebook.Said[fileEscalation]]) {
	after := 0
	for _, row := range rows {
		step := Escalation{Minutes: row.Value.Row.Minutes, Do: r.said(row.Value.Text, row.Line)}
		if step.Minutes <= after || step.Minutes > level.Callback {
			r.Fail(row.Line, "rules.bad-value", fmt.Sprintf("escalation: minutes: %d", step.Minutes))
		}
		after = step.Minutes
		level.Escalation = append(level.Escalation, step)
	}
}
