package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views"
	"nursedesk/views/page"
)

// signIn is how people come to the window of an open desk.
func (s *session) signIn(application fyne.App, open *openedDesk, atWork views.Desk, quit func()) (*views.SignIn, error) {
	ctx := open.context()
	entry, err := open.desk.Entry(ctx)
	if err != nil {
		return nil, err
	}
	way := &views.SignIn{
		Desk: open.desk, Act: open.act, Idle: idle,
		Pages:   func() map[page.Name]page.Constructor { return views.Pages(atWork) },
		Promise: views.Promise(open.desk), Provider: byProvider(open.desk, inBrowser(application)),
		Staffed: entry.Staffed, Fresh: entry.Fresh,
	}
	if !store.IsServer(open.desk.Location()) {
		way.TryOut = func(ctx context.Context) error { return tryOut(ctx, open.desk.Location(), quit) }
	}
	if entry.MadeUp.ID != 0 {
		who, err := open.desk.SignInMadeUp(ctx, entry.MadeUp.ID)
		if err != nil {
			return nil, err
		}
		way.First = &who
		return way, nil
	}
	return way, ownComputer(ctx, open.desk, way, account(), atWork.Preferences.Locked())
}

// ownComputer lets in at once whose own computer this is, unless it was left locked. account is that under
// which the operating system runs this program: it has asked who that is.
func ownComputer(ctx context.Context, desk *app.Desk, way *views.SignIn, account string, locked bool) error {
	own, err := desk.OwnComputer(ctx, account)
	if err != nil || own.ID == 0 {
		return err
	}
	way.Own = own.ID
	if locked {
		return nil
	}
	who, err := desk.SignInByAccount(ctx, account)
	way.First = &who
	return err
}

// trialOf is the flag that tells a window on made-up patients which database it leads back to.
const trialOf = "trial-of"

// leaveTrial leads from made-up patients back to the database from which they were opened;
// nil where these are no such.
func (s *session) leaveTrial(quit func()) func() error {
	if s.trialOf == "" {
		return nil
	}
	return func() error {
		if err := startAgain([]string{"--database", s.trialOf}); err != nil {
			return err
		}
		quit()
		return nil
	}
}

// tryOut opens a window on made-up patients, in a database of their own beside the usual
// one, and ends this one.
func tryOut(ctx context.Context, usual string, quit func()) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	path, err := xdg.DataFile(filepath.Join("nursedesk", "demo-"+office.Today(office.SystemClock()).String()+".db"))
	if err != nil {
		return models.ErrDatabaseReadOnly.Because(err)
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := exec.CommandContext(ctx, program, "--database", path, "demo").Run(); err != nil { //nolint:gosec // this very program
			_ = os.Remove(path) // half a demonstration is none
			return err
		}
	}
	if err := startAgain([]string{"--database", path, "--" + trialOf, usual}); err != nil {
		return err
	}
	quit()
	return nil
}
