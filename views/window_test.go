package views

import (
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// example is a page with the widgets that pages share.
type example struct {
	host    page.Host
	name    page.Name
	content fyne.CanvasObject
	grid    *widgets.List[row]
	form    *widgets.Form
	routes  []page.Route
	saved   int
	done    int
	minutes int
	reloads int
	escaped bool
	unsaved bool
	asked   int
}

type row struct {
	key, when, what, who, phone, why string
	situation                        models.Situation
}

func (e *example) Content() fyne.CanvasObject { return e.content }
func (e *example) Title() string              { return locale.T("page." + string(e.name)) }
func (e *example) Show(route page.Route)      { e.routes = append(e.routes, route) }
func (e *example) Save()                      { e.saved++ }
func (e *example) Complete()                  { e.done++ }
func (e *example) Minute()                    { e.minutes++ }
func (e *example) Escape() bool               { return e.escaped }
func (e *example) Leave(then func()) {
	if e.unsaved {
		e.asked++
		e.host.Ask(page.Dialog{Title: "Osparat", OnDone: then})
		return
	}
	then()
}

func newExample(host page.Host, name page.Name) *example {
	e := &example{host: host, name: name}
	today := host.Today()
	e.grid = widgets.NewList([]widgets.Column[row]{
		{ID: "when", Title: "När", Width: 112, Pill: func(r row) (look.Status, string) {
			status, _ := widgets.SituationStatus(r.situation)
			return status, r.when
		}},
		{
			ID: "what", Title: "Vad", Bold: true, Text: func(r row) string { return r.what },
			Second: func(r row) string { return r.why }, Sort: func(a, b row) int { return strings.Compare(a.what, b.what) },
		},
		{ID: "who", Title: "Patient", Text: func(r row) string { return r.who }, Second: func(r row) string { return r.phone }},
	}, func(r row) string { return r.key })
	e.grid.Group = func(r row) string {
		if r.situation == models.Overdue {
			return "Försenade"
		}
		return "Idag"
	}
	e.grid.Detail = func(r row) fyne.CanvasObject {
		return widgets.NewFlow(widgets.NewPrimary("Klar", func() {}), widgets.NewButton("Boka tid", func() {}),
			widgets.NewButton("Skjut upp", func() {}), widgets.NewQuiet("Öppna patienten", func() {}))
	}
	e.grid.SetRows([]row{
		{"1", "2 d sen", "Stygnborttagning", "Tolvan Tolvansson, 54", "070-174 06 05", "fick neurotomi 11 nov · distriktssköterska", models.Overdue},
		{"2", "1 d sen", "Ring tillbaka", "Elvan Elvansson, 61", "070-174 06 05", "undrar om duschning", models.Overdue},
		{"3", "idag", "Besluta uppehåll", "Nian Niansson, 70", "031-81 80 83", "Waran · neurotomi 7 dec", models.DueToday},
		{"4", "idag", "Gå igenom hälsan", "Tian Tiansson, 48", "070-174 06 05", "neurotomi 26 nov", models.DueToday},
	})
	date := widgets.NewDateField(func() models.Date { return today }, func(d models.Date) (string, bool) {
		return "", d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	})
	date.SetDate(models.NewDate(2026, 12, 14))
	at := widgets.NewTimeField()
	at.SetTime(8*60 + 30)
	theatre := widgets.NewChoice(widgets.Option{ID: "1", Text: "Sal 1"}, widgets.Option{ID: "2", Text: "Sal 2"})
	theatre.Choose("1")
	phone := widgets.NewLine("070-174 06 05")
	e.form = widgets.NewForm(
		widgets.NewBeside(
			widgets.NewFieldRow("date", "Datum", date), widgets.NewFieldRow("time", "Tid", at),
			widgets.NewFieldRow("theatre", "Sal", theatre),
		),
		widgets.NewBeside(
			widgets.NewFieldRow("phone", "Telefon", phone),
			widgets.NewFieldRow("conditions", "Tillstånd", widgets.NewTicks(
				widgets.Option{ID: "insulin", Text: "Insulin"}, widgets.Option{ID: "hypertension", Text: "Blodtrycksmedicin"})),
		),
		widgets.NewFieldRow("note", "Anteckning", widgets.NewNote("")),
	)
	line := widgets.NewTimeline()
	day := models.NewDate(2026, 12, 14)
	line.SetPlan("Neurotomi", day, today, []widgets.Mark{
		{Date: day.AddDays(-14), Label: "Blodförtunnande", Status: look.Done, Detail: "klar"},
		{Date: day.AddDays(-3), Label: "Hälsokontroll", Status: look.Overdue},
		{Date: day, Label: "Recept", Status: look.Coming},
		{Date: day.AddDays(3), Label: "Återinsättning", Status: look.Quiet},
		{Date: day.AddDays(10), Label: "Stygn", Status: look.Coming},
		{Date: day.AddDays(14), Label: "Fysioterapeut", Status: look.Coming},
		{Date: day.AddDays(21), Label: "Flyg", Status: look.Quiet},
		{Date: day.AddDays(28), Label: "Bad", Status: look.Quiet},
		{Date: day.AddMonths(3), Label: "Läkarbesök", Status: look.Coming},
	})
	top := container.NewVBox(
		widgets.NewBanner(look.DueToday, "Behandlingen är om 9 dagar: Waran skulle ha satts ut igår.", "Samma sal är redan bokad 08:30."),
		widgets.NewCard(line),
		widgets.NewSection("Formulär"), e.form,
	)
	e.content = container.NewBorder(top, nil, nil, nil, e.grid)
	return e
}

var now = models.NewDate(2026, 11, 23).At(9, 15)

type desk struct {
	*Window
	runner   *background.Inline
	examples map[page.Name]*example
	clock    time.Time
}

// press presses a key where the focus is.
func (w *Window) press(key fyne.KeyName) { pagetest.Press(w.window, key) }

// typeText types where the focus is.
func (w *Window) typeText(text string) { pagetest.Letters(w.window, text) }

func open(t *testing.T, prepare func(*preferences.Preferences)) *desk {
	t.Helper()
	app := test.NewTempApp(t)
	prefs := preferences.New(app.Preferences())
	prefs.SetMode(look.Light)
	if prepare != nil {
		prepare(prefs)
	}
	d := &desk{runner: &background.Inline{}, examples: map[page.Name]*example{}, clock: now}
	pages := map[page.Name]page.Constructor{}
	for _, name := range []page.Name{
		page.Today, page.Bookings, page.NewBooking, page.Patients, page.Patient, page.Calls, page.Call, page.Rules, page.Settings,
	} {
		pages[name] = func(host page.Host) page.Page {
			d.examples[name] = newExample(host, name)
			return d.examples[name]
		}
	}
	d.Window = New(Params{
		App: app, Pages: pages, Preferences: prefs, Background: d.runner,
		Clock: func() time.Time { return d.clock },
		Search: func(_ context.Context, text string) ([]SearchHit, error) {
			if text == "fel" {
				return nil, errors.New("disk on fire")
			}
			if !strings.HasPrefix("tolvan", strings.ToLower(text)) {
				return nil, nil
			}
			return []SearchHit{
				{widgets.Hit{Title: "Tolvan Tolvansson", Detail: "19121212-1212 · 070-174 06 05 · neurotomi 14 dec"}, page.Route{Page: page.Patient, ID: 12}},
				{widgets.Hit{Title: "Tolvan Andersson", Detail: "19900101-0017"}, page.Route{Page: page.Patient, ID: 13}},
			}, nil
		},
		Version: "0.1", DataPlace: "~/.local/share/nursedesk",
	})
	d.Show()
	return d
}

// picture writes what the window shows, where NURSEDESK_PICTURES says.
func (d *desk) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("NURSEDESK_PICTURES")
	if folder == "" {
		return
	}
	d.window.Resize(fyne.NewSize(preferences.MinWidth, preferences.MinHeight))
	settle(d.window)
	file, err := os.Create(filepath.Join(folder, name+".png"))
	require.NoError(t, err)
	require.NoError(t, png.Encode(file, d.window.Canvas().Capture()))
	require.NoError(t, file.Close())
}

func TestPictures(t *testing.T) {
	if os.Getenv("NURSEDESK_PICTURES") == "" {
		t.Skip("pictures are drawn on demand")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, size := range look.TextSizes {
			d := open(t, func(p *preferences.Preferences) {
				p.SetMode(mode)
				p.SetTextSize(size)
				p.SetSignature("Tolvan Tolvansson, sjuksköterska")
			})
			name := string(mode) + "-" + strconv.Itoa(size)
			d.SetCount(page.Today, 7)
			d.SetCount(page.Calls, 2)
			d.SetStatus("Säkerhetskopia idag 06:00")
			d.picture(t, name+"-today")
			d.Toast("Stygnborttagning är klar.", func() {})
			d.Fail(errors.New("nil map"))
			d.picture(t, name+"-failure")
			d.Run("search")
			require.NotNil(t, d.dialog)
			d.window.Canvas().Focused().TypedRune('t')
			d.picture(t, name+"-search")
			d.dialog.cancel()
			d.Run("keys")
			d.picture(t, name+"-keys")
			d.dialog.cancel()
			d.Run("about")
			d.picture(t, name+"-about")
			d.dialog.cancel()
		}
	}
}
