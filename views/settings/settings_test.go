package settings_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/settings"
	"nursedesk/views/widgets"
)

const today = "2026-11-23"

type opened struct {
	*pagetest.Host
	page   page.Page
	desk   *app.Desk
	kept   *preferences.Preferences
	signed int
}

func open(t *testing.T, desk *app.Desk, mode look.Mode, percent int) *opened {
	t.Helper()
	o := &opened{Host: pagetest.NewHostIn(t, desk, mode, percent), desk: desk}
	o.kept = preferences.New(fyne.CurrentApp().Preferences())
	o.kept.SetTextSize(percent)
	o.kept.SetMode(mode)
	o.page = settings.New(settings.Params{
		Desk: desk, Preferences: o.kept, Version: "0.1.0", Signed: func() { o.signed++ },
	}, o.Host)
	o.Show(o.page, page.Route{Page: page.Settings})
	return o
}

func (o *opened) clinic(t *testing.T) models.Clinic {
	t.Helper()
	clinic, err := o.desk.Clinic(context.Background())
	require.NoError(t, err)
	return clinic
}

// The clinic's part is kept by Save only, and what is typed is asked for first.
func TestTheClinicIsSavedExplicitly(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	require.Contains(t, o.Text(), "Inga läkare än.", "an empty list says what to do")
	require.True(t, o.Button("Spara klinikens uppgifter").Disabled())

	o.Type("surgeons", "Dr Exempel\n\n  Dr Prov  \nDr Prov")
	require.Contains(t, o.Text(), "Ändringarna är inte sparade än")
	require.Empty(t, o.clinic(t).Surgeons)
	left := false
	o.page.(page.Leaver).Leave(func() { left = true })
	require.False(t, left)
	o.Cancel()

	o.page.(page.Saver).Save()
	require.Equal(t, []string{"Dr Exempel", "Dr Prov"}, o.clinic(t).Surgeons)
	require.Equal(t, "031-81 80 83", o.clinic(t).Phone, "what was not touched stays")
	require.Equal(t, "08:00", o.clinic(t).PhoneOpens)
	require.NotContains(t, o.Text(), "inte sparade")
	o.page.(page.Leaver).Leave(func() { left = true })
	require.True(t, left, "nothing is unsaved any more")
}

// The minutes between two procedures are whole ones, and none until somebody says otherwise.
func TestMinutesBetweenProcedures(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	require.Zero(t, o.clinic(t).Turnover)
	for text, want := range map[string]int{"en kvart": 0, "241": 0, "15": 15} {
		o.Clear("turnover")
		o.Type("turnover", text)
		o.page.(page.Saver).Save()
		require.Equal(t, want, o.clinic(t).Turnover, text)
		require.Equal(t, want == 0, o.Row("turnover").Problem() != "", text)
		o.Clear("turnover")
		o.Type("turnover", "0")
		o.page.(page.Saver).Save()
	}
}

// What is wrong stands beside its field and nothing is kept.
func TestClinicProblemsStandBesideTheirFields(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	o.Clear("clinic-name")
	o.Type("clinic-email", "inte en adress ")
	o.Clear("closes")
	o.Type("closes", "0600")
	o.Clear("phone-closes")
	o.Type("phone-closes", "0700")
	o.Tap("Spara klinikens uppgifter")
	for _, field := range []string{"clinic-name", "clinic-email", "closes", "phone-closes"} {
		require.NotEmpty(t, o.Row(field).Problem(), field)
	}
	require.Equal(t, "18:00", o.clinic(t).Closes)

	o.Row("closes").Focus()
	o.Row("opens").Focus()
	o.Show(o.page, page.Route{Page: page.Settings})
	require.NotEmpty(t, o.Row("closes").Problem(), "it is as wrong as before")

	o.Tap("Ångra ändringarna")
	require.Empty(t, o.Row("clinic-name").Problem())
	require.True(t, o.Button("Spara klinikens uppgifter").Disabled())
}

// Two desks: the later one is told, keeps what it typed, and may save again.
func TestAStaleClinicKeepsWhatIsTyped(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	other := o.clinic(t)
	other.Name = "Andra namnet"
	o.Elsewhere(func() {
		require.NoError(t, desk.SaveClinic(office.WithActor(context.Background(), "Anna Exempel"), other))
	})

	o.Type("theatres", "Sal 0\n")
	o.page.(page.Saver).Save()
	require.Contains(t, o.Text(), "någon annan har ändrat klinikens uppgifter")
	require.Contains(t, o.Text(), "Anna Exempel ändrade samma uppgifter")
	require.Equal(t, "Andra namnet", o.clinic(t).Name)
	o.page.(page.Saver).Save()
	require.Equal(t, "Sal 0", o.clinic(t).Theatres[0])
	require.Equal(t, "Andra namnet", o.clinic(t).Name, "what only she changed stays hers")
	require.NotContains(t, o.Text(), "Anna Exempel", "it is settled")
}

// What both changed is chosen, and nothing is kept before it is.
func TestTwoChangeOneFieldOfTheClinic(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	other := o.clinic(t)
	other.Opens, other.Theatres = "07:15", []string{"Sal 9"}
	o.Elsewhere(func() {
		require.NoError(t, desk.SaveClinic(office.WithActor(context.Background(), "Anna Exempel"), other))
	})
	o.Clear("opens")
	o.Type("opens", "0745")
	o.page.(page.Saver).Save()
	o.page.(page.Saver).Save()
	require.Equal(t, "07:15", o.clinic(t).Opens, "nothing is chosen yet")
	require.NotEmpty(t, o.Row("conflict.opens").Problem())
	o.Choose("conflict.opens", "theirs")
	o.Choose("conflict.opens", "mine")
	o.page.(page.Saver).Save()
	require.Equal(t, "07:45", o.clinic(t).Opens)
	require.Equal(t, []string{"Sal 9"}, o.clinic(t).Theatres)

	third := o.clinic(t)
	third.Opens = "06:30"
	o.Elsewhere(func() {
		require.NoError(t, desk.SaveClinic(office.WithActor(context.Background(), "Anna Exempel"), third))
	})
	o.Clear("opens")
	o.Type("opens", "0800")
	o.page.(page.Saver).Save()
	o.Tap("Ångra ändringarna")
	require.NotContains(t, o.Text(), "Anna Exempel")
	require.True(t, o.Button("Spara klinikens uppgifter").Disabled())
	require.Equal(t, "06:30", o.clinic(t).Opens)
}

// This computer's choices take effect at once, but never at the cost of what is unsaved.
func TestThisComputerTakesEffectAtOnce(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	o.Type("signature", "Tolvan")
	require.Equal(t, "Tolvan", o.kept.Signature())
	require.Equal(t, 6, o.signed)
	o.Choose("text-size", "150")
	o.Choose("mode", "dark")
	o.Choose("language", "en")
	require.Equal(t, 150, o.kept.TextSize())
	require.Equal(t, look.Dark, o.kept.Mode())
	require.Equal(t, models.English, o.kept.Language())
	require.Equal(t, 3, o.Restyled)

	o.Type("clinic-name", "x")
	o.Choose("language", "sv")
	require.Equal(t, models.English, o.kept.Language(), "unsaved input is asked for first")
	o.Cancel()
	require.Equal(t, 3, o.Restyled)
	o.Choose("language", "sv")
	require.NoError(t, o.Confirm())
	require.Equal(t, models.Swedish, o.kept.Language())
}

// IT finds where the data lies and how it is.
func TestDataIsShownCopiedAndChecked(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, today)
	o := open(t, desk, look.Light, 100)
	o.Tap("Kopiera sökvägen")
	require.Equal(t, desk.Location(), fyne.CurrentApp().Clipboard().Content())
	o.Tap("Kontrollera databasen")
	require.Contains(t, o.Text(), "Databasen är hel.")
	require.Contains(t, o.Text(), "Patienter ")
	require.Contains(t, o.Text(), "Nursedesk 0.1.0")
	require.Empty(t, o.Failed)
}

// Pictures for people to look at.
func TestPictures(t *testing.T) {
	for name, as := range map[string]struct {
		mode    look.Mode
		percent int
	}{"light": {look.Light, 100}, "dark": {look.Dark, 100}, "large": {look.Light, 150}} {
		desk, _ := pagetest.NewDemoDesk(t, today)
		o := open(t, desk, as.mode, as.percent)
		o.Picture("settings-" + name)
		o.Type("closes", "x")
		o.Tap("Spara klinikens uppgifter")
		o.Tap("Kontrollera databasen")
		o.Window().Resize(fyne.NewSize(pagetest.Width, 1200))
		o.Picture("settings-whole-" + name)
	}
}

// Whether only approved rules propose anything is the clinic's choice, for all its desks.
func TestWithoutProposals(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	o := open(t, desk, look.Light, 100)
	var tick *widgets.Check
	for _, object := range o.Objects() {
		if check, ok := object.(*widgets.Check); ok && check.Text == "Utan förslag" {
			tick = check
		}
	}
	require.NotNil(t, tick)
	require.False(t, tick.Checked)
	tick.SetChecked(true)
	require.Contains(t, o.Text(), "Ändringarna är inte sparade än")
	require.False(t, o.clinic(t).ApprovedOnly)
	o.page.(page.Saver).Save()
	require.True(t, o.clinic(t).ApprovedOnly)
	require.Contains(t, strings.Join(strings.Fields(o.Text()), " "), "Ingen godkänd regel: fråga läkaren", "it says what is shown instead")
}
