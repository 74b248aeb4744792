package rules

import (
	"regexp"
	"strings"

	"nursedesk/app/approvals"
	"nursedesk/app/rulebook"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// title is what a rule is called; one without a title goes by its name.
func title(row approvals.RuleRow) string {
	if !row.Title.Empty() {
		return locale.UpperFirst(locale.In(row.Title)) // substances begin with a small letter
	}
	return locale.T("approvals.name." + row.Name())
}

// kind says what kind of rule it is, and whom it holds for.
func kind(row approvals.RuleRow) string {
	return locale.Line(append([]string{locale.T("approvals.kind." + row.Kind)}, sentences(row.Only)...)...)
}

// words is the rule on one line.
func words(row approvals.RuleRow) string {
	if !row.Words.Empty() {
		return locale.In(row.Words)
	}
	return strings.Join(sentences(row.Says), " ")
}

// part heads the rules of one procedure, or of one kind.
func part(row approvals.RuleRow) string {
	if row.Part == rulebook.Protocol {
		return locale.In(row.Of)
	}
	return locale.T("approvals.part." + string(row.Part))
}

// sources says where the rule comes from, a line each.
func sources(row approvals.RuleRow) []string {
	var lines []string
	if len(row.Leaflet) > 0 {
		lines = append(lines, locale.T("approvals.leaflet", "facts", strings.Join(row.Leaflet, ", ")))
	}
	if row.Source != "" {
		lines = append(lines, row.Source)
	}
	return lines
}

// status is how far the rule is agreed, as a pill shows it.
func status(row approvals.RuleRow) (look.Status, string) {
	switch {
	case row.Approval != nil:
		return look.Done, locale.T("approvals.status.approved", "date", locale.Short(row.Approval.ApprovedOn))
	case row.Proposed:
		return look.Proposed, locale.T("approvals.status.proposed")
	}
	return look.Quiet, locale.T("approvals.status.leaflet")
}

func uses(row approvals.RuleRow) string {
	if row.Uses == 0 {
		return "–"
	}
	return locale.TN("approvals.uses", row.Uses)
}

func sentences(all []rulebook.Sentence) []string {
	var said []string
	for _, sentence := range all {
		var values []any
		for name, value := range sentence.Values {
			values = append(values, name, worded(value))
		}
		text := locale.T("approvals.says."+sentence.Code, values...)
		if strings.HasSuffix(text, ".") {
			text = locale.UpperFirst(text) // where a term begins it
		}
		said = append(said, text)
	}
	return said
}

// worded puts a value of a sentence into words.
func worded(value any) any {
	switch value := value.(type) {
	case rulebook.Distance:
		return distance(value)
	case rulebook.Condition:
		return condition(value)
	case rulebook.Answers:
		return answers(value)
	case rulebook.Questions:
		var all []string
		for _, question := range value {
			all = append(all, quoted(question))
		}
		return strings.Join(all, ", ")
	case rulebook.Terms:
		var all []string
		for _, id := range value.IDs {
			all = append(all, term(value.Kind, id))
		}
		return strings.Join(all, ", ")
	case rulebook.Texts:
		var all []string
		for _, text := range value {
			all = append(all, locale.In(text))
		}
		return strings.Join(all, ", ")
	case float64:
		if value == 0 { // none
			return ""
		}
		return locale.Decimal(value, locale.AsGiven)
	}
	return value
}

func term(kind, id string) string { return locale.T("approvals.term." + kind + "." + id) }

// distance says how far from the procedure something is: "14 dagar före".
func distance(d rulebook.Distance) string {
	switch {
	case d.Amount == 0 && d.Unit == "hours":
		return locale.T("approvals.distance.now")
	case d.Amount == 0:
		return locale.T("approvals.distance.same")
	case d.Amount < 0:
		return locale.TN("approvals.distance."+d.Unit+".before", -d.Amount)
	}
	return locale.TN("approvals.distance."+d.Unit+".after", d.Amount)
}

var conditionWord = regexp.MustCompile(`[a-z_]+`)

// condition says for whom a rule holds, word by word as its file has it.
func condition(c rulebook.Condition) string {
	return conditionWord.ReplaceAllStringFunc(string(c), func(word string) string {
		if said := term("condition", word); locale.Has("approvals.term.condition." + word) {
			return said
		}
		return word
	})
}
