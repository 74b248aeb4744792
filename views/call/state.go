package call

import (
	"slices"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// judge finds the level anew, and what is wrong with the answers, which is said beside
// their questions.
func (p *Page) judge() {
	judged, err := p.desk.Judge(p.draft, p.file)
	if err != nil {
		p.host.Fail(err)
		return
	}
	p.judged, p.problems = judged, map[string]string{}
	for _, problem := range judged.Wrong {
		p.problems[problem.Field] = locale.Problem(problem)
	}
}

// asking is the questions of this call in their order, without those that need not be asked.
func (p *Page) asking() []triage.Finding {
	return slices.DeleteFunc(p.guide.Order(p.draft.Topic), func(f triage.Finding) bool {
		return !p.showsAll && slices.Contains(p.judged.Hidden, f.ID)
	})
}

// showHidden shows the questions that need not be asked, or leaves them out again.
func (p *Page) showHidden() {
	p.showsAll = !p.showsAll
	p.show()
}

// hiddenWords says how many questions are left out.
func (p *Page) hiddenWords() string {
	switch left := len(p.judged.Hidden); {
	case left == 0:
		return ""
	case p.showsAll:
		return locale.T("call.hidden.fewer")
	default:
		return locale.TN("call.hidden", left)
	}
}

// stands tells how a question stands.
func (p *Page) stands(finding triage.Finding) asked {
	state := asked{known: slices.Contains(p.judged.Known, finding.ID), problem: p.problems[finding.ID]}
	if text := p.draft.Answers[finding.ID]; text != "" {
		state.answer, _ = p.guide.ParseAnswer(finding.ID, text) // kept answers were read before
	}
	return state
}

// answer takes an answer; the zero one takes the present one back.
func (p *Page) answer(id string, answer triage.Answer) {
	p.answers(map[string]triage.Answer{id: answer})
}

func (p *Page) answers(given map[string]triage.Answer) {
	before := p.judged.Level
	var changes []models.AnswerChange
	for _, finding := range p.guide.Findings() { // in an order that is the same every time
		answer, ok := given[finding.ID]
		id, was, is := finding.ID, p.draft.Answers[finding.ID], answer.String()
		if !ok || was == is {
			continue
		}
		if is == "" {
			delete(p.draft.Answers, id)
		} else {
			p.draft.Answers[id] = is
		}
		changes = append(changes, models.AnswerChange{At: p.host.Now(), Finding: id, From: was, To: is})
	}
	if len(changes) == 0 {
		return
	}
	p.judge()
	if p.draft.ReadOut != nil {
		for _, change := range changes {
			p.log(change, before)
		}
	}
	p.changed()
}

// log keeps that an answer was changed after the level was read out. The digits
// of one number are one change.
func (p *Page) log(change models.AnswerChange, level triage.Level) {
	change.LevelFrom, change.LevelTo = string(level), string(p.judged.Level)
	if last := len(p.draft.Changes) - 1; last >= 0 && p.list.typed != "" && p.draft.Changes[last].Finding == change.Finding {
		p.draft.Changes[last].To, p.draft.Changes[last].LevelTo = change.To, change.LevelTo
		return
	}
	p.draft.Changes = append(p.draft.Changes, change)
}

// noTo answers no to several questions that were read aloud as one.
func (p *Page) noTo(ids []string) {
	given := map[string]triage.Answer{}
	for _, id := range ids {
		given[id] = triage.No
	}
	p.answers(given)
}

// readOut ticks that the patient was told the level, or takes the tick back.
func (p *Page) readOut() {
	switch {
	case p.judged.Level == "":
		return
	case p.draft.ReadOut != nil && p.draft.ReadOut.Level == string(p.judged.Level):
		p.draft.ReadOut = nil
	default:
		p.draft.ReadOut = &models.ReadOut{At: p.host.Now(), Level: string(p.judged.Level)}
	}
	p.judge()
	p.changed()
}

// changed shows and keeps what was changed.
func (p *Page) changed() {
	p.show()
	p.keeper.touch()
}

// flags counts the red flags of this call, and those that are asked.
func (p *Page) flags() (asked, all int) {
	for _, finding := range p.guide.Findings() {
		if finding.RedFlag && !slices.Contains(p.judged.Hidden, finding.ID) {
			all++
		}
	}
	return all - len(p.judged.UnaskedRedFlags), all
}
