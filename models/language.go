package models

// Language is a language that the program speaks, as its ISO 639-1 code.
type Language string

// The languages of the screen and of the sheet.
const (
	Swedish Language = "sv"
	English Language = "en"
)

// Languages lists every language, the clinic's own first.
var Languages = []Language{Swedish, English}

// ParseLanguage reads a code; an empty one is Swedish.
func ParseLanguage(code string) (Language, error) {
	switch Language(code) {
	case "", Swedish:
		return Swedish, nil
	case English:
		return English, nil
	}
	return "", &Problem{Code: "language.unknown", Values: map[string]any{"text": code}}
}

// Text is a short text of the rule data in both languages.
type Text struct {
	SV string `yaml:"sv"`
	EN string `yaml:"en"`
}

// In gives the text in a language.
func (t Text) In(language Language) string {
	if language == English {
		return t.EN
	}
	return t.SV
}
