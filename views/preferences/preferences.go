// Package preferences keeps what this desk's user chose: it lies beside the
// program, not in the database, and every value read is within its limits.
package preferences

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
)

// The smallest window in which nothing is cut off, and the size of a new one.
const (
	MinWidth      = 1024
	MinHeight     = 700
	DefaultWidth  = 1280
	DefaultHeight = 800
	maxWidth      = 10_000
	maxHeight     = 10_000
)

// Preferences reads and keeps the choices. A value that cannot be read, or lies
// outside its limits, is the default.
type Preferences struct {
	store fyne.Preferences
	usual models.Language
}

// New keeps the choices in store.
func New(store fyne.Preferences) *Preferences {
	return &Preferences{store: store, usual: models.Swedish}
}

// Usually sets the language of a desk at which nobody has chosen one; without it that is Swedish.
func (p *Preferences) Usually(language models.Language) { p.usual = language }

// Language of the screen.
func (p *Preferences) Language() models.Language {
	chosen := p.store.String("language")
	language, err := locale.Languages().Parse(chosen)
	if chosen == "" || err != nil {
		return p.usual
	}
	return language
}

// SetLanguage keeps the language of the screen.
func (p *Preferences) SetLanguage(language models.Language) {
	p.store.SetString("language", string(language))
}

// TextSize in percent: one of look.TextSizes.
func (p *Preferences) TextSize() int {
	percent := p.store.IntWithFallback("text-size", look.TextSizes[0])
	if !slices.Contains(look.TextSizes, percent) {
		return look.TextSizes[0]
	}
	return percent
}

// SetTextSize keeps the text size in percent.
func (p *Preferences) SetTextSize(percent int) { p.store.SetInt("text-size", percent) }

// Mode is light, dark or as the operating system is. It begins light: not every
// system says what it is, and Fyne then takes it for dark.
func (p *Preferences) Mode() look.Mode {
	mode := look.Mode(p.store.String("mode"))
	if !slices.Contains(look.Modes, mode) {
		return look.Light
	}
	return mode
}

// SetMode keeps light, dark or system.
func (p *Preferences) SetMode(mode look.Mode) { p.store.SetString("mode", string(mode)) }

// Compact tells whether lists that can be are shown close, one line a row.
func (p *Preferences) Compact() bool { return p.store.Bool("compact") }

// SetCompact keeps whether lists are shown close.
func (p *Preferences) SetCompact(compact bool) { p.store.SetBool("compact", compact) }

// OnlyMine tells whether somebody of the staff, by their ID, sees only their own tasks on Idag.
func (p *Preferences) OnlyMine(person int64) bool { return p.store.Bool(onlyMine(person)) }

// SetOnlyMine keeps whether somebody sees only their own tasks.
func (p *Preferences) SetOnlyMine(person int64, only bool) { p.store.SetBool(onlyMine(person), only) }

func onlyMine(person int64) string { return "only-mine-" + strconv.FormatInt(person, 10) }

// LockChoices are after how many minutes without anybody the window can lock itself.
var LockChoices = []int{1, 2, 5, 10, 15, 30}

// defaultLock is as long as a nurse is away for something small.
const defaultLock = 5

// LockMinutes is one of LockChoices.
func (p *Preferences) LockMinutes() int {
	minutes := p.store.IntWithFallback("lock-minutes", defaultLock)
	if !slices.Contains(LockChoices, minutes) {
		return defaultLock
	}
	return minutes
}

// SetLockMinutes keeps after how many minutes the window locks itself.
func (p *Preferences) SetLockMinutes(minutes int) { p.store.SetInt("lock-minutes", minutes) }

// LockAfter is LockMinutes as a time.
func (p *Preferences) LockAfter() time.Duration { return time.Duration(p.LockMinutes()) * time.Minute }

// LastPerson is the name of who signed in here last, "" for nobody.
func (p *Preferences) LastPerson() string { return p.store.String("last-person") }

// SetLastPerson keeps who signed in here last.
func (p *Preferences) SetLastPerson(name string) { p.store.SetString("last-person", name) }

// Locked tells whether the window was locked, and nobody whose own computer this is has unlocked it since.
func (p *Preferences) Locked() bool { return p.store.Bool("locked") }

// SetLocked keeps whether it is, over the end of the program.
func (p *Preferences) SetLocked(locked bool) { p.store.SetBool("locked", locked) }

// WindowSize in Fyne's units, never below the smallest.
func (p *Preferences) WindowSize() fyne.Size {
	width := p.store.FloatWithFallback("window-width", DefaultWidth)
	height := p.store.FloatWithFallback("window-height", DefaultHeight)
	return fyne.NewSize(
		float32(min(max(width, MinWidth), maxWidth)),
		float32(min(max(height, MinHeight), maxHeight)),
	)
}

// SetWindowSize keeps the size of the window.
func (p *Preferences) SetWindowSize(size fyne.Size) {
	p.store.SetFloat("window-width", float64(size.Width))
	p.store.SetFloat("window-height", float64(size.Height))
}

// WindowPlace is where the window's frame begins, in the dots of the screens, and whether it
// filled its screen; it may lie on one that is gone. Without known it was never kept.
func (p *Preferences) WindowPlace() (x, y int, maximised, known bool) {
	const never = -1 << 31
	x, y = p.store.IntWithFallback("window-x", never), p.store.IntWithFallback("window-y", never)
	return x, y, p.store.Bool("window-maximised"), x != never && y != never
}

// SetWindowPlace keeps where the window is.
func (p *Preferences) SetWindowPlace(x, y int, maximised bool) {
	p.store.SetInt("window-x", x)
	p.store.SetInt("window-y", y)
	p.store.SetBool("window-maximised", maximised)
}

// Signature is the name under which this desk's user works, "" until it is chosen.
func (p *Preferences) Signature() string { return p.store.String("signature") }

// SetSignature keeps the name, without spaces around it and cut to a line's length.
func (p *Preferences) SetSignature(name string) {
	letters := []rune(strings.TrimSpace(name))
	p.store.SetString("signature", string(letters[:min(len(letters), models.MaxLine)]))
}

// LastPage is the page that was open when the program was closed earlier today; it is
// one that needs no patient, and Today where there is none: a day begins with its work.
func (p *Preferences) LastPage(today models.Date) page.Name {
	name := page.Name(p.store.String("last-page"))
	if p.store.String("last-page-day") != today.String() || !slices.Contains([]page.Name{page.Today, page.Bookings, page.Patients, page.Calls, page.Rules, page.Settings}, name) {
		return page.Today
	}
	return name
}

// SetLastPage keeps the page that is open on a day.
func (p *Preferences) SetLastPage(name page.Name, today models.Date) {
	p.store.SetString("last-page", string(name))
	p.store.SetString("last-page-day", today.String())
}

// Printer is the printer last used, "" for the system's own.
func (p *Preferences) Printer() string { return p.store.String("printer") }

// SetPrinter keeps the printer last used.
func (p *Preferences) SetPrinter(name string) { p.store.SetString("printer", name) }

// Filter is a list's filter as it was last set: its values by name. It must
// never hold anything about a patient.
func (p *Preferences) Filter(list page.Name) map[string]string {
	values := map[string]string{}
	for _, pair := range p.store.StringList("filter-" + string(list)) {
		if name, value, ok := strings.Cut(pair, "="); ok {
			values[name] = value
		}
	}
	return values
}

// SetFilter keeps a list's filter.
func (p *Preferences) SetFilter(list page.Name, values map[string]string) {
	pairs := make([]string, 0, len(values))
	for name, value := range values {
		pairs = append(pairs, name+"="+value)
	}
	slices.Sort(pairs)
	p.store.SetStringList("filter-"+string(list), pairs)
}
