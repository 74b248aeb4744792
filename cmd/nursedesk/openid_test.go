package main

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/app/openid/openidtest"
	"nursedesk/app/staff"
	"nursedesk/models"
)

// Somebody signs in at a real provider through a browser and is let in as who they are; an unknown one is told. Of
// the tokens nothing is in any log or file.
func TestSignInAtAProvider(t *testing.T) {
	keyring.MockInit()
	issuer := openidtest.Start(t)
	home := t.TempDir()
	for _, name := range []string{"HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		place := filepath.Join(home, name)
		require.NoError(t, os.Mkdir(place, 0o700))
		t.Setenv(name, place)
	}
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	database := filepath.Join(home, "desk.db")
	typed(t, database, phraseOfTests, "staff", "add", "Åsa Ek", "--role", "administrator", "--identity", openidtest.Subject).done(t)
	require.Contains(t, command(t, database, "openid").err, "Ingen leverantör är inställd")

	var log bytes.Buffer
	var codes []string
	params, finish, err := (&session{streams: streams{clinic: os.DirFS("../../resources")}, database: database}).params(t.Context(), slog.New(slog.NewTextHandler(&log, nil)))
	require.NoError(t, err)
	defer finish()
	desk, err := app.New(t.Context(), params)
	require.NoError(t, err)
	admin, err := desk.SignIn(t.Context(), "Åsa Ek", "fyra blå hästar dansar")
	require.NoError(t, err)
	ctx := office.WithPerson(context.Background(), admin)
	_, err = desk.SaveOpenID(ctx, models.OpenID{Issuer: issuer, Client: openidtest.Client, Claim: "sub", Name: "Prov"})
	require.NoError(t, err)
	require.Contains(t, command(t, database, "openid").done(t), "Prov svarar på "+issuer)

	browse := func() func(string) error {
		return openidtest.Browser(t, func(address string) {
			if code := regexp.MustCompile(`[?&]code=([^&]+)`).FindStringSubmatch(address); code != nil {
				codes = append(codes, code[1])
			}
		})
	}
	who, err := byProvider(desk, browse())(t.Context())
	require.NoError(t, err)
	require.Equal(t, "Åsa Ek", who.Name)
	require.Equal(t, []models.Role{models.Administrator}, who.Roles)
	require.NoError(t, desk.Map(ctx, "Åsa Ek", staff.Ways{Identity: "another"}))
	_, err = byProvider(desk, browse())(t.Context())
	require.ErrorIs(t, err, &models.Problem{Code: "openid.nobody"})

	require.NotContains(t, typed(t, database, "hemlig-klient\n", "openid", "secret").done(t), "hemlig-klient")
	settings, err := desk.OpenID(t.Context())
	require.NoError(t, err)
	require.Equal(t, "hemlig-klient", clientSecret(settings))

	require.Len(t, codes, 2)
	secrets := append([]string{"eyJ", "hemlig-klient"}, codes...) // a JSON Web Token begins so
	for _, secret := range secrets {
		require.NotContains(t, log.String(), secret)
	}
	require.NoError(t, filepath.WalkDir(home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		body, err := os.ReadFile(path)
		for _, secret := range secrets {
			require.NotContains(t, string(body), secret, path)
		}
		return err
	}))
	typed(t, database, "\n", "openid", "secret").done(t)
	require.Empty(t, clientSecret(settings))
}
