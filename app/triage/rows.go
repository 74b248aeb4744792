package triage

import (
	"fmt"
	"slices"

	"nursedesk/app/medication"
	"nursedesk/app/rulefile"
)

func (r *reader) groups(rows []rulefile.Located[fileGroup]) {
	g := r.guide
	seen := map[string]bool{}
	for i, row := range rows {
		g.groups = append(g.groups, Group{Number: i + 1, Title: r.title(row.Value.Title, "title", row.Line)})
		for _, one := range row.Value.Findings {
			finding := r.finding(one.Value, one.Line)
			r.asks[underscored(finding.ID)] = one.Value
			r.once(seen, finding.ID, one.Line)
			finding.Group, finding.Order = i+1, len(g.findings)+1
			g.byID[finding.ID] = len(g.findings)
			g.findings = append(g.findings, finding)
			r.detail(one.Value.DetailOf)
		}
	}
	if len(g.findings) == 0 {
		r.fail(1, "rules.missing", "groups: findings")
	}
}

func (r *reader) finding(row fileFinding, line int) Finding {
	finding := Finding{
		ID: r.id(row.ID, line), Question: r.pair(row.SV, row.EN, line),
		Kind: YesNo, RedFlag: row.RedFlag, top: 1,
	}
	switch {
	case row.Number.Line != 0 && len(row.Choices) > 0:
		r.fail(row.Number.Line, "rules.bad-value", "number, choices")
	case row.Number.Line != 0:
		r.number(&finding, row.Number.Value, row.Number.Line)
	case len(row.Choices) > 0:
		r.choices(&finding, row.Choices)
	}
	if row.AtLeast.Line != 0 {
		finding.AtLeast = r.level(row.AtLeast, "at_least", line)
		r.used["finding/"+finding.ID] = true
	}
	if (row.RedFlag || row.AtLeast.Line != 0 || row.Known.Line != 0) && finding.Kind != YesNo {
		r.fail(line, "rules.bad-value", string(finding.Kind)+": red_flag, at_least, known")
	}
	if row.RedFlag && row.AtLeast.Line == 0 {
		r.fail(line, "rules.missing", "at_least")
	}
	finding.known = r.knownFrom(row.Known.Value)
	return finding
}

func (r *reader) number(finding *Finding, row fileNumber, line int) {
	finding.Kind, finding.Unit, finding.Least, finding.Most = Number, row.Unit, row.Least, row.Most
	finding.Worse = Worse(r.required(row.Worse, "worse", line))
	if finding.Worse != Up && finding.Worse != Down {
		r.fail(line, "rules.bad-value", "worse: "+row.Worse.Value)
	}
	if row.Most <= row.Least {
		r.fail(line, "rules.bad-value", fmt.Sprintf("%v–%v", row.Least, row.Most))
	}
	finding.best, finding.top = row.Least, row.Most
	if finding.Worse == Down {
		finding.best, finding.top = -row.Most, -row.Least
	}
}

func (r *reader) choices(finding *Finding, rows []rulefile.Located[fileChoice]) {
	finding.Kind, finding.top = Choice, float64(len(rows)-1)
	seen := map[string]bool{}
	for _, row := range rows {
		option := Option{ID: r.id(row.Value.ID, row.Line), Title: r.pair(row.Value.SV, row.Value.EN, row.Line)}
		r.once(seen, option.ID, row.Line)
		finding.Choices = append(finding.Choices, option)
	}
	if len(rows) < 2 {
		r.fail(rows[0].Line, "rules.missing", "choices")
	}
}

func (r *reader) knownFrom(row fileKnown) known {
	var from known
	for _, t := range row.Classes {
		class := medication.Class(t.Value)
		if !slices.ContainsFunc(r.guide.medicines.All(), func(m medication.Medicine) bool { return m.Class == class }) {
			r.fail(t.Line, "rules.bad-value", "classes: "+t.Value)
		}
		from.classes = append(from.classes, class)
	}
	for _, t := range row.Codes {
		if _, ok := r.guide.medicines.ByATC(t.Value); !ok {
			r.fail(t.Line, "rules.bad-value", "codes: "+t.Value)
		}
		from.codes = append(from.codes, t.Value)
	}
	for _, t := range row.Factors {
		factor := r.id(t, t.Line)
		from.factors = append(from.factors, factor)
		if !slices.Contains(r.guide.factors, factor) {
			r.guide.factors = append(r.guide.factors, factor)
		}
	}
	return from
}

// detail is an answer that cannot be where another is a no.
type detail struct {
	finding, of int
	from        float64 // the value, see Finding.value, from which the two contradict each other
}

// detail reads of which finding above the latest one is a detail.
func (r *reader) detail(row rulefile.Located[fileDetail]) {
	if row.Line == 0 {
		return
	}
	g := r.guide
	at := len(g.findings) - 1
	of, ok := g.byID[row.Value.Finding.Value]
	if !ok || of == at || g.findings[of].Kind != YesNo {
		r.fail(row.Line, "rules.bad-value", "detail_of: "+row.Value.Finding.Value)
		return
	}
	finding := g.findings[at]
	one := detail{finding: at, of: of, from: 1}
	if (finding.Kind == Number) != (row.Value.From.Line != 0) {
		r.fail(row.Line, "rules.bad-value", "detail_of: from")
	}
	if finding.Kind == Number {
		one.from = finding.scaled(row.Value.From.Value)
	}
	g.details = append(g.details, one)
}

func (r *reader) terms(rows []rulefile.Located[fileTerm]) {
	for _, row := range rows {
		id := r.id(row.Value.ID, row.Line)
		name := underscored(id)
		if _, twice := r.env[name]; twice {
			r.fail(row.Line, "rules.duplicate", id)
		}
		source := r.source(row.Value.Origin, row.Line, "term/"+id)
		r.required(row.Value.When, "when", row.Line)
		read := r.condition(row.Value.When)
		r.vocabulary.terms[name], r.env[name], r.termTexts[name] = read, false, row.Value.When.Value
		fingerprint(&source, row.Value, r.leansOn(row.Value.When.Value))
		r.guide.terms = append(r.guide.terms, term{id: id, condition: row.Value.When.Value, source: source})
	}
}
