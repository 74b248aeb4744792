package careplan

import "slices"

// adopt lets a version from before answers led anywhere follow what the
// procedure's protocol says today: which day a task is due stays as it was frozen,
// but no answer closes its row with nothing left to do.
func (p *Protocol) adopt(current *Protocol) {
	p.adoptUse(current)
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
