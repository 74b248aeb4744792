package views

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// asOwn opens the window as the program does on Åsa's own computer.
func asOwn(t *testing.T, desk *app.Desk, clock *pagetest.Clock, locked bool) *guarded {
	t.Helper()
	return guard(t, desk, clock, look.Light, func(way *SignIn) {
		own, err := desk.OwnComputer(t.Context(), `CLINIC\asa`)
		require.NoError(t, err)
		require.NotZero(t, own.ID)
		way.Own = own.ID
		if locked {
			return
		}
		who, err := desk.SignInByAccount(t.Context(), `CLINIC\asa`)
		require.NoError(t, err)
		way.First = &who
	})
}

// At her own computer Åsa is in at once. A lock asks her, and goes on asking when the program is started again;
// somebody else who works there meanwhile does not open it for her.
func TestAtOnesOwnComputer(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	desk = pagetest.Another(t, desk, clock, "KONTOR-1")
	admin, err := desk.SignIn(t.Context(), "Åsa Exempel", phrase)
	require.NoError(t, err)
	ctx := office.WithPerson(context.Background(), admin)
	require.NoError(t, desk.Map(ctx, "Åsa Exempel", staff.Ways{Account: `CLINIC\asa`, OwnComputer: "KONTOR-1"}))

	g := asOwn(t, desk, clock, false)
	require.False(t, g.locked())
	require.Equal(t, page.Today, g.Route().Page)
	require.Equal(t, "Åsa Exempel", g.who.Name)
	require.False(t, g.Preferences.Locked())
	g.Run("lock")
	require.True(t, g.locked())
	require.True(t, g.Preferences.Locked(), "the next start knows")
	g.in("Åsa Exempel", "fel lösenord här")
	require.True(t, g.locked())
	g.in("Bo Exempel", other)
	require.False(t, g.locked())
	require.True(t, g.Preferences.Locked(), "it was not she who unlocked it")
	g.Run("lock")
	g.in("Åsa Exempel", phrase)
	require.False(t, g.Preferences.Locked())

	g = asOwn(t, desk, clock, true)
	require.True(t, g.locked(), "locked when the program ended")
	g.in("Åsa Exempel", phrase)
	require.False(t, g.locked())
}

// An administrator says in Personal whose own computer a computer is, with the keys alone; two can't have one account.
func TestOwnComputerInPersonal(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	g.in("Åsa Exempel", phrase)
	g.Run("page.staff")
	g.press(fyne.KeyDown) // from Bo to Åsa or the other way round: the first is who is changed
	g.press(fyne.KeyHome)
	g.press(fyne.KeyReturn)
	require.NotNil(t, g.dialog)
	require.Contains(t, g.text(), "Ändra Bo Exempel")
	g.fill("account", "bo")
	g.fill("own-computer", "KONTOR-2")
	g.Run("save")
	members, err := desk.Staff(t.Context())
	require.NoError(t, err)
	require.Equal(t, "bo", members[0].Account)
	require.Equal(t, "KONTOR-2", members[0].OwnComputer)
	require.Contains(t, g.text(), "utan lösenord på KONTOR-2")

	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	require.Contains(t, g.text(), "Ändra Åsa Exempel")
	g.fill("account", "bo")
	g.Run("save")
	require.NotNil(t, g.dialog)
	require.Contains(t, g.text(), "Någon annan har redan det")
	g.fill("account", "asa")
	g.Run("save")
	require.Nil(t, g.dialog)
	members, err = desk.Staff(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{"bo", "asa"}, []string{members[0].Account, members[1].Account})
	require.Equal(t, []models.Role{models.Nurse, models.Administrator}, members[1].Roles, "what was not touched stays")
}
