package triage

import (
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Rows lists every belief of the guide as a doctor approves it: what holds for
// every call, the levels, what the rules name, the rules.
func (g *Guide) Rows() []rulebook.Row {
	rows := g.generalRows()
	for _, level := range g.levels {
		row := rowOf("triage-level", numbered(string(level.ID), level.Name), level.Source)
		row.Says = level.says()
		rows = append(rows, row)
	}
	rows = append(rows, g.measuredRows()...)
	for _, term := range g.terms {
		row := rowOf("triage-term", nil, term.source)
		row.Says = []rulebook.Sentence{rulebook.Say("triage-counts", "when", g.answers(term.condition))}
		rows = append(rows, row)
	}
	for _, rule := range g.rules {
		row := rowOf("triage-rule", numbered(rule.ID, rule.Title), rule.Source)
		if len(rule.Procedures) > 0 {
			row.Only = []rulebook.Sentence{rulebook.Say("triage-after", "procedures", g.titles(rule.Procedures))}
		}
		row.Says = g.ruleSays(rule)
		rows = append(rows, row)
	}
	return rows
}

// measuredRows are what is believed of every number, and what is added up of them.
func (g *Guide) measuredRows() []rulebook.Row {
	var rows []rulebook.Row
	for i := range g.findings {
		finding := &g.findings[i]
		if finding.Kind != Number {
			continue
		}
		row := rowOf("triage-number", finding.Question, finding.Source)
		said := func(number float64) models.Text { return finding.Spoken(OfNumber(number)) }
		row.Says = append(row.Says, rulebook.Say("triage-possible", "least", said(finding.Possible.From), "most", said(finding.Possible.To),
			"from", said(finding.Normal.From), "to", said(finding.Normal.To)))
		for _, floor := range finding.Floors {
			row.Says = append(row.Says, rulebook.Say("triage-floor", "level", g.levelTitle(floor.Level), "when", g.answers(floor.When)))
		}
		rows = append(rows, row)
	}
	for _, score := range g.scores {
		row := rowOf("triage-score", score.Name, score.Source)
		for _, part := range score.Parts {
			for _, points := range part.Points {
				row.Says = append(row.Says, rulebook.Say("triage-points", "n", points.Points, "part", part.Name, "when", g.answers(points.When)))
			}
		}
		for _, level := range Levels {
			if sum, ok := score.AtLeast[level]; ok {
				row.Says = append(row.Says, rulebook.Say("triage-sum", "n", sum, "level", g.levelTitle(level)))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func rowOf(kind string, title models.Text, source rulebook.Source) rulebook.Row {
	row := source.Belief()
	row.Part, row.Kind, row.Title = rulebook.Triage, kind, title
	return row
}

// numbered is a title with the number by which the doctor's table has it.
func numbered(id string, title models.Text) models.Text {
	return title.Each(func(_ models.Language, said string) string { return id + " " + said })
}

func (g *Guide) generalRows() []rulebook.Row {
	row := func(source rulebook.Source, says ...rulebook.Sentence) rulebook.Row {
		row := rowOf("triage-general", nil, source)
		row.Says = says
		return row
	}
	var flags rulebook.Questions
	least := map[Level]rulebook.Questions{}
	for _, finding := range g.findings {
		if finding.RedFlag {
			flags = append(flags, finding.Question)
		}
		if finding.AtLeast != "" {
			least[finding.AtLeast] = append(least[finding.AtLeast], finding.Question)
		}
	}
	var leasts, outside []rulebook.Sentence
	for _, level := range Levels {
		if asked := least[level]; asked != nil {
			leasts = append(leasts, rulebook.Say("triage-least", "level", g.levelTitle(level), "questions", asked))
		}
		if to, ok := g.outsideHours.Value[level]; ok {
			outside = append(outside, rulebook.Say("triage-outside", "from", g.levelTitle(level), "to", g.levelTitle(to)))
		}
	}
	beyond := g.unexplained.Value
	beyondSays := []rulebook.Sentence{
		rulebook.Say("triage-unexplained", "level", g.levelTitle(beyond.Level)), rulebook.Say("triage-tell", "text", beyond.Tell),
	}
	if !beyond.Do.Empty() {
		beyondSays = append(beyondSays, rulebook.Say("triage-do", "text", beyond.Do))
	}
	return []rulebook.Row{
		row(g.lastDay.Source, rulebook.Say("triage-last-day", "n", g.lastDay.Value)),
		row(g.unknownFlag, rulebook.Say("triage-unknown", "questions", flags)),
		row(g.atLeast, leasts...),
		row(g.unexplained.Source, beyondSays...),
		row(g.nothingFound.Source, rulebook.Say("triage-nothing-found", "level", g.levelTitle(g.nothingFound.Value))),
		row(g.outsideHours.Source, outside...),
		row(g.unanswered.Source, rulebook.Say("triage-unanswered",
			"tries", g.unanswered.Tries, "minutes", g.unanswered.Apart, "then", g.unanswered.Then)),
		row(g.reasonsFrom, append(g.reasonSays(), g.hiddenSays()...)...),
	}
}

func (g *Guide) levelTitle(id Level) models.Text {
	level, _ := g.Level(id)
	return numbered(string(id), level.Name)
}

func (l LevelText) says() []rulebook.Sentence {
	says := []rulebook.Sentence{rulebook.Say("triage-tell", "text", l.Tell)}
	if !l.SafetyNet.Empty() {
		says = append(says, rulebook.Say("triage-net", "text", l.SafetyNet))
	}
	if !l.Alarm.Empty() {
		says = append(says, rulebook.Say("triage-alarm", "text", l.Alarm))
	}
	if !l.Notify.Empty() {
		says = append(says, rulebook.Say("triage-notify", "text", l.Notify))
	}
	if l.Callback > 0 {
		says = append(says, rulebook.Say("triage-callback", "n", l.Callback))
	}
	for _, step := range l.Escalation {
		says = append(says, rulebook.Say("triage-escalation", "n", step.Minutes, "text", step.Do))
	}
	if l.Recontact != nil {
		says = append(says, rulebook.Say("triage-recontact", "from", l.Recontact.From, "to", l.Recontact.To))
	}
	if l.Visit != nil {
		says = append(says, rulebook.Say("triage-visit", "from", l.Visit.From, "to", l.Visit.To))
	}
	return says
}

// ruleSays begins with the levels: they are what the rule is about.
func (g *Guide) ruleSays(rule Rule) []rulebook.Sentence {
	var says []rulebook.Sentence
	for _, one := range rule.Cases {
		says = append(says, g.caseSays(one))
	}
	says = append(says, rulebook.Say("triage-holds", "when", g.answers(rule.Condition)),
		rulebook.Say("triage-tell", "text", rule.Tell))
	if !rule.Do.Empty() {
		says = append(says, rulebook.Say("triage-do", "text", rule.Do))
	}
	if len(rule.Also) > 0 {
		var also rulebook.Questions
		for _, id := range rule.Also {
			finding, _ := g.Finding(id)
			also = append(also, finding.Question)
		}
		says = append(says, rulebook.Say("triage-also", "questions", also))
	}
	if rule.Recontact != nil {
		says = append(says, rulebook.Say("triage-recontact", "from", rule.Recontact.From, "to", rule.Recontact.To))
	}
	return says
}

func (g *Guide) caseSays(one Case) rulebook.Sentence {
	var suspected rulebook.Texts
	for _, id := range one.Suspect {
		complication, _ := g.Complication(id)
		suspected = append(suspected, complication.Title)
	}
	values := []any{
		"from", one.Days.From, "to", one.Days.To, "ends", one.Ends, "when", g.answers(one.Condition),
		"procedures", g.titles(one.Procedures), "suspected", suspected, "visit", one.Visit != nil,
	}
	if one.Visit != nil {
		values = append(values, "soonest", one.Visit.From, "latest", one.Visit.To)
	}
	if one.Raise > 0 {
		return rulebook.Say("triage-raises", append(values, "n", one.Raise, "ceiling", g.levelTitle(one.Ceiling))...)
	}
	return rulebook.Say("triage-gives", append(values, "level", g.levelTitle(one.Level))...)
}

// titles are what procedures are called.
func (g *Guide) titles(codes []string) rulebook.Texts {
	var titles rulebook.Texts
	for _, code := range codes {
		titles = append(titles, g.called[code])
	}
	return titles
}

// hiddenSays tells which questions are asked only where they can matter.
func (g *Guide) hiddenSays() []rulebook.Sentence {
	var says []rulebook.Sentence
	for _, breath := range g.breaths {
		asked := breath.Asked
		if len(asked.Procedures)+len(asked.Of) == 0 && asked.Days == nil && asked.After == "" {
			continue
		}
		days := Days{To: -1}
		if asked.Days != nil {
			days = *asked.Days
		}
		says = append(says, rulebook.Say("triage-asked", "questions", g.questions(func(f Finding) bool { return f.Breath == breath.Number }),
			"procedures", g.titles(asked.Procedures), "days", asked.Days != nil, "from", days.From, "to", days.To,
			"of", g.questions(func(f Finding) bool { return slices.Contains(asked.Of, f.ID) }), "when", g.answers(asked.After)))
	}
	return says
}

// questions lists the questions of some findings.
func (g *Guide) questions(which func(Finding) bool) rulebook.Questions {
	var all rulebook.Questions
	for _, finding := range g.findings {
		if which(finding) {
			all = append(all, finding.Question)
		}
	}
	return all
}

// answers is a condition with the questions that it names.
func (g *Guide) answers(condition string) rulebook.Answers {
	answers := rulebook.Answers{Condition: condition, Questions: map[string]rulebook.Question{}}
	named := identifiers(condition)
	for _, finding := range g.findings {
		for _, name := range named {
			if name != underscored(finding.ID) {
				continue
			}
			question := rulebook.Question{Text: finding.Question, Unit: finding.Unit}
			for _, option := range finding.Choices {
				question.Choices = append(question.Choices, rulebook.Choice{ID: option.ID, Title: option.Title})
			}
			answers.Questions[name] = question
		}
	}
	return answers
}
