package careplan

import (
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// fileFollow is what follows from an answer, as it stands in YAML.
type fileFollow struct {
	Task     text `yaml:"task"`
	Medicine text `yaml:"medicine"`
	Declare  text `yaml:"declare"`
	Again    text `yaml:"again"`
}

// fileHealth is what follows from each yes in the health declaration.
type fileHealth struct {
	rulebook.Origin `yaml:",inline"`

	Bleeding    *rulebook.Located[fileFollow] `yaml:"bleeding"`
	Remedies    *rulebook.Located[fileFollow] `yaml:"remedies"`
	Fever       *rulebook.Located[fileFollow] `yaml:"fever"`
	Antibiotics *rulebook.Located[fileFollow] `yaml:"antibiotics"`
	Hospital    *rulebook.Located[fileFollow] `yaml:"hospital"`
}

// fileFollowUp is a task that an answer asks for, as it stands in YAML.
type fileFollowUp struct {
	rulebook.Origin `yaml:",inline"`

	ID     text                             `yaml:"id"`
	Title  rulebook.Located[models.Text]    `yaml:"title"`
	Why    rulebook.Located[models.Text]    `yaml:"why"`
	Role   text                             `yaml:"role"`
	Kind   text                             `yaml:"kind"`
	Due    text                             `yaml:"due"`
	Before bool                             `yaml:"before_procedure"`
	Assess bool                             `yaml:"assess"`
	Red    bool                             `yaml:"red"`
	Tell   bool                             `yaml:"tell"`
	Asks   []rulebook.Located[fileQuestion] `yaml:"asks"`
}

// The words that an answer's follow-up is written with.
const (
	askMedicine = "ask"
	nextWorkday = "next-workday"
)

// named is a task that something follows by, with the line that names it.
type named struct {
	id   string
	line int
}

func (r *reader) choice(row fileChoice, line int) Choice {
	choice := Choice{ID: r.ID(row.ID, "id", line), Title: r.Text(row.Title, "title", line), Well: row.Well}
	if row.Follow != nil {
		choice.Follow = r.follow(*row.Follow, line)
	}
	// Else a clinic's own protocol could let an alarming answer close its row with nothing left to do.
	if !r.kept && row.Well == (row.Follow != nil) {
		r.Fail(line, "rules.answer-without-follow", row.ID.Value)
	}
	return choice
}

func (r *reader) follow(row fileFollow, line int) Follow {
	follow := Follow{
		Task:     row.Task.Value,
		Medicine: rulebook.OptionalOf(r.Reader, row.Medicine, "medicine", []string{askMedicine}) != "",
		Declare:  rulebook.OptionalOf(r.Reader, row.Declare, "declare", models.HealthQuestions),
		Again:    rulebook.OptionalOf(r.Reader, row.Again, "again", []string{nextWorkday}) != "",
	}
	if follow.None() {
		r.Fail(line, "rules.missing", "follow: task, medicine, declare, again")
	}
	if follow.Task != "" && follow.Declare != "" {
		r.Fail(row.Task.Line, "rules.bad-value", "task: "+follow.Task) // the health declaration says what follows
	}
	if follow.Task != "" {
		r.named = append(r.named, named{follow.Task, row.Task.Line})
	}
	return follow
}

// followUp reads a task that an answer asks for. It is an action or a call: a
// visit is booked from the call.
func (r *reader) followUp(row fileFollowUp, line int) FollowUp {
	follow := FollowUp{
		Step: Step{
			ID:     r.ID(row.ID, "id", line),
			Title:  r.Text(row.Title, "title", line),
			Why:    r.Text(row.Why, "why", line),
			Role:   rulebook.OneOf(r.Reader, row.Role, "role", line, models.Roles),
			Kind:   rulebook.OneOf(r.Reader, row.Kind, "kind", line, []models.TaskKind{models.Action, models.Callback}),
			Source: r.Source(row.Origin, line),
			Asks:   r.questions(row.Asks),
			Assess: row.Assess, Red: row.Red, Tell: row.Tell,
		},
		Before: row.Before,
		due:    r.days(row.Due, "due", line),
	}
	if follow.due.amount < 0 || follow.due.unit != 'd' {
		r.Fail(row.Due.Line, "rules.bad-offset", "due: "+row.Due.Value)
	}
	if follow.Kind == models.Callback && len(follow.Asks) > 0 {
		r.Fail(line, "rules.bad-value", "asks: "+string(follow.Kind)) // the call's note says what was answered
	}
	follow.Source.Row = r.key("follow-up/"+follow.ID, row)
	return follow
}

// health reads what follows from the health declaration. Each of its questions
// has to be there.
func (r *reader) health(row rulebook.Located[fileHealth]) healthRule {
	if row.Line == 0 {
		if !r.kept {
			r.Fail(1, "rules.missing", "health")
		}
		return healthRule{}
	}
	rule := healthRule{source: r.Source(row.Value.Origin, row.Line), follows: map[models.HealthQuestion]Follow{}}
	rule.source.Row = r.key("health", row.Value)
	for question, one := range map[models.HealthQuestion]*rulebook.Located[fileFollow]{
		models.Bleeding: row.Value.Bleeding, models.Remedies: row.Value.Remedies, models.Fever: row.Value.Fever,
		models.Antibiotics: row.Value.Antibiotics, models.HospitalCare: row.Value.Hospital,
	} {
		if one == nil {
			r.Fail(row.Line, "rules.missing", "health: "+string(question))
			continue
		}
		follow := r.follow(one.Value, one.Line)
		if follow != (Follow{Task: follow.Task}) {
			r.Fail(one.Line, "rules.bad-value", "health: "+string(question)) // nobody is there to choose, or to be asked again
		}
		rule.follows[question] = follow
	}
	return rule
}

// follows looks for every task that an answer names: a follow-up, or a task
// that the plan has only where its condition holds.
func (r *reader) follows(protocol *Protocol) {
	for _, name := range r.named {
		if _, ok := protocol.FollowUp(name.id); ok {
			continue
		}
		at := slices.IndexFunc(protocol.tasks, func(rule taskRule) bool { return rule.step.ID == name.id })
		if at < 0 || protocol.tasks[at].when.program == nil {
			r.Fail(name.line, "rules.unknown-task", name.id)
		}
	}
}
