package settings_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/settings"
)

// An administrator sets the provider up for all desks: it is kept once it has answered. Others see it and can't change it.
func TestProvider(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	var asked []string
	answer := error((&models.Problem{Code: "openid.unreachable", Field: "issuer"}).With("issuer", "https://idp.example"))
	open := func(who office.Person) *pagetest.Host {
		host := pagetest.NewHost(t, desk)
		host.Show(settings.New(settings.Params{
			Desk: desk, Preferences: preferences.New(fyne.CurrentApp().Preferences()), Version: "0.1.0",
			SignedIn: func() office.Person { return who },
			CheckProvider: func(_ context.Context, is models.OpenID) error {
				asked = append(asked, is.Issuer)
				return answer
			},
		}, host), page.Route{Page: page.Settings})
		return host
	}
	host := open(office.Person{})
	require.Contains(t, host.Text(), "Ingen leverantör är inställd")
	host.Tap("Ändra leverantör …")
	host.Type("issuer", "http://idp.example")
	require.Error(t, host.Confirm(), "anybody on the way could read it")
	require.Empty(t, asked)
	for name, text := range map[string]string{"client": "nursedesk", "claim": "employeeHsaId", "provider-name": "SITHS"} {
		host.Type(name, text)
	}
	host.Clear("issuer")
	host.Type("issuer", "https://idp.example")
	require.ErrorIs(t, host.Confirm(), &models.Problem{Code: "openid.unreachable"})
	kept, err := desk.OpenID(t.Context())
	require.NoError(t, err)
	require.False(t, kept.SetUp())
	answer = nil
	require.NoError(t, host.Confirm())
	require.Contains(t, host.Text(), "SITHS loggar in dem vars employeeHsaId står i Personal: https://idp.example")
	require.Equal(t, []string{"https://idp.example", "https://idp.example"}, asked)

	require.NotContains(t, open(office.Person{Name: "Bo", StaffID: 7, Roles: []models.Role{models.Nurse}}).Text(), "Ändra leverantör")
	host = open(office.Person{})
	host.Tap("Ändra leverantör …")
	host.Clear("issuer")
	require.NoError(t, host.Confirm())
	kept, err = desk.OpenID(t.Context())
	require.NoError(t, err)
	require.Empty(t, kept.Client, "nothing of it is left")
	require.Len(t, asked, 2)
}
