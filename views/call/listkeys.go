package call

import (
	"errors"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// TypedRune implements fyne.Focusable: a letter answers, a digit begins a number
// or picks a choice.
func (l *list) TypedRune(letter rune) {
	if len(l.rows) == 0 {
		if do := l.keys[unicode.ToLower(letter)]; do != nil {
			do()
		}
		return
	}
	finding := l.rows[l.at].finding
	switch letter = unicode.ToLower(letter); letter {
	case 'j', 'y':
		if finding.Kind == triage.YesNo {
			l.give(triage.Yes)
		}
	case 'n':
		switch {
		case l.shift:
			l.noToRest(finding.Breath)
		case finding.Kind == triage.YesNo:
			l.give(triage.No)
		}
	case 'o':
		l.give(triage.Unknown)
	case 'i':
		if !finding.NotApplicable.Empty() {
			l.give(triage.NotApplicable)
		}
	default:
		if do := l.keys[letter]; do != nil {
			do()
			return
		}
		l.digit(finding, letter)
	}
}

func (l *list) digit(finding triage.Finding, letter rune) {
	isDigit := letter >= '0' && letter <= '9'
	switch finding.Kind {
	case triage.Number:
		if isDigit || (letter == ',' || letter == '.') && l.typed != "" && !strings.ContainsAny(l.typed, ",.") {
			l.number(finding.ID, l.typed+string(letter))
		}
	case triage.Choice:
		if index := int(letter - '1'); isDigit && index >= 0 && index < len(finding.Choices) {
			l.give(triage.OfChoice(finding.Choices[index].ID))
		}
	case triage.YesNo:
	}
}

// longest is how much can be typed as a number.
const longest = 6

// number takes what is typed so far. What is a possible value counts at once; one
// that is too great already is said at once. While it is none, the answer before
// it counts: half of a number is nobody's answer.
func (l *list) number(id, text string) {
	if len(text) > longest {
		return
	}
	if l.typed == "" {
		l.before = l.stand(l.rows[l.at].finding).answer
	}
	l.typed = text
	delete(l.wrong, id)
	answer, err := l.parse(id, strings.TrimRight(text, ",."))
	if err != nil {
		answer = l.before
	}
	if err != nil && tooGreat(text, l.rows[l.at].finding.Possible.To) {
		l.wrong[id] = wrongNumber{text, err}
	}
	l.answer(id, answer)
	l.refresh()
}

// tooGreat tells whether more digits cannot mend a number.
func tooGreat(text string, most float64) bool {
	whole, _, _ := strings.Cut(strings.Replace(text, ".", ",", 1), ",")
	value := 0.0
	for _, digit := range whole {
		value = 10*value + float64(digit-'0')
	}
	return value > most
}

// leaveNumber ends the typing of a number; one that cannot be stays, and is said.
func (l *list) leaveNumber() {
	if l.typed == "" {
		return
	}
	id, text := l.selected(), l.typed
	l.typed = ""
	if _, err := l.parse(id, strings.TrimRight(text, ",.")); err != nil {
		l.wrong[id] = wrongNumber{text, err}
	}
}

// back takes the last digit back, else the answer.
func (l *list) back() {
	id := l.selected()
	if wrong, ok := l.wrong[id]; ok && l.typed == "" {
		l.typed = wrong.text
	}
	delete(l.wrong, id)
	if len(l.typed) > 1 {
		l.number(id, l.typed[:len(l.typed)-1])
		return
	}
	l.typed = ""
	l.answer(id, triage.Answer{})
	l.refresh()
}

// TypedKey implements fyne.Focusable.
func (l *list) TypedKey(event *fyne.KeyEvent) {
	const pageful = 6
	if len(l.rows) == 0 {
		widgets.Pass(l, event)
		return
	}
	switch event.Name {
	case fyne.KeyUp:
		l.move(l.at - 1)
	case fyne.KeyDown:
		l.move(l.at + 1)
	case fyne.KeyPageUp:
		l.move(l.at - pageful)
	case fyne.KeyPageDown:
		l.move(l.at + pageful)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(len(l.rows) - 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.next()
	case fyne.KeyBackspace, fyne.KeyDelete:
		l.back()
	default:
		widgets.Pass(l, event)
	}
}

// words says what is wrong with a number, below the question that it answers.
func (w wrongNumber) words() string {
	var problem *models.Problem
	if errors.As(w.err, &problem) && problem.Code == "triage.limits" {
		return locale.Problem(&models.Problem{Code: "call.limits", Values: problem.Values})
	}
	return locale.Problem(w.err)
}
