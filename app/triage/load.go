package triage

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// File is where the guide stands among the resources.
const File = "triage.yaml"

func underscored(id string) string { return strings.ReplaceAll(id, "-", "_") }

// Load reads and checks triage.yaml, and that it names only procedures that
// have a protocol. What could never count
// (a rule that no answer makes true, a finding that no rule uses) is a fault too.
// Each fault is a *models.Problem with file and line.
func Load(ground *rulebook.Ground, protocols *careplan.Library, medicines *medication.Catalogue) (*Guide, error) {
	var file fileGuide
	common, body, err := ground.Read(File, &file)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	guide := &Guide{hash: hex.EncodeToString(sum[:]), medicines: medicines, byID: map[string]int{}, called: map[string]models.Text{}}
	for _, protocol := range protocols.Protocols() {
		guide.procedures = append(guide.procedures, protocol.Code)
		guide.called[protocol.Code] = protocol.Title
	}
	read := &reader{
		Reader: common, guide: guide, used: map[string]bool{}, termTexts: map[string]string{}, asks: map[string]rulebook.Said[fileFinding]{}, asWritten: map[string]json.RawMessage{},
		limits: map[int][]limit{},
	}
	read.all(file)
	if err := read.Err(); err != nil {
		return nil, err
	}
	return guide, nil
}

// reader turns the file's values into the guide.
type reader struct {
	*rulebook.Reader
	guide *Guide
	vocabulary
	termTexts map[string]string // the terms' conditions as they stand in the file
	asks      map[string]rulebook.Said[fileFinding]
	asWritten map[string]json.RawMessage // the same for hashes, of those that a row has leant on
	lines     []int                      // of the findings
	askedRows []fileAsked                // when each breath is asked, as it stands in the file
	limits    map[int][]limit            // of every number, those that any condition has
	used      map[string]bool            // what some rule uses: "finding/fever", "term/fever-measured", "complication/sepsis"
}

func (r *reader) all(file fileGuide) {
	g := r.guide
	g.version = r.Required(file.Version, "version", 1)
	g.lastDay.Value = file.LastDay.Value.Day
	g.lastDay.Source = r.source(file.LastDay.Value.Origin, file.LastDay.Line, "last-day")
	if g.lastDay.Value <= 0 {
		r.Fail(file.LastDay.Line, "rules.missing", "last_day: day")
	}
	g.unknownFlag = r.source(file.UnknownRedFlag.Value, file.UnknownRedFlag.Line, "unknown-red-flag")
	g.atLeast = r.source(file.AtLeast.Value, file.AtLeast.Line, "at-least")
	fingerprint(&g.lastDay.Source, file.LastDay.Value)
	r.outsideHours(file.OutsideHours.Value, file.OutsideHours.Line)
	r.fallbacks(file)
	r.unanswered(file.Unanswered.Value, file.Unanswered.Line)
	r.levels(file.Levels)
	r.complications(file.Complications)
	r.groups(file.Groups)
	r.reasons(file.Reasons.Value, file.Reasons.Line)
	fingerprint(&g.unknownFlag, file.UnknownRedFlag.Value, r.asking(func(f Finding) bool { return f.RedFlag }))
	fingerprint(&g.atLeast, file.AtLeast.Value, r.asking(func(f Finding) bool { return f.AtLeast != "" }))
	if r.Err() != nil {
		return // terms and rules lean on all that
	}
	r.vocabulary = newVocabulary(g.findings)
	g.steps = make([][2][]Answer, len(g.findings))
	for i := range g.findings {
		r.stepsOf(i)
	}
	r.terms(file.Terms)
	r.floors(file.Groups)
	r.asked(file.Groups)
	r.scores(file.Scores)
	if r.Err() != nil {
		return
	}
	if len(file.Rules) == 0 {
		r.Fail(1, "rules.missing", "rules")
	}
	seen := map[string]bool{}
	for _, row := range file.Rules {
		rule := r.rule(row.Value, row.Line)
		r.Once(seen, rule.ID, row.Line)
		g.rules = append(g.rules, rule)
	}
	g.changeDays = g.daysOfChange()
	r.crossed()
	r.unused(file)
}

// stepsOf keeps with which answers a finding begins to matter by itself.
func (r *reader) stepsOf(at int) {
	finding := &r.guide.findings[at]
	switch {
	case finding.Kind == Number:
		for _, to := range []side{above, below} {
			if finding.worsens(to) {
				edge := map[side]float64{above: finding.Normal.To, below: finding.Normal.From}[to]
				r.addStep(at, to, OfNumber(finding.beyond(edge, to)))
			}
		}
	case finding.Circumstance:
	case finding.Kind == YesNo:
		r.addStep(at, above, Yes)
	default:
		for _, option := range finding.Choices[1:] {
			r.addStep(at, above, OfChoice(option.ID))
		}
	}
}

// daysOfChange lists the days on which a case begins, or has just ended, in order.
func (g *Guide) daysOfChange() []int {
	days := []int{0}
	for i := range g.rules {
		for _, one := range g.rules[i].Cases {
			days = append(days, one.Days.From)
			if one.Days.To >= 0 && one.Days.To < g.lastDay.Value {
				days = append(days, one.Days.To+1)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

func (r *reader) id(t text, line int) string { return r.ID(t, "id", line) }

// said reads a text that stands among the keys of its row.
func (r *reader) said(said models.Text, line int) models.Text {
	return r.Text(translated{Value: said, Line: line}, "text", line)
}

// source reads where a row comes from, and names the row.
func (r *reader) source(origin rulebook.Origin, line int, name string) rulebook.Source {
	source := r.Source(origin, line)
	source.Row.ID = "triage/" + name
	return source
}

// fingerprint gives a source the hash of the row it belongs to.
func fingerprint(source *rulebook.Source, row ...any) {
	source.Row.Hash = rulebook.Fingerprint(row)
}

// asking gives the questions of some findings as they stand.
func (r *reader) asking(which func(Finding) bool) map[string]any {
	var names []string
	for _, finding := range r.guide.findings {
		if which(finding) {
			names = append(names, underscored(finding.ID))
		}
	}
	return r.leansOn(names...)
}

func (r *reader) level(t text, key string, line int) Level {
	return rulebook.OneOf(r.Reader, t, key, line, Levels)
}

func (r *reader) complications(rows []rulebook.Located[rulebook.Said[fileComplication]]) {
	seen := map[string]bool{}
	for _, row := range rows {
		complication := Complication{ID: r.id(row.Value.Row.ID, row.Line), Title: r.said(row.Value.Text, row.Line)}
		r.Once(seen, complication.ID, row.Line)
		r.guide.complications = append(r.guide.complications, complication)
	}
}

var spanForm = regexp.MustCompile(`^(\d{1,4})-(\d{1,4})?$`)

// hours reads 12-24 as when the patient is called again.
func (r *reader) hours(t text) *Hours {
	span := r.span(t, "recontact_hours")
	if span == nil {
		return nil
	}
	return &Hours{From: span.From, To: span.To}
}

// span reads 12-24, with both ends.
func (r *reader) span(t text, key string) *Span {
	if t.Line == 0 {
		return nil
	}
	days, ok := parseDays(t.Value)
	if !ok || days.To < days.From {
		r.Fail(t.Line, "rules.bad-value", key+": "+t.Value)
		return nil
	}
	return &Span{From: days.From, To: days.To}
}

// parseDays reads 0-7, or 29- without an end.
func parseDays(written string) (Days, bool) {
	parts := spanForm.FindStringSubmatch(written)
	if parts == nil {
		return Days{}, false
	}
	days := Days{From: atoi(parts[1]), To: -1}
	if parts[2] != "" {
		days.To = atoi(parts[2])
	}
	return days, true
}

// atoi reads digits that a pattern has let through.
func atoi(digits string) int {
	n := 0
	for _, digit := range digits {
		n = 10*n + int(digit-'0')
	}
	return n
}
