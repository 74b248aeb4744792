package call

import (
	"errors"
	"slices"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// judge reckons the level anew. Answers that contradict each other are said
// beside their question, and the worse of them counts until one is mended.
func (p *Page) judge() {
	p.problems = map[string]string{}
	draft := p.draft
	for range 5 { // each round takes one contradicting answer away
		judged, err := p.desk.Judge(draft, p.file)
		if err == nil {
			p.judged = judged
			return
		}
		denied := p.explain(err)
		if len(denied) == 0 {
			p.host.Fail(err)
			return
		}
		draft = copied(draft)
		for _, id := range denied {
			delete(draft.Answers, id)
		}
	}
}

// explain says what is wrong beside the questions, and gives the answers that
// must not count: a no to what is told all the same.
func (p *Page) explain(err error) (denied []string) {
	var problems models.Problems
	if !errors.As(err, &problems) {
		return nil
	}
	for _, problem := range problems {
		p.problems[problem.Field] = locale.Problem(problem)
		if problem.Code != "triage.contradiction" {
			denied = append(denied, problem.Field)
			continue
		}
		for _, finding := range p.guide.Findings() {
			if finding.Question == problem.Values["no"] {
				denied = append(denied, finding.ID)
			}
		}
	}
	return denied
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
	for id, answer := range given {
		was, is := p.draft.Answers[id], answer.String()
		if was == is {
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

// flags counts the red flags, and those that are asked.
func (p *Page) flags() (asked, all int) {
	for _, finding := range p.guide.Findings() {
		if finding.RedFlag {
			all++
		}
	}
	return all - len(p.judged.UnaskedRedFlags), all
}
