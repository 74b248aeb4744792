package models

import (
	"net/mail"
	"strings"
	"time"
)

// Patient is a person who comes, or may come, for a procedure.
type Patient struct {
	ID             int64
	PersonalNumber PersonalNumber // "" while the identity is unknown
	GivenName      string
	FamilyName     string
	Phone          Phone
	Email          string
	Language       Language // of the sheet and the calls
	Note           string
	Record
	ReplacedBy *int64     // the record that took this one's place; nothing new is kept here
	ErasedAt   *time.Time // UTC; all that was kept is gone, and only the row's number stays
	Version    int
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// Name is the name as it is said: given name first.
func (p Patient) Name() string {
	return strings.TrimSpace(p.GivenName + " " + p.FamilyName)
}

// Shown is what of a patient may stand on lists, papers for others, exports and
// anywhere else but where somebody has deliberately asked for it: whose identity is
// protected is shown there by name and number alone.
func (p Patient) Shown() Patient {
	if p.ProtectedIdentity {
		p.Phone, p.Email = "", ""
		p.OtherPhone, p.RelativeName, p.RelativePhone, p.RelativeMayKnow = "", "", "", ""
	}
	return p
}

// Age gives the age in whole years on a day; ok is false where the number tells no birth date.
func (p Patient) Age(on Date) (years int, ok bool) {
	return p.PersonalNumber.Age(on)
}

// Validate tells everything that keeps the patient from being kept.
func (p Patient) Validate() error {
	var problems Problems
	problems.Add("given-name", checkText(p.GivenName, true, MaxLine))
	problems.Add("family-name", checkText(p.FamilyName, true, MaxLine))
	if p.PersonalNumber != "" {
		problems.Add("personal-number", p.PersonalNumber.Validate())
	}
	if p.Phone != "" {
		problems.Add("phone", p.Phone.Validate())
	}
	problems.Add("email", checkEmail(p.Email))
	problems.Add("language", p.Language.Validate())
	problems.Add("note", checkText(p.Note, false, MaxNote))
	p.Record.validate(&problems)
	return problems.OrNil()
}

func checkEmail(text string) error {
	if text == "" {
		return nil
	}
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text {
		return &Problem{Code: "email.form"}
	}
	return checkText(text, false, MaxLine)
}
