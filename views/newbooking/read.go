package newbooking

import (
	"regexp"
	"strings"
	"unicode"

	"nursedesk/app/office"
	"nursedesk/models"
)

// read takes apart what was typed to find a patient, for the fields of a new
// one: a personal number, a phone number, and words of a name, given name first
// unless a comma says otherwise.
func read(text string, today models.Date) office.PatientDraft {
	var draft office.PatientDraft
	var digits, words []string
	for field := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(field, unicode.IsDigit) {
			digits = append(digits, field)
		} else {
			words = append(words, field)
		}
	}
	if number := strings.Join(digits, " "); number != "" {
		if isPhone(number, today) {
			draft.Phone = number
		} else {
			draft.PersonalNumber = number
		}
	}
	name := strings.Join(words, " ")
	if family, given, ok := strings.Cut(name, ","); ok {
		draft.FamilyName, draft.GivenName = strings.TrimSpace(family), strings.TrimSpace(given)
		return draft
	}
	if len(words) > 0 {
		draft.GivenName, draft.FamilyName = words[0], strings.Join(words[1:], " ")
	}
	return draft
}

// isPhone tells a phone number from a personal number: what can be a personal
// number is one, since that is asked for first.
func isPhone(text string, today models.Date) bool {
	if _, err := models.ParsePersonalNumber(text, today); err == nil {
		return false
	}
	if _, err := models.ParsePhone(text); err == nil {
		return true
	}
	return strings.HasPrefix(text, "0") || strings.HasPrefix(text, "+")
}

// written is a personal number of ten digits as only a whole one is written.
var written = regexp.MustCompile(`^\d{6}[-+]\d{4}$`)

// whole tells whether the text is a full personal number and nothing else. Ten
// digits alone may be the beginning of twelve: 200511230146 begins with a number
// of somebody born in 2020.
func whole(text string, today models.Date) bool {
	text = strings.TrimSpace(text)
	twelve := len(strings.Map(digitOnly, text)) == 12
	return (twelve || written.MatchString(text)) && isNumber(text, today)
}

func digitOnly(char rune) rune {
	if unicode.IsDigit(char) {
		return char
	}
	return -1
}

// isNumber tells whether the text can be read as a personal number.
func isNumber(text string, today models.Date) bool {
	number, err := models.ParsePersonalNumber(text, today)
	return err == nil && number != ""
}
