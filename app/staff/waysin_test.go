package staff_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/models/store"
)

// at is the desk at a computer with a name.
func at(d *apptest.Desk, computer string) *apptest.Desk {
	d.T.Helper()
	params := d.Params
	params.Place = computer
	there, err := app.New(context.Background(), params)
	require.NoError(d.T, err)
	return &apptest.Desk{Desk: there, Params: params, T: d.T, Wall: d.Wall}
}

// An account lets somebody in without a password only on the computer that is theirs alone, and what they do
// then stands in their name.
func TestOwnComputer(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	typed := staff.Draft{Name: "Bo Ek", Roles: []models.Role{models.Nurse}, Account: `CLINIC\bo`, OwnComputer: "KONTOR-2"}
	_, err := d.SaveStaff(admin, typed)
	require.ErrorIs(t, err, &models.Problem{Code: "staff.own-without-password", Field: "password"}, "a lock has to ask for something")
	typed.Password = "sju gröna grodor hoppar"
	bo, err := d.SaveStaff(admin, typed)
	require.NoError(t, err)

	mine, theirs := at(d, "kontor-2"), at(d, "KONTOR-1")
	errNotOwn := &models.Problem{Code: "sign-in.not-own"}
	for account, at := range map[string]*apptest.Desk{`CLINIC\bo`: theirs, `PC-7\bo`: mine, "bo": mine, "": mine} {
		own, err := at.OwnComputer(context.Background(), account)
		require.NoError(t, err)
		require.Zero(t, own.ID, account)
		_, err = at.SignInByAccount(context.Background(), account)
		require.ErrorIs(t, err, errNotOwn, account)
	}
	_, err = d.SignInByAccount(context.Background(), `CLINIC\bo`)
	require.ErrorIs(t, err, errNotOwn, "a computer without a name is nobody's own")
	who, err := mine.SignInByAccount(context.Background(), `clinic\Bo`)
	require.NoError(t, err)
	require.Equal(t, bo.ID, who.StaffID)
	booking, err := mine.Book(office.WithPerson(context.Background(), who), apptest.Draft(t, "2026-12-14"))
	require.NoError(t, err)
	file, err := d.Patient(admin, booking.PatientID)
	require.NoError(t, err)
	require.Equal(t, "Bo Ek", file.History[0].By)

	bo.Left = true
	_, err = d.SaveStaff(admin, staff.Draft{ID: bo.ID, Version: bo.Version, Name: bo.Name, Roles: bo.Roles, Account: bo.Account, OwnComputer: bo.OwnComputer, Left: true})
	require.NoError(t, err)
	_, err = mine.SignInByAccount(context.Background(), `CLINIC\bo`)
	require.ErrorIs(t, err, errNotOwn, "who has left")
}

// A command of a file acts for its owner; one on a server has to run under an account of somebody, whose roles count.
func TestCommandsOnAServerRunAsSomebody(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	_, err := d.SaveStaff(admin, staff.Draft{Name: "Nattimport", Roles: []models.Role{models.Service}, Account: "import"})
	require.NoError(t, err)
	_, err = d.SaveStaff(admin, staff.Draft{Name: "Fia Ek", Roles: []models.Role{models.Physio}, Account: "fia", Password: apptest.Password})
	require.NoError(t, err)
	command := func(account string) context.Context {
		return office.WithPerson(context.Background(), office.Person{Name: "kommandorad (" + account + ")", Account: account})
	}
	server := store.IsServer(d.Location())
	nobody := command("nobody")
	_, err = d.Worklist(nobody, worklist.Query{})
	_, booked := d.Book(nobody, apptest.Draft(t, "2026-12-14"))
	if !server {
		require.NoError(t, err)
		require.NoError(t, booked, "whoever may write the file")
		require.NoError(t, office.CheckAccount(nobody, d.Params.Store))
		return
	}
	errAccount := &models.Problem{Code: "access.account"}
	require.ErrorIs(t, err, errAccount, "not even to read")
	require.ErrorIs(t, booked, errAccount)
	require.ErrorIs(t, office.CheckAccount(nobody, d.Params.Store), errAccount)
	require.NoError(t, office.CheckAccount(command("import"), d.Params.Store))
	_, err = d.Book(command("fia"), apptest.Draft(t, "2026-12-14"))
	require.ErrorIs(t, err, apptest.ErrRefused, "her roles count")
	_, err = d.Book(command("import"), apptest.Draft(t, "2026-12-14"))
	require.ErrorIs(t, err, apptest.ErrRefused, "it may import, and nothing else")
	require.NoError(t, d.MayImport(command("import")))
	_, err = d.Worklist(command("import"), worklist.Query{})
	require.NoError(t, err)
}
