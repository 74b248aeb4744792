package triage

import "math"

// Calm gives the numbers of a finding of which no rule, floor or score speaks.
func (g *Guide) Calm(id string) Range {
	at := g.byID[id]
	calm := g.findings[at].Possible
	narrow := func(a atom) {
		beside := a.limit
		if !a.strict {
			beside = math.Nextafter(a.limit, map[side]float64{above: math.Inf(-1), below: math.Inf(1)}[a.side])
		}
		switch {
		case a.finding != at:
		case a.side == below:
			calm.From = max(calm.From, beside)
		default:
			calm.To = min(calm.To, beside)
		}
	}
	for i := range g.rules {
		g.rules[i].when.atoms(narrow)
		for j := range g.rules[i].Cases {
			g.rules[i].Cases[j].when.atoms(narrow)
		}
	}
	for i := range g.scores {
		for j := range g.scores[i].Parts {
			for k := range g.scores[i].Parts[j].Points {
				g.scores[i].Parts[j].Points[k].when.atoms(narrow)
			}
		}
	}
	for i := range g.findings {
		for j := range g.findings[i].Floors {
			g.findings[i].Floors[j].when.atoms(narrow)
		}
	}
	// What is not normal is a complaint, even where no rule speaks of it.
	calm.From, calm.To = max(calm.From, g.findings[at].Normal.From), min(calm.To, g.findings[at].Normal.To)
	return calm
}

// Complaint tells whether an answer is one.
func (f Finding) Complaint(answer Answer) bool { return !f.Circumstance && f.found(f.value(answer)) }

// Steps gives the answers with which a finding begins to matter: those that are greater,
// and those that are less, than normal.
func (g *Guide) Steps(id string) (greater, less []Answer) {
	steps := g.steps[g.byID[id]]
	return steps[above], steps[below]
}

// LevelAlone is the level as it is found when nothing is to be told about it.
func (g *Guide) LevelAlone(request Request) Level { return g.call(request).level() }
