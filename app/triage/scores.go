package triage

// points gives what a part has now, 0 for what is normal or not measured.
func (p *ScorePart) points(values []float64) int {
	for i := range p.Points {
		if p.Points[i].when.holds(values) {
			return p.Points[i].Points
		}
	}
	return 0
}

func (s *Score) sum(values []float64) int {
	sum := 0
	for i := range s.Parts {
		sum += s.Parts[i].points(values)
	}
	return sum
}

// level is what the sum gives; "" for a sum that gives none.
func (s *Score) level(values []float64) Level {
	sum := s.sum(values)
	for _, level := range Levels {
		if least, ok := s.AtLeast[level]; ok && sum >= least {
			return level
		}
	}
	return ""
}

// causes adds the findings that have points.
func (s *Score) causes(values []float64, into []int) []int {
	for i := range s.Parts {
		for j := range s.Parts[i].Points {
			if one := &s.Parts[i].Points[j].when; one.holds(values) {
				into = one.causes(values, into)
				break
			}
		}
	}
	return into
}

// measured tells whether any number of the score is there.
func (c call) measured(s *Score) bool {
	measured := false
	for i := range s.Parts {
		for j := range s.Parts[i].Points {
			s.Parts[i].Points[j].when.atoms(func(a atom) {
				measured = measured || c.request.Answers[c.guide.findings[a.finding].ID].Word == Measured
			})
		}
	}
	return measured
}

// scored adds up what was measured, and gives the scores that reach a level.
func (c call) scored(out *Assessment) []match {
	var reached []match
	for i := range c.guide.scores {
		score := &c.guide.scores[i]
		if !c.measured(score) || c.withholds(score.Source) {
			continue
		}
		scored := Scored{ID: score.ID, Name: score.Name, Sum: score.sum(c.values)}
		for j := range score.Parts {
			part := &score.Parts[j]
			scored.Parts = append(scored.Parts, PartScored{Name: part.Name, Points: part.points(c.values)})
		}
		out.Scores = append(out.Scores, scored)
		if level := score.level(c.values); level != "" {
			reached = append(reached, match{rule: &Rule{}, Trigger: Trigger{
				Rule: score.ID, Level: level, Findings: c.names(score.causes(c.values, nil)),
			}})
		}
	}
	return reached
}
