// Package staff is who works at the desk: who they are, what they may do, and how they sign in.
package staff

import (
	"context"
	"slices"
	"strings"

	"github.com/alexedwards/argon2id"

	"nursedesk/app/access"
	"nursedesk/app/conflict"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Service keeps the staff and lets them in.
type Service struct{ office *office.Office }

// New makes the service.
func New(o *office.Office) *Service { return &Service{office: o} }

// Member is somebody of the staff, without the password.
type Member struct {
	models.Staff

	HasPassword bool
}

func memberOf(person models.Staff) Member {
	member := Member{Staff: person, HasPassword: person.Password != ""}
	member.Password = ""
	return member
}

// Staff lists everybody who was ever added, by their names. A desk without staff is open to all.
func (s *Service) Staff(ctx context.Context) ([]Member, error) {
	var members []Member
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		all, err := tx.Staff()
		for _, person := range all {
			members = append(members, memberOf(person))
		}
		return err
	})
	return members, err
}

// recent is how many of the newest changes of the staff are looked through for one of a person.
const recent = 50

// StaffChanged tells who changed somebody of the staff last, and when; the zero entry where
// that is long ago.
func (s *Service) StaffChanged(ctx context.Context, name string) (models.AuditEntry, error) {
	var entries []models.AuditEntry
	err := s.office.Read(ctx, func(tx *office.Tx) (err error) {
		entries, err = tx.Latest(recent, "staff.changed", "staff.reset", "staff.password", "staff.added")
		return err
	})
	return conflict.Last(entries, func(entry models.AuditEntry) bool { return entry.Details["name"] == name }), err
}

// Draft is somebody to add or change, as typed.
type Draft struct {
	ID          int64 // 0: somebody new
	Version     int
	Name        string
	Title       string
	Roles       []models.Role
	Account     string
	OwnComputer string
	Identity    string
	Unit        string // see models.Staff
	Password    string // a new one; "" leaves it as it is
	Left        bool
}

// DraftOf gives somebody as a form shows them.
func DraftOf(member Member) Draft {
	return Draft{
		ID: member.ID, Version: member.Version, Name: member.Name, Title: member.Title, Roles: member.Roles,
		Account: member.Account, OwnComputer: member.OwnComputer, Identity: member.Identity, Unit: member.Unit, Left: member.Left,
	}
}

// SaveStaff adds somebody or changes them. Somebody who can sign in has to be left who
// sees to the staff: without one nobody could ever change anything again.
func (s *Service) SaveStaff(ctx context.Context, draft Draft) (Member, error) {
	person, err := s.read(ctx, draft)
	if err != nil {
		return Member{}, err
	}
	err = s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) { return keep(tx, &person) })
	return memberOf(person), err
}

// read checks a draft and hashes its password, before anything is locked for it.
func (s *Service) read(ctx context.Context, draft Draft) (models.Staff, error) {
	person := models.Staff{
		ID: draft.ID, Version: draft.Version, Name: models.TidyName(draft.Name), Title: strings.TrimSpace(draft.Title),
		Roles: draft.Roles, Account: strings.TrimSpace(draft.Account), OwnComputer: strings.TrimSpace(draft.OwnComputer),
		Identity: strings.TrimSpace(draft.Identity), Unit: strings.TrimSpace(draft.Unit), Left: draft.Left,
	}
	var problems models.Problems
	problems.Add("", person.Validate())
	if draft.Password != "" {
		var err error
		person.Password, err = s.hash(ctx, draft.Password, person.Name)
		problems.Add("password", err)
	}
	return person, problems.OrNil()
}

// keep writes somebody, whose empty password leaves the kept one.
func keep(tx *office.Tx, person *models.Staff) (models.AuditEntry, error) {
	entry := models.AuditEntry{Action: "staff.added", Details: map[string]string{"name": person.Name}}
	if person.ID != 0 {
		before, err := tx.StaffMember(person.ID)
		if err != nil {
			return entry, err
		}
		entry.Action = "staff.changed"
		if person.Password == "" {
			person.Password = before.Password
		}
		person.CreatedAt = before.CreatedAt
	}
	entry.Details["roles"] = models.RolesText(person.Roles)
	if person.OwnComputer != "" {
		entry.Details["computer"] = person.OwnComputer
		if !person.UnlocksBy() {
			return entry, &models.Problem{Code: "staff.own-without-password", Field: "password"}
		}
	}
	if err := person.Validate(); err != nil { // with the password that is kept
		return entry, err
	}
	if person.Unit != "" {
		clinic, _, err := tx.Clinic()
		if err != nil {
			return entry, err
		}
		if !clinic.HasUnit(person.Unit) {
			return entry, &models.Problem{Code: "clinic.unit-unknown", Field: "unit", Values: map[string]any{"unit": person.Unit}}
		}
		entry.Details["unit"] = person.Unit
	}
	if err := tx.SaveStaff(person); err != nil {
		return entry, err
	}
	if person.Password != "" { // a new start for who waits for too many wrong ones
		if err := tx.SaveSignInTries(models.SignInTries{Name: person.Key()}, tx.Now.Add(-forgotten)); err != nil {
			return entry, err
		}
	}
	return entry, administered(tx)
}

// administered refuses a staff that nobody could see to.
func administered(tx *office.Tx) error {
	all, err := tx.Staff()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(one models.Staff) bool {
		return one.Has(models.Administrator) && one.Password != "" && !one.Left
	}) {
		return nil
	}
	return &models.Problem{Code: "staff.no-administrator", Field: "roles"}
}

// hash turns a password into what is kept of it.
func (s *Service) hash(ctx context.Context, password, name string) (string, error) {
	clinic, err := s.office.Clinic(ctx)
	if err != nil {
		return "", err
	}
	if err := access.CheckPassword(s.office.Rules.Files, password, name, clinic.Name); err != nil {
		return "", err
	}
	return argon2id.CreateHash(password, cost)
}

// cost is what trying one password takes: 19 MiB and two passes on one thread, the least
// that OWASP's Password Storage Cheat Sheet asks of argon2id, which an old PC does in a
// fraction of a second.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// First is what a desk asks when nobody works at it yet.
type First struct {
	Staff  Draft
	Clinic models.Clinic
}

// Begin keeps the first of the staff, who sees to everything from then on, and what the
// clinic says of itself. Once there is anybody, nobody who has not signed in may do it.
func (s *Service) Begin(ctx context.Context, first First) (Member, error) {
	if !slices.Contains(first.Staff.Roles, models.Administrator) {
		first.Staff.Roles = append(slices.Clone(first.Staff.Roles), models.Administrator)
	}
	var problems models.Problems
	person, err := s.read(ctx, first.Staff)
	problems.Add("", err)
	if first.Staff.Password == "" {
		problems.Add("password", models.ErrRequired)
	}
	problems.Add("", first.Clinic.Validate())
	if err := problems.OrNil(); err != nil {
		return Member{}, err
	}
	ctx = office.WithActor(ctx, person.Name)
	err = s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		if err := tx.SaveClinic(&first.Clinic); err != nil {
			return nil, err
		}
		added, err := keep(tx, &person)
		return []models.AuditEntry{{Action: "clinic.changed"}, added}, err
	})
	return memberOf(person), err
}

// ResetPassword gives somebody a new password without the old one.
func (s *Service) ResetPassword(ctx context.Context, name, password string) error {
	hashed, err := s.hash(ctx, password, name)
	if err != nil {
		return err
	}
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		person, err := tx.StaffNamed(models.Staff{Name: name}.Key())
		if err != nil {
			return models.AuditEntry{}, unknown(name, err)
		}
		person.Password = hashed
		_, err = keep(tx, &person)
		return models.AuditEntry{Action: "staff.reset", Details: map[string]string{"name": person.Name}}, err
	})
}

// Ways are the ways of somebody besides a password; "" for none.
type Ways struct {
	Account     string // of the operating system, which the command line goes by
	OwnComputer string // where the account lets them in without a password
	Identity    string // what the clinic's OpenID Connect provider calls them
}

// Map keeps the ways of somebody.
func (s *Service) Map(ctx context.Context, name string, ways Ways) error {
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		person, err := tx.StaffNamed(models.Staff{Name: name}.Key())
		if err != nil {
			return models.AuditEntry{}, unknown(name, err)
		}
		person.Account, person.OwnComputer = strings.TrimSpace(ways.Account), strings.TrimSpace(ways.OwnComputer)
		person.Identity = strings.TrimSpace(ways.Identity)
		return keep(tx, &person)
	})
}

func unknown(name string, err error) error {
	return (&models.Problem{Code: "staff.unknown", Field: "name", Values: map[string]any{"name": name}}).Because(err)
}

// AccessTable says who may do what.
func (s *Service) AccessTable() *access.Table { return s.office.Rules.Access }

// Entry is how a window begins.
type Entry struct {
	Staffed bool   // somebody works here: nobody gets in without signing in
	Fresh   bool   // nothing was ever kept here
	MadeUp  Member // who is in at once at a desk with made-up patients; ID 0: nobody
}

// Entry tells how a window begins.
func (s *Service) Entry(ctx context.Context) (Entry, error) {
	var entry Entry
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		all, err := tx.Staff()
		if err != nil {
			return err
		}
		entry.Staffed = len(all) > 0
		for _, person := range all {
			if s.office.Test() && entry.MadeUp.ID == 0 && person.Password == "" && !person.Left && person.Has(models.Nurse) {
				entry.MadeUp = memberOf(person)
			}
		}
		if entry.Staffed || s.office.Test() {
			return nil
		}
		_, saved, err := tx.Clinic()
		if err != nil || saved {
			return err
		}
		patients, err := tx.FindPatients("", 1)
		entry.Fresh = len(patients) == 0
		return err
	})
	return entry, err
}

// MakeUp adds made-up staff without passwords to a test database, for its demonstration.
func (s *Service) MakeUp(ctx context.Context, people []Draft) error {
	if !s.office.Test() {
		return models.ErrNotTestDatabase
	}
	return s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		var entries []models.AuditEntry
		for _, draft := range people {
			person := models.Staff{Name: draft.Name, Title: draft.Title, Roles: draft.Roles}
			if err := tx.SaveStaff(&person); err != nil {
				return nil, err
			}
			entries = append(entries, models.AuditEntry{Action: "staff.added", Details: map[string]string{
				"name": person.Name, "roles": models.RolesText(person.Roles),
			}})
		}
		return entries, nil
	})
}
