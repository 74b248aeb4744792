// Package openid asks the clinic's OpenID Connect provider who somebody is: by an authorization code with PKCE, through
// the system's browser and back to a port that this computer alone can reach. It writes nothing down and
// logs nothing; what it fails with holds no token.
package openid

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"nursedesk/models"
)

const (
	// patience is how long somebody may take in the browser: a card has to be found, a code typed.
	patience = 5 * time.Minute
	// answerTime is how long the provider may take for one answer.
	answerTime = 15 * time.Second
	// mostSkew is how far the clocks of provider and computer may be apart.
	mostSkew = 2 * time.Minute
)

// Client asks one provider. A secret that the provider does not ask for is "".
type Client struct {
	Settings models.OpenID
	Secret   string
	// Browse opens an address in the system's browser. It holds nothing secret: process lists show it.
	Browse func(address string) error
	Now    func() time.Time
	Back   string        // what the browser says at the end
	Wait   time.Duration // how long the browser may take; 0: as long as is usual
}

// Check tells whether the provider answers, and calls itself what the settings call it.
func (c Client) Check(ctx context.Context) error {
	_, err := c.discover(withClient(ctx))
	return err
}

// Who is what the provider says of who has just signed in there: the value of the claim that the settings
// name. It waits for somebody in the browser, until ctx ends.
func (c Client) Who(ctx context.Context) (identity string, err error) {
	wait := c.Wait
	if wait == 0 {
		wait = patience
	}
	asked := ctx
	ctx, stop := context.WithTimeout(withClient(ctx), wait)
	defer stop()
	provider, err := c.discover(ctx)
	if err != nil {
		return "", err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return "", (&models.Problem{Code: "openid.port"}).Because(err)
	}
	a := newAttempt(oauth2.Config{
		ClientID: c.Settings.Client, ClientSecret: c.Secret, Endpoint: provider.Endpoint(),
		RedirectURL: "http://" + listener.Addr().String() + backPath, Scopes: scopes(c.Settings.Claim),
	}, c.Back, c.Now())
	defer a.serve(listener)()
	if err := c.Browse("http://" + listener.Addr().String() + "/"); err != nil {
		return "", (&models.Problem{Code: "openid.browser"}).Because(err)
	}
	select {
	case <-ctx.Done():
		if asked.Err() != nil {
			return "", asked.Err() // whoever asked has given up
		}
		return "", &models.Problem{Code: "openid.timeout"}
	case answer := <-a.answers:
		if answer.refused != "" {
			return "", refusal(answer.refused)
		}
		return c.redeem(ctx, provider, a, answer.code)
	}
}

// scopes are what the provider is asked to tell.
func scopes(claim string) []string {
	if claim == "email" {
		return []string{oidc.ScopeOpenID, "profile", "email"}
	}
	return []string{oidc.ScopeOpenID, "profile"}
}

func withClient(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, &http.Client{Timeout: answerTime})
}

func (c Client) discover(ctx context.Context) (*oidc.Provider, error) {
	provider, err := oidc.NewProvider(ctx, c.Settings.Issuer)
	if err == nil {
		return provider, nil
	}
	wrong := &models.Problem{Code: "openid.unreachable"}
	var mismatch *oidc.IssuerMismatchError
	if errors.As(err, &mismatch) {
		wrong = (&models.Problem{Code: "openid.issuer"}).With("said", mismatch.Discovered)
	}
	return nil, wrong.On("issuer").With("issuer", c.Settings.Issuer)
}

// refusal puts into words why the provider lets nobody in. Its word is one of a list, never a token.
func refusal(word string) error {
	if word == "access_denied" || word == "login_required" || word == "interaction_required" {
		return &models.Problem{Code: "openid.cancelled"}
	}
	return (&models.Problem{Code: "openid.refused"}).With("word", word)
}

// redeem gives the code for an ID token, looks whether it is the provider's, for us, of this attempt and of
// now, and reads the claim.
func (c Client) redeem(ctx context.Context, provider *oidc.Provider, a *attempt, code string) (string, error) {
	token, err := a.config.Exchange(ctx, code, oauth2.VerifierOption(a.verifier))
	if err != nil {
		var refused *oauth2.RetrieveError
		if errors.As(err, &refused) {
			return "", (&models.Problem{Code: "openid.refused"}).With("word", refused.ErrorCode)
		}
		return "", (&models.Problem{Code: "openid.unreachable"}).With("issuer", c.Settings.Issuer)
	}
	raw, _ := token.Extra("id_token").(string)
	// Whether it is of now is looked at below, where a wrong clock can be told from an old answer.
	id, err := provider.VerifierContext(ctx, &oidc.Config{ClientID: c.Settings.Client, SkipExpiryCheck: true}).Verify(ctx, raw)
	if err != nil || id.Nonce != a.nonce {
		return "", &models.Problem{Code: "openid.answer"} // no cause: it could quote the token
	}
	if err := c.ofNow(id, a); err != nil {
		return "", err
	}
	return c.claim(ctx, provider, id, token)
}

// ofNow refuses an answer whose time can't be, or that speaks of an earlier sign-in: at a computer that several
// people use the browser may still know who was there before.
func (c Client) ofNow(id *oidc.IDToken, a *attempt) error {
	now := c.Now()
	if skew := now.Sub(id.IssuedAt); skew.Abs() > mostSkew {
		return (&models.Problem{Code: "openid.clock"}).With("minutes", int(skew.Abs().Round(time.Minute).Minutes()))
	}
	if !now.Before(id.Expiry) {
		return &models.Problem{Code: "openid.expired"}
	}
	var said struct {
		At int64 `json:"auth_time"`
	}
	if err := id.Claims(&said); err != nil {
		return &models.Problem{Code: "openid.answer"}
	}
	if said.At != 0 && time.Unix(said.At, 0).Before(a.began.Add(-mostSkew)) {
		return &models.Problem{Code: "openid.earlier"}
	}
	return nil
}

// claim is what the provider says of the person, in the ID token or where it is asked for more.
func (c Client) claim(ctx context.Context, provider *oidc.Provider, id *oidc.IDToken, token *oauth2.Token) (string, error) {
	var said map[string]any
	missing := (&models.Problem{Code: "openid.claim"}).With("claim", c.Settings.Claim)
	if err := id.Claims(&said); err != nil {
		return "", missing
	}
	if said[c.Settings.Claim] == nil && provider.UserInfoEndpoint() != "" {
		more, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil || more.Subject != id.Subject || more.Claims(&said) != nil {
			return "", missing
		}
	}
	identity, _ := said[c.Settings.Claim].(string)
	if identity == "" || c.Settings.Claim == "email" && said["email_verified"] != true {
		return "", missing
	}
	return identity, nil
}
