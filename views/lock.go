package views

import (
	"context"
	"image/color"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/views/background"
	"nursedesk/views/firstrun"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/signin"
)

// SignIn is how people come to the desk.
type SignIn struct {
	Desk interface {
		signin.Desk
		firstrun.Desk
	}
	// Act says who acts from now on.
	Act func(who office.Person)
	// Pages makes pages for another person: each has their own.
	Pages func() map[page.Name]page.Constructor
	// Provider asks the clinic's OpenID Connect provider who comes; nil: it can't.
	Provider func(ctx context.Context) (office.Person, error)
	// Promise tells when the next call that was promised is due; zero: none waits.
	Promise func(ctx context.Context) (time.Time, error)
	// Idle tells for how long nobody has touched this computer, where the system says it.
	Idle func() (idle time.Duration, known bool)
	// TryOut opens the made-up patients, in a database of their own, and ends this window.
	TryOut func(ctx context.Context) error

	Staffed bool           // somebody works here: nobody gets in without signing in
	Fresh   bool           // nothing was ever kept: the first start asks who is there
	First   *office.Person // who is in at once: at a desk with made-up patients, or at their own computer
	// Own is whose own computer this is, by their ID among the staff; 0: nobody's. What they have locked stays locked
	// until they say who they are, whatever the program is started again for.
	Own int64
}

// gate knows who works at the desk, and keeps everybody else out.
type gate struct {
	who     office.Person
	form    *signin.Form // while the window is locked
	held    map[*view]*held
	views   map[int64]*view // of all who have been here since the start
	style   map[*view]string
	left    time.Time // when the window was left for another program; zero: it was not
	looked  time.Time // when it was last looked whether anybody is there
	current func()    // asks again what was promised
	asked   background.Token
	least   *canvas.Rectangle // holds the window open while it shows no page
}

// held is what is put aside until somebody comes back to their view.
type held struct {
	overlays []fyne.CanvasObject
	focus    fyne.Focusable
}

// open fills the window for who may be there: everybody, who signs in, or who starts
// the desk for the first time.
func (w *Window) open(route page.Route) {
	w.keeping.views, w.keeping.style, w.keeping.held = map[int64]*view{}, map[*view]string{}, map[*view]*held{}
	sign := w.SignIn
	w.dress()
	switch {
	case sign == nil || !sign.Staffed && !sign.Fresh:
		w.build(route)
		w.countAgain()
	case sign.Fresh:
		w.firstRun()
	case sign.First != nil:
		w.enter(*sign.First)
	default:
		w.showLock("", time.Time{})
	}
	if sign != nil {
		w.App.Lifecycle().SetOnExitedForeground(func() { w.keeping.left = w.Clock() })
		w.App.Lifecycle().SetOnEnteredForeground(func() { w.keeping.left = time.Time{} })
		w.watch()
	}
}

// locked tells whether nobody may see what is in the window.
func (w *Window) locked() bool { return w.keeping.form != nil || w.current == nil }

// askForStaff locks where somebody was added meanwhile, else says why it does not.
func (w *Window) askForStaff() {
	background.Load(w.Params.Background, &w.keeping.asked, w.SignIn.Desk.Staff, func(members []staff.Member, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case len(members) == 0:
			w.Toast(locale.T("lock.nobody"), nil)
		default:
			w.SignIn.Staffed = true
			w.Lock()
		}
	})
}

// Lock hides all that is in the window until somebody signs in. What is half-written
// stays for its owner.
func (w *Window) Lock() {
	if w.SignIn == nil || w.locked() {
		return
	}
	if !w.SignIn.Staffed {
		w.askForStaff()
		return
	}
	w.closePopups()
	held := &held{focus: w.window.Canvas().Focused()}
	for overlays := w.window.Canvas().Overlays(); overlays.Top() != nil; {
		held.overlays = append(held.overlays, overlays.Top())
		overlays.Remove(overlays.Top())
	}
	w.keeping.held[w.view] = held
	w.keeping.views[w.keeping.who.StaffID] = w.view
	w.keeping.style[w.view] = w.styleNow()
	w.Preferences.SetLocked(true)
	w.showLock(w.keeping.who.Name, w.Clock())
}

// styleNow is what a view that was built before must have been built in, to be shown as it is.
func (w *Window) styleNow() string {
	return string(w.Preferences.Language()) + string(w.Preferences.Mode()) + strconv.Itoa(w.Preferences.TextSize())
}

func (w *Window) showLock(by string, since time.Time) {
	w.window.Canvas().Unfocus()
	w.window.SetMainMenu(nil)
	w.window.SetTitle(w.name())
	form := signin.New(signin.Params{
		Desk: w.SignIn.Desk, Runner: w.Params.Background, Now: w.Clock, LockedBy: by, Since: since,
		Name: w.Preferences.LastPerson(), MadeUp: w.Test, Provider: w.SignIn.Provider, In: w.enter,
	})
	w.keeping.form = form
	w.bare(form.Content())
	w.window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) {
		if event.Name == fyne.KeyReturn || event.Name == fyne.KeyEnter {
			form.Submit()
		}
	})
	var token background.Token
	w.keeping.current = func() {
		if w.SignIn.Promise != nil {
			background.Load(w.Params.Background, &token, w.SignIn.Promise, func(at time.Time, err error) {
				if err == nil {
					form.SetPromise(at)
				}
			})
		}
	}
	w.keeping.promise()
	form.Focus()
}

// promise asks again whether a promise waits, while the window is locked.
func (g *gate) promise() {
	if g.form != nil && g.current != nil {
		g.current()
	}
}

// bare shows something alone in the window.
func (w *Window) bare(content fyne.CanvasObject) {
	w.keeping.least = canvas.NewRectangle(color.Transparent)
	w.limit()
	layers := container.NewStack(w.keeping.least, content)
	if w.FirstFrame != nil {
		layers.Add(container.NewWithoutLayout(newPaintMark(w.FirstFrame)))
	}
	w.window.SetContent(layers)
}

// enter lets somebody in: back to what they left, or to pages of their own.
func (w *Window) enter(who office.Person) {
	w.keeping.form, w.keeping.who = nil, who
	w.SignIn.Act(who)
	if w.SignIn.First == nil || w.SignIn.Own != 0 {
		w.Preferences.SetLastPerson(who.Name)
	}
	if w.SignIn.Own == 0 || w.SignIn.Own == who.StaffID {
		w.Preferences.SetLocked(false)
	}
	theirs := w.keeping.views[who.StaffID]
	held := w.keeping.held[theirs]
	delete(w.keeping.held, theirs)
	switch {
	case theirs == nil:
		w.view = &view{constructs: w.SignIn.Pages()}
		w.build(page.Route{Page: page.Today})
	case w.keeping.style[theirs] != w.styleNow():
		w.view = theirs
		w.build(theirs.route)
	default:
		w.view = theirs
		w.window.SetMainMenu(w.mainMenu())
		w.window.SetContent(w.content)
		w.window.Canvas().SetOnTypedKey(w.key)
		w.Retitle()
		w.contact.set(w.lostText())
		if held != nil {
			for _, overlay := range slices.Backward(held.overlays) {
				if overlay.Visible() { // else its work ended meanwhile
					w.window.Canvas().Overlays().Add(overlay)
				}
			}
			w.window.Canvas().Focus(held.focus)
		}
		w.Reload()
	}
	w.countAgain()
}

// firstRun asks who starts the desk for the first time.
func (w *Window) firstRun() {
	form := firstrun.New(firstrun.Params{
		Desk: w.SignIn.Desk, Runner: w.Params.Background, TryOut: w.SignIn.TryOut,
		Done: func(who office.Person) {
			w.SignIn.Staffed, w.SignIn.Fresh = true, false
			w.enter(who)
		},
	})
	w.window.SetMainMenu(nil)
	w.window.SetTitle(w.name())
	w.bare(form.Content())
	form.Focus()
}

const (
	// watchEvery is how often it is looked whether anybody is still there.
	watchEvery = 5 * time.Second
	// asleep is a gap between two looks that only a computer at rest leaves.
	asleep = time.Minute
)

// watch locks the window by itself: when nobody has touched the computer, or this window,
// for as long as was chosen, and after the computer was at rest.
func (w *Window) watch() {
	w.Params.Background.Later(watchEvery, func() {
		now := w.Clock().Round(0) // the clock on the wall: the other one stands while the computer sleeps
		rested := !w.keeping.looked.IsZero() && now.Sub(w.keeping.looked) > asleep
		w.keeping.looked = now
		idle, known := time.Duration(0), false
		if w.SignIn.Idle != nil {
			idle, known = w.SignIn.Idle()
		}
		away := !w.keeping.left.IsZero() && now.Sub(w.keeping.left.Round(0)) >= w.Preferences.LockAfter()
		if rested || away || known && idle >= w.Preferences.LockAfter() {
			w.Lock()
		}
		w.watch()
	})
}

// nameAndTitle is somebody as the frame says it.
func nameAndTitle(who office.Person) string {
	if who.Title == "" {
		return who.Name
	}
	return who.Name + ", " + who.Title
}
