package callnote

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"nursedesk/app/calls"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/handover"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// part is one part of a note: lines below a heading.
type part struct {
	title string
	lines []line
	// folded stands below the lines, once it is asked for; fold says what it is.
	fold   string
	folded []line
}

// line is a label with what it says; warns marks what must not be missed.
type line struct {
	label, text string
	warns       bool
	quiet       bool // stands back
	answer      bool // the label answers what the text asks
}

// note is a call about to be put into words.
type note struct {
	calls.CallFile

	desk  Desk
	guide *triage.Guide
}

// parts puts a call into words, with every field of a journal's note, also those
// that nobody asked for.
func (n note) parts() []part {
	parts := []part{{title: locale.T("callnote.call"), lines: n.call()}}
	if n.Recorded {
		if len(n.Record.Asked) > 0 {
			parts = append(parts, n.questions())
		}
		if n.Call.Level != "" || n.Record.Notes != "" {
			parts = append(parts, part{title: locale.T("callnote.assessment"), lines: n.assessment()})
		}
	}
	parts = append(parts, part{title: locale.T("callnote.advice"), lines: n.advice()})
	if len(n.Record.Changes) > 0 {
		parts = append(parts, part{title: locale.T("callnote.changes"), lines: n.changes()})
	}
	parts = append(parts, part{title: locale.T("callnote.signed"), lines: n.signed()})
	if len(n.Additions) > 0 {
		parts = append(parts, part{title: locale.T("callnote.additions"), lines: n.additions()})
	}
	return parts
}

func say(key, text string) line { return line{label: locale.T(key), text: text} }

// call is who rang, when, and what about.
func (n note) call() []line {
	lines := []line{
		say("callnote.time", n.time()),
		say("callnote.patient", strings.TrimSpace(n.Patient.Name()+" "+n.Patient.PersonalNumber.String())),
		say("callnote.caller", n.caller()),
	}
	if n.Recorded {
		identity := locale.T("callnote.not-noted")
		if n.Record.Identity != "" {
			identity = locale.T("call.identity." + n.Record.Identity)
		}
		lines = append(lines, say("callnote.identity", identity))
	}
	lines = append(lines,
		say("callnote.phone", cmp.Or(locale.Reach(n.Call.Phone, n.Patient.ProtectedIdentity), locale.T("callnote.none"))),
		say("callnote.procedure", n.procedure()),
		say("callnote.reason", n.reason()))
	if n.Recorded {
		lines = append(lines, say("callnote.drugs", cmp.Or(n.Record.Drugs, locale.T("callnote.not-asked"))))
	}
	return lines
}

func (n note) time() string {
	began := locale.Moment(n.Call.At)
	if n.Call.EndedAt == nil {
		return began
	}
	minutes := int(n.Call.EndedAt.Sub(n.Call.At).Round(time.Minute).Minutes())
	ended := locale.Time(*n.Call.EndedAt)
	if models.DateOf(n.Call.At) != models.DateOf(*n.Call.EndedAt) {
		ended = locale.Moment(*n.Call.EndedAt)
	}
	return locale.TN("callnote.from-to", minutes, "began", began, "ended", ended)
}

func (n note) caller() string {
	relation := locale.T("call.relation." + cmp.Or(n.Record.Relation, "patient"))
	switch {
	case n.Call.Caller != "" && n.Record.Relation == "":
		relation = n.Call.Caller
	case n.Call.Caller != "":
		relation += ", " + n.Call.Caller
	}
	if n.Call.Outgoing {
		return locale.T("callnote.outgoing", "who", relation)
	}
	return relation
}

// procedure says which procedure the call was about, its day and which day it
// was then. The date follows from the day, which is frozen with the call.
func (n note) procedure() string {
	if n.Call.Procedure == "" {
		return locale.T("callnote.no-procedure")
	}
	title := n.Call.Procedure
	for _, protocol := range n.desk.Protocols() {
		if protocol.Code == n.Call.Procedure {
			title = locale.In(protocol.Title)
		}
	}
	if n.Call.Day == nil {
		return locale.T("callnote.procedure.no-day", "procedure", title)
	}
	day := models.DateOf(n.Call.At).AddDays(-*n.Call.Day)
	return locale.T("callnote.procedure.day", "procedure", title, "date", day, "day", *n.Call.Day)
}

func (n note) reason() string {
	topic, ok := n.guide.Reason(n.Call.Topic)
	said := locale.OneLine(n.Call.Reason)
	if !ok || said == topic.Title.In(models.Swedish) {
		return cmp.Or(said, locale.T("callnote.not-noted"))
	}
	return locale.T("callnote.reason.topic", "said", said, "topic", topic.Title)
}

// fewUnasked is how many questions that nobody asked stand by themselves; more
// are folded away and counted.
const fewUnasked = 4

// questions lists every question with its answer, those that matter first and
// the many that were denied folded away.
func (n note) questions() part {
	asked := part{title: locale.T("callnote.questions")}
	var calm, unasked []line
	for _, one := range n.Record.Asked {
		answer := line{label: n.answer(one), text: locale.In(one.Question), answer: true}
		switch word := triage.Word(one.Answer); {
		case word == triage.SaidNo, word == triage.DoesNotApply:
			answer.quiet = true
			asked.folded = append(asked.folded, answer)
		case word == triage.NotAsked:
			answer.quiet = true
			unasked = append(unasked, answer)
		case one.RedFlag:
			answer.warns = true
			asked.lines = append(asked.lines, answer)
		default:
			calm = append(calm, answer)
		}
	}
	asked.lines = append(asked.lines, calm...)
	if len(unasked) > fewUnasked {
		asked.fold = locale.T("callnote.unasked", "unasked", len(unasked), "n", len(asked.folded))
		asked.folded = append(unasked, asked.folded...)
		return asked
	}
	asked.lines = append(asked.lines, unasked...)
	asked.fold = locale.TN("callnote.denied", len(asked.folded))
	return asked
}

// answer is an answer as the note says it.
func (n note) answer(asked models.AskedQuestion) string {
	if says := locale.In(asked.Says); says != "" {
		return says
	}
	return n.word(asked.Finding, asked.Answer)
}

// word puts an answer into words, as the rules have them now.
func (n note) word(id, answer string) string {
	switch triage.Word(answer) {
	case triage.NotAsked:
		return locale.T("callnote.not-asked")
	case triage.SaidYes, triage.SaidNo, triage.NotKnown:
		return locale.T("call.answer." + answer)
	}
	finding, _ := n.guide.Finding(id)
	if triage.Word(answer) == triage.DoesNotApply {
		return locale.In(finding.NotApplicable)
	}
	for _, option := range finding.Choices {
		if option.ID == answer {
			return locale.In(option.Title)
		}
	}
	return strings.TrimSpace(answer + " " + locale.In(finding.Unit))
}

// assessment is what was suspected, how urgent it was held and why.
func (n note) assessment() []line {
	var lines []line
	if n.Call.Unfinished {
		lines = append(lines, line{label: locale.T("callnote.attention"), text: locale.T("callnote.unfinished"), warns: true})
	}
	if n.Call.Level != "" {
		lines = append(lines, n.levels()...)
		suspected := locale.T("callnote.none")
		if len(n.Record.Suspected) > 0 {
			suspected = joined(n.Record.Suspected)
		}
		lines = append(lines, say("callnote.suspected", suspected))
		for _, rule := range n.Record.Triggered {
			lines = append(lines, line{label: locale.T("callnote.rule"), text: n.rule(rule), quiet: true})
		}
	}
	if n.Record.Notes != "" {
		lines = append(lines, say("callnote.notes", locale.OneLine(n.Record.Notes)))
	}
	return lines
}

// levels says the level that counts, and the program's where it was another.
func (n note) levels() []line {
	level := line{label: locale.T("callnote.level"), text: n.level(n.Call.Level), warns: n.Call.Level == "L1" || n.Call.Level == "L2"}
	lines := []line{level, say("callnote.proposed", n.level(n.Record.Proposed))}
	own, proposed := triage.Level(n.Call.Level), triage.Level(n.Record.Proposed)
	switch low := n.Record.Lowered; {
	case low != nil:
		label := "callnote.lowered"
		if low.From == "" {
			label = "callnote.with-doctor"
		}
		lines = append(lines, line{
			label: locale.T(label), text: locale.T("callnote.lowered.by", "doctor", low.Doctor, "reason", locale.OneLine(low.Reason)), warns: true,
		})
	case own.Above(proposed):
		lines = append(lines, say("callnote.raised", n.Call.By))
	}
	told := say("callnote.read-out", locale.T("callnote.not-noted"))
	if out := n.Record.ReadOut; out != nil {
		told.text = locale.T("callnote.read-out.at", "level", out.Level, "at", out.At)
		told.warns = out.Level != n.Call.Level
	}
	return append(lines, told)
}

func (n note) level(id string) string {
	level, ok := n.guide.Level(triage.Level(id))
	if !ok {
		return cmp.Or(id, locale.T("callnote.none"))
	}
	return id + ": " + locale.In(level.Name)
}

// rule says which rule held, with what made it hold.
func (n note) rule(rule models.TriggeredRule) string {
	title := locale.In(rule.Title)
	beside, _, _ := strings.Cut(rule.Rule, ":")
	switch key := "callnote.rule." + beside; {
	case locale.Has(key):
		title = locale.T(key)
	case !strings.HasPrefix(strings.ToLower(title), rule.Rule): // a score is called by its name
		title = strings.TrimSpace(rule.Rule + " " + title)
	}
	var because []string
	for _, id := range rule.Findings {
		because = append(because, handover.Finding(id, n.question(id)))
	}
	if len(because) == 0 {
		return fmt.Sprintf("%s (%s)", title, rule.Level)
	}
	return fmt.Sprintf("%s (%s): %s", title, rule.Level, strings.Join(because, "; "))
}

// question is a finding's question as it was asked.
func (n note) question(id string) models.Text {
	for _, asked := range n.Record.Asked {
		if asked.Finding == id {
			return asked.Question
		}
	}
	if finding, ok := n.guide.Finding(id); ok {
		return finding.Question
	}
	return models.Plain(id)
}

// advice is what was said, whether it was understood, and what follows.
func (n note) advice() []line {
	lines := []line{say("callnote.given", cmp.Or(n.Call.Advice, locale.T("callnote.none")))}
	if n.Recorded {
		understood := locale.T("callnote.not-asked")
		if n.Record.Understood != "" {
			understood = locale.T("callnote.understood." + n.Record.Understood)
		}
		lines = append(lines, line{label: locale.T("callnote.understood"), text: understood, warns: n.Record.Understood == "no"})
	}
	lines = append(lines, n.followUp()...)
	for _, contact := range n.Record.Contacts {
		lines = append(lines, say("callnote.contact", contactWords(contact)))
	}
	for _, text := range n.Record.Said {
		lines = append(lines, line{label: locale.T("callnote.said"), text: locale.In(text), quiet: true})
	}
	for _, text := range n.Record.DoBeside {
		lines = append(lines, line{label: locale.T("callnote.do"), text: locale.In(text), quiet: true})
	}
	return lines
}

// followUp says what was promised, for when, and who owns it. A callback's time
// is the one of the note, wherever it was moved since.
func (n note) followUp() []line {
	var lines []line
	for _, task := range n.Tasks {
		row := tasks.OfPatient(n.desk, n.Patient, []models.Call{n.Call}, task)
		when := locale.Date(task.Due)
		switch {
		case task.Step == models.CallbackStep && n.Call.CallbackAt != nil:
			when = locale.Moment(*n.Call.CallbackAt)
		case task.Kind == models.Callback && task.At != nil:
			when = locale.Moment(*task.At)
		}
		said := locale.T("callnote.follow-up.task", "what", row.Title(), "when", when, "who", locale.T("role."+string(task.Role)))
		lines = append(lines, say("callnote.follow-up", said))
	}
	if len(lines) == 0 {
		return []line{say("callnote.follow-up", locale.T("callnote.none"))}
	}
	return lines
}

func joined(texts []models.Text) string {
	var words []string
	for _, text := range texts {
		words = append(words, locale.In(text))
	}
	return strings.Join(words, "; ")
}
