package triage

import (
	"fmt"
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Reason is what a caller calls about. It decides the order of the questions,
// never the level.
type Reason struct {
	ID     string
	Title  models.Text
	Groups []int // whose questions come first after the red flags
	Asks   bool  // a complaint; false: nothing is asked and no level is given
}

// Reasons lists what a caller can call about, in the order of the file.
func (g *Guide) Reasons() []Reason { return slices.Clone(g.reasons) }

// Reason finds one by its id.
func (g *Guide) Reason(id string) (Reason, bool) {
	for _, reason := range g.reasons {
		if reason.ID == id {
			return reason, true
		}
	}
	return Reason{}, false
}

// Order lists the questions as they are asked of someone who calls about that
// reason: every red flag in its own order, then the reason's groups, then the
// rest. It is empty for a reason that is no complaint; a reason that is unknown
// or not chosen yet has no groups of its own.
func (g *Guide) Order(reason string) []Finding {
	of, known := g.Reason(reason)
	if known && !of.Asks {
		return nil
	}
	order := make([]Finding, 0, len(g.findings))
	take := func(which func(Finding) bool) {
		for _, finding := range g.findings {
			if which(finding) {
				order = append(order, finding)
			}
		}
	}
	take(func(f Finding) bool { return f.RedFlag })
	for _, group := range of.Groups {
		take(func(f Finding) bool { return !f.RedFlag && f.Group == group })
	}
	take(func(f Finding) bool { return !f.RedFlag && !slices.Contains(of.Groups, f.Group) })
	return order
}

func (r *reader) reasons(row fileReasons, line int) {
	g := r.guide
	if len(row.Of) == 0 {
		r.Fail(line, "rules.missing", "reasons: of")
	}
	g.reasonsFrom = r.source(row.Origin, line, "reasons")
	fingerprint(&g.reasonsFrom, row, g.groups, r.askedRows)
	seen := map[string]bool{}
	for _, one := range row.Of {
		reason := Reason{
			ID: r.id(one.Value.Row.ID, one.Line), Title: r.said(one.Value.Text, one.Line),
			Asks: one.Value.Row.Complaint == nil || *one.Value.Row.Complaint,
		}
		r.Once(seen, reason.ID, one.Line)
		for _, group := range one.Value.Row.Groups {
			if group.Value < 1 || group.Value > len(g.groups) || slices.Contains(reason.Groups, group.Value) || !reason.Asks {
				r.Fail(group.Line, "rules.bad-value", fmt.Sprintf("groups: %d", group.Value))
			}
			reason.Groups = append(reason.Groups, group.Value)
		}
		g.reasons = append(g.reasons, reason)
	}
}

// reasonSays tells the order of the questions for each reason.
func (g *Guide) reasonSays() []rulebook.Sentence {
	var says []rulebook.Sentence
	for _, reason := range g.reasons {
		var groups rulebook.Texts
		for _, group := range reason.Groups {
			groups = append(groups, g.groups[group-1].Title)
		}
		says = append(says, rulebook.Say("triage-reason", "reason", reason.Title, "asks", reason.Asks, "groups", groups))
	}
	return says
}
