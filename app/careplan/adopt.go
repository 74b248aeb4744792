package careplan

import "slices"

// adopt lets a version from before answers led anywhere follow what the
// procedure's protocol says today: which day a task is due stays as it was frozen,
// but no answer closes its row with nothing left to do.
func (p *Protocol) adopt(current *Protocol) {
	p.adoptUse(current)
	p.adoptReady(current)
	if len(p.FollowUps) > 0 || len(p.health.follows) > 0 {
		return
	}
	p.FollowUps, p.health = current.FollowUps, current.health
	for i := range p.tasks {
		now, _ := current.Step(p.tasks[i].step.ID)
		p.tasks[i].step.adopt(now)
		p.Steps[i] = p.tasks[i].step
	}
}

func (s *Step) adopt(now Step) {
	s.Assess, s.Tell, s.Prescribes = now.Assess, now.Tell, now.Prescribes
	s.Asks = slices.Clone(s.Asks)
	for i, question := range s.Asks {
		s.Asks[i].Choices = slices.Clone(question.Choices)
		for j, choice := range question.Choices {
			if today, ok := now.Choice(question.ID, choice.ID); ok {
				s.Asks[i].Choices[j].Well, s.Asks[i].Choices[j].Follow = today.Well, today.Follow
			}
		}
	}
}

// adoptUse does with each row what today's protocol says of it, for a version from
// before rows said so: every one since has a decision about holds.
func (p *Protocol) adoptUse(current *Protocol) {
	if slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Hold != "" }) {
		return
	}
	for i := range p.tasks {
		now, _ := current.Step(p.tasks[i].step.ID)
		p.tasks[i].step.Hold, p.tasks[i].step.Calendar = now.Hold, now.Calendar
		p.Steps[i] = p.tasks[i].step
	}
	for i := range p.dates {
		for _, now := range current.Milestones {
			if now.ID == p.dates[i].milestone.ID {
				p.dates[i].milestone.Hold, p.dates[i].milestone.Calendar = now.Hold, now.Calendar
			}
		}
		p.Milestones[i] = p.dates[i].milestone
	}
}

// adoptReady lets a version from before there was a readiness board ask what the
// board shows, and know which of its rows are calls.
func (p *Protocol) adoptReady(current *Protocol) {
	if slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Call || s.Ready != "" }) {
		return
	}
	for i := range p.tasks {
		step := &p.tasks[i].step
		now, _ := current.Step(step.ID)
		step.Call, step.Ready = now.Call, now.Ready
		for _, question := range now.Asks {
			if question.Ready == "" || slices.ContainsFunc(step.Asks, func(q Question) bool { return q.ID == question.ID }) {
				continue
			}
			step.Asks = append(slices.Clone(step.Asks), question)
			for _, choice := range question.Choices {
				follow, ok := current.FollowUp(choice.Follow.Task)
				if _, known := p.FollowUp(choice.Follow.Task); ok && !known && len(p.FollowUps) > 0 {
					p.FollowUps = append(slices.Clone(p.FollowUps), follow)
				}
			}
		}
		p.Steps[i] = *step
	}
}
