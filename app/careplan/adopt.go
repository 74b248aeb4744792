package careplan

import "slices"

// adopt lets a version from before answers led anywhere follow what the
// procedure's protocol says today: which day a task is due stays as it was frozen,
// but no answer closes its row with nothing left to do.
func (p *Protocol) adopt(current *Protocol) {
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
	s.Assess, s.Tell = now.Assess, now.Tell
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
