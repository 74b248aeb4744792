// Package views is the window: its frame, menu, dialogs and toasts, and the
// register of its pages. It shows pages and knows nothing of what is on them.
package views

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/backup"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/restriction"
	"nursedesk/views/widgets"
)

// Params is what the window is made of.
type Params struct {
	App         fyne.App
	Pages       map[page.Name]page.Constructor
	Preferences *preferences.Preferences
	Background  background.Runner
	Clock       func() time.Time
	// Counts counts what presses on each page, for the navigation; it is called
	// away from the screen, at the start and after every change.
	Counts func(ctx context.Context) (map[page.Name]int, error)
	// Search finds patients for Ctrl+F; it is called away from the screen.
	Search func(ctx context.Context, text string) ([]SearchHit, error)
	// FirstFrame is called, perhaps more than once, when the window has been painted.
	FirstFrame func()
	// Closing is called before the window closes; nil: nobody wants to know.
	Closing   func()
	Version   string
	DataPlace string // where the data lies, for the status bar and "Om Nursedesk"
	Test      bool   // the data is a test's, which the status bar and the title say
	// LeaveTrial opens the clinic's own database in place of these made-up patients; nil
	// where that is what is open.
	LeaveTrial func() error
	// Looked writes that somebody opened a page that shows a patient; it is called away
	// from the screen. found: by a hit of a search. nil: nobody asks.
	Looked func(ctx context.Context, route page.Route, found bool) error
	// Restricted opens a record that is closed to who works at the window; nil: nobody asks.
	Restricted restriction.Opener
	// Presence tells who has what open at which desk; nil: nobody asks.
	Presence Presence
	// Emergency says that this computer keeps an emergency list, which the page Print shows.
	Emergency bool
	// SignIn lets people in; nil for a window that is open to all.
	SignIn *SignIn
}

// SearchHit is one patient that was found, and the page that shows them.
type SearchHit struct {
	widgets.Hit
	Route page.Route
}

// Window is the desk's one window.
type Window struct {
	Params
	window   fyne.Window
	language models.Language

	counts  map[page.Name]int
	recount background.Token
	status  string
	backup  *backup.State // nil until somebody has looked
	busy    bool
	day     models.Date // the day that the title line shows

	fresh      map[int64]string // who has just changed something of a patient's at another desk
	freshUntil map[int64]int    // counts what was heard of the patient meanwhile
	lost       error            // why there is no contact with the database; nil while there is
	lostAt     time.Time
	where      whereabouts
	within     fyne.Size // how large the screen lets the window be

	found      bool // the page that opens next is a hit of a search
	restricted restricted

	*view        // of who works at the desk
	keeping gate // who that is, and whether the window is locked

	instead *page.Dialog // is asked in place of a page's own question
}

// view is what one person has in the window: their pages, with all that is typed there.
type view struct {
	pages   map[page.Name]*shown
	opened  []page.Name // the pages there are, in the order in which they were opened
	current *shown
	route   page.Route
	history []page.Route

	navigation *navigation
	title      *titleLine
	failure    *failure
	contact    *strip
	there      *strip // who else has the patient open
	question   *strip // who asks for the call that is made here
	bar        *statusBar
	toasts     *toasts
	area       *fyne.Container
	least      *canvas.Rectangle // holds the window open
	dialog     *openDialog
	commands   []command
	constructs map[page.Name]page.Constructor
	content    fyne.CanvasObject
}

// shown is a page with what it is shown in.
type shown struct {
	page   page.Page
	scroll *container.Scroll
}

var _ page.Host = (*Window)(nil)

// New builds the window and opens the page of last time. Show it with Show.
func New(params Params) *Window {
	w := &Window{
		Params: params, counts: map[page.Name]int{}, fresh: map[int64]string{}, freshUntil: map[int64]int{},
		view: &view{constructs: params.Pages},
	}
	w.window = params.App.NewWindow(locale.T("app.name"))
	w.window.SetIcon(look.AppIcon())
	w.window.SetPadded(false)
	w.window.SetMaster()
	w.window.SetCloseIntercept(w.closing)
	w.window.SetOnDropped(w.dropped)
	if screen, ok := params.Background.(*background.Screen); ok {
		screen.OnBusy = w.setBusy
	}
	w.window.Resize(params.Preferences.WindowSize())
	w.open(page.Route{Page: params.Preferences.LastPage(w.Today())})
	w.tick()
	w.beat()
	return w
}

// Within tells how large the screen lets the window be, so that it is never held larger.
func (w *Window) Within(most fyne.Size) {
	w.within = most
	w.limit()
}

// limit keeps the window as large as its pages need.
func (w *Window) limit() {
	least := fyne.NewSize(preferences.MinWidth, preferences.MinHeight)
	if !w.within.IsZero() {
		least = least.Min(w.within)
	}
	for _, holds := range []*canvas.Rectangle{w.least, w.keeping.least} {
		if holds != nil {
			holds.SetMinSize(least.SubtractWidthHeight(0, menuHeight))
		}
	}
}

// Show opens the window on the screen.
func (w *Window) Show() { w.window.Show() }

// Window is Fyne's own window.
func (w *Window) Window() fyne.Window { return w.window }

// Route is where the window is.
func (w *Window) Route() page.Route { return w.route }

// Page is the page that is shown.
func (w *Window) Page() page.Page { return w.current.page }

// Background implements page.Host.
func (w *Window) Background() background.Runner { return w.Params.Background }

// Now implements page.Host.
func (w *Window) Now() time.Time { return w.Clock() }

// Today implements page.Host.
func (w *Window) Today() models.Date { return models.DateOf(w.Clock()) }

// Restyle implements page.Host. Pages are built anew. One question in the
// window's own words stands for those of all pages that would lose something.
func (w *Window) Restyle(change page.Restyling) {
	rebuild := func() {
		change.Keep()
		route := w.route
		route.Arg = change.Field
		w.build(route)
		w.Params.Background.Later(paintTime, w.reveal)
	}
	var losing []page.Name
	for _, name := range w.opened {
		if _, outlives := w.pages[name].page.(page.Outliver); !outlives {
			losing = append(losing, name)
		}
	}
	w.instead = &page.Dialog{
		Title: locale.T("frame.rebuild.title"), Text: locale.T("frame.rebuild.text"),
		Confirm: locale.T("frame.rebuild"), Cancel: locale.T("frame.rebuild.not"), Danger: true,
		OnDone: rebuild, OnCancel: change.Stay,
	}
	w.closePages(losing, rebuild)
	w.instead = nil
}

// paintTime is until a window that was built anew knows where its objects lie.
const paintTime = 100 * time.Millisecond

// reveal scrolls the page to what has the focus.
func (w *Window) reveal() {
	if focused, ok := w.window.Canvas().Focused().(fyne.CanvasObject); ok && w.dialog == nil {
		widgets.Reveal(w.current.scroll, focused)
	}
}

// Reload lets the visible page read its rows again, after something changed, and
// counts again for the others.
func (w *Window) Reload() {
	if w.locked() {
		w.keeping.promise()
		return
	}
	w.countAgain()
	if w.dialog != nil && w.dialog.Heard != nil {
		w.dialog.Heard()
	}
	if reloader, ok := w.current.page.(page.Reloader); ok {
		reloader.Reload()
	}
}

func (w *Window) countAgain() {
	if w.Counts == nil {
		return
	}
	background.Load(w.Params.Background, &w.recount, w.Counts, func(counts map[page.Name]int, err error) {
		if err != nil {
			return // a fault is said by the page that the nurse is on
		}
		for name, count := range counts {
			w.SetCount(name, count)
		}
		w.SetStatus(unapproved(counts[page.Rules]))
	})
}

// unapproved says on every page how many rules in use no doctor has approved.
func unapproved(count int) string {
	if count == 0 {
		return ""
	}
	return locale.TN("frame.unapproved", count)
}

// SetStatus sets what the middle of the status bar says.
func (w *Window) SetStatus(text string) {
	w.status = text
	if w.bar == nil {
		return
	}
	w.bar.set(w.signature(), w.statusText())
}

// SetBackup says on every page how old the last good backup is.
func (w *Window) SetBackup(state backup.State) {
	w.backup = &state
	w.showBackup()
}

func (w *Window) showBackup() {
	if w.backup == nil || w.bar == nil {
		return
	}
	taken := w.backup.Newest.At
	switch {
	case taken.IsZero():
		w.bar.setBackup(locale.T("frame.backup.none"), true)
	case w.backup.Old:
		w.bar.setBackup(locale.T("frame.backup.old", "at", locale.ShortMoment(taken)), true)
	default:
		w.bar.setBackup(locale.T("frame.backup", "at", locale.ShortMoment(taken)), false)
	}
}

// SetCount implements page.Host.
func (w *Window) SetCount(name page.Name, count int) {
	w.counts[name] = count
	if w.navigation != nil {
		w.navigation.setCount(name, count)
	}
}

// Retitle implements page.Host.
func (w *Window) Retitle() {
	w.day = w.Today()
	if w.locked() {
		return
	}
	w.title.set(w.current.page.Title(), locale.LongDate(w.day)+" · "+locale.Week(w.day), w.canGoBack())
	w.window.SetTitle(w.publicTitle())
	w.bar.set(w.signature(), w.statusText())
	w.stayAt()
}

// publicTitle is what the window says to the whole system, which shows it in lists of windows and of
// recent work: the page's name, where it has one, and never whom it shows.
func (w *Window) publicTitle() string {
	name := "page." + string(w.route.Page)
	if !locale.Has(name) || w.locked() {
		return w.name()
	}
	return locale.T("app.title", "page", locale.T(name), "name", w.name())
}

// name is the program's, with what the data is where it is a test's.
func (w *Window) name() string {
	if w.Test {
		return locale.Line(locale.T("app.name"), locale.T("frame.test"))
	}
	return locale.T("app.name")
}

func (w *Window) setBusy(busy bool) {
	w.busy = busy
	if w.title == nil {
		return
	}
	w.title.setBusy(busy)
	w.bar.set(w.signature(), w.statusText())
}

func (w *Window) statusText() string {
	if w.busy {
		return locale.T("frame.busy")
	}
	if w.Test {
		return strings.TrimSuffix(locale.T("frame.test")+" · "+w.status, " · ")
	}
	return w.status
}

// tick follows the clock, so that a desk left open overnight shows the new day, with
// its work unless the nurse is in the midst of something, and a promise that runs out is seen to.
func (w *Window) tick() {
	w.Params.Background.Later(time.Minute, func() {
		if w.locked() {
			w.keeping.form.Tick()
			w.keeping.promise()
		} else if w.Today() != w.day {
			w.Retitle()
			w.Reload()
			if inNavigation(w.route.Page) && w.dialog == nil {
				w.Open(page.Route{Page: page.Today})
			}
		} else if timely, ok := w.current.page.(page.Timely); ok {
			w.countAgain()
			timely.Minute()
		}
		w.tick()
	})
}

// closing asks for unsaved input on the page that is shown and on every other,
// keeps the window's size and closes.
func (w *Window) closing() {
	if w.locked() {
		w.close()
		return
	}
	if w.dialog != nil {
		w.dialog.cancel()
	}
	w.leave(func() { w.closePages(w.opened, w.close) })
}

// closePages asks one page after the other.
func (w *Window) closePages(names []page.Name, then func()) {
	for index, name := range names {
		if closer, ok := w.pages[name].page.(page.Closer); ok {
			closer.Close(func() { w.closePages(names[index+1:], then) })
			return
		}
	}
	then()
}

func (w *Window) close() {
	w.Preferences.SetWindowSize(w.window.Canvas().Size())
	if w.current != nil {
		w.Preferences.SetLastPage(w.route.Page, w.Today())
	}
	if w.Closing != nil {
		w.Closing()
	}
	w.window.Close()
}
