package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/adrg/xdg"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views"
	"nursedesk/views/page"
)

// signIn is how people come to the window of an open desk.
func (s *session) signIn(open *openedDesk, atWork views.Desk, quit func()) (*views.SignIn, error) {
	ctx := open.context()
	entry, err := open.desk.Entry(ctx)
	if err != nil {
		return nil, err
	}
	way := &views.SignIn{
		Desk: open.desk, Act: open.act, Idle: idle,
		Pages:   func() map[page.Name]page.Constructor { return views.Pages(atWork) },
		Promise: views.Promise(open.desk),
		Staffed: entry.Staffed, Fresh: entry.Fresh,
	}
	if !store.IsServer(open.desk.Location()) {
		way.TryOut = func(ctx context.Context) error { return tryOut(ctx, quit) }
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

// tryOut opens a window on made-up patients, in a database of their own beside the usual
// one, and ends this one.
func tryOut(ctx context.Context, quit func()) error {
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
	if err := exec.Command(program, "--database", path).Start(); err != nil { //nolint:gosec // this very program
		return err
	}
	quit()
	return nil
}
