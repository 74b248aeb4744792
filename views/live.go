package views

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// freshTime is how long rows say who changed them at another desk: long enough to look up.
const freshTime = 10 * time.Second

// Heard takes in that something was done, here or at another desk: the page reads
// its rows again, and for a while says who did what was done elsewhere.
func (w *Window) Heard(event office.Event) {
	if event.By != "" && event.PatientID != 0 {
		w.fresh[event.PatientID] = event.By
		w.freshUntil[event.PatientID]++
		turn := w.freshUntil[event.PatientID]
		w.Params.Background.Later(freshTime, func() {
			if w.freshUntil[event.PatientID] == turn { // nothing came after it
				delete(w.fresh, event.PatientID)
				delete(w.freshUntil, event.PatientID)
				w.Reload()
			}
		})
	}
	w.Reload()
}

// Fresh implements page.Host.
func (w *Window) Fresh(patientID int64) string {
	if by := w.fresh[patientID]; by != "" {
		return locale.T("live.fresh", "name", by)
	}
	return ""
}

// SetContact takes in that contact with the database was lost, and why; nil says
// that it is back. What is shown stays, with since when it may be untrue.
func (w *Window) SetContact(err error) {
	back := w.lost != nil && err == nil
	if err != nil && w.lost == nil {
		w.lostAt = w.Now()
	}
	w.lost = err
	if w.contact != nil {
		w.contact.set(w.lostText())
	}
	if back {
		w.Reload()
	}
}

func (w *Window) openEmergencyList() {
	w.Open(page.Route{Page: page.Print, Arg: page.EmergencyList})
}

func (w *Window) lostText() string {
	if w.lost == nil {
		return ""
	}
	said := locale.T("live.lost", "time", locale.Time(w.lostAt))
	if !errors.Is(w.lost, models.ErrDatabaseUnreachable) {
		said += "\n" + locale.Problem(w.lost)
	}
	return said
}

// contactStrip stands below the title line while there is no contact with the
// database. It takes no focus: what the nurse is typing goes on.
type contactStrip struct {
	widget.BaseWidget
	said  *widgets.Banner
	list  *widgets.Button // opens the emergency list; hidden where none is kept
	moved func()          // its height is another
}

func newContactStrip(emergency func(), moved func()) *contactStrip {
	c := &contactStrip{said: widgets.NewBanner(look.Overdue), moved: moved}
	c.list = widgets.NewButton(locale.T("live.emergency-list"), emergency).WithIcon("print")
	if emergency == nil {
		c.list.Hide()
	}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

func (c *contactStrip) set(text string) {
	c.Hidden = text == ""
	if text == "" {
		c.said.SetLines()
	} else {
		c.said.SetLines(text)
	}
	c.Refresh()
	c.moved()
}

// CreateRenderer implements fyne.Widget.
func (c *contactStrip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(8, 0, 16, 12),
		container.NewBorder(nil, nil, nil, container.NewCenter(c.list), c.said)))
}
