package views

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/preview"
	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// gallery is the real window with the made-up patients, drawn without a screen.
type gallery struct {
	*Window
	t      *testing.T
	desk   *app.Desk
	system *printertest.System
	folder string
	suffix string
}

const galleryDay = "2026-11-23"

// engine draws what is about to be printed; it is compiled once for all pictures.
var engine = sync.OnceValue(func() *preview.Renderer { return preview.New("") })

func newGallery(t *testing.T, desk *app.Desk, folder string, mode look.Mode, percent int, language models.Language) *gallery {
	t.Helper()
	application := test.NewTempApp(t)
	kept := preferences.New(application.Preferences())
	kept.SetMode(mode)
	kept.SetTextSize(percent)
	kept.SetLanguage(language)
	kept.SetSignature("Tolvan Tolvansson, sjuksköterska")
	g := &gallery{t: t, desk: desk, system: printertest.New("Expedition", "Uppvak"), folder: folder, suffix: "-" + string(mode)}
	if percent != look.TextSizes[0] {
		g.suffix += "-large"
	}
	if language == models.English {
		g.suffix += "-english"
	}
	g.Window = New(Params{
		App: application, Preferences: kept, Background: &background.Inline{}, Clock: desk.Clock().Now,
		Pages: Pages(Desk{
			Desk: desk, Printer: printer.With(g.system, "linux", t.TempDir()), Pictures: engine(),
			Preferences: kept, Version: "0.1.0", Signed: func() {},
		}),
		Search: SearchPatients(desk), Counts: Counts(desk), Presence: desk, Version: "0.1.0", DataPlace: "~/.local/share/nursedesk/nursedesk.db",
	})
	g.Show()
	g.window.Resize(fyne.NewSize(preferences.MinWidth, preferences.MinHeight))
	return g
}

// take draws the window, into the folder where there is one.
func (g *gallery) take(name string) {
	g.t.Helper()
	settle(g.window)
	if g.folder == "" && g.suffix != "-light" {
		return // the other looks are laid out: painting takes most of the time, and differs in colours alone
	}
	drawn := g.window.Canvas().Capture()
	if g.folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(g.folder, name+g.suffix+".png"))
	require.NoError(g.t, err)
	encoder := png.Encoder{CompressionLevel: png.BestCompression} // they are kept with the code
	require.NoError(g.t, encoder.Encode(file, drawn))
	require.NoError(g.t, file.Close())
}

// tap taps the visible button with a text, in an open dialog first.
func (g *gallery) tap(text string) {
	g.t.Helper()
	roots := []fyne.CanvasObject{g.window.Content()}
	if overlay := g.window.Canvas().Overlays().Top(); overlay != nil {
		roots = []fyne.CanvasObject{overlay}
	}
	for _, root := range roots {
		for _, object := range pagetest.Visible(root) {
			switch button := object.(type) {
			case *widgets.Button:
				if button.Text == text && button.Visible() {
					test.Tap(&button.Button)
					return
				}
			case *widget.Button:
				if button.Text == text && button.Visible() {
					test.Tap(button)
					return
				}
			}
		}
	}
	require.Failf(g.t, "no such button", "%q", text)
}

func (g *gallery) close() {
	if g.dialog != nil {
		g.dialog.cancel()
	}
}

// patient finds a made-up patient.
func (g *gallery) patient(name string) int64 {
	g.t.Helper()
	rows, err := g.desk.FindPatients(context.Background(), name, 1)
	require.NoError(g.t, err)
	require.Len(g.t, rows, 1)
	return rows[0].ID
}

// walk draws every page and dialog of the desk.
func (g *gallery) walk() {
	for _, name := range []page.Name{page.Today, page.Bookings, page.Patients, page.Calls, page.FollowUp, page.Rules, page.Settings} {
		g.Open(page.Route{Page: name})
		g.take(string(name))
	}
	g.Open(page.Route{Page: page.Rules})
	g.Run("complete")
	require.NotNil(g.t, g.dialog)
	g.take("rules-approve")
	g.close()
	g.followUp()
	g.daySheets()
	g.Open(page.Route{Page: page.NewBooking, Arg: page.New})
	g.take("new-booking")
	g.Open(page.Route{Page: page.NewBooking, ID: g.patient("nian"), Arg: page.New})
	g.typeInto("procedure", "e")
	g.typeInto("date", "14/12")
	g.typeInto("time", "830")
	g.focusRow(medicines.FieldSearch)
	g.take("new-booking-known")
	g.comeBackToBooking()
	g.discardBooking()
	g.begunBooking()
	g.register()
	g.Open(page.Route{Page: page.Patient, ID: g.patient("nian")})
	g.take("patient")
	for _, name := range []string{"nian", "nittan"} { // decided, and late without a decision
		g.Open(page.Route{Page: page.Patient, ID: g.patient(name), Arg: "holds"})
		g.take("patient-holds-" + name)
	}
	g.Run("readiness")
	g.take("readiness")
	g.Run("shift")
	g.take("shift")
	g.Open(page.Route{Page: page.Waiting})
	g.take("waiting")
	g.tap(locale.T("holds.decide"))
	require.NotNil(g.t, g.dialog)
	g.take("decide")
	g.window.Canvas().Focused().(*widgets.Choice).Choose("other")
	g.take("decide-other")
	g.close()
	g.Open(page.Route{Page: page.Waiting})
	g.Run("print")
	g.take("print-decisions")
	g.Open(page.Route{Page: page.Patient, ID: g.patient("nittan")})
	g.Run("print")
	g.take("print")
	g.Run("save")
	require.NotNil(g.t, g.dialog)
	g.take("print-save")
	g.close()
	for _, button := range []string{"move", "change", "cancel"} {
		g.Open(page.Route{Page: page.Patient, ID: g.patient("ängla")})
		g.tap(locale.T("patient." + button))
		require.NotNil(g.t, g.dialog, button)
		g.take("patient-" + button)
		g.close()
	}
	g.handedOut()
	for _, id := range []string{"search", "keys", "about"} {
		g.Run(id)
		require.NotNil(g.t, g.dialog, id)
		if id == "search" {
			g.typeText("t")
		}
		g.take(id)
		g.close()
	}
}

// followUp draws the end of the report, the list of cases, and how a complication
// is registered.
func (g *gallery) followUp() {
	g.Open(page.Route{Page: page.FollowUp})
	g.tabs().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	g.take("follow-up-cases")
	g.tabs().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	g.window.Canvas().Focus(g.tabs())
	g.window.Canvas().FocusNext()
	g.press(fyne.KeyEnd)
	g.take("follow-up-tables")
	g.Open(page.Route{Page: page.Patient, ID: g.patient("tvåan")})
	g.take("patient-complication")
	g.tap(locale.T("complication.register"))
	g.take("register-complication")
	g.close()
}

// daySheets draws a day's sheets, a printer that lacks paper, and what is said when it gives up.
func (g *gallery) daySheets() {
	g.Open(page.Route{Page: page.DaySheets})
	g.take("day-sheets")
	g.system.Says = func(_, asked int) (printer.Job, error) {
		job := printer.Job{State: printer.JobProcessing, Printer: printer.QueueProcessing, Reasons: []string{"media-empty-error"}}
		if asked == 1 {
			g.take("day-sheets-printing")
			job.State = printer.JobAborted
		}
		return job, nil
	}
	g.Run("print")
	g.system.Says = nil
	g.take("day-sheets-failed")
}

// tabs are those of the page that is shown.
func (g *gallery) tabs() *widgets.Tabs {
	g.t.Helper()
	for _, object := range pagetest.Visible(g.window.Content()) {
		if tabs, ok := object.(*widgets.Tabs); ok && tabs.Visible() {
			return tabs
		}
	}
	require.Fail(g.t, "no tabs")
	return nil
}

// Every page and dialog can be drawn, light and dark, in large text and in English. `make
// screens` keeps the pictures; otherwise the test holds that nothing falls over.
func TestScreens(t *testing.T) { inEveryLook(t, (*gallery).walk) }

// inEveryLook walks in light, in dark where pictures are kept, in large text and in
// English, each time at a desk with the made-up patients as they are at first.
func inEveryLook(t *testing.T, walk func(*gallery)) {
	t.Helper()
	folder := os.Getenv("NURSEDESK_SCREENS")
	modes := []look.Mode{look.Light, look.Dark}
	if folder == "" {
		modes = modes[:1]
	}
	draw := func(mode look.Mode, percent int, language models.Language) {
		require.NoError(t, locale.Use(language))
		desk, _ := pagetest.NewDemoDesk(t, galleryDay)
		walk(newGallery(t, desk, folder, mode, percent, language))
	}
	for _, mode := range modes {
		draw(mode, 100, models.Swedish)
	}
	draw(look.Light, 150, models.Swedish)
	draw(look.Light, 100, models.English)
	require.NoError(t, locale.Use(models.Swedish))
}
