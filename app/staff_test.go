package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/approvals"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/staff"
	"nursedesk/models"
)

const phrase = "fyra blå hästar dansar"

// begin makes Åsa the desk's first of staff: administrator.
func (d *desk) begin() context.Context {
	d.t.Helper()
	clinic, err := d.Clinic(asNurse())
	require.NoError(d.t, err)
	_, err = d.Begin(context.Background(), staff.First{
		Staff: staff.Draft{Name: "Åsa Ek", Roles: []models.Role{models.Nurse}, Password: phrase}, Clinic: clinic,
	})
	require.NoError(d.t, err)
	return d.in("Åsa Ek", phrase)
}

func (d *desk) in(name, password string) context.Context {
	d.t.Helper()
	person, err := d.SignIn(context.Background(), name, password)
	require.NoError(d.t, err)
	return office.WithPerson(context.Background(), person)
}

// add lets the administrator add somebody, or a service, which does not sign in.
func (d *desk) add(ctx context.Context, name string, roles ...models.Role) context.Context {
	d.t.Helper()
	if slices.Contains(roles, models.Service) {
		added, err := d.SaveStaff(ctx, staff.Draft{Name: name, Roles: roles, Account: name})
		require.NoError(d.t, err)
		return office.WithPerson(context.Background(), office.PersonOf(added.Staff))
	}
	_, err := d.SaveStaff(ctx, staff.Draft{Name: name, Roles: roles, Password: "sju gröna grodor hoppar"})
	require.NoError(d.t, err)
	return d.in(name, "sju gröna grodor hoppar")
}

var (
	errRefused  = &models.Problem{Code: "access.refused"}
	errWrong    = &models.Problem{Code: "sign-in.wrong"}
	errLongWait = &models.Problem{Code: "sign-in.wait-minutes"}
)

// Until somebody is added the desk is open to all, as it always was; from then on
// nobody gets in who was not added.
func TestADeskWithoutStaffIsOpen(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	id := d.book(draft(t, "2026-12-14")).Booking.ID
	admin := d.begin()
	_, err := d.Book(asNurse(), draft(t, "2026-12-21"))
	require.ErrorIs(t, err, &models.Problem{Code: "access.signed-out"}, "a name alone is no sign-in")
	_, err = d.Booking(admin, id)
	require.NoError(t, err)
	_, err = d.Begin(context.Background(), staff.First{
		Staff: staff.Draft{Name: "Bo", Roles: []models.Role{models.Nurse}, Password: phrase}, Clinic: mustClinic(d),
	})
	require.ErrorIs(t, err, &models.Problem{Code: "access.signed-out"}, "there is a first one only once")
}

func mustClinic(d *desk) models.Clinic {
	clinic, err := d.Clinic(asNurse())
	require.NoError(d.t, err)
	return clinic
}

// What the table says is what happens, for each action and each role: the change is kept,
// or nothing of it.
func TestEveryRoleAndEveryAction(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	admin := d.begin()
	patient := d.patientOf(admin)
	is := map[string]models.Role{}
	for _, role := range models.StaffRoles {
		name := "Prov " + string(role)
		as := d.add(admin, name, role)
		is[name] = role
		for _, area := range d.Rules.Access.Areas {
			for _, action := range area.Actions {
				err := d.Office.Change(as, func(*office.Tx) (models.AuditEntry, error) {
					return models.AuditEntry{Action: action, PatientID: &patient}, nil
				})
				if may := d.Rules.Access.May([]models.Role{role}, action); may {
					require.NoError(t, err, "%s %s", role, action)
				} else {
					require.ErrorIs(t, err, errRefused, "%s %s", role, action)
				}
			}
		}
		err := d.Office.Change(as, func(*office.Tx) (models.AuditEntry, error) { return models.AuditEntry{Action: "no.such"}, nil })
		require.ErrorIs(t, err, errRefused, "an action that nobody put into the table")
	}
	file, err := d.Patient(admin, patient)
	require.NoError(t, err)
	for _, entry := range file.History {
		if role, one := is[entry.By]; one {
			require.True(t, d.Rules.Access.May([]models.Role{role}, entry.Action), "%s by %s", entry.Action, entry.By)
		}
	}
}

func (d *desk) patientOf(ctx context.Context) int64 {
	booking, err := d.Book(ctx, draft(d.t, "2026-12-14"))
	require.NoError(d.t, err)
	return booking.PatientID
}

// The use cases themselves refuse, not a test of the table alone.
func TestUseCasesByRole(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	admin := d.begin()
	nurse, doctor := d.add(admin, "Bo Nurse", models.Nurse), d.add(admin, "Dr Exempel", models.Doctor)
	office1 := d.add(admin, "Eva Admin", models.Administrator)
	_, err := d.Book(office1, draft(t, "2026-12-14"))
	require.ErrorIs(t, err, errRefused, "who sees to staff registers no patients")
	require.ErrorIs(t, d.SaveClinic(nurse, mustClinic(d)), errRefused)
	_, err = d.SaveStaff(doctor, staff.Draft{Name: "X", Roles: []models.Role{models.Doctor}})
	require.ErrorIs(t, err, errRefused)
	require.ErrorIs(t, d.ResetPassword(nurse, "Dr Exempel", phrase), errRefused)

	taking := draft(t, "2026-12-14")
	taking.Medicines, taking.Factors = models.MedicinesOf("B01AA03"), asked()
	booked, err := d.Book(nurse, taking)
	require.NoError(t, err)
	file := d.file(booked.ID)
	decide := func(ctx context.Context, by string) error {
		hold := file.Holds[0]
		return d.DecideHold(ctx, holds.DecisionDraft{
			BookingID: booked.ID, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(),
			LastDose: hold.Dates().LastDose, FirstDoseAgain: hold.Dates().FirstDoseAgain,
			DecidedBy: by, DecidedOn: d.Today(), Given: "phone",
		})
	}
	require.ErrorIs(t, decide(nurse, "bo  nurse"), errRefused, "a nurse decides nothing as herself")
	require.NoError(t, decide(nurse, "Dr Exempel"), "but enters what a doctor said")
	require.Equal(t, "Bo Nurse", d.file(booked.ID).Holds[0].Decision.EnteredBy)
	require.NoError(t, decide(doctor, "Dr Exempel"))

	approve := func(ctx context.Context, by string) error {
		return d.ApproveRules(ctx, approvals.Draft{Rows: []rulebook.Key{d.rules()[stitches].Key}, Doctor: by, On: d.Today()})
	}
	require.ErrorIs(t, approve(doctor, "Dr Prov"), &models.Problem{Code: "access.not-yourself"})
	require.ErrorIs(t, approve(nurse, "Bo Nurse"), errRefused)
	require.NoError(t, approve(doctor, "Dr Exempel"))
}

// Guessing is slow, also after the program was ended, and says nothing about who works here.
func TestWrongPasswords(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	d.begin()
	errs := map[string]error{}
	for _, name := range []string{"Åsa Ek", "Nobody Here"} {
		for range 3 {
			_, err := d.SignIn(context.Background(), name, "fel")
			require.ErrorIs(t, err, errWrong, name)
		}
		_, err := d.SignIn(context.Background(), name, "fel")
		require.ErrorIs(t, err, errWrong, name)
		_, errs[name] = d.SignIn(context.Background(), name, phrase)
		require.ErrorIs(t, errs[name], &models.Problem{Code: "sign-in.wait"}, name)
		for range 6 {
			d.clock.now = d.clock.now.Add(time.Minute + 5*time.Second)
			_, err = d.SignIn(context.Background(), name, "fel")
			require.ErrorIs(t, err, errWrong, name)
		}
		_, err = d.SignIn(context.Background(), name, phrase)
		require.ErrorIs(t, err, errLongWait, "%s: the right one is not looked at either", name)
	}
	require.Equal(t, errs["Åsa Ek"], errs["Nobody Here"], "no difference between who works here and who does not")
	d.clock.now = d.clock.now.Add(14 * time.Minute)
	_, err := d.SignIn(context.Background(), "Åsa Ek", phrase)
	require.True(t, err == nil || errors.Is(err, errLongWait))
	d.clock.now = d.clock.now.Add(2 * time.Minute)
	d.in("åsa EK", phrase)
	_, err = d.SignIn(context.Background(), "Åsa Ek", "fel")
	require.ErrorIs(t, err, errWrong, "and the count begins anew")
}

// Somebody always can see to the staff; who left can't come back in by the old password.
func TestTheLastAdministrator(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	admin := d.begin()
	members, err := d.Staff(admin)
	require.NoError(t, err)
	require.Empty(t, members[0].Password, "no hash leaves the room")
	self := staff.Draft{ID: members[0].ID, Version: members[0].Version, Name: "Åsa Ek", Roles: []models.Role{models.Nurse}}
	_, err = d.SaveStaff(admin, self)
	require.ErrorIs(t, err, &models.Problem{Code: "staff.no-administrator"})
	self.Roles, self.Left = []models.Role{models.Administrator}, true
	_, err = d.SaveStaff(admin, self)
	require.ErrorIs(t, err, &models.Problem{Code: "staff.no-administrator"})
	d.add(admin, "Eva", models.Administrator)
	_, err = d.SaveStaff(admin, self)
	require.NoError(t, err)
	_, err = d.SignIn(context.Background(), "Åsa Ek", phrase)
	require.ErrorIs(t, err, errWrong)
}

func TestChangePassword(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	admin := d.begin()
	require.ErrorIs(t, d.ChangePassword(admin, "fel", "nya ord i lång rad"), &models.Problem{Code: "sign-in.wrong", Field: "old-password"})
	require.ErrorIs(t, d.ChangePassword(admin, phrase, "åsa ek åsa ek"[:9]), &models.Problem{Code: "password.short"})
	require.NoError(t, d.ChangePassword(admin, phrase, "nya ord i lång rad"))
	d.in("Åsa Ek", "nya ord i lång rad")
}

// The made-up staff need no password, in a test database alone.
func TestMadeUpStaffSignInWithout(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	admin := d.begin()
	made, err := d.SaveStaff(admin, staff.Draft{Name: "Sköterskan Test", Roles: []models.Role{models.Nurse}})
	require.NoError(t, err)
	_, err = d.SignIn(context.Background(), "Sköterskan Test", "")
	require.ErrorIs(t, err, errWrong, "an empty password is none")
	_, err = d.SignInMadeUp(context.Background(), made.ID)
	require.NoError(t, err)
	members, err := d.Staff(admin)
	require.NoError(t, err)
	for _, member := range members {
		if member.HasPassword {
			_, err = d.SignInMadeUp(context.Background(), member.ID)
			require.ErrorIs(t, err, errWrong, "who has a password needs it")
		}
	}
}
