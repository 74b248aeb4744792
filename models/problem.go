package models

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is something the user can be told and can act on. Code is the
// translation key below "problem." that says it in words; Values fill its
// placeholders and are safe to show. Field names the field of the draft it
// belongs to, or is empty when it concerns the whole.
type Problem struct {
	Code   string
	Field  string
	Values map[string]any
	Cause  error
}

// Warning is a problem that hinders nothing: the nurse is told, and decides. Its
// sentence stands below "problem.warning.".
func Warning(code, field string, values map[string]any) *Problem {
	return &Problem{Code: "warning." + code, Field: field, Values: values}
}

// Error is for logs and developers; it carries no patient data, because Values
// (which may) are left out. The screen translates the Code instead.
func (p *Problem) Error() string {
	parts := []string{p.Code}
	if p.Field != "" {
		parts = []string{p.Field, p.Code}
	}
	if p.Cause != nil {
		parts = append(parts, p.Cause.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap gives the fault that lies behind the problem, if any.
func (p *Problem) Unwrap() error { return p.Cause }

// Is makes errors.Is compare problems by their code.
func (p *Problem) Is(target error) bool {
	other, ok := target.(*Problem)
	return ok && other.Code == p.Code && (other.Field == "" || other.Field == p.Field)
}

// On gives the same problem placed at a field.
func (p *Problem) On(field string) *Problem {
	placed := *p
	placed.Field = field
	return &placed
}

// With gives the same problem with one value more.
func (p *Problem) With(name string, value any) *Problem {
	filled := *p
	filled.Values = maps.Clone(p.Values)
	if filled.Values == nil {
		filled.Values = map[string]any{}
	}
	filled.Values[name] = value
	return &filled
}

// Because gives the same problem with the fault behind it.
func (p *Problem) Because(cause error) *Problem {
	caused := *p
	caused.Cause = cause
	return &caused
}

// Problems that every room may meet. Use On, With and Because to say more.
var (
	ErrNotFound            = &Problem{Code: "not-found"}
	ErrErased              = &Problem{Code: "patient.erased", Cause: ErrNotFound}
	ErrRestricted          = &Problem{Code: "patient.restricted"} // the record is closed to who acts
	ErrStale               = &Problem{Code: "stale"}
	ErrRequired            = &Problem{Code: "required"}
	ErrTooLong             = &Problem{Code: "too-long"}
	ErrDatabaseBusy        = &Problem{Code: "database.busy"}
	ErrDatabaseDamaged     = &Problem{Code: "database.damaged"}
	ErrDatabaseForeign     = &Problem{Code: "database.foreign"}
	ErrDatabaseNewer       = &Problem{Code: "database.newer"}
	ErrDatabaseReadOnly    = &Problem{Code: "database.read-only"}
	ErrDatabaseFull        = &Problem{Code: "database.full"}
	ErrDatabaseOpen        = &Problem{Code: "database.open-elsewhere"}
	ErrDatabaseAddress     = &Problem{Code: "database.address"}   // neither a path nor a server's address
	ErrDatabaseUnreachable = &Problem{Code: "database.no-server"} // nobody answers, or no longer
	ErrDatabasePassword    = &Problem{Code: "database.password"}  // wrong, missing, or the role may not sign in
	ErrDatabaseNone        = &Problem{Code: "database.none"}      // the server has none of that name
	ErrDatabaseBare        = &Problem{Code: "database.bare"}      // the server's has no tables, but should
	ErrDatabaseRole        = &Problem{Code: "database.role"}      // may only read
	ErrDatabaseCertificate = &Problem{Code: "database.certificate"}
	ErrDatabaseUnencrypted = &Problem{Code: "database.unencrypted"}
	ErrDatabaseNetwork     = &Problem{Code: "database.network-drive"}
	ErrWriteUnknown        = &Problem{Code: "database.unknown"} // the server fell silent on the commit, and stayed away
	ErrDatabaseLeft        = &Problem{Code: "database.left"}    // everything was moved from it
	ErrMoveNotEmpty        = &Problem{Code: "move.not-empty"}
	ErrSealedKey           = &Problem{Code: "sealed.key"} // a file of this computer's can't be opened with the user's key
	ErrSealedWrite         = &Problem{Code: "sealed.write"}
	ErrNoEmergencyList     = &Problem{Code: "emergency.none"}
	ErrKeptHere            = &Problem{Code: "kept-here"} // typed without contact: on this computer alone
	ErrDumpNone            = &Problem{Code: "dump.none"} // PostgreSQL's pg_dump is not on this computer
	ErrDumpFailed          = &Problem{Code: "dump.failed"}
	ErrMoveDiffers         = &Problem{Code: "move.differs"}
	ErrPasswordShown       = &Problem{Code: "database.password-shown"} // in an address, where others can read it
	ErrServerOnly          = &Problem{Code: "database.server-only"}    // asked of a file
	ErrDatabaseMissing     = &Problem{Code: "database.unreachable"}
	ErrDatabaseGone        = &Problem{Code: "database.gone"}   // there was one here
	ErrDatabaseEmpty       = &Problem{Code: "database.empty"}  // a file without a single byte
	ErrDatabaseEarly       = &Problem{Code: "database.early"}  // of a trial version
	ErrDatabaseMoved       = &Problem{Code: "database.moved"}  // while it was open
	ErrDatabaseLinked      = &Problem{Code: "database.linked"} // the file has a second name
	ErrHistoryBroken       = &Problem{Code: "history.broken"}
	ErrBackupFailed        = &Problem{Code: "backup.failed"}
	ErrBackupDamaged       = &Problem{Code: "backup.damaged"}
	ErrBackupNone          = &Problem{Code: "backup.none"}
	ErrBackupKeyWrong      = &Problem{Code: "backup.key-wrong"}
	ErrBackupKeyMissing    = &Problem{Code: "backup.key-missing"}
	ErrNotTestDatabase     = &Problem{Code: "database.not-test"} // and the clock is not the system's
)

// Problems are all that is wrong with one draft, in the order of its fields.
type Problems []*Problem

func (p Problems) Error() string {
	said := make([]string, len(p))
	for i, problem := range p {
		said[i] = problem.Error()
	}
	return strings.Join(said, "; ")
}

// Unwrap lets errors.Is and errors.As find each problem.
func (p Problems) Unwrap() []error {
	all := make([]error, len(p))
	for i, problem := range p {
		all[i] = problem
	}
	return all
}

// OrNil gives the problems as an error, or nil when there are none.
func (p Problems) OrNil() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// Add takes in an error at a field: a Problem, or each of several, is placed
// there (unless it already has a place), anything else becomes a fault of the program. nil adds nothing.
func (p *Problems) Add(field string, err error) {
	if err == nil {
		return
	}
	var many Problems
	if errors.As(err, &many) {
		for _, one := range many {
			p.Add(field, one)
		}
		return
	}
	var one *Problem
	if !errors.As(err, &one) {
		one = &Problem{Code: "fault", Cause: err}
	}
	if one.Field == "" {
		one = one.On(field)
	}
	*p = append(*p, one)
}

// Fields lists the fields that have a problem.
func (p Problems) Fields() []string {
	var fields []string
	for _, problem := range p {
		if !slices.Contains(fields, problem.Field) {
			fields = append(fields, problem.Field)
		}
	}
	return fields
}

// checkText refuses a required text that is missing, a text over its limit, and
// characters that no screen shows.
func checkText(text string, required bool, limit int) error {
	if required && strings.TrimSpace(text) == "" {
		return ErrRequired
	}
	if length := utf8.RuneCountInString(text); length > limit {
		return ErrTooLong.With("length", length).With("limit", limit)
	}
	return checkCharacters(text, limit == MaxLine)
}

// CheckNote refuses a note that is longer than a note can be.
func CheckNote(text string) error { return checkText(text, false, MaxNote) }

// CheckLine refuses a line that is longer than a line can be.
func CheckLine(text string) error { return checkText(text, false, MaxLine) }

// Limits of free text, in characters. A note holds what a nurse can type in a call.
const (
	MaxLine = 200
	MaxNote = 10_000
)
