// Package openidtest starts a real OpenID Connect provider for tests, and works in a browser as somebody would who
// signs in there.
package openidtest

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// Client is what the provider calls the program.
const Client = "nursedesk"

// Somebody whom the provider knows: what it calls them in the claim "sub", and how they sign in.
const (
	Subject  = "id1"
	Email    = "test-user@zitadel.ch"
	username = "test-user@127.0.0.1"
	password = "verysecure"
)

// build makes the provider's program once for the tests of a package. It is a module of its own, so that
// none of what it is made of belongs to the program.
var build = sync.OnceValues(func() (string, error) {
	_, here, _, _ := runtime.Caller(0)
	top := filepath.Join(filepath.Dir(here), "..", "..", "..")
	program := filepath.Join(top, "build", "openid-provider")
	made := program + "-" + strconv.Itoa(os.Getpid())       // the tests of another package may run the other one
	command := exec.Command("go", "build", "-o", made, ".") //nolint:gosec // the project's own
	command.Dir = filepath.Join(top, ".ci", "openid")
	if said, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, said)
	}
	return program, os.Rename(made, program)
})

// Start starts the provider for a test and gives its address.
func Start(t testing.TB) (issuer string) {
	t.Helper()
	program, err := build()
	require.NoError(t, err)
	command := exec.Command(program) //nolint:gosec // just built
	in, err := command.StdinPipe()
	require.NoError(t, err)
	out, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = in.Close()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimSpace(line)
}

// Browser follows where it is led, types name and password into the provider's form, and goes back where it is sent. It
// returns at once, as a browser does that was started. seen gets each address that it was at.
func Browser(t testing.TB, seen func(address string)) func(address string) error {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	browser := &http.Client{Jar: jar, CheckRedirect: func(to *http.Request, _ []*http.Request) error {
		seen(to.URL.String())
		return nil
	}}
	ended := make(chan struct{})
	t.Cleanup(func() { <-ended })
	return func(address string) error {
		go func() {
			defer close(ended)
			page, at := read(browser.Get(address))
			if id := field.FindStringSubmatch(page); id != nil {
				_, _ = read(browser.PostForm(at, url.Values{"username": {username}, "password": {password}, "id": {id[1]}}))
			}
		}()
		return nil
	}
}

var field = regexp.MustCompile(`name="id" value="([^"]+)"`)

func read(response *http.Response, err error) (page, at string) {
	if err != nil {
		return "", ""
	}
	defer func() { _ = response.Body.Close() }()
	body, _ := io.ReadAll(response.Body)
	return string(body), response.Request.URL.String()
}
