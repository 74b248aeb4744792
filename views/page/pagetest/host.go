package pagetest

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/look"
	"nursedesk/views/page"
)

// The part of the smallest window that is left for a page.
const (
	Width  = 812
	Height = 600
)

// Host stands in for the window and keeps what a page asked of it.
type Host struct {
	Opened   []page.Route
	WentBack int
	Restyled int
	Failed   []error
	Toasts   []string
	Undo     func() // of the last toast; nil where it offers none
	Dialog   *page.Dialog
	Counts   map[page.Name]int
	Changed  map[int64]string // what Fresh says of patients
	Runner   *background.Inline

	t      testing.TB
	desk   *app.Desk
	window fyne.Window
	shown  page.Page
	deaf   bool            // hears of no change
	over   *fyne.Container // the open dialog's fields
}

var _ page.Host = (*Host)(nil)

// NewHost makes an empty window in the desk's look, light and at 100 %.
func NewHost(t testing.TB, desk *app.Desk) *Host {
	t.Helper()
	return NewHostIn(t, desk, look.Light, look.TextSizes[0])
}

// Looks are those in which a page is drawn to be looked at.
var Looks = []struct {
	Name    string
	Mode    look.Mode
	Percent int
}{{"light", look.Light, 100}, {"dark", look.Dark, 100}, {"large", look.Light, 150}}

// NewHostIn makes an empty window in a mode and a text size.
func NewHostIn(t testing.TB, desk *app.Desk, mode look.Mode, percent int) *Host {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(mode, percent))
	h := &Host{Counts: map[page.Name]int{}, Runner: &background.Inline{Base: Context}, t: t, desk: desk}
	h.window = test.NewTempWindow(t, container.NewStack())
	h.window.SetPadded(false)
	h.window.Resize(fyne.NewSize(Width, Height))
	if desk != nil {
		t.Cleanup(desk.Events.Subscribe(func(office.Event) { h.reload() }))
	}
	return h
}

// Command implements page.Host: there is no menu.
func (h *Host) Command(string) (name, keys string) { return "", "" }

// Fresh implements page.Host.
func (h *Host) Fresh(patientID int64) string { return h.Changed[patientID] }

// reload lets the page read again after a change, as the window does.
func (h *Host) reload() {
	if h.Dialog != nil && h.Dialog.Heard != nil && !h.deaf {
		h.Dialog.Heard()
	}
	if reloader, ok := h.shown.(page.Reloader); ok && !h.deaf {
		reloader.Reload()
	}
}

// Elsewhere makes a change at another computer, of which this one is told nothing.
func (h *Host) Elsewhere(change func()) {
	h.deaf = true
	defer func() { h.deaf = false }()
	change()
}

// Show puts a page into the window as the window does, and tells it its route.
func (h *Host) Show(shown page.Page, route page.Route) {
	h.t.Helper()
	h.shown = shown
	h.window.SetContent(container.NewScroll(container.NewPadded(shown.Content())))
	h.window.Resize(fyne.NewSize(Width, Height))
	if shower, ok := shown.(page.Shower); ok {
		shower.Show(route)
	}
}

// Confirm presses the open dialog's confirming button. The dialog stays open on
// an error, which is given back.
func (h *Host) Confirm() error {
	h.t.Helper()
	require.NotNil(h.t, h.Dialog, "no dialog is open")
	dialog := h.Dialog
	if dialog.OnConfirm != nil {
		if err := dialog.OnConfirm(); err != nil {
			return h.refuse(dialog, err)
		}
	}
	if dialog.Work != nil {
		if err := dialog.Work(h.Runner.Context()); err != nil {
			return h.refuse(dialog, err)
		}
	}
	h.close()
	if dialog.OnDone != nil {
		dialog.OnDone()
	}
	return nil
}

func (h *Host) refuse(dialog *page.Dialog, err error) error {
	if dialog.Form != nil {
		_ = dialog.Form.ShowProblems(err) // the test is given the whole error
	}
	return err
}

// Cancel presses the open dialog's other button.
func (h *Host) Cancel() {
	h.t.Helper()
	require.NotNil(h.t, h.Dialog, "no dialog is open")
	dialog := h.Dialog
	h.close()
	if dialog.OnCancel != nil {
		dialog.OnCancel()
	}
}

// Open implements page.Host.
func (h *Host) Open(route page.Route) { h.Opened = append(h.Opened, route) }

// Back implements page.Host.
func (h *Host) Back() { h.WentBack++ }

// Fail implements page.Host.
func (h *Host) Fail(err error) {
	if err != nil {
		h.Failed = append(h.Failed, err)
	}
}

// Toast implements page.Host.
func (h *Host) Toast(text string, undo func()) { h.Toasts, h.Undo = append(h.Toasts, text), undo }

// Ask implements page.Host; the dialog's fields are put over the page.
func (h *Host) Ask(dialog page.Dialog) {
	if h.Dialog != nil {
		return
	}
	h.Dialog = &dialog
	if dialog.Content != nil {
		ground := canvas.NewRectangle(look.Color(theme.ColorNameBackground))
		h.over = container.NewStack(ground, container.NewPadded(dialog.Content))
		h.over.Resize(h.window.Canvas().Size())
		h.window.Canvas().Overlays().Add(h.over)
	}
}

func (h *Host) close() {
	h.Dialog = nil
	if h.over != nil {
		h.window.Canvas().Overlays().Remove(h.over)
		h.over = nil
	}
}

// SetCount implements page.Host.
func (h *Host) SetCount(name page.Name, count int) { h.Counts[name] = count }

// Retitle implements page.Host.
func (h *Host) Retitle() {}

// Restyle implements page.Host; nothing stands against it.
func (h *Host) Restyle(change page.Restyling) {
	change.Keep()
	h.Restyled++
}

// Background implements page.Host.
func (h *Host) Background() background.Runner { return h.Runner }

// Window implements page.Host.
func (h *Host) Window() fyne.Window { return h.window }

// Today implements page.Host.
func (h *Host) Today() models.Date { return h.desk.Today() }

// Now implements page.Host.
func (h *Host) Now() time.Time { return h.desk.Clock().Now() }
