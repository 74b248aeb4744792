package medication

import (
	"fmt"
	"regexp"
	"strings"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// common reads what holds for every medicine.
func (r reader) common(file fileCatalogue, into *Catalogue) {
	resume, clearance, never := file.Resume.Value, file.Clearance.Value, file.NeverByDefault.Value
	into.resume = Resume{Days: resume.Days, Source: r.Source(resume.Origin, max(file.Resume.Line, 1))}
	if resume.Days <= 0 {
		r.Fail(max(file.Resume.Line, 1), "rules.missing", "resume: days")
	}
	into.least, into.most = clearance.Least, clearance.Most
	into.clearance = r.Source(clearance.Origin, max(file.Clearance.Line, 1))
	if clearance.Least <= 0 || clearance.Most <= clearance.Least {
		r.Fail(max(file.Clearance.Line, 1), "rules.missing", "clearance: least, most")
	}
	doses := file.DoseTimes.Value
	into.doses = r.Source(doses.Origin, max(file.DoseTimes.Line, 1))
	into.morning, into.evening = r.clock(doses.Morning, "dose_times: morning"), r.clock(doses.Evening, "dose_times: evening")
	if into.evening <= into.morning {
		r.Fail(max(doses.Evening.Line, 1), "rules.bad-value", "dose_times: evening: "+doses.Evening.Value)
	}
	line := max(file.NeverByDefault.Line, 1)
	into.neverPaused = NeverByDefault{
		Tier: rulebook.OneOf(r.Reader, never.Tier, "tier", line, rulebook.Tiers), Source: r.Source(never.Origin, line),
	}
	into.unlisted = r.Source(file.Unlisted.Value, max(file.Unlisted.Line, 1))
	r.conditions(file, into)
	seen := map[string]bool{}
	for _, row := range file.DoctorWhen {
		combination := r.combination(row.Value, row.Line)
		if seen[combination.ID] {
			r.Fail(row.Line, "rules.duplicate", combination.ID)
		}
		seen[combination.ID] = true
		into.combinations = append(into.combinations, combination)
	}
	if len(into.combinations) == 0 {
		r.Fail(1, "rules.missing", "doctor_when")
	}
}

// clock reads a time of day.
func (r reader) clock(t text, key string) models.TimeOfDay {
	at, err := models.ParseTimeOfDay(t.Value)
	if err != nil {
		r.Fail(max(t.Line, 1), "rules.bad-value", key+": "+t.Value)
	}
	return at
}

func (r reader) combination(row fileCombination, line int) Combination {
	combination := Combination{
		ID:       row.ID.Value,
		Factors:  rulebook.EachOf(r.Reader, row.Factors, "factors", Factors),
		Classes:  rulebook.EachOf(r.Reader, row.Classes, "classes", classes),
		AskedFor: rulebook.EachOf(r.Reader, row.AskedFor, "asked_for", classes),
		Above:    rulebook.OptionalOf(r.Reader, row.Above, "above", rulebook.Tiers),
		Together: rulebook.EachOf(r.Reader, row.Together, "together", classes),
		Below:    row.Below.Value,

		AskedElsewhere: row.AskedElsewhere,

		Source: r.Source(row.Origin, line),
	}
	if row.ID.Value == "" {
		r.Fail(line, "rules.missing", "id")
	}
	if len(row.Factors)+len(row.Classes)+len(row.Together) == 0 && row.Below.Value <= 0 {
		r.Fail(line, "rules.missing", "factors | classes | together | clearance_below")
	}
	return combination
}

func (r reader) rules(rows []rulebook.Located[fileRule]) []Rule {
	var rules []Rule
	for _, row := range rows {
		rule := r.rule(row.Value, row.Line)
		for _, other := range rules {
			if overlap(rule, other) {
				r.Fail(row.Line, "rules.duplicate", fmt.Sprintf("%s %s %g", rule.Form, rule.Indication, rule.From))
			}
		}
		rules = append(rules, rule)
	}
	return rules
}

// overlap tells whether two rows could hold for one patient.
func overlap(a, b Rule) bool {
	return a.Form == b.Form && a.Indication == b.Indication &&
		(a.Below == 0 || b.From < a.Below) && (b.Below == 0 || a.From < b.Below)
}

func (r reader) rule(row fileRule, line int) Rule {
	rule := Rule{
		Form:         rulebook.OptionalOf(r.Reader, row.Form, "form", Forms),
		Indication:   rulebook.OptionalOf(r.Reader, row.Indication, "indication", Indications),
		From:         row.From.Value,
		Below:        row.Below.Value,
		Low:          r.pause(row.Low, "low", line),
		Intermediate: r.pause(row.Intermediate, "intermediate", line),
		High:         r.pause(row.High, "high", line),
		Range:        r.words(row.Range, "range", line),
		Resume:       r.words(row.Resume, "resume", line),
		Note:         r.words(row.Note, "note", line),
		Recommended:  row.Recommended,
		Source:       r.Source(row.Origin, line),
	}
	if rule.From < 0 || rule.Below < 0 || rule.Below > 0 && rule.Below <= rule.From {
		r.Fail(max(row.From.Line, row.Below.Line), "rules.bad-value", fmt.Sprintf("clearance_from: %g, clearance_below: %g", rule.From, rule.Below))
	}
	r.rising(rule, row)
	return rule
}

// rising refuses a hold that is shorter where a bleeding matters more: a slip of
// the pen. The doctor stands beside the figures, neither longer nor shorter.
func (r reader) rising(rule Rule, row fileRule) {
	longest := Pause{Kind: None}
	for _, one := range []struct {
		pause Pause
		text  text
		key   string
	}{{rule.Low, row.Low, "low"}, {rule.Intermediate, row.Intermediate, "intermediate"}, {rule.High, row.High, "high"}} {
		if one.pause.Kind == Doctor {
			continue
		}
		if one.pause.leastHours() < longest.leastHours() {
			r.Fail(one.text.Line, "rules.bad-value", fmt.Sprintf("%s: %s < %s", one.key, one.pause, longest))
		}
		longest = one.pause
	}
}

var pauseForm = regexp.MustCompile(`^([1-9][0-9]{0,2})([dh])$`)

// pause reads none, doctor, 5d or 24h.
func (r reader) pause(t text, key string, line int) Pause {
	if t.Value == "" {
		r.Fail(line, "rules.missing", key)
		return Pause{Kind: Doctor}
	}
	pause, ok := ParsePause(t.Value)
	if !ok {
		r.Fail(t.Line, "rules.bad-value", key+": "+t.Value)
	}
	return pause
}

// words reads a text that may be left out, and may stand once for every language.
func (r reader) words(w words, key string, line int) models.Text {
	if w.all != "" {
		return models.Plain(w.all)
	}
	return r.OptionalText(rulebook.Located[models.Text]{Value: w.Text}, key, line)
}

func (r reader) inr(row rulebook.Located[fileINR]) *INR {
	if row.Line == 0 {
		return nil
	}
	value := row.Value
	if value.DaysBefore <= 0 || value.Intermediate <= 0 || value.High <= 0 || value.High > value.Intermediate {
		r.Fail(row.Line, "rules.bad-value", "inr: days_before, intermediate, high")
	}
	limits := func(language models.Language, text string) string {
		return strings.NewReplacer(
			"{intermediate}", language.Decimal(value.Intermediate, models.AsGiven),
			"{high}", language.Decimal(value.High, models.AsGiven),
		).Replace(text)
	}
	task := func(said fileINRTask, key string) INRTask {
		title, why := r.words(said.Title, key+": title", row.Line), r.words(said.Why, key+": why", row.Line)
		if title.Empty() || why.Empty() {
			r.Fail(row.Line, "rules.missing", key+": title, why")
		}
		return INRTask{Title: title, Why: why.Each(limits)}
	}
	return &INR{
		Held: task(fileINRTask{value.Title, value.Why}, "inr"), Continued: task(value.Continued, "inr: continued"),
		DaysBefore: value.DaysBefore, Intermediate: value.Intermediate, High: value.High,
		Source: r.Source(value.Origin, row.Line),
	}
}

func (r reader) day(row rulebook.Located[fileDay]) *Day {
	if row.Line == 0 {
		return nil
	}
	return &Day{
		Ask:      rulebook.OptionalOf(r.Reader, row.Value.Ask, "ask", []Ask{AskDoctor, AskAnaesthetist}),
		Advice:   r.words(row.Value.Advice, "advice", row.Line),
		Conflict: r.words(row.Value.Conflict, "conflict", row.Line),
		Source:   r.Source(row.Value.Origin, row.Line),
	}
}
