package medication

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"nursedesk/app/careplan"
	"nursedesk/app/rulefile"
	"nursedesk/models"
)

func (r *reader) source(origin rulefile.Origin, line int) careplan.Source {
	if err := origin.Check(File, line, r.known); err != nil && r.err == nil {
		r.err = err
	}
	source := careplan.Source{Leaflet: origin.Leaflet.Value, Text: origin.Source.Value, Status: careplan.FromLeaflet}
	if origin.Proposed() {
		source.Status = careplan.Proposed
	}
	return source
}

// common reads what holds for every medicine.
func (r *reader) common(file fileCatalogue, into *Catalogue) {
	resume, clearance, never := file.Resume.Value, file.Clearance.Value, file.NeverByDefault.Value
	into.resume = Resume{Days: resume.Days, Source: r.source(resume.Origin, max(file.Resume.Line, 1))}
	if resume.Days <= 0 {
		r.fail(max(file.Resume.Line, 1), "rules.missing", "resume: days")
	}
	into.least, into.most = clearance.Least, clearance.Most
	into.clearance = r.source(clearance.Origin, max(file.Clearance.Line, 1))
	if clearance.Least <= 0 || clearance.Most <= clearance.Least {
		r.fail(max(file.Clearance.Line, 1), "rules.missing", "clearance: least, most")
	}
	line := max(file.NeverByDefault.Line, 1)
	into.neverPaused = NeverByDefault{
		Tier: oneOf(r, never.Tier, "tier", line, careplan.Tiers), Source: r.source(never.Origin, line),
	}
	into.unlisted = r.source(file.Unlisted.Value, max(file.Unlisted.Line, 1))
	r.conditions(file, into)
	seen := map[string]bool{}
	for _, row := range file.DoctorWhen {
		combination := r.combination(row.Value, row.Line)
		if seen[combination.ID] {
			r.fail(row.Line, "rules.duplicate", combination.ID)
		}
		seen[combination.ID] = true
		into.combinations = append(into.combinations, combination)
	}
	if len(into.combinations) == 0 {
		r.fail(1, "rules.missing", "doctor_when")
	}
}

func (r *reader) combination(row fileCombination, line int) Combination {
	combination := Combination{
		ID:       row.ID.Value,
		Factors:  listOf(r, row.Factors, "factors", Factors),
		Classes:  listOf(r, row.Classes, "classes", classes),
		AskedFor: listOf(r, row.AskedFor, "asked_for", classes),
		Above:    optional(r, row.Above, "above", careplan.Tiers),
		Together: listOf(r, row.Together, "together", classes),
		Below:    row.Below.Value,

		AskedElsewhere: row.AskedElsewhere,

		Source: r.source(row.Origin, line),
	}
	if row.ID.Value == "" {
		r.fail(line, "rules.missing", "id")
	}
	if len(row.Factors)+len(row.Classes)+len(row.Together) == 0 && row.Below.Value <= 0 {
		r.fail(line, "rules.missing", "factors | classes | together | clearance_below")
	}
	return combination
}

func (r *reader) rules(rows []rulefile.Located[fileRule]) []Rule {
	var rules []Rule
	for _, row := range rows {
		rule := r.rule(row.Value, row.Line)
		for _, other := range rules {
			if overlap(rule, other) {
				r.fail(row.Line, "rules.duplicate", fmt.Sprintf("%s %s %g", rule.Form, rule.Indication, rule.From))
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

func (r *reader) rule(row fileRule, line int) Rule {
	rule := Rule{
		Form:         optional(r, row.Form, "form", Forms),
		Indication:   optional(r, row.Indication, "indication", Indications),
		From:         row.From.Value,
		Below:        row.Below.Value,
		Low:          r.pause(row.Low, "low", line),
		Intermediate: r.pause(row.Intermediate, "intermediate", line),
		High:         r.pause(row.High, "high", line),
		Range:        r.words(row.Range, "range", line),
		Resume:       r.words(row.Resume, "resume", line),
		Note:         r.words(row.Note, "note", line),
		Recommended:  row.Recommended,
		Source:       r.source(row.Origin, line),
	}
	if rule.From < 0 || rule.Below < 0 || rule.Below > 0 && rule.Below <= rule.From {
		r.fail(max(row.From.Line, row.Below.Line), "rules.bad-value", fmt.Sprintf("clearance_from: %g, clearance_below: %g", rule.From, rule.Below))
	}
	r.rising(rule, row)
	return rule
}

// rising refuses a hold that is shorter where a bleeding matters more: a slip of
// the pen. The doctor stands beside the figures, neither longer nor shorter.
func (r *reader) rising(rule Rule, row fileRule) {
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
			r.fail(one.text.Line, "rules.bad-value", fmt.Sprintf("%s: %s < %s", one.key, one.pause, longest))
		}
		longest = one.pause
	}
}

var pauseForm = regexp.MustCompile(`^([1-9][0-9]{0,2})([dh])$`)

// pause reads none, doctor, 5d or 24h.
func (r *reader) pause(t text, key string, line int) Pause {
	if t.Value == "" {
		r.fail(line, "rules.missing", key)
		return Pause{Kind: Doctor}
	}
	pause, ok := ParsePause(t.Value)
	if !ok {
		r.fail(t.Line, "rules.bad-value", key+": "+t.Value)
	}
	return pause
}

// words reads a text that, where it stands, stands in both languages.
func (r *reader) words(w words, key string, line int) models.Text {
	if (w.SV == "") != (w.EN == "") {
		r.fail(line, "rules.missing", key+": sv, en")
	}
	return w.Text
}

func (r *reader) inr(row rulefile.Located[fileINR]) *INR {
	if row.Line == 0 {
		return nil
	}
	value := row.Value
	if value.DaysBefore <= 0 || value.Intermediate <= 0 || value.High <= 0 || value.High > value.Intermediate {
		r.fail(row.Line, "rules.bad-value", "inr: days_before, intermediate, high")
	}
	limits := func(text, point string) string {
		decimal := func(limit float64) string {
			return strings.Replace(strconv.FormatFloat(limit, 'f', -1, 64), ".", point, 1)
		}
		return strings.NewReplacer("{intermediate}", decimal(value.Intermediate), "{high}", decimal(value.High)).Replace(text)
	}
	task := func(said fileINRTask, key string) INRTask {
		title, why := r.words(said.Title, key+": title", row.Line), r.words(said.Why, key+": why", row.Line)
		if title.SV == "" || why.SV == "" {
			r.fail(row.Line, "rules.missing", key+": title, why")
		}
		return INRTask{Title: title, Why: models.Text{SV: limits(why.SV, ","), EN: limits(why.EN, ".")}}
	}
	return &INR{
		Held: task(fileINRTask{value.Title, value.Why}, "inr"), Continued: task(value.Continued, "inr: continued"),
		DaysBefore: value.DaysBefore, Intermediate: value.Intermediate, High: value.High,
		Source: r.source(value.Origin, row.Line),
	}
}

func (r *reader) day(row rulefile.Located[fileDay]) *Day {
	if row.Line == 0 {
		return nil
	}
	return &Day{
		Ask:      optional(r, row.Value.Ask, "ask", []Ask{AskDoctor, AskAnaesthetist}),
		Advice:   r.words(row.Value.Advice, "advice", row.Line),
		Conflict: r.words(row.Value.Conflict, "conflict", row.Line),
		Source:   r.source(row.Value.Origin, row.Line),
	}
}
