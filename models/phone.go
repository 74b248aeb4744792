package models

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// Phone is a telephone number in E.164 form, +46701740605.
type Phone string

const (
	homeRegion  = "SE"
	homeCountry = 46
	phoneMarks  = "+()-./ "
)

// ParsePhone reads a number as it is written in Sweden, or with a country code
// (+47 …, 0047 …). A Swedish number has to fit the Swedish numbering plan; of a
// foreign one only the length is checked, since plans abroad change unheard of.
func ParsePhone(text string) (Phone, error) {
	clean, err := cleanPhone(text)
	if err != nil {
		return "", err
	}
	if phone, ok := parseSwedish(clean); ok {
		return phone, nil
	}
	number, err := phonenumbers.Parse(clean, homeRegion)
	if err != nil {
		return "", phoneProblem(err)
	}
	if err := checkPhone(number); err != nil {
		return "", err
	}
	phone := phonenumbers.Format(number, phonenumbers.E164)
	// A zero that no number of the country begins with is taken away only once, so
	// that what is kept would be read as another number.
	if again, err := phonenumbers.Parse(phone, homeRegion); err != nil || phonenumbers.Format(again, phonenumbers.E164) != phone {
		return "", &Problem{Code: "phone.foreign"}
	}
	return Phone(phone), nil
}

// parseSwedish reads a valid Swedish number as nearly all are written, 070-174 06 05 or
// +46701740605. The library reads them alike, but looks for much first that such a number
// cannot hold, which takes most of the time of a long import.
func parseSwedish(clean string) (Phone, bool) {
	digits := strings.Map(func(char rune) rune {
		if char == '-' || char == ' ' {
			return -1
		}
		return char
	}, clean)
	national, ok := strings.CutPrefix(digits, "+46")
	if !ok {
		national, ok = strings.CutPrefix(digits, "0")
	}
	if !ok || len(national) < 7 || len(national) > 9 || national[0] == '0' {
		return "", false
	}
	significant, err := strconv.ParseUint(national, 10, 64)
	if err != nil {
		return "", false
	}
	country := int32(homeCountry)
	if !phonenumbers.IsValidNumber(&phonenumbers.PhoneNumber{CountryCode: &country, NationalNumber: &significant}) {
		return "", false
	}
	return Phone("+46" + national), true
}

// cleanPhone makes dashes and spaces plain and refuses what no number holds;
// the library would read letters as the keys of a telephone.
func cleanPhone(text string) (string, error) {
	var clean strings.Builder
	for _, char := range strings.TrimSpace(text) {
		switch {
		case unicode.IsLetter(char):
			return "", &Problem{Code: "phone.letters"}
		case unicode.IsSpace(char):
			clean.WriteByte(' ')
		case unicode.Is(unicode.Pd, char), char == '\u2212': // hyphens and dashes, minus sign
			clean.WriteByte('-')
		case char >= '0' && char <= '9', strings.ContainsRune(phoneMarks, char):
			clean.WriteRune(char)
		default:
			return "", &Problem{Code: "phone.character", Values: map[string]any{"character": string(char)}}
		}
	}
	if clean.Len() == 0 {
		return "", ErrRequired
	}
	return clean.String(), nil
}

func phoneProblem(err error) error {
	switch {
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return &Problem{Code: "phone.too-long"}
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return &Problem{Code: "phone.country"}
	}
	return &Problem{Code: "phone.too-short"}
}

func checkPhone(number *phonenumbers.PhoneNumber) error {
	switch phonenumbers.IsPossibleNumberWithReason(number) {
	case phonenumbers.TOO_SHORT, phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		return &Problem{Code: "phone.too-short"}
	case phonenumbers.TOO_LONG:
		return &Problem{Code: "phone.too-long"}
	case phonenumbers.INVALID_COUNTRY_CODE:
		return &Problem{Code: "phone.country"}
	}
	if number.GetCountryCode() != homeCountry || phonenumbers.IsValidNumber(number) {
		return nil
	}
	return missedSwedishLength(number)
}

// missedSwedishLength tells in which way a Swedish number misses the numbering
// plan: Swedish numbers differ in length, so that too few digits for a mobile
// number would do for a fixed line.
func missedSwedishLength(number *phonenumbers.PhoneNumber) error {
	const mobileDigits = 9 // 70-174 06 05
	digits := phonenumbers.GetNationalSignificantNumber(number)
	if strings.HasPrefix(digits, "7") {
		switch {
		case len(digits) < mobileDigits:
			return &Problem{Code: "phone.too-short"}
		case len(digits) > mobileDigits:
			return &Problem{Code: "phone.too-long"}
		}
	}
	return &Problem{Code: "phone.unknown"}
}

// Validate tells what is wrong with the number as it is kept.
func (p Phone) Validate() error {
	parsed, err := ParsePhone(string(p))
	if err != nil {
		return err
	}
	if parsed != p {
		return &Problem{Code: "phone.form"}
	}
	return nil
}

// Format gives the number as it is read and dialled in Sweden: 070-174 06 05,
// and with its country code when it is foreign: +47 22 12 34 56.
func (p Phone) Format() string {
	number, err := phonenumbers.Parse(string(p), homeRegion)
	if err != nil {
		return string(p)
	}
	if number.GetCountryCode() == homeCountry {
		return phonenumbers.Format(number, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(number, phonenumbers.INTERNATIONAL)
}
