package rules

import (
	"regexp"
	"strconv"
	"strings"

	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// answerWord is a name in a condition, with the choice or the limit behind it.
var answerWord = regexp.MustCompile(`([a-z][a-z0-9_]*)(?:\.([a-z0-9_]+)| *(>=|<=|>|<) *([0-9.]+))?`)

// answers says with which answers a rule holds, each question as it is asked.
func answers(a rulebook.Answers) string {
	return answerWord.ReplaceAllStringFunc(a.Condition, func(found string) string {
		part := answerWord.FindStringSubmatch(found)
		name, choice, limit := part[1], part[2], part[4]
		question, asked := a.Questions[name]
		switch {
		case asked && choice != "":
			return quoted(question.Text) + ": " + fromChoice(question.Choices, choice)
		case asked && limit != "":
			sign := map[string]string{">=": "≥", "<=": "≤", ">": ">", "<": "<"}[part[3]]
			return strings.TrimSpace(quoted(question.Text) + " " + sign + " " + figure(limit) + " " + locale.In(question.Unit))
		case asked:
			return quoted(question.Text)
		case locale.Has("approvals.term.condition." + name):
			return term("condition", name)
		}
		return locale.T("approvals.name." + strings.ReplaceAll(name, "_", "-"))
	})
}

func quoted(text models.Text) string { return locale.T("approvals.quoted", "text", text) }

// fromChoice lists a choice and those that are worse.
func fromChoice(choices []rulebook.Choice, id string) string {
	var all []string
	for _, choice := range choices {
		if choice.ID == id || all != nil {
			all = append(all, locale.In(choice.Title))
		}
	}
	return strings.Join(all, " "+term("condition", "or")+" ")
}

// figure is a number of a rule file in the screen's language.
func figure(written string) string {
	number, err := strconv.ParseFloat(written, 64)
	if err != nil || number == 0 {
		return written
	}
	return locale.Decimal(number, locale.AsGiven)
}
