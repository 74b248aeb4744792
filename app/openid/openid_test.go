package openid_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/openid"
	"nursedesk/app/openid/openidtest"
	"nursedesk/models"
)

// A real provider lets somebody in, through a browser, and says who they are by the claim that is asked for: in its
// answer or where it is asked for more. No address holds anything secret of ours.
func TestAProviderSaysWhoComes(t *testing.T) {
	issuer := openidtest.Start(t)
	for claim, want := range map[string]string{"sub": openidtest.Subject, "email": openidtest.Email, "employeeHsaId": ""} {
		var seen []string
		browse := openidtest.Browser(t, func(address string) { seen = append(seen, address) })
		client := openid.Client{
			Settings: models.OpenID{Issuer: issuer, Client: openidtest.Client, Claim: claim, Name: "Prov"}, Now: office.SystemClock().Now, Back: "Klart.",
			Browse: func(address string) error {
				require.Regexp(t, `^http://127\.0\.0\.1:\d+/$`, address, "what the process list shows")
				return browse(address)
			},
		}
		who, err := client.Who(t.Context())
		if want == "" {
			require.ErrorIs(t, err, &models.Problem{Code: "openid.claim"})
			continue
		}
		require.NoError(t, err)
		require.Equal(t, want, who)
		asked, err := url.Parse(seen[0])
		require.NoError(t, err)
		require.Equal(t, "S256", asked.Query().Get("code_challenge_method"))
		require.Equal(t, "login", asked.Query().Get("prompt"), "the browser may remember who was here before")
		require.Empty(t, asked.Query().Get("code_verifier"))
	}
}

// What is wrong with the address is found before it is kept.
func TestCheck(t *testing.T) {
	issuer := openidtest.Start(t)
	check := func(issuer string) error {
		return openid.Client{Settings: models.OpenID{Issuer: issuer}}.Check(t.Context())
	}
	require.NoError(t, check(issuer))
	require.ErrorIs(t, check(issuer+"/"), &models.Problem{Code: "openid.issuer", Field: "issuer"}, "exactly as it calls itself")
	require.ErrorIs(t, check("http://127.0.0.1:1"), &models.Problem{Code: "openid.unreachable", Field: "issuer"})
}

// Whatever is not the provider's own answer to this very question lets nobody in, and is told in words; so is a clock
// that is wrong. No token stands in what is told or logged.
func TestWhatLetsNobodyIn(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		spoil func(*forger)
		code  string
	}{
		"nothing is wrong":               {func(*forger) {}, ""},
		"just within the skew":           {func(f *forger) { f.claims["iat"] = now.Add(-2 * time.Minute).Unix() }, ""},
		"another nonce":                  {func(f *forger) { f.claims["nonce"] = "other" }, "openid.answer"},
		"without a nonce":                {func(f *forger) { f.claims["nonce"] = nil }, "openid.answer"},
		"for another program":            {func(f *forger) { f.claims["aud"] = "another" }, "openid.answer"},
		"of another provider":            {func(f *forger) { f.claims["iss"] = "https://another.example" }, "openid.answer"},
		"signed by somebody else":        {func(f *forger) { f.otherKey = true }, "openid.answer"},
		"signed by nobody":               {func(f *forger) { f.unsigned = true }, "openid.answer"},
		"no ID token":                    {func(f *forger) { f.without = true }, "openid.answer"},
		"expired":                        {func(f *forger) { f.claims["exp"] = now.Unix() }, "openid.expired"},
		"the clock is behind":            {func(f *forger) { f.claims["iat"] = now.Add(2*time.Minute + time.Second).Unix() }, "openid.clock"},
		"the clock is ahead":             {func(f *forger) { f.claims["iat"] = now.Add(-2*time.Minute - time.Second).Unix() }, "openid.clock"},
		"signed in there yesterday":      {func(f *forger) { f.claims["auth_time"] = now.AddDate(0, 0, -1).Unix() }, "openid.earlier"},
		"signed in there now":            {func(f *forger) { f.claims["auth_time"] = now.Unix() }, ""},
		"cancelled":                      {func(f *forger) { f.refuses = "access_denied" }, "openid.cancelled"},
		"refused":                        {func(f *forger) { f.refuses = "unauthorized_client" }, "openid.refused"},
		"the code is no good":            {func(f *forger) { f.refusesCode = true }, "openid.refused"},
		"nobody comes back":              {func(f *forger) { f.silent = true }, "openid.timeout"},
		"only strangers come":            {func(f *forger) { f.state = "another" }, "openid.timeout"},
		"the claim is no text":           {func(f *forger) { f.claims["hsa"] = 7 }, "openid.claim"},
		"userinfo is of somebody else":   {func(f *forger) { delete(f.claims, "hsa"); f.userinfo = `{"sub":"other","hsa":"SE-1"}` }, "openid.claim"},
		"userinfo is of the same person": {func(f *forger) { delete(f.claims, "hsa"); f.userinfo = `{"sub":"id1","hsa":"SE-1"}` }, ""},
		"an address that nobody checked": {func(f *forger) { f.claim, f.claims["email"] = "email", "SE-1" }, "openid.claim"},
		"an address that was checked":    {func(f *forger) { f.claim, f.claims["email"], f.claims["email_verified"] = "email", "SE-1", true }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := forge(t, now)
			test.spoil(f)
			client := openid.Client{
				Settings: models.OpenID{Issuer: f.server.URL, Client: "desk", Claim: f.claim}, Secret: "hemlig & lång", Back: "Klart.",
				Browse: f.browse, Now: func() time.Time { return now }, Wait: 2 * time.Second,
			}
			who, err := client.Who(t.Context())
			if test.code == "" {
				require.NoError(t, err)
				require.Equal(t, "SE-1", who)
				require.Equal(t, "hemlig & lång", f.secret)
				return
			}
			require.Empty(t, who)
			require.ErrorIs(t, err, &models.Problem{Code: test.code})
			for _, secret := range append(f.told, "hemlig", "id-code", "access-canary") {
				require.NotContains(t, err.Error(), secret)
			}
		})
	}
}

// Whoever gives up is let go at once; a browser that can't be opened is told; the port answers one browser only, and
// strangers learn nothing there.
func TestGivingUp(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	f := forge(t, now)
	ctx, giveUp := context.WithCancel(t.Context())
	client := openid.Client{Settings: models.OpenID{Issuer: f.server.URL, Client: "desk", Claim: "hsa"}, Now: func() time.Time { return now }}
	client.Browse = func(string) error { return http.ErrNotSupported }
	_, err := client.Who(ctx)
	require.ErrorIs(t, err, &models.Problem{Code: "openid.browser"})
	client.Browse = func(address string) error {
		stay := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		first, err := stay.Get(address)
		require.NoError(t, err)
		require.NoError(t, first.Body.Close())
		require.True(t, strings.HasPrefix(first.Header.Get("Location"), f.server.URL))
		for path, want := range map[string]int{"": http.StatusGone, "signed-in?state=&code=x": http.StatusBadRequest, "other": http.StatusNotFound} {
			answer, err := stay.Get(address + path)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			require.Equal(t, want, answer.StatusCode, path)
			require.Empty(t, answer.Header.Get("Location"))
		}
		giveUp()
		return nil
	}
	_, err = client.Who(ctx)
	require.ErrorIs(t, err, context.Canceled)
}
