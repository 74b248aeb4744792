package staff_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	viewstaff "nursedesk/views/staff"
)

// Two who change one person meet field by field: what only one of them touched is that
// one's, what both did is chosen, a new password stays as it is typed.
func TestTwoChangeOnePerson(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	ctx := office.WithActor(context.Background(), "Anna Exempel")
	begun := staff.Draft{Name: "Åsa Exempel", Title: "Sjuksköterska", Roles: []models.Role{models.Nurse}, Password: "fyra blå hästar dansar"}
	clinic, err := desk.Clinic(t.Context())
	require.NoError(t, err)
	member, err := desk.Begin(ctx, staff.First{Staff: begun, Clinic: clinic})
	require.NoError(t, err)
	host := pagetest.NewHost(t, desk)
	shown := viewstaff.New(viewstaff.Params{Desk: desk, SignedIn: func() office.Person {
		return office.Person{StaffID: member.ID, Name: member.Name, Roles: []models.Role{models.Administrator}}
	}, Began: func() {}}, host)
	host.Show(shown, page.Route{Page: page.Staff})
	host.Press("Return")
	require.NotNil(t, host.Dialog)
	host.Clear("title")
	host.Type("title", "Leg. sjuksköterska")
	host.Type("account", "asa")
	host.Type("password", "sju gröna grodor hoppar")
	host.Type("again", "sju gröna grodor hoppar")

	host.Runner.Base = func() context.Context {
		return office.WithPerson(context.Background(), office.Person{StaffID: member.ID, Name: member.Name, Roles: member.Roles})
	}
	theirs := staff.DraftOf(member)
	theirs.Title, theirs.Roles = "Chef", []models.Role{models.Nurse, models.Administrator, models.Doctor}
	_, err = desk.SaveStaff(office.WithPerson(ctx, office.Person{StaffID: member.ID, Name: "Anna Exempel", Roles: member.Roles}), theirs)
	require.NoError(t, err)
	require.ErrorIs(t, host.Confirm(), models.ErrStale)
	require.Contains(t, host.Text(), "Anna Exempel ändrade samma uppgifter")
	require.ErrorIs(t, host.Confirm(), &models.Problem{Code: "conflict.open"})
	host.Choose("conflict.title", "mine")
	require.NoError(t, host.Confirm())
	all, err := desk.Staff(ctx)
	require.NoError(t, err)
	require.Equal(t, "Leg. sjuksköterska", all[0].Title, "mine was chosen")
	require.Equal(t, "asa", all[0].Account, "only I touched it")
	require.Contains(t, all[0].Roles, models.Doctor, "only she touched them")
	_, err = desk.SignIn(ctx, "Åsa Exempel", "sju gröna grodor hoppar")
	require.NoError(t, err, "the new password was kept as it was typed")
}
