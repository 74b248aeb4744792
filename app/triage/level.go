package triage

import (
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Level is how urgent a call is. "" is no level yet.
type Level string

// The levels, the most urgent first.
const (
	L1 Level = "L1" // 112 now
	L2 Level = "L2" // emergency department today
	L3 Level = "L3" // the surgeon calls back
	L4 Level = "L4" // a visit
	L5 Level = "L5" // self-care with a safety net
)

// Levels lists every level, the most urgent first.
var Levels = []Level{L1, L2, L3, L4, L5}

// LevelText is a level in words, with what follows from it.
type LevelText struct {
	ID         Level
	Name       models.Text  // "Ring 112 nu"
	Tell       models.Text  // what the patient is told to do
	SafetyNet  models.Text  // when to call again; empty for a level that needs none
	Callback   int          // minutes until the surgeon calls back; 0 for no such promise
	Escalation []Escalation // what is done while that promise is not kept, in the order of time
	Visit      *Span        // days until the visit, where the level is one
	Recontact  *Hours       // when the patient is called again, where no rule says; nil for no such time
	// Alarm is what is noted with its time, "112 larmat", where a call of this level can be
	// signed at once, whatever is left to ask; empty for the others.
	Alarm models.Text
	// Notify is what is noted with its time, "akuten ringd", where whoever takes over has to
	// be told that the patient comes; empty at the other levels.
	Notify models.Text
	Source rulebook.Source
}

// Escalation is what somebody does when the surgeon has not called the patient yet.
type Escalation struct {
	Minutes int // since the call
	Do      models.Text
}

// Unanswered is what is done about a patient who does not answer the telephone.
type Unanswered struct {
	Tries  int         // attempts before somebody gives up calling
	Apart  int         // minutes between them
	Then   models.Text // what is done after the last one
	Source rulebook.Source
}

// AtHour is the level that takes another's place while the clinic does not answer:
// where no surgeon can call within the hour, somebody else has to see the patient.
func (g *Guide) AtHour(level Level, open bool) Level {
	if to, ok := g.outsideHours.Value[level]; ok && !open {
		return to
	}
	return level
}

// Unanswered gives the rule for a patient who does not answer.
func (g *Guide) Unanswered() Unanswered { return g.unanswered }

// Levels lists the levels in words, the most urgent first.
func (g *Guide) Levels() []LevelText { return slices.Clone(g.levels) }

// Level finds a level in words.
func (g *Guide) Level(id Level) (LevelText, bool) {
	for _, level := range g.levels {
		if level.ID == id {
			return level, true
		}
	}
	return LevelText{}, false
}

// Above tells whether the level is more urgent than another; "" is below all.
func (l Level) Above(other Level) bool { return l.rank() > other.rank() }

// rank is 0 for no level and rises with the urgency.
func (l Level) rank() int {
	at := slices.Index(Levels, l)
	if at < 0 {
		return 0
	}
	return len(Levels) - at
}

// raised gives the level that is so many steps more urgent, the ceiling at most.
func (l Level) raised(steps int, ceiling Level) Level {
	at := slices.Index(Levels, l)
	if raised := Levels[max(0, at-steps)]; ceiling.Above(raised) || raised == ceiling {
		return raised
	}
	return highest(l, ceiling)
}

func highest(a, b Level) Level {
	if b.Above(a) {
		return b
	}
	return a
}
