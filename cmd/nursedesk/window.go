package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	fyneapp "fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/app/preview"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/models/store"
	"nursedesk/views"
	"nursedesk/views/background"
	"nursedesk/views/firstframe"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/preferences"
)

// starting begins with the program.
var starting = phases{since: stopwatch.Start()}

// appID names the program to the system; preferences lie under it.
const appID = "se.nursedesk.desk"

// openWindow opens the desk for a nurse, one window for each database file. What
// keeps the desk shut is said in a small window of its own, and on stderr.
func (s *session) openWindow(ctx context.Context) error {
	if noDisplay() {
		return &models.Problem{Code: "desk.no-display"}
	}
	chooseDisplay()
	starting.done("command")
	restoreMemory := hurry()
	go func() { _, _ = s.rules() }() // params waits for them
	log, closeLog := openLog()
	defer closeLog()
	application := fyneapp.NewWithID(appID)
	kept := preferences.New(application.Preferences())
	if err := locale.Use(kept.Language()); err != nil {
		return err
	}
	application.Settings().SetTheme(look.New(kept.Mode(), kept.TextSize()))
	look.Warm() // while the rules are read
	starting.done("toolkit")
	guard := func() *firstframe.Guard { return firstframe.Watch(func() { noFrame(log) }) }
	open, err := s.openDesk(ctx, log, kept)
	if err != nil {
		restoreMemory()
		log.Error("the desk can't be opened", "error", err)
		watch := guard()
		window := views.Refuse(application, s.refusal(ctx, application, err, func() {}))
		application.Lifecycle().SetOnEnteredForeground(watch.Painted)
		window.Show()
		application.Run()
		watch.Stop()
		return err
	}
	stop := func() {} // what looks after the database
	release := sync.OnceFunc(func() {
		stop()
		open.finish()
	})
	defer release()

	pictures := preview.New(filepath.Join(xdg.CacheHome, "nursedesk", "preview"))
	defer closePreview(pictures)
	var painted sync.Once
	screen := &background.Screen{Base: open.context}
	watch := guard()
	defer watch.Stop()
	var window *views.Window
	var damage error
	afterPaint := func() {
		restoreMemory()
		switch err := open.store.Verify(ctx); {
		case errors.Is(err, models.ErrDatabaseDamaged):
			log.Error("the desk stops", "error", err)
			screen.OnScreen(func() {
				damage = err
				window.Stop(s.refusal(ctx, application, err, release))
			})
		case err != nil:
			log.Warn("the database was not read through", "error", err)
		}
	}
	window = views.New(views.Params{
		App: application, Preferences: kept, Background: screen,
		Clock: open.desk.Clock().Now, Version: version, DataPlace: open.desk.Location(), Test: open.desk.Test(),
		Pages: views.Pages(views.Desk{
			Desk: open.desk, Printer: open.printer, Pictures: pictures, Preferences: kept, Version: version, Signed: open.sign,
		}),
		Search: views.SearchPatients(open.desk), Counts: views.Counts(open.desk),
		FirstFrame: func() {
			watch.Painted()
			painted.Do(func() {
				starting.done("paint")
				log.Info("first frame", starting.all()...)
				go afterPaint()
			})
		},
	})
	cancel := open.desk.Events.Subscribe(func(office.Event) { screen.OnScreen(window.Reload) })
	defer cancel()
	if warning := s.clockWarning(); warning != nil {
		window.Fail(warning)
	}
	go closeOnSignal(ctx, screen, application.Quit)
	stop = s.keep(ctx, open.store, screen, window)
	log.Info("desk opened", "version", version)
	starting.done("pages")
	window.Show()
	application.Run()
	log.Info("desk closed")
	return damage
}

// hurry lets the garbage of a start lie: collecting it would be a tenth of the start.
// The function that it gives keeps a resting desk small from then on.
func hurry() (restore func()) {
	debug.SetGCPercent(-1)
	return func() {
		debug.SetGCPercent(restingGarbage)
		time.AfterFunc(settled, debug.FreeOSMemory)
	}
}

const (
	// restingGarbage is how much garbage may lie about, in percent of what is in use,
	// before it is collected: half of what Go takes by itself, since a desk rests nearly all day.
	restingGarbage = 50
	// settled is how long after the first frame the page has its rows.
	settled = 2 * time.Second
)

// closingTime is how long the program waits for a page that is being drawn.
const closingTime = time.Second

func closePreview(pictures *preview.Renderer) {
	ctx, cancel := context.WithTimeout(context.Background(), closingTime)
	defer cancel()
	_ = pictures.Close(ctx) // the system frees what is left
}

// noDisplay tells whether there is nothing to open a window on, as over ssh.
func noDisplay() bool {
	return runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == ""
}

// chooseDisplay spares a terminal on X11 what the Wayland library says when it is
// asked first and there is no session.
func chooseDisplay() {
	if _, chosen := os.LookupEnv("FYNE_PLATFORM"); !chosen && os.Getenv("WAYLAND_DISPLAY") == "" {
		_ = os.Setenv("FYNE_PLATFORM", "x11") // fails for a name with a zero byte only
	}
}

// openedDesk is a desk with what belongs to its window.
type openedDesk struct {
	desk    *app.Desk
	store   *store.Store
	printer *printer.Printer
	sign    func()                 // reads the signature again
	context func() context.Context // of work: whoever signs acts
	finish  func()
}

func (s *session) openDesk(ctx context.Context, log *slog.Logger, kept *preferences.Preferences) (*openedDesk, error) {
	where, err := s.location()
	if err != nil {
		return nil, err
	}
	unlock, err := lockDesk(where)
	if err != nil {
		return nil, err
	}
	var signature atomic.Value // read on any goroutine, while the preferences are the screen's
	sign := func() { signature.Store(signatureOf(kept)) }
	sign()
	params, finish, err := s.params(ctx, log)
	starting.done("database")
	if err != nil {
		unlock()
		return nil, err
	}
	if s.madeUpTime() && !params.Store.Test() {
		finish()
		unlock()
		return nil, models.ErrNotTestDatabase.With("path", params.Store.Location())
	}
	desk, err := app.New(ctx, params)
	if err != nil {
		finish()
		unlock()
		return nil, err
	}
	out := printer.New()
	if err := out.CleanUp(); err != nil {
		log.Warn("remove old sheets", "error", err)
	}
	return &openedDesk{desk: desk, store: params.Store, printer: out, sign: sign, context: func() context.Context { return office.WithActor(context.WithoutCancel(ctx), signature.Load().(string)) }, finish: func() { finish(); unlock() }}, nil
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
