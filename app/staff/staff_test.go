package staff_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/approvals"
	"nursedesk/app/apptest"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/staff"
	"nursedesk/models"
)

var (
	errWrong    = &models.Problem{Code: "sign-in.wrong"}
	errLongWait = &models.Problem{Code: "sign-in.wait-minutes"}
)

// Until somebody is added the desk is open to all, as it always was; from then on
// nobody gets in who was not added.
func TestADeskWithoutStaffIsOpen(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	id := d.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	admin := d.FirstStaff()
	_, err := d.Book(apptest.Nurse(), apptest.Draft(t, "2026-12-21"))
	require.ErrorIs(t, err, &models.Problem{Code: "access.signed-out"}, "a name alone is no sign-in")
	_, err = d.Booking(admin, id)
	require.NoError(t, err)
	_, err = d.Begin(context.Background(), staff.First{
		Staff: staff.Draft{Name: "Bo", Roles: []models.Role{models.Nurse}, Password: apptest.Password}, Clinic: d.KeptClinic(),
	})
	require.ErrorIs(t, err, &models.Problem{Code: "access.signed-out"}, "there is a first one only once")
}

// What the table says is what happens, for each action and each role: the change is kept,
// or nothing of it.
func TestEveryRoleAndEveryAction(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	patient := d.PatientOf(admin)
	is := map[string]models.Role{}
	for _, role := range models.StaffRoles {
		name := "Prov " + string(role)
		as := d.AddStaff(admin, name, role)
		is[name] = role
		for _, area := range d.Rules.Access.Areas {
			for _, action := range area.Actions {
				err := d.Office.Change(as, func(*office.Tx) (models.AuditEntry, error) {
					return models.AuditEntry{Action: action, PatientID: &patient}, nil
				})
				if may := d.Rules.Access.May([]models.Role{role}, action); may {
					require.NoError(t, err, "%s %s", role, action)
				} else {
					require.ErrorIs(t, err, apptest.ErrRefused, "%s %s", role, action)
				}
			}
		}
		err := d.Office.Change(as, func(*office.Tx) (models.AuditEntry, error) { return models.AuditEntry{Action: "no.such"}, nil })
		require.ErrorIs(t, err, apptest.ErrRefused, "an action that nobody put into the table")
	}
	file, err := d.Patient(admin, patient)
	require.NoError(t, err)
	for _, entry := range file.History {
		if role, one := is[entry.By]; one {
			require.True(t, d.Rules.Access.May([]models.Role{role}, entry.Action), "%s by %s", entry.Action, entry.By)
		}
	}
}

// The use cases themselves refuse, not a test of the table alone.
func TestUseCasesByRole(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	nurse, doctor := d.AddStaff(admin, "Bo Nurse", models.Nurse), d.AddStaff(admin, "Dr Exempel", models.Doctor)
	office1 := d.AddStaff(admin, "Eva Admin", models.Administrator)
	_, err := d.Book(office1, apptest.Draft(t, "2026-12-14"))
	require.ErrorIs(t, err, apptest.ErrRefused, "who sees to staff registers no patients")
	require.ErrorIs(t, d.SaveClinic(nurse, d.KeptClinic()), apptest.ErrRefused)
	_, err = d.SaveStaff(doctor, staff.Draft{Name: "X", Roles: []models.Role{models.Doctor}})
	require.ErrorIs(t, err, apptest.ErrRefused)
	require.ErrorIs(t, d.ResetPassword(nurse, "Dr Exempel", apptest.Password), apptest.ErrRefused)

	taking := apptest.Draft(t, "2026-12-14")
	taking.Medicines, taking.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
	booked, err := d.Book(nurse, taking)
	require.NoError(t, err)
	decide := func(ctx context.Context, by string) error {
		file := d.File(booked.ID)
		hold, seen := file.Holds[0], int64(0)
		if hold.Decision != nil {
			seen = hold.Decision.ID
		}
		return d.DecideHold(ctx, holds.DecisionDraft{
			Seen:      seen,
			BookingID: booked.ID, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(),
			LastDose: hold.Dates().LastDose, FirstDoseAgain: hold.Dates().FirstDoseAgain,
			DecidedBy: by, DecidedOn: d.Today(), Given: "phone",
		})
	}
	require.ErrorIs(t, decide(nurse, "bo  nurse"), apptest.ErrRefused, "a nurse decides nothing as herself")
	require.NoError(t, decide(nurse, "Dr Exempel"), "but enters what a doctor said")
	require.Equal(t, "Bo Nurse", d.File(booked.ID).Holds[0].Decision.EnteredBy)
	require.NoError(t, decide(doctor, "Dr Exempel"))

	approve := func(ctx context.Context, by string) error {
		return d.ApproveRules(ctx, approvals.Draft{Rows: []rulebook.Key{d.RulesByID()[apptest.Stitches].Key}, Doctor: by, On: d.Today()})
	}
	require.ErrorIs(t, approve(doctor, "Dr Prov"), &models.Problem{Code: "access.not-yourself"})
	require.ErrorIs(t, approve(nurse, "Bo Nurse"), apptest.ErrRefused)
	require.NoError(t, approve(doctor, "Dr Exempel"))
}

// Guessing is slow, also after the program was ended, and says nothing about who works here.
func TestWrongPasswords(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	d.FirstStaff()
	errs := map[string]error{}
	for _, name := range []string{"Åsa Ek", "Nobody Here"} {
		for range 3 {
			_, err := d.SignIn(context.Background(), name, "fel")
			require.ErrorIs(t, err, errWrong, name)
		}
		_, err := d.SignIn(context.Background(), name, "fel")
		require.ErrorIs(t, err, errWrong, name)
		_, errs[name] = d.SignIn(context.Background(), name, apptest.Password)
		require.ErrorIs(t, errs[name], &models.Problem{Code: "sign-in.wait"}, name)
		for range 6 {
			d.Wall.Time = d.Wall.Time.Add(time.Minute + 5*time.Second)
			_, err = d.SignIn(context.Background(), name, "fel")
			require.ErrorIs(t, err, errWrong, name)
		}
		_, err = d.SignIn(context.Background(), name, apptest.Password)
		require.ErrorIs(t, err, errLongWait, "%s: the right one is not looked at either", name)
	}
	require.Equal(t, errs["Åsa Ek"], errs["Nobody Here"], "no difference between who works here and who does not")
	d.Wall.Time = d.Wall.Time.Add(14 * time.Minute)
	_, err := d.SignIn(context.Background(), "Åsa Ek", apptest.Password)
	require.True(t, err == nil || errors.Is(err, errLongWait))
	d.Wall.Time = d.Wall.Time.Add(2 * time.Minute)
	d.SignedIn("åsa EK", apptest.Password)
	_, err = d.SignIn(context.Background(), "Åsa Ek", "fel")
	require.ErrorIs(t, err, errWrong, "and the count begins anew")
}

// Somebody always can see to the staff; who left can't come back in by the old password.
func TestTheLastAdministrator(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	members, err := d.Staff(admin)
	require.NoError(t, err)
	require.Empty(t, members[0].Password, "no hash leaves the room")
	self := staff.Draft{ID: members[0].ID, Version: members[0].Version, Name: "Åsa Ek", Roles: []models.Role{models.Nurse}}
	_, err = d.SaveStaff(admin, self)
	require.ErrorIs(t, err, &models.Problem{Code: "staff.no-administrator"})
	self.Roles, self.Left = []models.Role{models.Administrator}, true
	_, err = d.SaveStaff(admin, self)
	require.ErrorIs(t, err, &models.Problem{Code: "staff.no-administrator"})
	d.AddStaff(admin, "Eva", models.Administrator)
	_, err = d.SaveStaff(admin, self)
	require.NoError(t, err)
	_, err = d.SignIn(context.Background(), "Åsa Ek", apptest.Password)
	require.ErrorIs(t, err, errWrong)
}

func TestChangePassword(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	require.ErrorIs(t, d.ChangePassword(admin, "fel", "nya ord i lång rad"), &models.Problem{Code: "sign-in.wrong", Field: "old-password"})
	require.ErrorIs(t, d.ChangePassword(admin, apptest.Password, "åsa ek åsa ek"[:9]), &models.Problem{Code: "password.short"})
	require.NoError(t, d.ChangePassword(admin, apptest.Password, "nya ord i lång rad"))
	d.SignedIn("Åsa Ek", "nya ord i lång rad")
}

// The made-up staff need no password, in a test database alone.
func TestMadeUpStaffSignInWithout(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
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
