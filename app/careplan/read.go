package careplan

import (
	"fmt"
	"slices"
	"time"

	"github.com/expr-lang/expr"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

type text = rulebook.Located[string]

// The file* types are a protocol as it stands in YAML.
type fileProtocol struct {
	Procedure  text                              `yaml:"procedure"`
	Version    text                              `yaml:"version"`
	Order      int                               `yaml:"order"`
	Minutes    int                               `yaml:"minutes"`
	Title      rulebook.Located[models.Text]     `yaml:"title"`
	Risk       rulebook.Located[fileRisk]        `yaml:"risk"`
	Tasks      []rulebook.Located[fileTask]      `yaml:"tasks"`
	FollowUps  []rulebook.Located[fileFollowUp]  `yaml:"follow_ups"`
	Health     rulebook.Located[fileHealth]      `yaml:"health"`
	Milestones []rulebook.Located[fileMilestone] `yaml:"milestones"`
}

type fileRisk struct {
	rulebook.Origin `yaml:",inline"`

	Tier text `yaml:"tier"`
}

type fileTask struct {
	rulebook.Origin `yaml:",inline"`

	ID       text                             `yaml:"id"`
	Title    rulebook.Located[models.Text]    `yaml:"title"`
	Why      rulebook.Located[models.Text]    `yaml:"why"`
	Role     text                             `yaml:"role"`
	Kind     text                             `yaml:"kind"`
	Offset   text                             `yaml:"offset"`
	Earliest text                             `yaml:"earliest"`
	Latest   text                             `yaml:"latest"`
	BookBy   text                             `yaml:"book_by"`
	Roll     text                             `yaml:"roll"`
	When     text                             `yaml:"when"`
	Asks     []rulebook.Located[fileQuestion] `yaml:"asks"`
	Assess   bool                             `yaml:"assess"`
	Red      bool                             `yaml:"red"`
	Sheet    bool                             `yaml:"sheet"`
	Tell     bool                             `yaml:"tell"`

	Prescribes text `yaml:"prescribes"`

	Use fileUse `yaml:",inline" json:"-"`
}

// fileUse is what the program does with a row. It is no belief, so that an approval
// of the row stands whatever it says.
type fileUse struct {
	Hold     text                                          `yaml:"hold"`
	Call     bool                                          `yaml:"call"`
	Ready    text                                          `yaml:"ready"`
	Calendar rulebook.Located[rulebook.Said[fileCalendar]] `yaml:"calendar"`
}

type fileCalendar struct {
	When text `yaml:"when"`
}

type fileQuestion struct {
	ID       text                           `yaml:"id"`
	Title    rulebook.Located[models.Text]  `yaml:"title"`
	Required bool                           `yaml:"required"`
	Choices  []rulebook.Located[fileChoice] `yaml:"choices"`
	Ready    text                           `yaml:"ready" json:"-"` // no belief, as fileUse
}

type fileChoice struct {
	ID     text                          `yaml:"id"`
	Title  rulebook.Located[models.Text] `yaml:"title"`
	Well   bool                          `yaml:"well"`
	Follow *fileFollow                   `yaml:"follow"`
}

type fileMilestone struct {
	rulebook.Origin `yaml:",inline"`

	ID    text                          `yaml:"id"`
	Title rulebook.Located[models.Text] `yaml:"title"`
	On    text                          `yaml:"on"`
	From  text                          `yaml:"from"`
	Until text                          `yaml:"until"`
	When  text                          `yaml:"when"`

	Use fileUse `yaml:",inline" json:"-"`
}

// parse reads a protocol from its file, which is kept with the bookings that freeze it.
func parse(read *reader, file fileProtocol, body []byte) (*Protocol, error) {
	protocol := &Protocol{
		Code:    read.ID(file.Procedure, "procedure", 1),
		Version: read.Required(file.Version, "version", 1),
		Title:   read.Text(file.Title, "title", 1),
		Body:    slices.Clone(body),
		Length:  time.Duration(file.Minutes) * time.Minute,
		order:   file.Order,

		versionLine: file.Version.Line,
	}
	if line := file.Risk.Line; line != 0 {
		protocol.Tier = rulebook.OneOf(read.Reader, file.Risk.Value.Tier, "tier", line, rulebook.Tiers)
		protocol.TierSource = read.Source(file.Risk.Value.Origin, line)
		protocol.TierSource.Row = read.key("risk", file.Risk.Value)
	}
	if len(file.Tasks) == 0 {
		read.Fail(1, "rules.missing", "tasks")
	}
	seen := map[string]bool{}
	for _, id := range models.OwnSteps {
		seen[id] = true
	}
	parts := map[string]bool{}
	for _, row := range file.FollowUps {
		follow := read.followUp(row.Value, row.Line)
		read.Once(seen, follow.ID, row.Line)
		protocol.FollowUps = append(protocol.FollowUps, follow)
	}
	for _, row := range file.Tasks {
		rule := read.task(row.Value, row.Line)
		read.Once(seen, rule.step.ID, row.Line)
		if part := rule.step.Hold; part != "" {
			read.Once(parts, "hold: "+string(part), row.Value.Use.Hold.Line)
		}
		protocol.tasks = append(protocol.tasks, rule)
		protocol.Steps = append(protocol.Steps, rule.step)
	}
	for _, row := range file.Milestones {
		rule := read.milestone(row.Value, row.Line)
		read.Once(seen, rule.milestone.ID, row.Line)
		if part := rule.milestone.Hold; part != "" {
			read.Once(parts, "milestone hold: "+string(part), row.Value.Use.Hold.Line)
		}
		protocol.dates = append(protocol.dates, rule)
		protocol.Milestones = append(protocol.Milestones, rule.milestone)
	}
	protocol.health = read.health(file.Health)
	read.follows(protocol)
	if err := read.Err(); err != nil {
		return nil, err
	}
	return protocol, nil
}

// reader reads the rows of one procedure's protocol.
type reader struct {
	*rulebook.Reader
	procedure string
	kept      bool // a version that a booking froze: what must be said was not asked for then
	named     []named
}

// key names a row of the protocol with its content.
func (r *reader) key(name string, row any) rulebook.Key {
	return rulebook.Key{ID: "protocol/" + r.procedure + "/" + name, Hash: rulebook.Fingerprint(row)}
}

// offset reads a distance that must be there.
func (r *reader) offset(t text, key string, line int) offset {
	if r.Required(t, key, line) == "" {
		return offset{}
	}
	parsed, ok := parseOffset(t.Value)
	if !ok {
		r.Fail(t.Line, "rules.bad-offset", fmt.Sprintf("%s: %s", key, t.Value))
	}
	return parsed
}

// days reads a distance in whole days, weeks or months.
func (r *reader) days(t text, key string, line int) offset {
	parsed := r.offset(t, key, line)
	if parsed.hours() {
		r.Fail(t.Line, "rules.hours-for-task", fmt.Sprintf("%s: %s", key, t.Value))
	}
	return parsed
}

func (r *reader) condition(t text) condition {
	if t.Value == "" {
		return condition{}
	}
	program, err := expr.Compile(t.Value, expr.Env(Facts{}), expr.AsBool(), expr.DisableAllBuiltins())
	if err != nil {
		r.Fail(t.Line, "rules.bad-condition", err.Error())
		return condition{}
	}
	return condition{program: program}
}
