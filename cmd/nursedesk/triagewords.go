package main

import (
	"slices"
	"strconv"
	"strings"

	"nursedesk/app/triage"
	"nursedesk/views/locale"
)

// writeTriage writes an assessment for a person.
func (s *session) writeTriage(guide *triage.Guide, found triage.Assessment) error {
	lines := []string{levelText(guide, found)}
	section := func(title string, texts []string) {
		if len(texts) == 0 {
			return
		}
		lines = append(lines, "", title)
		for _, text := range texts {
			lines = append(lines, "  "+text)
		}
	}
	var suspected, why, scores, advice, do, unasked, also, raises []string
	for _, id := range found.Suspected {
		complication, _ := guide.Complication(id)
		suspected = append(suspected, locale.In(complication.Title))
	}
	for _, trigger := range found.Triggered {
		why = append(why, triggerText(guide, trigger, found))
	}
	for _, scored := range found.Scores {
		scores = append(scores, locale.In(scored.Words()))
	}
	for _, text := range found.Advice {
		advice = append(advice, locale.In(text))
	}
	for _, text := range found.Do {
		do = append(do, locale.In(text))
	}
	for _, id := range found.UnaskedRedFlags {
		unasked = append(unasked, questionText(guide, id))
	}
	for _, id := range slices.Concat(found.Missing, found.AskAlso) {
		also = append(also, questionText(guide, id))
	}
	for _, raise := range found.WouldRaise {
		raises = append(raises, questionText(guide, raise.Finding)+" "+raise.Answer.String()+" → "+string(raise.Level))
	}
	section(locale.T("cli.triage.suspected"), suspected)
	section(locale.T("cli.triage.why"), why)
	section(locale.T("cli.triage.scores"), scores)
	section(locale.T("cli.triage.advice"), advice)
	section(locale.T("cli.triage.do"), do)
	if again := found.Recontact; again != nil {
		lines = append(lines, "", locale.T("cli.triage.recontact", "from", again.From, "to", again.To))
	}
	section(locale.T("cli.triage.unasked"), unasked)
	section(locale.T("cli.triage.also"), also)
	section(locale.T("cli.triage.raises"), raises)
	lines = append(lines, "", locale.T("cli.triage.version", "version", found.RulesVersion))
	return s.write("%s\n", strings.Join(lines, "\n"))
}

func levelText(guide *triage.Guide, found triage.Assessment) string {
	level, ok := guide.Level(found.Level)
	switch {
	case found.Withheld:
		return locale.T("cli.triage.withheld")
	case !ok:
		return locale.T("cli.triage.none")
	}
	return string(level.ID) + "  " + locale.In(level.Name)
}

func triggerText(guide *triage.Guide, trigger triage.Trigger, found triage.Assessment) string {
	beside, _, _ := strings.Cut(trigger.Rule, ":")
	title := locale.T("cli.triage." + beside)
	if said, ok := guide.Title(trigger, found); ok {
		title = locale.In(said)
	}
	text := trigger.Rule + "  " + string(trigger.Level) + "  " + title
	if len(trigger.Findings) > 0 {
		text += " (" + strings.Join(trigger.Findings, ", ") + ")"
	}
	return text
}

func questionText(guide *triage.Guide, id string) string {
	finding, _ := guide.Finding(id)
	return id + ": " + locale.In(finding.Question)
}

type questionJSON struct {
	ID       string       `json:"id"`
	Kind     triage.Kind  `json:"kind"`
	Order    int          `json:"order"`
	Group    int          `json:"group"`
	RedFlag  bool         `json:"red_flag"`
	Question string       `json:"question"`
	Unit     string       `json:"unit,omitempty"`
	Least    *float64     `json:"least,omitempty"`
	Most     *float64     `json:"most,omitempty"`
	Choices  []choiceJSON `json:"choices,omitempty"`
}

type choiceJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// triageQuestions lists what is asked, in its order.
func (s *session) triageQuestions(guide *triage.Guide, asJSON bool) error {
	if !asJSON {
		return s.writeQuestions(guide)
	}
	out := []questionJSON{}
	for _, finding := range guide.Findings() {
		one := questionJSON{
			ID: finding.ID, Kind: finding.Kind, Order: finding.Order, Group: finding.Group,
			RedFlag: finding.RedFlag, Question: locale.In(finding.Question), Unit: locale.In(finding.Unit),
		}
		if finding.Kind == triage.Number {
			one.Least, one.Most = &finding.Possible.From, &finding.Possible.To
		}
		for _, option := range finding.Choices {
			one.Choices = append(one.Choices, choiceJSON{ID: option.ID, Title: locale.In(option.Title)})
		}
		out = append(out, one)
	}
	return s.writeJSON(out)
}

func (s *session) writeQuestions(guide *triage.Guide) error {
	table := newTable(s.out)
	findings := guide.Findings()
	for _, group := range guide.Groups() {
		table.row(strconv.Itoa(group.Number) + ". " + locale.In(group.Title))
		for _, finding := range findings {
			if finding.Group != group.Number {
				continue
			}
			flag := ""
			if finding.RedFlag {
				flag = locale.T("cli.triage.flag")
			}
			table.row("  "+finding.ID, flag, locale.In(finding.Question))
		}
	}
	return table.flush()
}
