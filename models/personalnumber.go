package models

// PersonalNumber is a Swedish personal number, coordination number or reserve
// number, kept as its 12 characters without separators.
type PersonalNumber string

// Validate tells what is wrong with the number.
func (n PersonalNumber) Validate() error { return nil }

// Age gives the age in whole years on a day; ok is false where the number tells no birth date.
func (n PersonalNumber) Age(on Date) (years int, ok bool) { return 0, false }
