package locale

import (
	"github.com/nyaruka/phonenumbers"

	"nursedesk/models"
)

// PersonalNumber gives "19121212-1212", or "" for a patient without a number.
func PersonalNumber(n models.PersonalNumber) string {
	if len(n) != 12 {
		return string(n)
	}
	return string(n[:8] + "-" + n[8:])
}

// Phone gives a Swedish number as it is dialled, "070-174 06 05", and a foreign
// one with its country, "+47 22 12 34 56".
func Phone(p models.Phone) string {
	number, err := phonenumbers.Parse(string(p), "SE")
	if err != nil {
		return string(p)
	}
	if phonenumbers.GetRegionCodeForCountryCode(int(number.GetCountryCode())) == "SE" {
		return phonenumbers.Format(number, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(number, phonenumbers.INTERNATIONAL)
}

// Numbers gives what tells patients of the same name apart: "19121212-1212 ·
// 070-174 06 05", as far as they are known.
func Numbers(n models.PersonalNumber, p models.Phone) string {
	switch {
	case n == "" && p == "":
		return ""
	case n == "":
		return Phone(p)
	case p == "":
		return PersonalNumber(n)
	}
	return PersonalNumber(n) + " · " + Phone(p)
}
