package views

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/accesslog"
	"nursedesk/app/office"
	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/views/background"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

const (
	phrase = "fyra blå hästar dansar"
	other  = "sju gröna grodor hoppar"
)

// guarded is the real window of a desk where people sign in, worked by keyboard.
type guarded struct {
	*Window
	t      testing.TB
	desk   *app.Desk
	runner *background.Inline
	who    office.Person
	idle   time.Duration
	clock  *pagetest.Clock
}

// guard opens the window of a desk; prepare sees to its staff first.
func guard(t testing.TB, desk *app.Desk, clock *pagetest.Clock, mode look.Mode, prepare func(*SignIn)) *guarded {
	t.Helper()
	application := test.NewTempApp(t)
	kept := preferences.New(application.Preferences())
	kept.SetMode(mode)
	g := &guarded{t: t, desk: desk, clock: clock}
	g.runner = &background.Inline{Base: func() context.Context { return office.WithPerson(context.Background(), g.who) }}
	atWork := Desk{
		Desk: desk, Printer: printer.With(printertest.New("Expedition"), "linux", t.TempDir()), Pictures: engine(), Preferences: kept,
		Version: "0.1.0", Signed: func() {}, SignedIn: func() office.Person { return g.who }, Account: "asa", Computer: "KONTOR-1",
	}
	way := &SignIn{
		Desk: desk, Act: func(who office.Person) { g.who = who }, Pages: func() map[page.Name]page.Constructor { return Pages(atWork) },
		Promise: Promise(desk), Idle: func() (time.Duration, bool) { return g.idle, true },
	}
	entry, err := desk.Entry(context.Background())
	require.NoError(t, err)
	way.Staffed = entry.Staffed
	if prepare != nil {
		prepare(way)
	}
	g.Window = New(Params{
		App: application, Preferences: kept, Background: g.runner, Clock: clock.Now, Pages: Pages(atWork), SignIn: way,
		Search: SearchPatients(desk), Counts: Counts(desk), Version: "0.1.0", DataPlace: "~/nursedesk.db", Test: desk.Test(),
	})
	g.Show()
	g.window.Resize(fyne.NewSize(preferences.MinWidth, preferences.MinHeight))
	return g
}

// withStaff adds Åsa, nurse and administrator, and Bo, nurse.
func withStaff(t testing.TB, desk *app.Desk) {
	t.Helper()
	clinic, err := desk.Clinic(context.Background())
	require.NoError(t, err)
	_, err = desk.Begin(context.Background(), staff.First{
		Staff:  staff.Draft{Name: "Åsa Exempel", Title: "leg. sjuksköterska", Roles: []models.Role{models.Nurse}, Password: phrase},
		Clinic: clinic,
	})
	require.NoError(t, err)
	person, err := desk.SignIn(context.Background(), "Åsa Exempel", phrase)
	require.NoError(t, err)
	_, err = desk.SaveStaff(office.WithPerson(context.Background(), person), staff.Draft{Name: "Bo Exempel", Roles: []models.Role{models.Nurse}, Password: other})
	require.NoError(t, err)
}

// in signs somebody in from the name on, with the keys alone.
func (g *guarded) in(name, password string) {
	g.t.Helper()
	require.True(g.t, g.locked())
	g.fill("name", name)
	g.press(fyne.KeyReturn) // to the password
	g.typeText(password)
	g.press(fyne.KeyReturn)
}

// fill types into a field of the form that is shown, in place of what stands there.
func (g *guarded) fill(name, text string) {
	g.t.Helper()
	shown := g.window.Content()
	if overlay := g.window.Canvas().Overlays().Top(); overlay != nil {
		shown = overlay
	}
	for _, object := range pagetest.Visible(shown) {
		if row, ok := object.(*widgets.FieldRow); ok && row.Name == name {
			row.Focus()
			if field, ok := g.window.Canvas().Focused().(fyne.Shortcutable); ok { // a choice has no text
				field.TypedShortcut(&fyne.ShortcutSelectAll{})
			}
			g.typeText(text)
			return
		}
	}
	require.Fail(g.t, "no such field", "%s", name)
}

// text is everything that can be read in the window, in dialogs and its title too.
func (g *guarded) text() string {
	lines := []string{g.window.Title()}
	roots := append([]fyne.CanvasObject{g.window.Content()}, g.window.Canvas().Overlays().List()...)
	for _, root := range roots {
		for _, object := range pagetest.Visible(root) {
			switch object := object.(type) {
			case *canvas.Text:
				lines = append(lines, object.Text)
			case *widget.Label:
				lines = append(lines, object.Text)
			case *widget.Entry:
				lines = append(lines, object.Text)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// Nobody gets in without signing in, and from then on the keys are those of every day.
func TestSignIn(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	require.True(t, g.locked())
	require.Equal(t, "Nursedesk · TESTDATABAS", g.window.Title())
	require.Nil(t, g.window.MainMenu(), "no command works")
	require.NotContains(t, g.text(), "Tolvan")
	g.Run("page.patients")
	require.True(t, g.locked())

	g.in("Åsa Exempel", "fel lösenord här")
	require.True(t, g.locked())
	require.Contains(t, g.text(), "Namnet eller lösenordet stämmer inte.")
	g.in("Nobody", phrase)
	require.Contains(t, g.text(), "Namnet eller lösenordet stämmer inte.")
	g.in("Åsa Exempel", phrase)
	require.False(t, g.locked())
	require.Equal(t, page.Today, g.Route().Page)
	require.Contains(t, g.text(), "Åsa Exempel, leg. sjuksköterska · Lås Ctrl+L")
	g.Run("new-booking")
	require.Equal(t, page.NewBooking, g.Route().Page)
}

// The lock hides everything at once, a dialog and the title too, and gives it back to who left it.
func TestLockKeepsWhatWasHalfWritten(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	g.in("Åsa Exempel", phrase)
	rows, err := desk.FindPatients(t.Context(), "tolvan", 1)
	require.NoError(t, err)
	g.Open(page.Route{Page: page.Patient, ID: rows[0].ID})
	require.Equal(t, "Nursedesk · TESTDATABAS", g.window.Title(), "a title says nothing of a patient: the system shows it to everybody")
	g.Run("search")
	g.typeText("tolv")
	require.NotNil(t, g.dialog)
	g.Run("lock")
	require.True(t, g.locked())
	for _, word := range []string{"Tolvan", "tolv", rows[0].PersonalNumber.String()} {
		require.NotContains(t, g.text(), word)
	}
	require.Contains(t, g.text(), "Låst av Åsa Exempel 09:00")
	g.Ask(page.Dialog{Title: "Tolvan?"})
	g.Retitle()
	g.Reload()
	g.runner.Elapse(3 * time.Minute)
	require.NotContains(t, g.text(), "Tolvan", "nothing that comes late shows over the lock")

	g.in("Åsa Exempel", phrase)
	require.NotNil(t, g.dialog)
	require.Contains(t, g.text(), "tolv", "what was typed is there")
	g.press(fyne.KeyEscape)
	require.Equal(t, rows[0].ID, g.Route().ID)
}

// Another person's sign-in opens their own view; the first one comes back to theirs.
func TestEachPersonHasTheirOwnView(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	g.in("Åsa Exempel", phrase)
	g.Run("new-booking")
	g.typeText("Trettio Trettiosson")
	g.Run("lock")
	g.in("Bo Exempel", other)
	require.Equal(t, page.Today, g.Route().Page)
	g.Run("new-booking")
	require.NotContains(t, g.text(), "Trettiosson")
	require.Equal(t, "Bo Exempel", g.who.Name)
	g.Run("lock")
	g.in("Åsa Exempel", phrase)
	require.Equal(t, page.NewBooking, g.Route().Page)
	require.Contains(t, g.text(), "Trettiosson")
	require.Equal(t, "Åsa Exempel", g.who.Name)

	note := widgets.NewNote("") // in a dialog, too
	g.Ask(page.Dialog{Title: "Samtal med Trettiosson", Content: note, Focus: note})
	g.typeText("Ringer igen efter lunch")
	g.Run("lock")
	require.NotContains(t, g.text(), "Trettiosson", "nothing of a patient at once")
	require.NotContains(t, g.text(), "lunch")
	g.in("Bo Exempel", other)
	require.Nil(t, g.dialog)
	require.NotContains(t, g.text(), "lunch")
	g.Ask(page.Dialog{Title: "Bos egen fråga"})
	g.Run("lock")
	g.in("Åsa Exempel", phrase)
	require.Contains(t, g.text(), "Ringer igen efter lunch")
	require.NotContains(t, g.text(), "Bos egen fråga")
	g.typeText("!")
	require.Contains(t, note.Text, "!", "and the cursor is where it was")
	g.dialog.cancel()
	g.Run("lock")
	g.in("Bo Exempel", other)
	require.Contains(t, g.text(), "Bos egen fråga")
}

// A colleague takes over at a desk that is locked: from Enter after their password until their own Idag is painted,
// with the hash of the password and all that their pages read. Every other one has been here since the start.
func BenchmarkFastUserSwitch(b *testing.B) {
	desk, clock := pagetest.NewDemoDesk(b, galleryDay)
	withStaff(b, desk)
	g := guard(b, desk, clock, look.Light, nil)
	people := []struct{ name, password string }{{"Åsa Exempel", phrase}, {"Bo Exempel", other}}
	g.in(people[0].name, people[0].password)
	var took, painting []time.Duration
	for turn := 1; b.Loop(); turn++ {
		b.StopTimer()
		next := people[turn%2]
		if turn%2 == 1 {
			delete(g.keeping.views, idOf(b, desk, next.name)) // their pages are made anew
		}
		g.Run("lock")
		g.fill("name", next.name)
		g.press(fyne.KeyReturn)
		g.typeText(next.password)
		b.StartTimer()
		watch := stopwatch.Start()
		g.press(fyne.KeyReturn)
		there := watch.Elapsed()
		g.window.Canvas().Capture()
		took, painting = append(took, watch.Elapsed()), append(painting, watch.Elapsed()-there)
	}
	slices.Sort(took)
	slices.Sort(painting)
	b.ReportMetric(float64(painting[len(painting)/2])/float64(time.Millisecond), "painting-ms")
	b.ReportMetric(float64(took[len(took)-1])/float64(time.Millisecond), "worst-ms")
	b.ReportMetric(float64(took[len(took)/2])/float64(time.Millisecond), "median-ms")
	b.ReportMetric(2000, "goal")
}

func idOf(t testing.TB, desk *app.Desk, name string) int64 {
	members, err := desk.Staff(context.Background())
	require.NoError(t, err)
	for _, member := range members {
		if member.Name == name {
			return member.ID
		}
	}
	require.Fail(t, "nobody is called "+name)
	return 0
}

// The window locks itself when nobody has touched the computer, and when it slept.
func TestLocksByItself(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	g.in("Åsa Exempel", phrase)
	g.idle = 4*time.Minute + 59*time.Second
	g.runner.Elapse(watchEvery)
	require.False(t, g.locked())
	g.idle = 5 * time.Minute
	g.runner.Elapse(watchEvery)
	require.True(t, g.locked())
	g.idle = 0
	g.in("Åsa Exempel", phrase)
	g.Preferences.SetLockMinutes(30)
	g.idle = 29 * time.Minute
	g.runner.Elapse(watchEvery)
	require.False(t, g.locked(), "as long as was chosen")
	clock.At = clock.At.Add(2 * time.Hour)
	g.runner.Elapse(watchEvery)
	require.True(t, g.locked(), "after the computer slept")
}

// A countdown shows on the locked window, without a name.
func TestAPromiseShowsWithoutAName(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, func(way *SignIn) {
		way.Promise = func(context.Context) (time.Time, error) { return clock.At.Add(8 * time.Minute), nil }
	})
	require.Contains(t, g.text(), "Ett löfte väntar: någon ska ringas 09:08.")
	at, err := Promise(desk)(t.Context())
	require.NoError(t, err)
	require.False(t, at.IsZero(), "somebody of the made-up patients waits")
}

// The first start asks who is there; whoever that is sees to everything from then on.
func TestFirstRun(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, galleryDay)
	g := guard(t, desk, clock, look.Light, func(way *SignIn) { way.Fresh = true })
	require.True(t, g.locked())
	require.Contains(t, g.text(), "Välkommen till Nursedesk")
	g.typeText("Åsa Exempel")
	g.fill("password", "kort")
	g.press(fyne.KeyReturn)
	require.Contains(t, g.text(), "De två lösenorden är inte lika")
	g.fill("password", phrase)
	g.fill("again", phrase)
	g.fill("clinic-name", "Ryggkliniken Exempel")
	g.fill("clinic-phone", "031-81 80 83")
	g.fill("opens", "7.15")
	g.fill("closes", "1530")
	g.fill("surgeons", "Dr Exempel\nDr Annan\n")
	g.fill("theatres", "Sal 1\nSal 2")
	g.fill("again", phrase)
	g.press(fyne.KeyReturn)
	require.False(t, g.locked())
	require.Equal(t, page.Today, g.Route().Page)
	clinic, err := desk.Clinic(t.Context())
	require.NoError(t, err)
	require.Equal(t, "Ryggkliniken Exempel", clinic.Name)
	require.Equal(t, "031-81 80 83", clinic.Phone)
	require.Equal(t, []string{"07:15", "15:30"}, []string{clinic.Opens, clinic.Closes})
	require.Equal(t, []string{"Dr Exempel", "Dr Annan"}, clinic.Surgeons)
	require.Equal(t, []string{"Sal 1", "Sal 2"}, clinic.Theatres)
	members, err := desk.Staff(t.Context())
	require.NoError(t, err)
	require.Len(t, members, 1)
	require.True(t, members[0].Has(models.Administrator))
	g.Run("lock")
	require.True(t, g.locked(), "from now on nobody gets in without")
}

// A desk without staff is open as it always was, says so, and begins to ask when somebody is added.
func TestPersonalOfADeskWithoutStaff(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	g := guard(t, desk, clock, look.Light, nil)
	require.False(t, g.locked())
	g.Run("lock")
	require.False(t, g.locked(), "nobody could unlock it")
	g.Run("page.staff")
	require.Contains(t, g.text(), "öppet för alla")
	g.press(fyne.KeyReturn)
	require.Equal(t, page.Staff, g.Route().Page)
}

// Pictures of all that has to do with who works here, for somebody to look at.
func TestStaffScreens(t *testing.T) {
	folder := os.Getenv("NURSEDESK_SCREENS")
	if folder == "" {
		t.Skip("NURSEDESK_SCREENS names no folder")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		desk, clock := pagetest.NewDemoDesk(t, galleryDay)
		withStaff(t, desk)
		g := guard(t, desk, clock, mode, nil)
		shoot := (&gallery{Window: g.Window, t: t, folder: folder, suffix: "-" + string(mode)}).take
		shoot("sign-in")
		g.in("Åsa Exempel", phrase)
		g.Run("lock")
		g.in("Åsa Exempel", "fel lösenord här")
		shoot("lock")
		g.in("Åsa Exempel", phrase)
		shoot("signed-in")
		g.Run("page.staff")
		shoot("staff")
		g.press(fyne.KeyReturn)
		shoot("staff-change")
		g.dialog.cancel()
		g.Looked = Looks(desk)
		for _, name := range []string{"tolvan", "nian", "elvan"} {
			rows, err := desk.FindPatients(t.Context(), name, 1)
			require.NoError(t, err)
			g.Open(page.Route{Page: page.Patient, ID: rows[0].ID})
		}
		g.Run("page.access-log")
		shoot("access-log")
		withProvider(t, desk)
		g.Run("page.settings")
		settle(g.window)
		for _, object := range pagetest.Visible(g.window.Content()) {
			if scroll, ok := object.(*container.Scroll); ok {
				widgets.Reveal(scroll, button(t, g.window, "Ändra leverantör …"))
			}
		}
		shoot("provider")
		g.tapButton("Ändra leverantör …")
		shoot("provider-change")
		g.dialog.cancel()
		offered := guard(t, desk, clock, mode, func(way *SignIn) {
			way.Provider = func(context.Context) (office.Person, error) {
				return office.Person{}, &models.Problem{Code: "openid.cancelled"}
			}
		})
		offered.tapButton("Logga in med SITHS")
		(&gallery{Window: offered.Window, t: t, folder: folder, suffix: "-" + string(mode)}).take("sign-in-provider")
		fresh, clock := pagetest.NewDesk(t, galleryDay)
		first := guard(t, fresh, clock, mode, func(way *SignIn) {
			way.Fresh, way.TryOut = true, func(context.Context) error { return nil }
		})
		(&gallery{Window: first.Window, t: t, folder: folder, suffix: "-" + string(mode)}).take("first-run")
	}
}

// Each opening of a patient's page is one row of the access log, by whatever way it was opened.
func TestEachOpeningIsLogged(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	g.Looked = Looks(desk)
	g.in("Åsa Exempel", phrase)
	rows, err := desk.FindPatients(t.Context(), "tolvan", 1)
	require.NoError(t, err)
	log := func() (kinds []models.LookKind) {
		rows, err := desk.Log(office.WithPerson(t.Context(), g.who), accesslog.Query{Day: models.DateOf(clock.Now()), By: "Åsa Exempel"})
		require.NoError(t, err)
		for _, row := range rows {
			kinds = append(kinds, row.Kind)
		}
		return kinds
	}
	require.Empty(t, log())
	g.Open(page.Route{Page: page.Patient, ID: rows[0].ID})
	g.Reload()
	require.Equal(t, []models.LookKind{models.LookOpened}, log(), "reading again is no second opening")
	g.Run("page.today")
	g.Run("search")
	g.typeText("tolvan")
	g.runner.Elapse(time.Second)
	g.press(fyne.KeyReturn)
	require.Equal(t, page.Patient, g.Route().Page)
	require.Equal(t, []models.LookKind{models.LookFound, models.LookOpened}, log())
	file, err := desk.Patient(t.Context(), rows[0].ID)
	require.NoError(t, err)
	g.Open(page.Route{Page: page.Print, ID: file.Bookings[0].Booking.ID})
	require.Equal(t, models.LookSheet, log()[0])
	g.Run("page.access-log")
	require.Contains(t, g.text(), "sökträff öppnad")
}

// A random sample of the access log is reviewed by the keys alone: the page, the title and what is kept say that it was one.
func TestReviewOfARandomSample(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	g := guard(t, desk, clock, look.Light, nil)
	g.in("Åsa Exempel", phrase)
	patient, err := desk.FindPatients(t.Context(), "tolvan", 1)
	require.NoError(t, err)
	for range 12 {
		require.NoError(t, desk.Looked(office.WithPerson(t.Context(), g.who), patient[0].ID, models.LookOpened, ""))
	}
	g.Run("page.access-log")
	all, err := desk.Log(office.WithPerson(t.Context(), g.who), accesslog.Query{})
	require.NoError(t, err)
	require.Contains(t, g.text(), "Loggen är inte granskad än.")
	test.Tap(button(t, g.window, "Slumpa fram 10"))
	drawn := fmt.Sprintf("10 rader, slumpade ur %d", len(all))
	require.Contains(t, g.text(), drawn)
	g.Reload()
	require.Contains(t, g.text(), drawn, "what was drawn stays until it is reviewed")
	test.Tap(button(t, g.window, "Anteckna granskning …"))
	require.Contains(t, g.text(), "Granskning av "+drawn)
	g.typeText("Allt har en bokning")
	g.Run("save")
	kept, err := desk.LastReview(office.WithPerson(t.Context(), g.who))
	require.NoError(t, err)
	require.Len(t, kept.Looks, 10)
	require.Equal(t, len(all), kept.SampleOf)
	require.Contains(t, g.text(), "av Åsa Exempel: "+drawn+". Allt har en bokning")
	require.NotContains(t, g.text(), "Slumpvis urval att granska")
}
