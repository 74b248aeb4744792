package triage

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nursedesk/models"
)

// Answer is what the caller said to one question. The zero Answer is not asked.
type Answer struct {
	Word   Word    `json:"word"`
	Number float64 `json:"number,omitempty"`
	Choice string  `json:"choice,omitempty"`
}

// Word is what kind of answer it is.
type Word string

// The words.
const (
	NotAsked     Word = ""
	SaidYes      Word = "yes"
	SaidNo       Word = "no"
	DoesNotApply Word = "not-applicable" // counts as no, where the question has that answer
	NotKnown     Word = "unknown"
	Measured     Word = "number"
	Chosen       Word = "choice"
)

// The answers without a value.
var (
	Yes           = Answer{Word: SaidYes}
	No            = Answer{Word: SaidNo}
	NotApplicable = Answer{Word: DoesNotApply}
	Unknown       = Answer{Word: NotKnown}
)

// OfNumber is a number as an answer.
func OfNumber(n float64) Answer { return Answer{Word: Measured, Number: n} }

// OfChoice is a choice as an answer, by its id.
func OfChoice(id string) Answer { return Answer{Word: Chosen, Choice: id} }

// String gives yes, no, unknown, the number or the choice; "" for not asked.
func (a Answer) String() string {
	switch a.Word {
	case Measured:
		return figure(a.Number)
	case Chosen:
		return a.Choice
	}
	return string(a.Word)
}

var numberForm = regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?$`)

// words are what can be written for an answer without a value.
var words = map[string]Answer{
	"yes": Yes, "ja": Yes, "j": Yes, "y": Yes,
	"no": No, "nej": No, "n": No,
	"not-applicable": NotApplicable, "inte aktuellt": NotApplicable, "ej aktuellt": NotApplicable, "i": NotApplicable,
	"unknown": Unknown, "okänt": Unknown, "okänd": Unknown, "vet ej": Unknown, "o": Unknown, "?": Unknown,
}

// ParseAnswer reads an answer as it is written: yes, no, unknown, not-applicable, a
// number with point or comma, or a choice's id. The problems are "triage.finding",
// "triage.answer" and "triage.limits".
func (g *Guide) ParseAnswer(id, text string) (Answer, error) {
	finding, err := g.asked(id)
	if err != nil {
		return Answer{}, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	answer, isWord := words[text]
	if !isWord {
		switch finding.Kind {
		case Number:
			if numberForm.MatchString(text) {
				// At most some digits too many: what is infinite is beyond the limits.
				number, _ := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
				answer = OfNumber(number)
			}
		case Choice:
			answer = OfChoice(text)
		}
	}
	if err := finding.check(answer); err != nil {
		problem := *err
		if problem.Code == "triage.answer" {
			return Answer{}, problem.With("text", text)
		}
		return Answer{}, &problem
	}
	return answer, nil
}

func (g *Guide) asked(id string) (Finding, error) {
	finding, ok := g.Finding(id)
	if !ok {
		return finding, &models.Problem{Code: "triage.finding", Values: map[string]any{"text": id}}
	}
	return finding, nil
}

// check refuses an answer that the question can't have.
func (f *Finding) check(answer Answer) *models.Problem {
	fits := false
	switch answer.Word {
	case NotKnown:
		fits = true
	case SaidYes, SaidNo:
		fits = f.Kind == YesNo
	case DoesNotApply:
		fits = !f.NotApplicable.Empty()
	case Measured:
		fits = f.Kind == Number && !math.IsNaN(answer.Number)
	case Chosen:
		fits = f.Kind == Choice && slices.ContainsFunc(f.Choices, func(o Option) bool { return o.ID == answer.Choice })
	}
	values := map[string]any{"question": f.Question, "text": answer.String(), "choices": f.canBe()}
	if !fits {
		return &models.Problem{Code: "triage.answer", Field: f.ID, Values: values}
	}
	if answer.Word == Measured && !f.Possible.Contain(answer.Number) {
		values["text"], values["least"], values["most"] = f.Measure(answer.Number), numeral(f.Possible.From), f.Measure(f.Possible.To)
		return &models.Problem{Code: "triage.limits", Field: f.ID, Values: values}
	}
	return nil
}

// canBe lists what can be written as an answer.
func (f *Finding) canBe() string {
	var can []string
	switch f.Kind {
	case YesNo:
		can = []string{"yes", "no"}
		if !f.NotApplicable.Empty() {
			can = append(can, string(DoesNotApply))
		}
	case Number:
		can = []string{f.Possible.String()}
	case Choice:
		for _, option := range f.Choices {
			can = append(can, option.ID)
		}
	}
	return strings.Join(append(can, "unknown"), ", ")
}

// String gives 35.1–37.9.
func (r Range) String() string { return figure(r.From) + "–" + figure(r.To) }

func figure(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }

// value gives an answer as the conditions see it: a yes is 1, a choice is its place, a
// number is itself. What is not asked, and what is not known of anything but a red
// flag, is the mildest; a number that is not measured is none.
func (f *Finding) value(answer Answer) float64 {
	switch answer.Word {
	case SaidYes:
		return 1
	case Measured:
		return answer.Number
	case Chosen:
		return float64(slices.IndexFunc(f.Choices, func(o Option) bool { return o.ID == answer.Choice }))
	case NotKnown:
		if f.RedFlag {
			return 1
		}
	}
	if f.Kind == Number {
		return math.NaN()
	}
	return 0
}

// found tells whether a value is worse than it should be.
func (f *Finding) found(value float64) bool {
	if f.Kind == Number {
		return !math.IsNaN(value) && !f.Normal.Contain(value)
	}
	return value > 0
}

// worsens tells whether a number can be worse than normal on that side.
func (f *Finding) worsens(to side) bool {
	if to == below {
		return f.Possible.From < f.Normal.From
	}
	return f.Normal.To < f.Possible.To
}

// ParseDay reads the day number of a call: 0 for the procedure's own day, or
// unknown. The problem is "triage.day-form".
func ParseDay(text string) (day int, unknown bool, err error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if words[text] == Unknown {
		return 0, true, nil
	}
	day, err = strconv.Atoi(text)
	if err != nil {
		return 0, false, &models.Problem{Code: "triage.day-form", Values: map[string]any{"text": text}}
	}
	return day, false, nil
}
