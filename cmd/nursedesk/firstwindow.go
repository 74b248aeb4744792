package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"nursedesk/app/office"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// firstWindow is this user's one window on a database on this display. Whoever starts the program
// again is shown it. It lies with the user: another user, another display (a remote session) and
// another computer each have a window of their own, and what they may share is lockDesk's affair.
type firstWindow struct {
	place    string
	lock     *flock.Flock
	doorbell net.Listener
}

// errNotFirst says that there is such a window already.
var errNotFirst = errors.New("the window is open already")

// beFirst claims the window of a database, or gives errNotFirst.
func beFirst(database string) (*firstWindow, error) {
	place := windowPlace(database)
	if err := owneronly.Folder(filepath.Dir(place)); err != nil {
		return nil, err
	}
	lock := flock.New(place+".lock", flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, err
	case !locked:
		return nil, errNotFirst
	}
	return &firstWindow{place: place, lock: lock}, nil
}

// windowPlace names what a database's window is found by. A socket's name must be short.
func windowPlace(database string) string {
	if !store.IsServer(database) {
		if real, err := store.RealPath(database); err == nil {
			database = real // two names of one file are one desk
		}
	}
	sum := sha256.Sum256([]byte(database + "\x00" + displayName()))
	return filepath.Join(xdg.StateHome, "nursedesk", "window-"+hex.EncodeToString(sum[:6]))
}

// answerTime is how long the first window may take to come to the front.
const answerTime = 3 * time.Second

// Both sides of the conversation. The first window says its process, so that Windows lets it come
// to the front; the other one asks.
const (
	askToShow = "show\n"
	shown     = "shown\n"
)

// answer calls front whenever the program is started again, until the window is released.
func (f *firstWindow) answer(front func()) error {
	_ = os.Remove(f.place + socket) // of a program that was killed: the lock is ours
	doorbell, err := net.Listen("unix", f.place+socket)
	if err != nil {
		return err
	}
	f.doorbell = doorbell
	go func() {
		for {
			caller, err := doorbell.Accept()
			if err != nil {
				return // released
			}
			answerOne(caller, front)
		}
	}()
	return nil
}

const socket = ".sock"

// deadline is when a conversation has to be over.
func deadline() time.Time { return office.SystemClock().Now().Add(answerTime) }

func answerOne(caller net.Conn, front func()) {
	defer func() { _ = caller.Close() }()
	if caller.SetDeadline(deadline()) != nil {
		return
	}
	if _, err := fmt.Fprintf(caller, "%d\n", os.Getpid()); err != nil {
		return
	}
	if asked, err := bufio.NewReader(caller).ReadString('\n'); err != nil || asked != askToShow {
		return
	}
	front()
	_, _ = caller.Write([]byte(shown))
}

// release gives the window up, so that another start may have it.
func (f *firstWindow) release() {
	if f == nil {
		return
	}
	if f.doorbell != nil {
		_ = f.doorbell.Close()
	}
	_ = f.lock.Unlock() // the system frees it with the process anyway
}

// showFirst asks the window of a database to come to the front. One that is still being opened
// gets some time.
func showFirst(database string) error {
	for tries := 0; ; tries++ {
		first, err := net.DialTimeout("unix", windowPlace(database)+socket, answerTime)
		switch {
		case err == nil:
			return askFirst(first)
		case tries == showTries:
			return err
		}
		<-time.After(showPause)
	}
}

const (
	showTries = 12
	showPause = 250 * time.Millisecond
)

func askFirst(first net.Conn) error {
	defer func() { _ = first.Close() }()
	if err := first.SetDeadline(deadline()); err != nil {
		return err
	}
	said := bufio.NewReader(first)
	process, err := said.ReadString('\n')
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(strings.TrimSpace(process))
	if err != nil {
		return err
	}
	letToFront(number)
	if _, err := first.Write([]byte(askToShow)); err != nil {
		return err
	}
	if answer, err := said.ReadString('\n'); err != nil || answer != shown {
		return errors.Join(errors.New("the first window did not come to the front"), err)
	}
	return nil
}
