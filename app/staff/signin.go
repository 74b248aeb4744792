package staff

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/alexedwards/argon2id"

	"nursedesk/app/office"
	"nursedesk/models"
)

// forgotten is after how long wrong passwords no longer count: well after the longest wait.
const forgotten = 24 * time.Hour

// SignIn lets somebody in by name and password. A wrong one makes the next wait, a name
// that nobody has as one that somebody has; what is said tells no difference.
func (s *Service) SignIn(ctx context.Context, name, password string) (office.Person, error) {
	person, err := s.verify(ctx, name, password)
	if err != nil {
		return office.Person{}, err
	}
	return s.letIn(ctx, person, nil)
}

// verify gives who has the name and the password.
func (s *Service) verify(ctx context.Context, name, password string) (models.Staff, error) {
	person, err := s.try(ctx, models.Staff{Name: name}.Key())
	if err != nil {
		return person, err
	}
	return person, check(person, password)
}

// check refuses a password that is not somebody's; nobody takes as long as somebody.
func check(person models.Staff, password string) error {
	against := person.Password
	if against == "" {
		against = nobodys
	}
	right, err := argon2id.ComparePasswordAndHash(password, against)
	if err == nil && (!right || person.Password == "") {
		err = &models.Problem{Code: "sign-in.wrong", Field: "password"}
	}
	return err
}

// nobodys is a hash that no password has, at the present cost.
const nobodys = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2E$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// Tries keeps the wrong passwords in a row of each name.
type Tries interface {
	SignInTries(name string) (models.SignInTries, error)
	SaveSignInTries(tries models.SignInTries, forget time.Time) error
}

// count counts a try as wrong before it is looked at, so that ending the program gains
// nothing. Who has to wait is told so; wrong is 0 then.
func count(kept Tries, name string, now time.Time) (wrong int, err error) {
	tries, err := kept.SignInTries(name)
	if err != nil {
		return 0, err
	}
	if wait := tries.Wait(now); wait > 0 {
		return 0, waitProblem(wait)
	}
	tries.Wrong, tries.Last = tries.Wrong+1, now
	return tries.Wrong, kept.SaveSignInTries(tries, now.Add(-forgotten))
}

// try counts a try and gives who has the name; nobody is the zero value.
func (s *Service) try(ctx context.Context, key string) (person models.Staff, err error) {
	err = s.office.Keep(ctx, func(tx *office.Tx) error {
		wrong, err := count(tx, key, tx.Now)
		if err != nil {
			return err
		}
		if person, err = tx.StaffNamed(key); err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if wrong != models.MostTries || person.ID == 0 {
			return nil
		}
		return tx.Audit(models.AuditEntry{Action: "staff.locked-out", Details: map[string]string{"name": person.Name}})
	})
	return person, err
}

// waitProblem says how long to wait: in seconds, or whole minutes.
func waitProblem(wait time.Duration) error {
	if wait > time.Minute {
		return &models.Problem{Code: "sign-in.wait-minutes", Field: "password", Values: map[string]any{"n": math.Ceil(wait.Minutes())}}
	}
	return &models.Problem{Code: "sign-in.wait", Field: "password", Values: map[string]any{"n": math.Ceil(wait.Seconds())}}
}

// letIn forgets the wrong passwords and writes that somebody is in, and which way they came.
func (s *Service) letIn(ctx context.Context, person models.Staff, way map[string]string) (office.Person, error) {
	who := office.PersonOf(person)
	err := s.office.Change(office.WithPerson(ctx, who), func(tx *office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: "staff.signed-in", Details: way}, tx.SaveSignInTries(models.SignInTries{Name: person.Key()}, tx.Now.Add(-forgotten))
	})
	return who, err
}

// SignInMadeUp lets one of the made-up staff of a test database in, who have no password.
func (s *Service) SignInMadeUp(ctx context.Context, id int64) (office.Person, error) {
	var person models.Staff
	err := s.office.Read(ctx, func(tx *office.Tx) (err error) {
		person, err = tx.StaffMember(id)
		return err
	})
	if err != nil {
		return office.Person{}, err
	}
	if !s.office.Test() || person.Password != "" || person.Left {
		return office.Person{}, &models.Problem{Code: "sign-in.wrong", Field: "password"}
	}
	return s.letIn(ctx, person, nil)
}

// OwnComputer is who of the staff an account of the operating system stands for on this computer, where
// it is theirs alone; ID 0: nobody.
func (s *Service) OwnComputer(ctx context.Context, account string) (Member, error) {
	person, err := s.own(ctx, account)
	return memberOf(person), err
}

func (s *Service) own(ctx context.Context, account string) (person models.Staff, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		found, err := tx.StaffOfAccount(account)
		if errors.Is(err, models.ErrNotFound) {
			return nil
		}
		if err == nil && found.IsOwn(tx.Place) {
			person = found
		}
		return err
	})
	return person, err
}

// SignInByAccount lets in whose own computer this is. The operating system has asked who they are: account has
// to be that under which this program runs.
func (s *Service) SignInByAccount(ctx context.Context, account string) (office.Person, error) {
	person, err := s.own(ctx, account)
	if err != nil {
		return office.Person{}, err
	}
	if person.ID == 0 {
		return office.Person{}, &models.Problem{Code: "sign-in.not-own", Values: map[string]any{"account": account}}
	}
	return s.letIn(ctx, person, map[string]string{"account": account})
}

// ChangePassword lets who acts choose a new password of their own.
func (s *Service) ChangePassword(ctx context.Context, old, password string) error {
	who := office.Acting(ctx)
	if _, err := s.verify(ctx, who.Name, old); err != nil {
		var problem *models.Problem
		if errors.As(err, &problem) {
			return problem.On("old-password")
		}
		return err
	}
	hashed, err := s.hash(ctx, password, who.Name)
	if err != nil {
		return err
	}
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		person, err := tx.StaffMember(who.StaffID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		person.Password = hashed
		_, err = keep(tx, &person)
		return models.AuditEntry{Action: "staff.password"}, err
	})
}
