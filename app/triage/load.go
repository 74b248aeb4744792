package triage

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"nursedesk/app/careplan"
	"nursedesk/app/facts"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulefile"
	"nursedesk/models"
)

// File is where the guide stands among the resources.
const File = "triage.yaml"

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func underscored(id string) string { return strings.ReplaceAll(id, "-", "_") }

// Load reads and checks triage.yaml, and that it names only procedures that
// have a protocol and cites only facts of the leaflet. What could never count
// (a rule that no answer makes true, a finding that no rule uses) is a fault too.
// Each fault is a *models.Problem with file and line.
func Load(files fs.FS) (*Guide, error) {
	leaflet, err := facts.Load(files)
	if err != nil {
		return nil, err
	}
	protocols, err := careplan.Load(files)
	if err != nil {
		return nil, err
	}
	medicines, err := medication.LoadCatalogue(files)
	if err != nil {
		return nil, err
	}
	body, err := fs.ReadFile(files, File)
	if err != nil {
		return nil, fmt.Errorf("read the triage rules: %w", err)
	}
	var file fileGuide
	if err := rulefile.Decode(File, body, &file); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	guide := &Guide{hash: hex.EncodeToString(sum[:]), medicines: medicines, byID: map[string]int{}, called: map[string]models.Text{}}
	for _, protocol := range protocols.Protocols() {
		guide.procedures = append(guide.procedures, protocol.Code)
		guide.called[protocol.Code] = protocol.Title
	}
	read := &reader{
		known: leaflet.Known, guide: guide, used: map[string]bool{}, termTexts: map[string]string{}, asks: map[string]fileFinding{},
		limits: map[int][]limit{},
	}
	read.all(file)
	if read.err != nil {
		return nil, read.err
	}
	return guide, nil
}

// reader turns the file's values into the guide and keeps the first fault it meets.
type reader struct {
	known func(number string) bool
	guide *Guide
	vocabulary
	termTexts map[string]string // the terms' conditions as they stand in the file
	asks      map[string]fileFinding
	lines     []int           // of the findings
	askedRows []fileAsked     // when each breath is asked, as it stands in the file
	limits    map[int][]limit // of every number, those that any condition has
	used      map[string]bool // what some rule uses: "finding/fever", "term/fever-measured", "complication/sepsis"
	err       error
}

func (r *reader) all(file fileGuide) {
	g := r.guide
	g.version = r.required(file.Version, "version", 1)
	g.lastDay.Value = file.LastDay.Value.Day
	g.lastDay.Source = r.source(file.LastDay.Value.Origin, file.LastDay.Line, "last-day")
	if g.lastDay.Value <= 0 {
		r.fail(file.LastDay.Line, "rules.missing", "last_day: day")
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
	if r.err != nil {
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
	if r.err != nil {
		return
	}
	if len(file.Rules) == 0 {
		r.fail(1, "rules.missing", "rules")
	}
	seen := map[string]bool{}
	for _, row := range file.Rules {
		rule := r.rule(row.Value, row.Line)
		r.once(seen, rule.ID, row.Line)
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

func (r *reader) fail(line int, code, text string) {
	if r.err == nil {
		r.err = rulefile.Fault(File, max(1, line), code, text)
	}
}

func (r *reader) once(seen map[string]bool, id string, line int) {
	if seen[id] {
		r.fail(line, "rules.duplicate", id)
	}
	seen[id] = true
}

func (r *reader) required(t text, key string, line int) string {
	if t.Value == "" {
		r.fail(max(t.Line, line), "rules.missing", key)
	}
	return t.Value
}

func (r *reader) id(t text, line int) string {
	id := r.required(t, "id", line)
	if id != "" && !idForm.MatchString(id) {
		r.fail(t.Line, "rules.bad-value", "id: "+id)
	}
	return id
}

// title reads a text that must be there in both languages.
func (r *reader) title(t translated, key string, line int) models.Text {
	if t.Value.SV == "" || t.Value.EN == "" {
		r.fail(max(t.Line, line), "rules.missing", key+": sv, en")
	}
	return t.Value
}

// optional reads a text that may be left out, but not in one language alone.
func (r *reader) optional(t translated, key string) models.Text {
	if t.Line == 0 {
		return models.Text{}
	}
	return r.title(t, key, t.Line)
}

func (r *reader) pair(sv, en text, line int) models.Text {
	return r.title(translated{Value: models.Text{SV: sv.Value, EN: en.Value}, Line: line}, "text", line)
}

func (r *reader) source(origin rulefile.Origin, line int, name string) careplan.Source {
	if err := origin.Check(File, max(1, line), r.known); err != nil && r.err == nil {
		r.err = err
	}
	source := careplan.Source{Leaflet: origin.Leaflet.Value, Text: origin.Source.Value, Status: careplan.FromLeaflet}
	if origin.Proposed() {
		source.Status = careplan.Proposed
	}
	source.Row.ID = "triage/" + name
	return source
}

// fingerprint gives a source the hash of the row it belongs to.
func fingerprint(source *careplan.Source, row ...any) {
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
	level := Level(r.required(t, key, line))
	if t.Value != "" && !slices.Contains(Levels, level) {
		r.fail(t.Line, "rules.bad-value", key+": "+t.Value)
	}
	return level
}

func (r *reader) complications(rows []rulefile.Located[fileComplication]) {
	seen := map[string]bool{}
	for _, row := range rows {
		complication := Complication{ID: r.id(row.Value.ID, row.Line), Title: r.pair(row.Value.SV, row.Value.EN, row.Line)}
		r.once(seen, complication.ID, row.Line)
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
		r.fail(t.Line, "rules.bad-value", key+": "+t.Value)
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

// eachOf reads values each of which has to be one of the known ones.
func (r *reader) eachOf(texts []text, key string, known []string) []string {
	var values []string
	for _, t := range texts {
		if !slices.Contains(known, t.Value) {
			r.fail(t.Line, "rules.bad-value", key+": "+t.Value)
		}
		values = append(values, t.Value)
	}
	return values
}
