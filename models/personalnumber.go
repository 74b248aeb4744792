package models

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// PersonalNumber is a Swedish personal number, coordination number or reserve
// number, kept as its 12 characters without separators and in capitals.
type PersonalNumber string

// NumberKind tells who gave the number out.
type NumberKind string

// The kinds. A reserve number is given by a region until the patient's own
// number is known; each region has its own form.
const (
	PersonalKind     NumberKind = "personal"
	CoordinationKind NumberKind = "coordination"
	ReserveKind      NumberKind = "reserve"
)

const (
	numberLength = 12
	shortLength  = 10 // without the century
	oldestAge    = 130
	oldestYear   = 1800
)

// ParsePersonalNumber reads a number in any written form: 12 characters or 10
// digits, with hyphen, dash, plus sign, spaces or nothing between. Where the
// century is not written, today's date and the sign give it: a plus sign means
// that the person turns 100 this year or is older. Where it is written, the
// sign says nothing. A birth date in the future or beyond any lifetime is refused.
func ParsePersonalNumber(text string, today Date) (PersonalNumber, error) {
	compact, plus, err := compactNumber(text)
	if err != nil {
		return "", err
	}
	if len(compact) == shortLength {
		compact = withCentury(compact, plus, today)
	}
	number := PersonalNumber(compact)
	if err := number.Validate(); err != nil {
		return "", err
	}
	if number.Kind() == CoordinationKind && numeral(compact[:4]) > today.Year() {
		return "", &Problem{Code: "personal-number.future", Values: map[string]any{"date": compact[:4]}}
	}
	if born, ok := number.BirthDate(); ok {
		if born.After(today) {
			return "", &Problem{Code: "personal-number.future", Values: map[string]any{"date": born.String()}}
		}
		if years, _ := number.Age(today); years > oldestAge {
			return "", &Problem{Code: "personal-number.age", Values: map[string]any{"years": years}}
		}
	}
	return number, nil
}

// compactNumber takes away what is written between the characters and refuses
// what cannot be a number. What it gives is ASCII of 10 digits or 12 characters.
func compactNumber(text string) (compact string, plus bool, err error) {
	var kept strings.Builder
	letters := false
	for _, char := range strings.ToUpper(text) {
		switch {
		case char == '+':
			plus = true
		case unicode.IsSpace(char), unicode.Is(unicode.Pd, char), char == '\u2212': // hyphens and dashes, minus sign
		case char >= '0' && char <= '9':
			kept.WriteRune(char)
		case unicode.IsLetter(char):
			letters = true
			kept.WriteRune(char)
		default:
			return "", false, &Problem{Code: "personal-number.character", Values: map[string]any{"character": string(char)}}
		}
	}
	compact = kept.String()
	switch length := len(compact); {
	case length == 0:
		return "", false, ErrRequired
	case letters && length != numberLength:
		return "", false, &Problem{Code: "personal-number.letters"}
	case length != numberLength && length != shortLength:
		return "", false, &Problem{Code: "personal-number.length", Values: map[string]any{"digits": length}}
	}
	return compact, plus, nil
}

// withCentury puts the century before ten digits.
func withCentury(digits string, plus bool, today Date) string {
	year := today.Year() - (today.Year()-numeral(digits[:2]))%100
	if plus {
		year -= 100
	}
	return fmt.Sprintf("%04d%s", year, digits[2:])
}

// Validate tells what is wrong with the number as it is kept.
func (n PersonalNumber) Validate() error {
	_, err := n.read()
	return err
}

// Kind tells who gave the number out; it is empty for a number that is not valid.
func (n PersonalNumber) Kind() NumberKind {
	identity, _ := n.read()
	return identity.kind
}

// BirthDate gives the day of birth, where the number tells it.
func (n PersonalNumber) BirthDate() (born Date, ok bool) {
	identity, _ := n.read()
	return identity.born, !identity.born.IsZero()
}

// Age gives the age in whole years on a day; ok is false where the number tells
// no birth date, or the day lies before it.
func (n PersonalNumber) Age(on Date) (years int, ok bool) {
	born, ok := n.BirthDate()
	if !ok || on.Before(born) {
		return 0, false
	}
	years = on.Year() - born.Year()
	if on.Month() < born.Month() || on.Month() == born.Month() && on.Day() < born.Day() {
		years--
	}
	return years, true
}

// tolvan is the number that authorities and regions write in examples.
const tolvan PersonalNumber = "191212121212"

// TestForm tells whether the number looks like a test person's: birth number 980 to 999, from
// which Skatteverket takes most of its test numbers, or 19121212-1212. That alone does
// not say that there is no such person: before 1990 these were also given to people who
// had moved to Sweden.
func (n PersonalNumber) TestForm() bool {
	serial := n.Kind() == PersonalKind && n[8:11] >= "980"
	return serial || n == tolvan
}

// String gives the number as it is read and printed: 19121212-1212. A national
// reserve number is written without a hyphen.
func (n PersonalNumber) String() string {
	if len(n) != numberLength || isNational(string(n)) {
		return string(n)
	}
	return string(n[:8] + "-" + n[8:])
}

// identity is what a valid number says.
type identity struct {
	kind NumberKind
	born Date // zero where the number does not tell it
}

// The written forms. Reserve numbers: Inera, "Lokala Reservidn" (Stockholm,
// Västra Götaland, Värmland, Inera) and "Nationellt Reservidformat". Skåne, and
// by Socialstyrelsen's advice any other region, writes the birth date and four
// characters with a letter among them; I, L and O are not taken there, since they
// are what a mistyped 1 and 0 look like.
var (
	onlyDigits      = regexp.MustCompile(`^\d{12}$`)
	stockholm       = regexp.MustCompile(`^99\d{10}$`)
	vastraGotaland  = regexp.MustCompile(`^\d{8}[KMX]\d{3}$`)
	varmland        = regexp.MustCompile(`^\d{8}S[FUXPL]\d[A-UW-Z1-9]$`)
	otherReserve    = regexp.MustCompile(`^\d{8}[0-9A-HJKMNP-Z]{4}$`)
	nationalReserve = regexp.MustCompile(`^\d{8}[A-HJ-NPR-UX-Z]{2}\d{2}$`)
)

func (n PersonalNumber) read() (identity, error) {
	text := string(n)
	switch {
	case stockholm.MatchString(text):
		return reserve(Date{}, validLuhn(text[4:]))
	case onlyDigits.MatchString(text):
		return readDigits(text)
	case vastraGotaland.MatchString(text):
		return readVastraGotaland(text)
	case isNational(text):
		born, _ := nationalBirth(text)
		return reserve(born, true) // its check digit's rule is not public
	case varmland.MatchString(text), otherReserve.MatchString(text):
		return readOtherReserve(text)
	case len(text) == numberLength:
		return identity{}, &Problem{Code: "personal-number.letters"}
	}
	return identity{}, &Problem{Code: "personal-number.length", Values: map[string]any{"digits": len(text)}}
}

// readDigits reads personal numbers, coordination numbers (day + 60, with no birth
// date where month or day is unknown) and Inera's
// reserve numbers (day 32–59, which tells no birth day).
func readDigits(text string) (identity, error) {
	year, month, day := numeral(text[:4]), numeral(text[4:6]), numeral(text[6:8])
	kind := PersonalKind
	switch {
	case day >= 60:
		kind, day = CoordinationKind, day-60
	case day >= 32 && day <= 59 && month >= 1 && month <= 12 && year >= oldestYear:
		return reserve(Date{}, validLuhn(text[2:]))
	}
	born, ok := civilDay(year, month, day)
	if !ok && (kind != CoordinationKind || !partlyKnown(year, month, day)) {
		return identity{}, notADate(text)
	}
	if !validLuhn(text[2:]) {
		return identity{}, &Problem{Code: "personal-number.check-digit"}
	}
	if text[8:11] == "000" { // serial numbers begin at 001
		return identity{}, &Problem{Code: "personal-number.serial"}
	}
	return identity{kind: kind, born: born}, nil
}

// partlyKnown tells whether a coordination number leaves the month, the day or both
// unknown, which are written as 00 and 60 (Skatteverket, "Samordningsnummer").
func partlyKnown(year, month, day int) bool {
	return year >= oldestYear && month <= 12 && day <= 31 && (month == 0 || day == 0)
}

// readVastraGotaland reads yyyymmddGggC: G is K, M or X, gg a serial number that
// is even, odd or from 80.
func readVastraGotaland(text string) (identity, error) {
	born, ok := birthOf(text)
	if !ok {
		return identity{}, notADate(text)
	}
	serial := numeral(text[9:11])
	var fits bool
	switch text[8] {
	case 'K':
		fits = serial >= 6 && serial <= 79 && serial%2 == 0
	case 'M':
		fits = serial >= 6 && serial <= 79 && serial%2 == 1
	default:
		fits = serial >= 80 && serial <= 89
	}
	digits := strings.NewReplacer("K", "5", "M", "7", "X", "8").Replace(text[2:])
	return reserve(born, fits && validLuhn(digits))
}

// readOtherReserve reads a date and four characters with a letter, no check digit.
func readOtherReserve(text string) (identity, error) {
	born, ok := birthOf(text)
	if !ok {
		return identity{}, notADate(text)
	}
	if varmland.MatchString(text) && text[9] != 'F' { // only F says that the date is a birth date
		born = Date{}
	}
	return reserve(born, true)
}

func reserve(born Date, checked bool) (identity, error) {
	if !checked {
		return identity{}, &Problem{Code: "personal-number.check-digit"}
	}
	return identity{kind: ReserveKind, born: born}, nil
}

// isNational tells a national reserve number from a region's date and letters:
// its first two digits are 00, or the century plus a multiple of three.
func isNational(text string) bool {
	if !nationalReserve.MatchString(text) {
		return false
	}
	series := numeral(text[:2])
	if series == 0 {
		month, day := numeral(text[4:6]), numeral(text[6:8])
		return month >= 20 && day >= 40 && day <= 59
	}
	_, ok := nationalBirth(text)
	return ok
}

func nationalBirth(text string) (born Date, ok bool) {
	for century := 19; century <= 20; century++ {
		added := numeral(text[:2]) - century
		if added >= 3 && added <= 78 && added%3 == 0 {
			return civilDay(century*100+numeral(text[2:4]), numeral(text[4:6]), numeral(text[6:8]))
		}
	}
	return Date{}, false
}

func birthOf(text string) (born Date, ok bool) {
	return civilDay(numeral(text[:4]), numeral(text[4:6]), numeral(text[6:8]))
}

func notADate(text string) error {
	written := text[:4] + "-" + text[4:6] + "-" + text[6:8]
	return &Problem{Code: "personal-number.date", Values: map[string]any{"date": written}}
}

func civilDay(year, month, day int) (born Date, ok bool) {
	born, err := ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	return born, err == nil && year >= oldestYear
}

// validLuhn tells whether the last digit is the check digit of those before it.
func validLuhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		value := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			value *= 2
		}
		sum += value/10 + value%10
	}
	return sum%10 == 0
}

// numeral reads ASCII digits.
func numeral(digits string) int {
	value := 0
	for i := range len(digits) {
		value = value*10 + int(digits[i]-'0')
	}
	return value
}
