package openid_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"
)

// forger is a provider that can answer wrongly, in ways that a real one never would.
type forger struct {
	t        *testing.T
	server   *httptest.Server
	key      *rsa.PrivateKey
	claim    string         // which one the program asks for
	claims   map[string]any // of its ID token
	userinfo string

	otherKey, unsigned, without, refusesCode, silent bool
	refuses, state                                   string

	challenge string   // as it came
	secret    string   // of the program, as it came
	told      []string // every token that it gave
}

func forge(t *testing.T, now time.Time) *forger {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	f := &forger{t: t, key: key, claim: "hsa"}
	pages := http.NewServeMux()
	f.server = httptest.NewServer(pages)
	t.Cleanup(f.server.Close)
	f.claims = map[string]any{
		"iss": f.server.URL, "aud": "desk", "sub": "id1", "hsa": "SE-1", "iat": now.Unix(), "exp": now.Add(time.Minute).Unix(),
	}
	pages.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		f.answer(w, http.StatusOK, map[string]any{
			"issuer": f.server.URL, "authorization_endpoint": f.server.URL + "/authorize", "token_endpoint": f.server.URL + "/token",
			"jwks_uri": f.server.URL + "/keys", "userinfo_endpoint": f.server.URL + "/userinfo", "id_token_signing_alg_values_supported": []string{"RS256"},
		})
	})
	pages.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		f.answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
	})
	pages.HandleFunc("/authorize", f.authorize)
	pages.HandleFunc("/token", f.token)
	pages.HandleFunc("/userinfo", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(f.userinfo))
	})
	return f
}

func (f *forger) answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

func (f *forger) authorize(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	f.challenge = asked.Get("code_challenge")
	if _, set := f.claims["nonce"]; !set {
		f.claims["nonce"] = asked.Get("nonce")
	} else if f.claims["nonce"] == nil {
		delete(f.claims, "nonce")
	}
	back := url.Values{"state": {asked.Get("state")}, "code": {"id-code"}}
	if f.state != "" {
		back.Set("state", f.state)
	}
	if f.refuses != "" {
		back.Del("code")
		back.Set("error", f.refuses)
	}
	http.Redirect(w, r, asked.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (f *forger) token(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if f.refusesCode || r.FormValue("code") != "id-code" || base64.RawURLEncoding.EncodeToString(sum[:]) != f.challenge {
		f.answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant", "error_description": "access-canary"})
		return
	}
	_, secret, _ := r.BasicAuth()
	f.secret, _ = url.QueryUnescape(secret)
	said := map[string]any{"access_token": "access-canary", "token_type": "Bearer"}
	if !f.without {
		said["id_token"] = f.sign()
		f.told = append(f.told, said["id_token"].(string))
	}
	f.answer(w, http.StatusOK, said)
}

func (f *forger) sign() string {
	body, err := json.Marshal(f.claims)
	require.NoError(f.t, err)
	if f.unsigned {
		part := base64.RawURLEncoding.EncodeToString
		return part([]byte(`{"alg":"none"}`)) + "." + part(body) + "."
	}
	key := f.key
	if f.otherKey {
		key, err = rsa.GenerateKey(rand.Reader, 2048)
		require.NoError(f.t, err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: "1"}}, nil)
	require.NoError(f.t, err)
	signed, err := signer.Sign(body)
	require.NoError(f.t, err)
	text, err := signed.CompactSerialize()
	require.NoError(f.t, err)
	return text
}

// browse is a browser in which nobody has to type.
func (f *forger) browse(address string) error {
	if f.silent {
		return nil
	}
	go func() {
		if page, err := http.Get(address); err == nil { //nolint:noctx // the test's own
			_ = page.Body.Close()
		}
	}()
	return nil
}
