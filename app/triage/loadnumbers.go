package triage

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

var rangeForm = regexp.MustCompile(`^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$`)

// number reads what can be measured, what of it is normal, and the unit. What is typed
// in another unit, or with a digit too many, has to lie outside what can be.
func (r *reader) number(finding *Finding, row fileNumber, line int) {
	finding.Kind, finding.Unit, finding.Method = Number, r.OptionalText(row.Unit, "unit", line), row.Method.Value
	finding.Step = math.Pow10(-row.Decimals)
	if row.Decimals < 0 || row.Decimals > 2 {
		r.Fail(line, "rules.bad-value", fmt.Sprintf("decimals: %d", row.Decimals))
	}
	if row.Least == nil || row.Most == nil {
		r.Fail(line, "rules.missing", "number: least, most")
		return
	}
	finding.Possible = Range{From: *row.Least, To: *row.Most}
	parts := rangeForm.FindStringSubmatch(r.Required(row.Normal, "normal", line))
	switch {
	case finding.Possible.To <= finding.Possible.From:
		r.Fail(line, "rules.bad-value", finding.Possible.String())
	case parts == nil:
		r.Fail(max(row.Normal.Line, line), "rules.bad-value", "normal: "+row.Normal.Value)
	default:
		finding.Normal = Range{From: parsed(parts[1]), To: parsed(parts[2])}
		if n := finding.Normal; n.To < n.From || !finding.Possible.Contain(n.From) || !finding.Possible.Contain(n.To) || n == finding.Possible {
			r.Fail(row.Normal.Line, "rules.bad-value", "normal: "+row.Normal.Value)
		}
	}
	finding.Source = r.source(row.Origin, line, "number/"+finding.ID)
	if measuredInDegrees(row) && row.Method.Value == "" {
		r.Fail(line, "rules.missing", "method")
	}
	r.used["finding/"+row.Method.Value] = true
}

// measuredInDegrees tells a temperature, which says little without how it was measured.
func measuredInDegrees(row fileNumber) bool { return row.Unit.Value.In(models.Swedish) == "°C" }

// parsed reads digits that a pattern has let through.
func parsed(text string) float64 {
	number, _ := strconv.ParseFloat(text, 64)
	return number
}

// floors reads the least levels of every number. On each side on which a number can be
// worse than normal it has one.
func (r *reader) floors(groups []rulebook.Located[fileGroup]) {
	at := 0
	for _, group := range groups {
		for _, breath := range group.Value.Breaths {
			for _, row := range breath.Value.Findings {
				if number := row.Value.Row.Number; number.Line != 0 {
					r.floorsOf(&r.guide.findings[at], number)
				}
				at++
			}
		}
	}
}

func (r *reader) floorsOf(finding *Finding, row rulebook.Located[fileNumber]) {
	name := underscored(finding.ID)
	sides := map[side]bool{}
	for _, id := range slices.Sorted(maps.Keys(row.Value.AtLeast)) {
		written := row.Value.AtLeast[id]
		level := r.level(text{Value: id, Line: written.Line}, "at_least", row.Line)
		for part := range strings.SplitSeq(written.Value, " or ") {
			limit := text{Value: name + " " + part, Line: written.Line}
			when := r.condition(limit)
			if when.atom == nil {
				r.Fail(written.Line, "rules.bad-value", "at_least: "+written.Value)
				return
			}
			if finding.Normal.Contain(when.atom.limit) && (!when.atom.strict || !onEdge(finding.Normal, when.atom)) {
				r.Fail(written.Line, "triage.floor-normal", limit.Value)
			}
			sides[when.atom.side] = true
			finding.Floors = append(finding.Floors, Floor{Level: level, When: limit.Value, when: when})
		}
	}
	for _, to := range []side{above, below} {
		if finding.worsens(to) && !sides[to] {
			r.Fail(row.Line, "triage.floorless", finding.ID+": "+map[side]string{above: "> ", below: "< "}[to]+finding.Normal.String())
		}
	}
	fingerprint(&finding.Source, row.Value, r.leansOn(name))
}

// onEdge tells whether a strict limit is where normal ends: "> 37.9" holds nothing normal.
func onEdge(normal Range, a *atom) bool {
	if a.side == below {
		return a.limit == normal.From
	}
	return a.limit == normal.To
}

// scores reads what is added up.
func (r *reader) scores(rows []rulebook.Located[fileScore]) {
	seen := map[string]bool{}
	for _, row := range rows {
		score := Score{
			ID: r.id(row.Value.ID, row.Line), Name: r.Text(row.Value.Name, "name", row.Line), AtLeast: map[Level]int{},
			Source: r.source(row.Value.Origin, row.Line, "score/"+row.Value.ID.Value),
		}
		r.Once(seen, score.ID, row.Line)
		var conditions []string
		for _, part := range row.Value.Parts {
			score.Parts = append(score.Parts, r.scorePart(part.Value, part.Line, &conditions))
		}
		for id, sum := range row.Value.AtLeast {
			level := r.level(text{Value: id, Line: sum.Line}, "at_least", row.Line)
			if sum.Value < 1 {
				r.Fail(sum.Line, "rules.bad-value", fmt.Sprintf("at_least: %d", sum.Value))
			}
			score.AtLeast[level] = sum.Value
		}
		if len(score.Parts) == 0 || len(score.AtLeast) == 0 {
			r.Fail(row.Line, "rules.missing", "parts, at_least")
		}
		fingerprint(&score.Source, row.Value, r.leansOn(conditions...))
		r.guide.scores = append(r.guide.scores, score)
	}
}

func (r *reader) scorePart(row fileScorePart, line int, conditions *[]string) ScorePart {
	part := ScorePart{Name: r.Text(row.Name, "name", line)}
	for _, points := range slices.Backward(slices.Sorted(maps.Keys(row.Points))) {
		when := row.Points[points]
		if points < 1 {
			r.Fail(when.Line, "rules.bad-value", fmt.Sprintf("points: %d", points))
		}
		*conditions = append(*conditions, when.Value)
		part.Points = append(part.Points, Points{Points: points, When: when.Value, when: r.condition(when)})
	}
	if len(part.Points) == 0 {
		r.Fail(line, "rules.missing", "points")
	}
	return part
}

// crossed refuses a number of which one answer would be too high and too low at once:
// what lies between the two directions is what nothing speaks of.
func (r *reader) crossed() {
	for i, limits := range r.limits {
		low, high, line := math.Inf(-1), math.Inf(1), 0
		for _, one := range limits {
			if one.atom.side == below {
				low = max(low, one.atom.limit)
			} else {
				high = min(high, one.atom.limit)
			}
		}
		for _, one := range limits {
			if one.atom.limit == low || one.atom.limit == high {
				line = max(line, one.line)
			}
		}
		if low >= high {
			r.Fail(line, "triage.crossed", fmt.Sprintf("%s: <= %s, >= %s", r.findings[i].ID, figure(low), figure(high)))
		}
	}
}
