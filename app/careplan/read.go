package careplan

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/expr-lang/expr"

	"nursedesk/app/rulebook"
	"nursedesk/app/rulefile"
	"nursedesk/models"
)

type text = rulefile.Located[string]

// The file* types are a protocol as it stands in YAML.
type fileProtocol struct {
	Procedure  text                              `yaml:"procedure"`
	Version    text                              `yaml:"version"`
	Order      int                               `yaml:"order"`
	Minutes    int                               `yaml:"minutes"`
	Title      rulefile.Located[models.Text]     `yaml:"title"`
	Risk       rulefile.Located[fileRisk]        `yaml:"risk"`
	Tasks      []rulefile.Located[fileTask]      `yaml:"tasks"`
	Milestones []rulefile.Located[fileMilestone] `yaml:"milestones"`
}

type fileRisk struct {
	rulefile.Origin `yaml:",inline"`

	Tier text `yaml:"tier"`
}

type fileTask struct {
	rulefile.Origin `yaml:",inline"`

	ID       text                             `yaml:"id"`
	Title    rulefile.Located[models.Text]    `yaml:"title"`
	Why      rulefile.Located[models.Text]    `yaml:"why"`
	Role     text                             `yaml:"role"`
	Kind     text                             `yaml:"kind"`
	Offset   text                             `yaml:"offset"`
	Earliest text                             `yaml:"earliest"`
	Latest   text                             `yaml:"latest"`
	BookBy   text                             `yaml:"book_by"`
	Roll     text                             `yaml:"roll"`
	When     text                             `yaml:"when"`
	Asks     []rulefile.Located[fileQuestion] `yaml:"asks"`
}

type fileQuestion struct {
	ID       text                           `yaml:"id"`
	Title    rulefile.Located[models.Text]  `yaml:"title"`
	Required bool                           `yaml:"required"`
	Choices  []rulefile.Located[fileChoice] `yaml:"choices"`
}

type fileChoice struct {
	ID    text                          `yaml:"id"`
	Title rulefile.Located[models.Text] `yaml:"title"`
}

type fileMilestone struct {
	rulefile.Origin `yaml:",inline"`

	ID    text                          `yaml:"id"`
	Title rulefile.Located[models.Text] `yaml:"title"`
	On    text                          `yaml:"on"`
	From  text                          `yaml:"from"`
	Until text                          `yaml:"until"`
	When  text                          `yaml:"when"`
}

// parse reads a protocol; known tells which fact numbers may be cited.
func parse(name string, body []byte, known func(string) bool) (*Protocol, error) {
	var file fileProtocol
	if err := rulefile.Decode(name, body, &file); err != nil {
		return nil, err
	}
	read := reader{file: name, known: known, procedure: file.Procedure.Value}
	protocol := &Protocol{
		Code:    read.id(file.Procedure, "procedure", 1),
		Version: read.required(file.Version, "version", 1),
		Title:   read.title(file.Title, "title", 1),
		Body:    slices.Clone(body),
		Length:  time.Duration(file.Minutes) * time.Minute,
		order:   file.Order,
	}
	if line := file.Risk.Line; line != 0 {
		protocol.Tier = read.tier(file.Risk.Value.Tier, line)
		protocol.TierSource = read.source(file.Risk.Value.Origin, line)
		protocol.TierSource.Row = read.key("risk", file.Risk.Value)
	}
	if len(file.Tasks) == 0 {
		read.fail(1, "rules.missing", "tasks")
	}
	seen := map[string]bool{}
	for _, id := range models.OwnSteps {
		seen[id] = true
	}
	for _, row := range file.Tasks {
		rule := read.task(row.Value, row.Line)
		read.once(seen, rule.step.ID, row.Line)
		protocol.tasks = append(protocol.tasks, rule)
		protocol.Steps = append(protocol.Steps, rule.step)
	}
	for _, row := range file.Milestones {
		rule := read.milestone(row.Value, row.Line)
		read.once(seen, rule.milestone.ID, row.Line)
		protocol.dates = append(protocol.dates, rule)
		protocol.Milestones = append(protocol.Milestones, rule.milestone)
	}
	if read.err != nil {
		return nil, read.err
	}
	return protocol, nil
}

// reader turns the file's values into rules and keeps the first fault it
// meets, so that whoever reads a row need not stop at each value.
type reader struct {
	file      string
	known     func(string) bool
	procedure string
	err       error
}

// key names a row of the protocol with its content.
func (r *reader) key(name string, row any) rulebook.Key {
	return rulebook.Key{ID: "protocol/" + r.procedure + "/" + name, Hash: rulebook.Fingerprint(row)}
}

func (r *reader) fail(line int, code, text string) {
	if r.err == nil {
		r.err = rulefile.Fault(r.file, line, code, text)
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

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func (r *reader) id(t text, key string, line int) string {
	id := r.required(t, key, line)
	if id != "" && !idForm.MatchString(id) {
		r.fail(t.Line, "rules.bad-value", fmt.Sprintf("%s: %s", key, id))
	}
	return id
}

func (r *reader) title(t rulefile.Located[models.Text], key string, line int) models.Text {
	if t.Value.SV == "" || t.Value.EN == "" {
		r.fail(max(t.Line, line), "rules.missing", key+": sv, en")
	}
	return t.Value
}

func (r *reader) tier(t text, line int) Tier {
	tier, err := ParseTier(r.required(t, "tier", line))
	if t.Value != "" && err != nil {
		r.fail(t.Line, "rules.bad-value", "tier: "+t.Value)
	}
	return tier
}

// offset reads a distance that must be there.
func (r *reader) offset(t text, key string, line int) offset {
	if r.required(t, key, line) == "" {
		return offset{}
	}
	parsed, ok := parseOffset(t.Value)
	if !ok {
		r.fail(t.Line, "rules.bad-offset", fmt.Sprintf("%s: %s", key, t.Value))
	}
	return parsed
}

// days reads a distance in whole days, weeks or months.
func (r *reader) days(t text, key string, line int) offset {
	parsed := r.offset(t, key, line)
	if parsed.hours() {
		r.fail(t.Line, "rules.hours-for-task", fmt.Sprintf("%s: %s", key, t.Value))
	}
	return parsed
}

func (r *reader) condition(t text) condition {
	if t.Value == "" {
		return condition{}
	}
	program, err := expr.Compile(t.Value, expr.Env(Facts{}), expr.AsBool(), expr.DisableAllBuiltins())
	if err != nil {
		r.fail(t.Line, "rules.bad-condition", err.Error())
		return condition{}
	}
	return condition{program: program}
}

// source reads where a row comes from.
func (r *reader) source(origin rulefile.Origin, line int) Source {
	if err := origin.Check(r.file, line, r.known); err != nil && r.err == nil {
		r.err = err
	}
	source := Source{Leaflet: origin.Leaflet.Value, Text: origin.Source.Value, Status: FromLeaflet}
	if origin.Proposed() {
		source.Status = Proposed
	}
	return source
}
