package main

import (
	"context"
	"log/slog"
	"os/user"
	"sync/atomic"

	fyneapp "fyne.io/fyne/v2/app"

	"nursedesk/app"
	"nursedesk/app/printer"
	"nursedesk/views"
	"nursedesk/views/background"
	"nursedesk/views/firstframe"
	"nursedesk/views/locale"
	"nursedesk/views/preferences"
)

// appID names the program to the system; preferences lie under it.
const appID = "se.nursedesk.desk"

// openWindow opens the desk for a nurse, one window for each database file.
func (s *session) openWindow(ctx context.Context) error {
	log, closeLog := openLog()
	defer closeLog()
	where, err := s.location()
	if err != nil {
		return err
	}
	unlock, err := lockDesk(where)
	if err != nil {
		return err
	}
	defer unlock()

	application := fyneapp.NewWithID(appID)
	kept := preferences.New(application.Preferences())
	if err := locale.Use(kept.Language()); err != nil {
		return err
	}
	var signature atomic.Value // the name is read on any goroutine, the preferences on the screen's
	signature.Store(signatureOf(kept))
	params, finish, err := s.params(ctx, log, func() string { return signature.Load().(string) })
	if err != nil {
		return err
	}
	defer finish()
	desk, err := app.New(ctx, params)
	if err != nil {
		return err
	}
	out := printer.New()
	if err := out.CleanUp(); err != nil {
		log.Warn("remove old sheets", "error", err)
	}
	screen := &background.Screen{}
	guard := firstframe.Watch(screen, func() { noFrame(log) })
	window := views.New(views.Params{
		App: application, Preferences: kept, Background: screen,
		Clock: params.Clock.Now, Version: version, DataPlace: desk.Location(),
		Pages: views.Pages(views.Desk{
			Desk: desk, Printer: out, Preferences: kept, Version: version,
			Signed: func() { signature.Store(signatureOf(kept)) },
		}),
		Search: views.SearchPatients(desk), FirstFrame: guard.Painted,
	})
	cancel := desk.Events.Subscribe(func(app.Event) { screen.OnScreen(window.Reload) })
	defer cancel()
	go closeOnSignal(ctx, screen, application.Quit)
	log.Info("desk opened", "version", version)
	window.Show()
	application.Run()
	log.Info("desk closed")
	return nil
}

// closeOnSignal ends the window when the system asks the program to end.
func closeOnSignal(ctx context.Context, screen background.Runner, quit func()) {
	<-ctx.Done()
	screen.OnScreen(quit)
}

// signatureOf is the name that is put to changes: the one chosen in the
// settings, until then the name of the account.
func signatureOf(kept *preferences.Preferences) string {
	if name := kept.Signature(); name != "" {
		return name
	}
	who, err := user.Current()
	if err != nil {
		return locale.T("desk.unsigned")
	}
	if who.Name != "" {
		return who.Name
	}
	return who.Username
}

// noFrame says that the machine can't draw the window, and ends the program:
// without usable OpenGL it would stand for ever with neither window nor message.
func noFrame(log *slog.Logger) {
	log.Error("no frame was painted in time: the display has no usable OpenGL")
	alert(locale.T("app.name"), locale.T("desk.no-opengl"))
	exit(exitFailed)
}
