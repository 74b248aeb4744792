package calls

import (
	"slices"

	"nursedesk/app/triage"
	"nursedesk/models"
)

// findings are the answers of a call, by what a hand-over says of them.
type findings struct {
	measured, yes            SBARTerms
	unknownFlags, unknown    SBARTerms
	denied, unasked, alsoAsk SBARTerms
	flags                    int // how many red flags there are
}

func (t *told) findings() findings {
	var out findings
	for _, asked := range t.Record.Asked {
		term := SBARTerm{Finding: asked.Finding, Question: asked.Question, Says: asked.Says}
		if asked.RedFlag {
			out.flags++
		}
		switch triage.Word(asked.Answer) {
		case triage.NotAsked:
			out.unasked = append(out.unasked, term)
		case triage.SaidYes:
			out.yes = append(out.yes, term)
		case triage.SaidNo, triage.DoesNotApply:
			if asked.RedFlag {
				out.denied = append(out.denied, term)
			}
		case triage.NotKnown:
			if asked.RedFlag {
				out.unknownFlags = append(out.unknownFlags, term)
			} else {
				out.unknown = append(out.unknown, term)
			}
		default:
			out.measured = append(out.measured, term)
		}
	}
	for _, id := range t.askAlso {
		finding, ok := t.guide.Finding(id)
		if ok && !finding.RedFlag { // red flags are among the unasked
			out.alsoAsk = append(out.alsoAsk, SBARTerm{Finding: id, Question: finding.Question})
		}
	}
	return out
}

// assessment says what was found, what the rules make of it and what the nurse
// thinks.
func (t *told) assessment() []SBARLine {
	var lines []SBARLine
	add := func(code string, terms SBARTerms, strong bool) {
		if len(terms) > 0 {
			line := sbarLine(code, "findings", terms)
			line.Strong = strong
			lines = append(lines, line)
		}
	}
	found := t.findings()
	add("yes", found.yes, true)
	add("measured", found.measured, true)
	add("unknown-flags", found.unknownFlags, true)
	add("unknown", found.unknown, false)
	if t.contradicts {
		lines = append(lines, sbarLine("contradicts").strong())
	}
	lines = append(lines, t.unasked(found)...)
	lines = append(lines, t.thinks()...)
	lines = append(lines, t.denies(found.denied)...)
	add("ask-also", found.alsoAsk, false)
	if notes := oneLine(t.Record.Notes); notes != "" {
		lines = append(lines, sbarLine("notes", "text", notes))
	}
	return lines
}

// denies names the red flags that were denied: by their group where all of it
// was, so that it can be read aloud, else one by one.
func (t *told) denies(denied SBARTerms) []SBARLine {
	const enough = 3 // fewer are said as quickly by themselves
	asked, no := map[int]int{}, map[int]int{}
	group := func(id string) int {
		finding, _ := t.guide.Finding(id) // 0 for one that the rules no longer have
		return finding.Group
	}
	for _, one := range t.Record.Asked {
		if one.RedFlag {
			asked[group(one.Finding)]++
		}
	}
	for _, term := range denied {
		no[group(term.Finding)]++
	}
	var groups []models.Text
	for _, one := range t.guide.Groups() {
		if no[one.Number] >= enough && no[one.Number] == asked[one.Number] {
			groups = append(groups, one.Title)
			denied = slices.DeleteFunc(denied, func(term SBARTerm) bool { return group(term.Finding) == one.Number })
		}
	}
	var lines []SBARLine
	if len(groups) > 0 {
		lines = append(lines, sbarLine("denies-groups", "groups", groups))
	}
	if len(denied) > 0 {
		lines = append(lines, sbarLine("denies", "findings", denied))
	}
	return lines
}

// fewFlags is how many unasked red flags are named one by one; more are counted.
const fewFlags = 6

// unasked says honestly what nobody has asked.
func (t *told) unasked(found findings) []SBARLine {
	var lines []SBARLine
	switch reason, known := t.guide.Reason(t.Call.Topic); {
	case known && !reason.Asks:
		return []SBARLine{sbarLine("no-complaint")}
	case found.flags == 0, len(found.unasked) == found.flags && len(found.yes)+len(found.measured) == 0:
		return []SBARLine{sbarLine("nothing-asked").strong()}
	case len(found.unasked) > fewFlags:
		lines = append(lines, sbarLine("unasked-many", "n", len(found.unasked), "all", found.flags).strong())
	case len(found.unasked) > 0:
		lines = append(lines, sbarLine("unasked", "findings", found.unasked).strong())
	}
	if t.Call.Unfinished {
		lines = append(lines, sbarLine("unfinished").strong())
	}
	return lines
}

// thinks says what the rules suspect, and where the nurse's level comes from.
func (t *told) thinks() []SBARLine {
	var lines []SBARLine
	if len(t.Record.Suspected) > 0 {
		lines = append(lines, sbarLine("suspected", "list", t.Record.Suspected).strong())
	}
	own, proposed := triage.Level(t.Call.Level), triage.Level(t.Record.Proposed)
	switch low := t.Record.Lowered; {
	case own == "":
	case low != nil && proposed == "":
		lines = append(lines, sbarLine("doctor-level", "level", own, "reason", oneLine(low.Reason), "doctor", low.Doctor).strong())
	case low != nil:
		lines = append(lines, sbarLine("lowered", "from", proposed, "to", own, "reason", oneLine(low.Reason), "doctor", low.Doctor).strong())
	case proposed == "":
		lines = append(lines, sbarLine("own-level", "level", own))
	case own.Above(proposed):
		lines = append(lines, sbarLine("raised", "from", proposed, "to", own).strong())
	default:
		lines = append(lines, sbarLine("same-level", "level", own))
	}
	return lines
}

// recommendation says what is wanted, by when, and what the patient knows.
func (t *told) recommendation() []SBARLine {
	lines := []SBARLine{t.want()}
	contacts := t.contacts()
	for _, text := range t.Record.DoBeside {
		at := slices.IndexFunc(contacts, func(c models.Contact) bool { return c.With == text.In(models.Swedish) })
		if at < 0 {
			lines = append(lines, sbarLine("do", "text", text))
			continue
		}
		// What the rules wanted done is ticked as a contact of that name.
		lines = append(lines, sbarLine("done", "text", text, "at", contacts[at].At))
		contacts = slices.Delete(slices.Clone(contacts), at, at+1)
	}
	lines = append(lines, t.calledAgain()...)
	lines = append(lines, t.patientKnows()...)
	for _, contact := range contacts {
		code := "contact"
		if !contact.ReadBack {
			code = "contact-unread"
		}
		lines = append(lines, sbarLine(code, "with", contact.With, "at", contact.At))
	}
	return append(lines, sbarLine("read-back"))
}

// want says what whoever takes over is to do, by the level.
func (t *told) want() SBARLine {
	switch triage.Level(t.Call.Level) {
	case triage.L1:
		return sbarLine("want-ambulance").strong()
	case triage.L2:
		return sbarLine("want-emergency").strong()
	case triage.L3:
		return t.wantCall()
	case triage.L4:
		return t.wantVisit()
	case triage.L5:
		return sbarLine("want-nothing").strong()
	}
	if reason, ok := t.guide.Reason(t.Call.Topic); ok && !reason.Asks || !t.Recorded {
		return sbarLine("want-none")
	}
	return sbarLine("want-open").strong()
}

func (t *told) wantCall() SBARLine {
	phone := t.number()
	task, ok := t.task(models.SurgeonCallbackStep)
	switch {
	case !ok:
		return sbarLine("want-call", "phone", phone).strong()
	case task.Closed() && task.ClosedAt != nil:
		return sbarLine("want-called", "at", *task.ClosedAt, "by", task.ClosedBy)
	case task.At != nil && task.At.Before(t.now):
		return sbarLine("want-call-late", "at", *task.At, "phone", phone).strong()
	}
	return sbarLine("want-call-by", "time", models.TimeOfDayOf(task.Promised()).String(), "phone", phone).strong()
}

func (t *told) wantVisit() SBARLine {
	task, ok := t.task(models.VisitStep)
	switch {
	case !ok:
		return sbarLine("want-visit").strong()
	case task.State == models.Done:
		return sbarLine("want-visited")
	case task.At != nil:
		return sbarLine("want-visit-at", "at", *task.At).strong()
	case task.Earliest == task.Due:
		return sbarLine("want-visit-on", "date", task.Due).strong()
	}
	return sbarLine("want-visit-between", "from", task.Earliest, "to", task.Due).strong()
}

// task finds what the call led to, by its step.
func (t *told) task(step string) (models.Task, bool) {
	for _, task := range t.Tasks {
		if task.Step == step {
			return task, true
		}
	}
	return models.Task{}, false
}

func (t *told) calledAgain() []SBARLine {
	if task, ok := t.task(models.CallbackStep); ok {
		if task.Closed() {
			return nil
		}
		return []SBARLine{sbarLine("callback", "at", task.Promised())}
	}
	if t.suggest != nil {
		return []SBARLine{sbarLine("callback-proposed", "at", *t.suggest)}
	}
	return nil
}

// patientKnows says what the patient has been told and has understood.
func (t *told) patientKnows() []SBARLine {
	var lines []SBARLine
	out, advice := t.Record.ReadOut, oneLine(t.Call.Advice)
	if out != nil {
		lines = append(lines, sbarLine("read-out", "level", out.Level, "at", out.At))
	}
	if advice != "" {
		lines = append(lines, sbarLine("advice", "text", advice))
	}
	if len(lines) == 0 {
		return []SBARLine{sbarLine("not-told").strong()}
	}
	if out != nil && t.Call.Level != "" && out.Level != t.Call.Level {
		lines[0] = sbarLine("read-out-other", "level", out.Level, "at", out.At).strong()
	}
	switch t.Record.Understood {
	case "yes":
		lines = append(lines, sbarLine("understood"))
	case "no":
		lines = append(lines, sbarLine("not-understood").strong())
	}
	return lines
}

// contacts are all who were told of the patient, those added to the note too.
func (t *told) contacts() []models.Contact {
	contacts := t.Record.Contacts
	for _, addition := range t.Additions {
		if addition.Contact != nil {
			contacts = append(contacts[:len(contacts):len(contacts)], *addition.Contact)
		}
	}
	return contacts
}
