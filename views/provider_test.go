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
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// withProvider sets SITHS up, which calls Bo SE-2.
func withProvider(t *testing.T, desk *app.Desk) {
	t.Helper()
	admin, err := desk.SignIn(t.Context(), "Åsa Exempel", phrase)
	require.NoError(t, err)
	ctx := office.WithPerson(context.Background(), admin)
	_, err = desk.SaveOpenID(ctx, models.OpenID{Issuer: "https://idp.example", Client: "nursedesk", Claim: "employeeHsaId", Name: "SITHS"})
	require.NoError(t, err)
	require.NoError(t, desk.Map(ctx, "Bo Exempel", staff.Ways{Identity: "SE-2"}))
}

// tapButton taps the visible button with a text.
func (g *guarded) tapButton(text string) {
	g.t.Helper()
	for _, object := range pagetest.Visible(g.window.Content()) {
		if button, ok := object.(*widgets.Button); ok && button.Text == text {
			button.OnTapped()
			return
		}
	}
	require.Fail(g.t, "no such button", text)
}

// The page for signing in offers the clinic's provider where it is set up, and only there. Meanwhile it says where to go;
// what goes wrong is said, and the password still works.
func TestSignInByProvider(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	require.NotContains(t, guard(t, desk, clock, look.Light, nil).text(), "Logga in med")

	withProvider(t, desk)
	var g *guarded
	said := func(ctx context.Context) (office.Person, error) { return desk.SignInByIdentity(ctx, "SE-9") }
	g = guard(t, desk, clock, look.Light, func(way *SignIn) {
		way.Provider = func(ctx context.Context) (office.Person, error) {
			require.Contains(t, g.text(), "Logga in hos SITHS i webbläsaren")
			require.Contains(t, g.text(), "Vänta inte")
			return said(ctx)
		}
	})
	g.tapButton("Logga in med SITHS")
	require.True(t, g.locked())
	require.Contains(t, g.text(), "SE-9 hör inte till någon som arbetar här")
	require.NotContains(t, g.text(), "Vänta inte")
	said = func(context.Context) (office.Person, error) {
		return office.Person{}, &models.Problem{Code: "openid.cancelled"}
	}
	g.tapButton("Logga in med SITHS")
	require.Contains(t, g.text(), "avbröts i webbläsaren")
	said = func(ctx context.Context) (office.Person, error) {
		g.tapButton("Vänta inte")
		return desk.SignInByIdentity(ctx, "SE-2")
	}
	g.tapButton("Logga in med SITHS")
	require.True(t, g.locked(), "who comes after one has given up does not come in")
	said = func(ctx context.Context) (office.Person, error) { return desk.SignInByIdentity(ctx, "SE-2") }
	g.tapButton("Logga in med SITHS")
	require.False(t, g.locked())
	require.Equal(t, "Bo Exempel", g.who.Name)
	g.Run("lock")
	g.in("Åsa Exempel", phrase)
	require.Equal(t, "Åsa Exempel", g.who.Name)

	g.Run("page.staff")
	g.press(fyne.KeyHome)
	g.press(fyne.KeyReturn)
	require.Contains(t, g.text(), "Identitet hos SITHS")
	require.Contains(t, g.text(), "SE-2")
}
