package triage

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"nursedesk/app/rulebook"
)

func (r *reader) rule(row fileRule, line int) Rule {
	rule := Rule{
		ID:         r.Required(row.ID, "id", line),
		Title:      r.Text(row.Title, "title", line),
		Condition:  r.Required(row.When, "when", line),
		Procedures: rulebook.EachOf(r.Reader, row.Procedures, "procedures", r.guide.procedures),
		Tell:       r.Text(row.Tell, "tell", line),
		Do:         r.OptionalText(row.Do, "do", line),
		Recontact:  r.hours(row.Recontact),
		Source:     r.source(row.Origin, line, row.ID.Value),
		when:       r.condition(row.When),
	}
	for _, t := range row.Also {
		if _, ok := r.guide.byID[t.Value]; !ok {
			r.Fail(t.Line, "rules.bad-value", "also: "+t.Value)
		}
		rule.Also = append(rule.Also, t.Value)
		r.used["finding/"+t.Value] = true
	}
	if len(row.Cases) == 0 {
		r.Fail(line, "rules.missing", "cases")
	}
	for i, one := range row.Cases {
		rule.Cases = append(rule.Cases, r.oneCase(one.Value, one.Line))
		r.distinct(rule.Cases[:i], rule.Cases[i], one.Line)
	}
	if !rule.when.apart() && slices.ContainsFunc(rule.Cases, func(one Case) bool { return one.Level == r.guide.nothingFound.Value }) {
		r.Fail(line, "triage.soothes", rule.ID+": "+rule.Condition)
	}
	fingerprint(&rule.Source, row, r.leansOn(rule.names()...))
	return rule
}

func (r *reader) oneCase(row fileCase, line int) Case {
	one := Case{
		Days:       r.days(row.Days, line),
		Ends:       row.Ends.Value,
		Procedures: rulebook.EachOf(r.Reader, row.Procedures, "procedures", r.guide.procedures),
		Condition:  row.When.Value,
		Raise:      row.Raise.Value,
		Visit:      r.span(row.Visit, "visit_days"),
	}
	if row.When.Line != 0 {
		one.when = r.condition(row.When)
	}
	if ends := one.Days.To >= 0; ends != (one.Ends != "") {
		r.Fail(line, "triage.ends", one.Days.String())
	}
	switch {
	case row.Raise.Line == 0:
		one.Level = r.level(row.Level, "level", line)
		if row.Ceiling.Line != 0 {
			r.Fail(row.Ceiling.Line, "rules.bad-value", "ceiling: "+row.Ceiling.Value)
		}
	case row.Level.Line != 0 || one.Raise < 1 || one.Raise >= len(Levels):
		r.Fail(row.Raise.Line, "rules.bad-value", fmt.Sprintf("raise: %d", one.Raise))
	case row.Ceiling.Line == 0:
		r.Fail(row.Raise.Line, "triage.ceiling", fmt.Sprintf("raise: %d", one.Raise))
	default:
		one.Ceiling = r.level(row.Ceiling, "ceiling", line)
	}
	// What is usual explains a complaint whatever else is told, so that one more answer
	// never turns it into something milder.
	if one.Level == r.guide.nothingFound.Value && one.Condition != "" {
		r.Fail(row.When.Line, "triage.soothes", one.Condition)
	}
	for _, t := range row.Suspect {
		if _, ok := r.guide.Complication(t.Value); !ok {
			r.Fail(t.Line, "rules.bad-value", "suspect: "+t.Value)
		}
		one.Suspect = append(one.Suspect, t.Value)
		r.used["complication/"+t.Value] = true
	}
	return one
}

// days reads the days on which a case holds, of which there must be one.
func (r *reader) days(t text, line int) Days {
	days, ok := parseDays(r.Required(t, "days", line))
	switch {
	case t.Value == "":
	case !ok:
		r.Fail(t.Line, "rules.bad-value", "days: "+t.Value)
	case days.To >= 0 && days.To < days.From, days.From > r.guide.lastDay.Value:
		r.Fail(t.Line, "triage.never", "days: "+t.Value)
	}
	return days
}

// distinct refuses a case that one above it already decides: the same
// condition and a day in common, with another level. A rule either gives levels
// or raises those of others.
func (r *reader) distinct(above []Case, one Case, line int) {
	for _, other := range above {
		if (other.Raise > 0) != (one.Raise > 0) {
			r.Fail(line, "rules.bad-value", "raise, level")
		}
		if other.Condition == one.Condition && other.Days.overlap(one.Days) && slices.Equal(other.Procedures, one.Procedures) {
			r.Fail(line, "rules.duplicate", fmt.Sprintf("days: %s, when: %q", one.Days, one.Condition))
		}
	}
}

func (d Days) overlap(other Days) bool {
	return d.Contain(other.From) || other.Contain(d.From)
}

// String gives 0-7, or 29- without an end, as the rule file has it.
func (d Days) String() string {
	if d.To < 0 {
		return fmt.Sprintf("%d-", d.From)
	}
	return fmt.Sprintf("%d-%d", d.From, d.To)
}

// condition reads a condition that some answers make true and no answers make
// false: one that holds before anything is asked, or whatever is answered not,
// says nothing.
func (r *reader) condition(t text) condition {
	if t.Value == "" {
		return condition{}
	}
	read, err := r.compile(t.Value)
	if err != nil {
		said, _, _ := strings.Cut(err.Error(), "\n") // expr draws an arrow below it
		r.Fail(t.Line, "rules.bad-condition", said)
		return condition{}
	}
	read.atoms(func(a atom) {
		finding := &r.findings[a.finding]
		r.used["finding/"+finding.ID] = true
		r.step(a)
		if finding.Kind == Number {
			r.limits[a.finding] = append(r.limits[a.finding], limit{a, t.Line})
		}
		// A worse answer never makes a condition false, so that what the worst
		// answers do not make true, no combination of answers does.
		switch best, worst := finding.extremes(a.side); {
		case a.reached(best):
			r.Fail(t.Line, "triage.always", finding.ID)
		case !a.reached(worst):
			r.Fail(t.Line, "triage.never", finding.ID+": "+t.Value)
		}
	})
	for name := range r.vocabulary.terms {
		if slices.Contains(identifiers(t.Value), name) {
			r.used["term/"+name] = true
		}
	}
	return read
}

// limit is where a condition draws its line.
type limit struct {
	atom atom
	line int
}

// extremes are the mildest and the worst value on a side.
func (f *Finding) extremes(to side) (best, worst float64) {
	switch {
	case f.Kind == Choice:
		return 0, float64(len(f.Choices) - 1)
	case f.Kind == YesNo:
		return 0, 1
	case to == below:
		return f.Possible.To, f.Possible.From
	}
	return f.Possible.From, f.Possible.To
}

// step keeps the answer with which an atom begins to hold.
func (r *reader) step(a atom) {
	finding := &r.findings[a.finding]
	switch finding.Kind {
	case YesNo:
		r.addStep(a.finding, above, Yes)
	case Choice:
		r.addStep(a.finding, above, OfChoice(finding.Choices[int(a.limit)].ID))
	case Number:
		number := a.limit
		if a.strict {
			number = finding.beyond(number, a.side)
		}
		r.addStep(a.finding, a.side, OfNumber(number))
	}
}

// beyond gives the first number that is worse than a limit, as finely as it is measured.
func (f *Finding) beyond(limit float64, to side) float64 {
	steps := math.Round(limit / f.Step)
	if to == below {
		return (steps - 1) / math.Round(1/f.Step)
	}
	return (steps + 1) / math.Round(1/f.Step)
}

// addStep keeps the answers of a side in order, the mildest first.
func (r *reader) addStep(finding int, to side, answer Answer) {
	steps := &r.guide.steps[finding][to]
	if slices.Contains(*steps, answer) {
		return
	}
	*steps = append(*steps, answer)
	value := r.findings[finding].value
	slices.SortFunc(*steps, func(a, b Answer) int {
		if to == below {
			a, b = b, a
		}
		return cmp.Compare(value(a), value(b))
	})
}

func identifiers(condition string) []string {
	return strings.FieldsFunc(condition, func(c rune) bool {
		return c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9')
	})
}

// leansOn gives the terms that conditions name, each with its condition, and
// the questions as they stand, so that a row's hash changes with them.
func (r *reader) leansOn(conditions ...string) map[string]any {
	leans := map[string]any{}
	var add func(condition string)
	add = func(condition string) {
		for _, name := range identifiers(condition) {
			if _, done := leans[name]; done {
				continue // also where a faulty term names itself
			}
			if text, ok := r.termTexts[name]; ok {
				leans[name] = text
				add(text)
			} else if asked, ok := r.asks[name]; ok {
				leans[name] = r.written(name, asked)
			}
		}
	}
	for _, condition := range conditions {
		add(condition)
	}
	return leans
}

// written is a question as it stands in the file, put into JSON once for all rows that lean on it.
func (r *reader) written(name string, asked rulebook.Said[fileFinding]) any {
	if _, ok := r.asWritten[name]; !ok {
		encoded, err := json.Marshal(asked)
		if err != nil {
			return asked // whoever hashes it meets the same error
		}
		r.asWritten[name] = encoded
	}
	return r.asWritten[name]
}

// names lists the conditions of a rule, and what it asks beside them.
func (r Rule) names() []string {
	names := []string{r.Condition}
	for _, one := range r.Cases {
		names = append(names, one.Condition)
	}
	for _, id := range r.Also {
		names = append(names, underscored(id))
	}
	return names
}

// unused refuses what no rule uses: somebody would keep asking for it in vain. A
// complaint is never in vain, since what no rule speaks of has a level of its own.
func (r *reader) unused(file fileGuide) {
	for i, finding := range r.guide.findings {
		if finding.Circumstance && !r.used["finding/"+finding.ID] {
			r.Fail(r.lines[i], "triage.unused", finding.ID)
		}
	}
	for _, row := range file.Complications {
		if !r.used["complication/"+row.Value.Row.ID.Value] {
			r.Fail(row.Line, "triage.unused", row.Value.Row.ID.Value)
		}
	}
	for _, row := range file.Terms {
		if !r.used["term/"+underscored(row.Value.ID.Value)] {
			r.Fail(row.Line, "triage.unused", row.Value.ID.Value)
		}
	}
}
