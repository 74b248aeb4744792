package apptest

import (
	"context"
	"slices"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/models"
)

// Password is that of the first of staff.
const Password = "fyra blå hästar dansar" //nolint:gosec // of a made-up person

const addedPassword = "sju gröna grodor hoppar" //nolint:gosec // of a made-up person

// ErrRefused is what somebody without the role is told.
var ErrRefused = &models.Problem{Code: "access.refused"}

// FirstStaff makes Åsa the desk's first of staff: administrator.
func (d *Desk) FirstStaff() context.Context {
	d.T.Helper()
	clinic, err := d.Clinic(Nurse())
	require.NoError(d.T, err)
	_, err = d.Begin(context.Background(), staff.First{
		Staff: staff.Draft{Name: "Åsa Ek", Roles: []models.Role{models.Nurse}, Password: Password}, Clinic: clinic,
	})
	require.NoError(d.T, err)
	return d.SignedIn("Åsa Ek", Password)
}

// AddStaff lets the administrator add somebody, or a service, which does not sign in.
func (d *Desk) AddStaff(ctx context.Context, name string, roles ...models.Role) context.Context {
	d.T.Helper()
	if slices.Contains(roles, models.Service) {
		added, err := d.SaveStaff(ctx, staff.Draft{Name: name, Roles: roles, Account: name})
		require.NoError(d.T, err)
		return office.WithPerson(context.Background(), office.PersonOf(added.Staff))
	}
	_, err := d.SaveStaff(ctx, staff.Draft{Name: name, Roles: roles, Password: addedPassword})
	require.NoError(d.T, err)
	return d.SignedIn(name, addedPassword)
}

// SignedIn is who signs in with a name and a password.
func (d *Desk) SignedIn(name, password string) context.Context {
	d.T.Helper()
	person, err := d.SignIn(context.Background(), name, password)
	require.NoError(d.T, err)
	return office.WithPerson(context.Background(), person)
}

// Everybody has every role.
func Everybody() context.Context { return AsRoles("Åsa Ek", models.StaffRoles...) }

// AsRoles is who is signed in with some roles. The first of the staff is Åsa.
func AsRoles(name string, roles ...models.Role) context.Context {
	return office.WithPerson(context.Background(), office.Person{Name: name, StaffID: 1, Roles: roles})
}

// KeptClinic is the clinic as it is kept.
func (d *Desk) KeptClinic() models.Clinic {
	clinic, err := d.Clinic(Nurse())
	require.NoError(d.T, err)
	return clinic
}

// PatientOf is a patient for whom somebody books.
func (d *Desk) PatientOf(ctx context.Context) int64 {
	booking, err := d.Book(ctx, Draft(d.T, "2026-12-14"))
	require.NoError(d.T, err)
	return booking.PatientID
}

// OtherUnit is the care unit to which the first of the staff does not belong, once there are [Desk.TwoUnits].
const OtherUnit = "Smärtmottagningen"

// TwoUnits gives the clinic a second care unit, and somebody with every role who belongs to it. The first of the staff, who
// acts, belongs to the first.
func (d *Desk) TwoUnits(ctx context.Context) (other context.Context) {
	d.T.Helper()
	clinic := d.KeptClinic()
	clinic.Units = []string{clinic.Name, OtherUnit}
	require.NoError(d.T, d.SaveClinic(ctx, clinic))
	_, err := d.SaveStaff(ctx, staff.Draft{
		Name: "Bo Prov", Unit: OtherUnit, Roles: []models.Role{models.Nurse, models.Doctor, models.Physio, models.Administrator}, Password: addedPassword,
	})
	require.NoError(d.T, err)
	return d.SignedIn("Bo Prov", addedPassword)
}
