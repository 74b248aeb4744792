package openid

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"html"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// backPath is where the provider sends the browser back to, on a port of its own each time.
const backPath = "/signed-in"

// attempt is one sign-in, from the browser's start until it is back.
type attempt struct {
	config                 oauth2.Config
	state, nonce, verifier string // of this attempt alone
	began                  time.Time
	back                   string // what the browser says at the end
	started                sync.Once
	answers                chan answer
}

// answer is what the browser brings back.
type answer struct{ code, refused string }

func newAttempt(config oauth2.Config, back string, began time.Time) *attempt {
	return &attempt{
		config: config, state: oauth2.GenerateVerifier(), nonce: oauth2.GenerateVerifier(), verifier: oauth2.GenerateVerifier(),
		began: began, back: back, answers: make(chan answer, 1),
	}
}

// serve answers the browser. Call stop at the end.
func (a *attempt) serve(listener net.Listener) (stop func()) {
	pages := http.NewServeMux()
	pages.HandleFunc("GET /{$}", a.start)
	pages.HandleFunc("GET "+backPath, a.end)
	server := &http.Server{Handler: pages, ReadHeaderTimeout: answerTime}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			_ = listener.Close() // nobody can come back: the time runs out
		}
	}()
	return func() {
		_ = server.Close()
		<-done
	}
}

// start leads the browser to the provider, once: another program of this computer learns nothing. Whoever works
// here has to say who they are, whomever the browser remembers.
func (a *attempt) start(w http.ResponseWriter, r *http.Request) {
	first := false
	a.started.Do(func() { first = true })
	if !first {
		http.Error(w, http.StatusText(http.StatusGone), http.StatusGone)
		return
	}
	to := a.config.AuthCodeURL(a.state, oidc.Nonce(a.nonce), oauth2.S256ChallengeOption(a.verifier), oauth2.SetAuthURLParam("prompt", "login"))
	http.Redirect(w, r, to, http.StatusFound)
}

// end takes what the browser brings back. What does not belong to this attempt is not looked at.
func (a *attempt) end(w http.ResponseWriter, r *http.Request) {
	said := r.URL.Query()
	if subtle.ConstantTimeCompare([]byte(said.Get("state")), []byte(a.state)) != 1 {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	select {
	case a.answers <- answer{code: said.Get("code"), refused: said.Get("error")}:
	default: // it is there already
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	_, _ = fmt.Fprintf(w, "<!doctype html><title>Nursedesk</title><p>%s</p>\n", html.EscapeString(a.back))
}
