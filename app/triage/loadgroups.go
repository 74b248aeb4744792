package triage

import (
	"slices"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
)

func (r *reader) groups(rows []rulebook.Located[fileGroup]) {
	g := r.guide
	seen := map[string]bool{}
	for i, row := range rows {
		g.groups = append(g.groups, Group{Number: i + 1, Title: r.Text(row.Value.Title, "title", row.Line)})
		for _, breath := range row.Value.Breaths {
			r.breath(breath.Value, breath.Line, i+1, seen)
		}
	}
	if len(g.findings) == 0 {
		r.Fail(1, "rules.missing", "groups: findings")
	}
	for i := range g.findings {
		row := r.asks[underscored(g.findings[i].ID)].Row
		r.detail(i, row.DetailOf)
		if method := g.findings[i].Method; method != "" && !slices.ContainsFunc(g.findings, func(f Finding) bool { return f.ID == method }) {
			r.Fail(row.Number.Line, "rules.bad-value", "method: "+method)
		}
	}
}

// breath reads questions that are asked together. Those that have a sentence of their
// own are answered by one "no", so that all of them take one.
func (r *reader) breath(row fileBreath, line, group int, seen map[string]bool) {
	g := r.guide
	breath := Breath{Number: len(g.breaths) + 1, Group: group, Ask: r.OptionalText(row.Ask, "ask", line)}
	first := len(g.findings)
	for _, one := range row.Findings {
		finding := r.finding(one.Value, one.Line)
		r.asks[underscored(finding.ID)] = one.Value
		r.Once(seen, finding.ID, one.Line)
		finding.Group, finding.Breath, finding.Order = group, breath.Number, len(g.findings)+1
		g.byID[finding.ID] = len(g.findings)
		g.findings, r.lines = append(g.findings, finding), append(r.lines, one.Line)
		if finding.RedFlag != g.findings[first].RedFlag {
			r.Fail(one.Line, "rules.bad-value", "red_flag: "+finding.ID)
		}
		if !breath.Ask.Empty() && finding.Kind != YesNo {
			r.Fail(one.Line, "rules.bad-value", "ask: "+finding.ID)
		}
	}
	if len(row.Findings) == 0 {
		r.Fail(line, "rules.missing", "findings")
	}
	g.breaths, r.askedRows = append(g.breaths, breath), append(r.askedRows, row.Asked.Value)
}

func (r *reader) finding(said rulebook.Said[fileFinding], line int) Finding {
	row := said.Row
	finding := Finding{
		ID: r.id(row.ID, line), Question: r.said(said.Text, line), Kind: YesNo, RedFlag: row.RedFlag,
		Circumstance: row.Circumstance, NotApplicable: r.OptionalText(row.NotApplicable, "not_applicable", line),
	}
	switch {
	case row.Number.Line != 0 && len(row.Choices) > 0:
		r.Fail(row.Number.Line, "rules.bad-value", "number, choices")
	case row.Number.Line != 0:
		r.number(&finding, row.Number.Value, row.Number.Line)
	case len(row.Choices) > 0:
		r.choices(&finding, row.Choices)
	}
	if row.AtLeast.Line != 0 {
		finding.AtLeast = r.level(row.AtLeast, "at_least", line)
		r.used["finding/"+finding.ID] = true
	}
	r.fits(row, finding.Kind, line)
	finding.known = r.knownFrom(row.Known.Value)
	return finding
}

// fits refuses what a row says that its kind of finding cannot have.
func (r *reader) fits(row fileFinding, kind Kind, line int) {
	onlyYesNo := row.RedFlag || row.AtLeast.Line != 0 || row.Known.Line != 0 || row.NotApplicable.Line != 0
	if onlyYesNo && kind != YesNo {
		r.Fail(line, "rules.bad-value", string(kind)+": red_flag, at_least, known, not_applicable")
	}
	if row.RedFlag && row.AtLeast.Line == 0 {
		r.Fail(line, "rules.missing", "at_least")
	}
	if row.Circumstance && (row.RedFlag || kind == Number) {
		r.Fail(line, "rules.bad-value", "circumstance")
	}
}

func (r *reader) choices(finding *Finding, rows []rulebook.Located[rulebook.Said[fileChoice]]) {
	finding.Kind = Choice
	seen := map[string]bool{}
	for _, row := range rows {
		option := Option{ID: r.id(row.Value.Row.ID, row.Line), Title: r.said(row.Value.Text, row.Line)}
		r.Once(seen, option.ID, row.Line)
		finding.Choices = append(finding.Choices, option)
	}
	if len(rows) < 2 {
		r.Fail(rows[0].Line, "rules.missing", "choices")
	}
}

func (r *reader) knownFrom(row fileKnown) known {
	var from known
	for _, t := range row.Classes {
		class := medication.Class(t.Value)
		if !slices.ContainsFunc(r.guide.medicines.All(), func(m medication.Medicine) bool { return m.Class == class }) {
			r.Fail(t.Line, "rules.bad-value", "classes: "+t.Value)
		}
		from.classes = append(from.classes, class)
	}
	for _, t := range row.Codes {
		if !medication.IsATC(t.Value) {
			r.Fail(t.Line, "rules.bad-value", "codes: "+t.Value)
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
	atom atom // from where the two contradict each other
	of   int
}

// detail reads of which other finding one is a detail.
func (r *reader) detail(at int, row rulebook.Located[fileDetail]) {
	if row.Line == 0 {
		return
	}
	g := r.guide
	of, ok := g.byID[row.Value.Finding.Value]
	if !ok || of == at || g.findings[of].Kind != YesNo {
		r.Fail(row.Line, "rules.bad-value", "detail_of: "+row.Value.Finding.Value)
		return
	}
	one := atom{finding: at, limit: 1}
	if (g.findings[at].Kind == Number) != (row.Value.From.Line != 0) {
		r.Fail(row.Line, "rules.bad-value", "detail_of: from")
	}
	if g.findings[at].Kind == Number {
		one.limit = row.Value.From.Value
	}
	g.details = append(g.details, detail{atom: one, of: of})
}

// asked reads when each breath is asked at all; its conditions name findings.
func (r *reader) asked(groups []rulebook.Located[fileGroup]) {
	at := 0
	for _, group := range groups {
		for _, breath := range group.Value.Breaths {
			if row := breath.Value.Asked; row.Line != 0 {
				r.guide.breaths[at].Asked = r.askedWhen(row.Value, row.Line)
			}
			at++
		}
	}
}

func (r *reader) askedWhen(row fileAsked, line int) Asked {
	asked := Asked{Procedures: rulebook.EachOf(r.Reader, row.Procedures, "procedures", r.guide.procedures), After: row.After.Value}
	if row.Days.Line != 0 {
		days := r.days(row.Days, line)
		asked.Days = &days
	}
	if row.After.Line != 0 {
		asked.after = r.condition(row.After)
	}
	for _, t := range row.Of {
		at, ok := r.guide.byID[t.Value]
		if !ok || !r.guide.findings[at].known.byMedicine() {
			r.Fail(t.Line, "rules.bad-value", "of: "+t.Value)
		}
		asked.Of = append(asked.Of, t.Value)
		r.used["finding/"+t.Value] = true
	}
	if len(asked.Procedures)+len(asked.Of) == 0 && asked.Days == nil && asked.After == "" {
		r.Fail(line, "rules.missing", "asked")
	}
	return asked
}

func (r *reader) terms(rows []rulebook.Located[fileTerm]) {
	for _, row := range rows {
		id := r.id(row.Value.ID, row.Line)
		name := underscored(id)
		if _, twice := r.env[name]; twice {
			r.Fail(row.Line, "rules.duplicate", id)
		}
		source := r.source(row.Value.Origin, row.Line, "term/"+id)
		r.Required(row.Value.When, "when", row.Line)
		read := r.condition(row.Value.When)
		r.vocabulary.terms[name], r.env[name], r.termTexts[name] = read, false, row.Value.When.Value
		fingerprint(&source, row.Value, r.leansOn(row.Value.When.Value))
		r.guide.terms = append(r.guide.terms, term{id: id, condition: row.Value.When.Value, source: source})
	}
}
