package models

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Language is a language that the program speaks, as its ISO 639-1 code.
type Language string

// Swedish is the clinic's own language: the journal's, and that of whoever has
// chosen none. English is the language of the program's own names.
const (
	Swedish Language = "sv"
	English Language = "en"
)

var languageForm = regexp.MustCompile(`^[a-z]{2,3}$`)

// Validate refuses what is no language code with "language.unknown"; "" is the clinic's own.
// Which languages there are texts in, [Languages] knows.
func (l Language) Validate() error {
	if l == "" || languageForm.MatchString(string(l)) {
		return nil
	}
	return &Problem{Code: "language.unknown", Values: map[string]any{"text": string(l), "known": string(Swedish)}}
}

// AsGiven writes as many decimals as a number has, and none of a whole one.
const AsGiven = -1

// Decimal writes a number with a count of decimals as the language does: "38,4"
// in Swedish, "38.4" in English.
func (l Language) Decimal(value float64, decimals int) string {
	half := message.NewPrinter(language.Make(string(l))).Sprint(number.Decimal(1.5))
	return strings.Replace(strconv.FormatFloat(value, 'f', decimals, 64), ".", strings.Trim(half, "15"), 1)
}

// Languages are the languages that there are texts in, the clinic's own first.
type Languages []Language

// Parse reads a code; an empty one is the clinic's own language. A language
// without texts is the problem "language.unknown".
func (l Languages) Parse(code string) (Language, error) {
	switch {
	case code == "" && len(l) > 0:
		return l[0], nil
	case slices.Contains(l, Language(code)):
		return Language(code), nil
	}
	return "", &Problem{Code: "language.unknown", Values: map[string]any{"text": code, "known": l.String()}}
}

// String lists the codes: "sv, en".
func (l Languages) String() string {
	codes := make([]string, len(l))
	for i, one := range l {
		codes[i] = string(one)
	}
	return strings.Join(codes, ", ")
}

// Text is a short text of the rule data, by language. It is compared with Equal.
type Text map[Language]string

// Plain is a text that is the same in every language: a name, an id.
func Plain(said string) Text { return Text{Swedish: said} }

// In gives the text in a language; where it is not said in it, in the clinic's
// own, and else in any: what was written down before there were texts in a
// language stays readable.
func (t Text) In(language Language) string {
	if said, ok := t[language]; ok {
		return said
	}
	if said, ok := t[Swedish]; ok || t.Empty() {
		return said
	}
	return t[t.Languages()[0]]
}

// Empty tells whether nothing is said.
func (t Text) Empty() bool { return len(t) == 0 }

// Equal tells whether two texts say the same in the same languages.
func (t Text) Equal(other Text) bool { return maps.Equal(t, other) }

// Languages lists the languages in which the text is said, by their codes.
func (t Text) Languages() Languages { return slices.Sorted(maps.Keys(t)) }

// Each gives what a function makes of the text in every language.
func (t Text) Each(make func(language Language, said string) string) Text {
	made := Text{}
	for language, said := range t {
		made[language] = make(language, said)
	}
	return made
}

// MarshalJSON writes {"EN":…,"SV":…}, as texts have been kept with calls and
// hashed for approvals since before the languages were data.
func (t Text) MarshalJSON() ([]byte, error) {
	kept := make(map[string]string, len(t))
	for language, said := range t {
		kept[strings.ToUpper(string(language))] = said
	}
	return json.Marshal(kept)
}

// UnmarshalJSON implements json.Unmarshaler.
func (t *Text) UnmarshalJSON(body []byte) error {
	var kept map[string]string
	if err := json.Unmarshal(body, &kept); err != nil {
		return err
	}
	*t = nil
	for code, said := range kept {
		if said == "" {
			continue
		}
		if *t == nil {
			*t = Text{}
		}
		(*t)[Language(strings.ToLower(code))] = said
	}
	return nil
}
