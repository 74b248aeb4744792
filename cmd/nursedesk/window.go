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

	"fyne.io/fyne/v2"
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
	"nursedesk/views/page"
	"nursedesk/views/preferences"
)

// appID names the program to the system; preferences lie under it.
const appID = "se.nursedesk.desk"

// openWindow opens the desk for a nurse, one window for each database: where there is
// one already, it comes to the front. What keeps the desk shut is said in a small window of
// its own, and on stderr.
func (s *session) openWindow(ctx context.Context) (err error) {
	if noDisplay() {
		return &models.Problem{Code: "desk.no-display"}
	}
	if s.isShown() {
		s.say("%s", locale.T("desk.shown"))
		return nil
	}
	defer func() { s.first.release() }()
	ctx = office.WithActor(ctx, office.Actor(ctx)) // a window is no command: whoever signs in acts
	chooseDisplay()
	s.starting.done("command")
	restoreMemory := hurry()
	go func() { _, _ = s.rules() }() // params waits for them
	log, closeLog := openLog()
	defer closeLog()
	var window *views.Window
	var painted stopwatch.Watch // runs since the first frame
	defer func() {
		if broken := recover(); painted.Started() && broken != nil {
			err = s.recovered(broken, log, painted.Elapsed(), window.Route().Page)
		} else if broken != nil {
			err = s.recovered(broken, log, 0, page.Today)
		}
	}()
	application := fyneapp.NewWithID(appID)
	kept := preferences.New(application.Preferences())
	kept.Usually(language())
	if err := locale.Use(kept.Language()); err != nil {
		return err
	}
	application.Settings().SetTheme(look.New(kept.Mode(), kept.TextSize()))
	look.Warm() // while the rules are read
	s.starting.done("toolkit")
	guard := func() *firstframe.Guard { return firstframe.Watch(func() { s.noFrame(log) }) }
	pictures := preview.New(filepath.Join(xdg.CacheHome, "nursedesk", "preview"))
	defer closePreview(pictures)
	s.pictures = pictures
	open, err := s.openDesk(ctx, log, kept, printer.New(pictures))
	if err != nil {
		restoreMemory()
		return s.notOpened(ctx, application, log, err, guard())
	}
	stop := func() {} // what looks after the database
	release := sync.OnceFunc(func() {
		stop()
		open.finish()
	})
	defer release()

	var once sync.Once
	screen := &background.Screen{Base: open.context}
	watch := guard()
	defer watch.Stop()
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
	atWork := views.Desk{
		Desk: open.desk, Printer: open.printer, Pictures: pictures, Preferences: kept, Version: version, Signed: open.sign,
		SignedIn: open.signedIn, Account: account(), Computer: computer(), CheckProvider: checkProvider,
		BeforeImport: func(ctx context.Context) error { return s.beforeImport(ctx, open.desk) },
	}
	list, err := s.emergencyList(open)
	if err != nil {
		return err
	}
	atWork.Emergency = list.papers
	atWork.Mover = &mover{session: s, from: open.store, clock: open.desk.Clock(), screen: screen, quit: application.Quit}
	quit := func() { screen.OnScreen(application.Quit) }
	signIn, err := s.signIn(application, open, atWork, quit)
	if err != nil {
		return err
	}
	report, at, crashed := crashedBefore()
	if crashed {
		kept.SetLastPage(at, models.DateOf(open.desk.Clock().Now()))
	}
	window = views.New(views.Params{
		App: application, Preferences: kept, Background: screen,
		Clock: open.desk.Clock().Now, Version: version, DataPlace: open.desk.Location(), Test: open.desk.Test(),
		LeaveTrial: s.leaveTrial(quit),
		Pages:      views.Pages(atWork), SignIn: signIn, Emergency: true, Looked: views.Looks(open.desk), Restricted: open.desk, Presence: open.desk,
		Search: views.SearchPatients(open.desk), Counts: views.Counts(open.desk),
		FirstFrame: func() {
			watch.Painted()
			once.Do(func() {
				painted = stopwatch.Start()
				s.starting.done("paint")
				log.Info("first frame", s.starting.all()...)
				go afterPaint()
			})
		},
		Closing: func() { keepPlace(window.Window(), kept) },
	})
	s.answer(log, func() { screen.OnScreen(func() { toFront(window.Window()) }) })
	cancel := open.desk.Events.Subscribe(func(event office.Event) { screen.OnScreen(func() { window.Heard(event) }) })
	defer cancel()
	following, unfollow := context.WithCancel(ctx)
	defer unfollow()
	go open.desk.Follow(following, func(lost error) {
		list.contact(lost)
		screen.OnScreen(func() { window.SetContact(lost) })
	})
	defer list.keep(following, open.desk.Events, log, func(err error) { screen.OnScreen(func() { window.Fail(err) }) })()
	if warnings := s.warnings(ctx, open.store); len(warnings) > 0 {
		window.Fail(warnings)
	}
	go closeOnSignal(ctx, screen, application.Quit)
	stop = s.keep(ctx, open.store, screen, window)
	log.Info("desk opened", "version", version)
	s.starting.done("pages")
	show(window, kept)
	if crashed {
		window.Tell(locale.T("crash.title"), locale.T("crash.text", "path", report))
	}
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
	context func() context.Context // of work: whoever is signed in acts, else whoever signs
	finish  func()

	in atomic.Pointer[office.Person] // who is signed in; nil: nobody
}

// act says who is signed in from now on.
func (o *openedDesk) act(who office.Person) { o.in.Store(&who) }

// signedIn is who is, the zero value where nobody is.
func (o *openedDesk) signedIn() office.Person {
	if who := o.in.Load(); who != nil {
		return *who
	}
	return office.Person{}
}

func (s *session) openDesk(ctx context.Context, log *slog.Logger, kept *preferences.Preferences, out *printer.Printer) (*openedDesk, error) {
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
	s.starting.done("database")
	if err != nil {
		unlock()
		return nil, err
	}
	if s.madeUpTime() && !params.Store.Test() {
		finish()
		unlock()
		return nil, models.ErrNotTestDatabase.With("path", params.Store.Location())
	}
	params.Here = localBox(where)
	desk, err := app.New(ctx, params)
	if err != nil {
		finish()
		unlock()
		return nil, err
	}
	if _, err := desk.SendTyped(ctx); err != nil { // from before the program ended, without contact
		log.Warn("send what this computer keeps", "error", err)
	}
	if err := s.tellRestored(ctx, desk); err != nil {
		log.Warn("tell the history who restored", "error", err)
	}
	if err := out.CleanUp(); err != nil {
		log.Warn("remove old sheets", "error", err)
	}
	opened := &openedDesk{desk: desk, store: params.Store, printer: out, sign: sign, finish: func() {
		brief, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
		defer cancel()
		if err := desk.Gone(brief); err != nil {
			log.Info("the others see that this desk is closed in half a minute", "error", err)
		}
		if err := out.Close(); err != nil {
			log.Warn("remove shown sheets", "error", err)
		}
		finish()
		unlock()
	}}
	ctx = context.WithoutCancel(ctx)
	opened.context = func() context.Context {
		if who := opened.signedIn(); who.StaffID != 0 {
			return office.WithPerson(ctx, who)
		}
		return office.WithActor(ctx, signature.Load().(string))
	}
	return opened, nil
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

// notOpened says why there is no desk. Told to end while it opened there is nothing to say,
// nor anybody to close the window that would say it.
func (s *session) notOpened(ctx context.Context, application fyne.App, log *slog.Logger, err error, watch *firstframe.Guard) error {
	if ctx.Err() != nil {
		return nil
	}
	log.Error("the desk can't be opened", "error", err)
	s.refuse(ctx, application, err, watch)
	return err
}

// refuse says in a small window why there is no desk.
func (s *session) refuse(ctx context.Context, application fyne.App, problem error, watch *firstframe.Guard) {
	defer watch.Stop()
	refusal := s.refusal(ctx, application, problem, func() {})
	window := views.Refuse(application, refusal)
	s.answer(slog.New(slog.DiscardHandler), func() { refusal.Runner.OnScreen(func() { toFront(window) }) })
	application.Lifecycle().SetOnEnteredForeground(watch.Painted)
	go closeOnSignal(ctx, refusal.Runner, application.Quit)
	window.Show()
	application.Run()
}

// isShown makes this the window of its database, or tells that there is one, which has come to the front.
func (s *session) isShown() bool {
	where, err := s.location()
	if err != nil {
		return false // opening the desk says why
	}
	s.first, err = beFirst(where)
	return errors.Is(err, errNotFirst) && showFirst(where) == nil
}

// answer lets this window come to the front when the program is started again.
func (s *session) answer(log *slog.Logger, front func()) {
	if s.first == nil {
		return
	}
	if err := s.first.answer(front); err != nil {
		log.Warn("another start can't bring this window to the front", "error", err)
	}
}

// noFrame says that the machine can't draw the window, and ends the program:
// without usable OpenGL it would stand for ever with neither window nor message. Where
// OpenGL in software lies beside the program, it begins once more with that.
func (s *session) noFrame(log *slog.Logger) {
	log.Error("no frame was painted in time: the display has no usable OpenGL")
	if useSoftwareOpenGL() {
		s.first.release()
		if err := startAgain(os.Args[1:]); err == nil {
			log.Info("started again with OpenGL in software")
			exit(exitDone)
		}
	}
	alert(locale.T("app.name"), locale.InAll("desk.no-opengl"))
	exit(exitFailed)
}
