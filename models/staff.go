package models

import (
	"slices"
	"strings"
	"time"
)

// StaffRoles lists every role that somebody of the staff may have, several at once.
var StaffRoles = []Role{Nurse, Doctor, Physio, Administrator, Service}

// Staff is one person who works at the desk.
type Staff struct {
	ID      int64
	Name    string // no two have the same, see Key
	Title   string // "leg. sjuksköterska"; may be empty
	Roles   []Role `gorm:"serializer:json"`
	Account string // of the operating system that is theirs; "" for none, no two the same, see SameAccount
	// OwnComputer is the name of the one that is theirs alone: there the account lets them in without a password. "" for none.
	OwnComputer string
	// Identity is what the clinic's OpenID Connect provider calls them; "" for none, no two the same.
	Identity string
	// Unit is the care unit that they belong to, see [Clinic.UnitOf]; it tells whose restricted records they see.
	Unit     string
	Password string // hashed by argon2id; "" for somebody who can't sign in by one
	Left     bool   // no longer works here: can't sign in, but stays as who did what

	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName is where the staff lie.
func (Staff) TableName() string { return "staff" }

// Key is the name as it is compared: composed letters, no capitals, single spaces.
func (s Staff) Key() string { return FoldedName(s.Name) }

// SameAccount tells whether two names are of one account. Windows writes its own with a domain or a
// computer before them, and minds no capitals; Linux does.
func SameAccount(a, b string) bool {
	if strings.Contains(a, `\`) {
		return strings.EqualFold(a, b)
	}
	return a == b
}

// UnlocksBy tells whether somebody can be asked who they are: by a password or by the clinic's provider.
func (s Staff) UnlocksBy() bool { return s.Password != "" || s.Identity != "" }

// IsOwn tells whether a computer is this person's alone. Its name minds no capitals.
func (s Staff) IsOwn(computer string) bool {
	return s.OwnComputer != "" && strings.EqualFold(s.OwnComputer, computer)
}

// Has tells whether somebody has a role.
func (s Staff) Has(role Role) bool { return slices.Contains(s.Roles, role) }

// Validate tells everything that keeps the person from being kept.
func (s Staff) Validate() error {
	var problems Problems
	problems.Add("name", checkText(s.Name, true, MaxLine))
	problems.Add("title", checkText(s.Title, false, MaxLine))
	problems.Add("account", checkText(s.Account, false, MaxLine))
	problems.Add("own-computer", checkText(s.OwnComputer, false, MaxLine))
	problems.Add("identity", checkText(s.Identity, false, MaxLine))
	problems.Add("unit", checkText(s.Unit, false, MaxLine))
	if s.OwnComputer != "" && s.Account == "" {
		problems.Add("account", &Problem{Code: "staff.own-without-account"})
	}
	if len(s.Roles) == 0 {
		problems.Add("roles", &Problem{Code: "staff.no-role"})
	}
	for _, role := range s.Roles {
		if !slices.Contains(StaffRoles, role) {
			problems.Add("roles", &Problem{Code: "staff.role-unknown", Values: map[string]any{"text": string(role)}})
		}
	}
	if s.Has(Service) {
		problems.Add("", s.checkService())
	}
	return problems.OrNil()
}

// checkService tells what keeps a program from being one of the staff: it works on the command line alone.
func (s Staff) checkService() error {
	var problems Problems
	if len(s.Roles) > 1 {
		problems.Add("roles", &Problem{Code: "staff.service-alone"})
	}
	if s.Account == "" {
		problems.Add("account", &Problem{Code: "staff.service-account"})
	}
	if s.OwnComputer != "" {
		problems.Add("own-computer", &Problem{Code: "staff.service-signs-in"})
	}
	if s.UnlocksBy() {
		problems.Add("password", &Problem{Code: "staff.service-signs-in"})
	}
	return problems.OrNil()
}

// SignInTries are the wrong passwords in a row for one name, whether somebody has it or not.
type SignInTries struct {
	Name  string `gorm:"primaryKey"` // see Staff.Key
	Wrong int
	Last  time.Time // UTC
}

// TableName is where the tries lie.
func (SignInTries) TableName() string { return "sign_in_tries" }

const (
	// freeTries is how many wrong passwords make nobody wait: fingers slip.
	freeTries = 3
	// MostTries is after how many wrong passwords in a row the wait is long.
	MostTries = 10
	// LongWait is that wait.
	LongWait = 15 * time.Minute
)

// Wait is how long the next password is not looked at: a second after the fourth wrong
// one, twice as long after each further one, LongWait from MostTries on.
func (t SignInTries) Wait(now time.Time) time.Duration {
	wait := time.Duration(0)
	switch {
	case t.Wrong >= MostTries:
		wait = LongWait
	case t.Wrong > freeTries:
		wait = time.Second << (t.Wrong - freeTries - 1)
	}
	// A clock that was set back must lock nobody out for longer.
	return max(0, min(wait, t.Last.Add(wait).Sub(now)))
}
