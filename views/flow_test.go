package views

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// The desk opens where it was closed that day; a page that needed a patient gives Today, and so does another day.
func TestOpensWhereItWasClosed(t *testing.T) {
	d := open(t, func(p *preferences.Preferences) { p.SetLastPage(page.Bookings, models.DateOf(now)) })
	require.Equal(t, page.Bookings, d.Route().Page)
	d.Open(page.Route{Page: page.Patient, ID: 12})
	d.closing()
	require.Equal(t, page.Today, d.Preferences.LastPage(d.Today()))
	d = open(t, func(p *preferences.Preferences) { p.SetLastPage(page.Bookings, models.DateOf(now).AddDays(-1)) })
	require.Equal(t, page.Today, d.Route().Page)
}

// Back returns to where the nurse was, step by step, and no further.
func TestOpenAndBack(t *testing.T) {
	d := open(t, nil)
	d.Run("page.bookings")
	d.Open(page.Route{Page: page.Patient, ID: 12})
	d.Open(page.Route{Page: page.Patient, ID: 13})
	d.Open(page.Route{Page: page.Patient, ID: 13}) // the same place is no step
	require.Equal(t, int64(13), d.Route().ID)
	d.Run("back")
	require.Equal(t, page.Route{Page: page.Patient, ID: 12}, d.Route())
	require.Equal(t, page.Route{Page: page.Patient, ID: 12}, d.examples[page.Patient].routes[len(d.examples[page.Patient].routes)-1])
	d.press(fyne.KeyEscape) // Esc is the way back from a page outside the navigation
	require.Equal(t, page.Bookings, d.Route().Page)
	d.press(fyne.KeyEscape) // but not between the pages of the navigation
	require.Equal(t, page.Bookings, d.Route().Page)
	d.Run("back")
	d.Run("back")
	d.Run("back")
	require.Equal(t, page.Today, d.Route().Page)
}

// A page keeps its rows and row while others are shown.
func TestPagesAreKept(t *testing.T) {
	d := open(t, nil)
	first := d.examples[page.Today]
	first.grid.SelectKey("3")
	d.Run("page.settings")
	d.Run("page.today")
	require.Same(t, first, d.examples[page.Today])
	selected, ok := first.grid.Selected()
	require.True(t, ok)
	require.Equal(t, "3", selected.key)
	require.Len(t, first.routes, 2, "the page is told each time it is shown, to read its rows again")
}

// Input that is not saved is asked for before any way out of the page.
func TestUnsavedInputIsAskedFor(t *testing.T) {
	d := open(t, nil)
	today := d.examples[page.Today]
	for name, leave := range map[string]func(){
		"page": func() { d.Run("page.calls") }, "close": d.closing, "search hit": func() { d.Open(page.Route{Page: page.Patient}) },
	} {
		today.unsaved, today.asked = true, 0
		leave()
		require.Equal(t, 1, today.asked, name)
		require.Equal(t, page.Today, d.Route().Page, name)
		d.press(fyne.KeyEscape)
		require.Nil(t, d.dialog, name)
		require.Equal(t, page.Today, d.Route().Page, name)
	}
	d.Run("page.calls")
	d.dialog.confirm()
	require.Equal(t, page.Calls, d.Route().Page)
}

// Every command reaches its page, and none while a dialog waits for its answer.
func TestCommands(t *testing.T) {
	d := open(t, nil)
	today := d.examples[page.Today]
	d.Run("save")
	d.Run("complete")
	require.Equal(t, 1, today.saved)
	require.Equal(t, 1, today.done)
	d.Open(page.Route{Page: page.Patient, ID: 12})
	d.Run("new-booking")
	require.Equal(t, page.Route{Page: page.NewBooking, ID: 12, Arg: page.Offer}, d.Route())
	d.Run("page.today")
	d.Run("new-call")
	require.Equal(t, page.Route{Page: page.Call, Arg: page.New}, d.Route())
	d.Run("no-such-command")

	d.Run("page.today")
	confirmed := false
	d.Ask(page.Dialog{Title: "?", OnDone: func() { confirmed = true }})
	d.Run("page.calls")
	d.Run("save")
	require.Equal(t, page.Today, d.Route().Page)
	require.Equal(t, 1, today.saved)
	d.Run("complete") // Ctrl+Enter confirms from anywhere in a dialog
	require.True(t, confirmed)
	require.Equal(t, 1, today.done)
}

// Every command stands in the menu with a key that no other has and that a
// Swedish keyboard can give: never Ctrl+Alt, which is AltGr.
func TestMenu(t *testing.T) {
	d := open(t, nil)
	keys := map[string]string{}
	count := 0
	for _, menu := range d.window.MainMenu().Items {
		require.NotEmpty(t, menu.Items)
		for _, item := range menu.Items {
			if item.IsSeparator {
				continue
			}
			count++
			require.NotContains(t, item.Label, "command.", "a command has no words")
			if item.Shortcut == nil {
				continue
			}
			shortcut := item.Shortcut.(menuKey).key
			require.NotContains(t, keys, shortcut.ShortcutName(), item.Label)
			keys[item.Shortcut.ShortcutName()] = strings.Fields(item.Label)[0]
			require.Contains(t, item.Label, "+", "the label says its key")
			require.NotEqual(t, fyne.KeyModifierControl|fyne.KeyModifierAlt, shortcut.Modifier&^fyne.KeyModifierShift)
		}
	}
	require.Equal(t, len(d.commands), count)
	require.Equal(t, "Ny", keys["CustomDesktop:Control+N"])
	d.window.MainMenu().Items[1].Items[0].Action()
	require.Equal(t, page.NewBooking, d.Route().Page)
}

// Ctrl+F finds from anywhere: letters, arrows, Enter, and the patient is there.
func TestSearch(t *testing.T) {
	d := open(t, nil)
	d.Run("search")
	d.typeText("tol")
	d.press(fyne.KeyDown)
	d.press(fyne.KeyReturn)
	require.Nil(t, d.dialog)
	require.Equal(t, page.Route{Page: page.Patient, ID: 13}, d.Route())

	d.Run("search")
	d.typeText("fel") // what goes wrong is said in the dialog
	require.Equal(t, []string{locale.T("problem.fault")}, d.dialog.problem.Lines())
	d.press(fyne.KeyEscape)
	require.Nil(t, d.dialog)
}

// A dialog: one at a time, Enter confirms, Esc cancels, an error keeps it open
// and stands beside its field.
func TestDialog(t *testing.T) {
	d := open(t, nil)
	line := widgets.NewLine("")
	form := widgets.NewForm(widgets.NewFieldRow("reason", "Skäl", line))
	done, cancelled, tries := 0, 0, 0
	ask := func() {
		d.Ask(page.Dialog{
			Title: "Avboka", Content: form, Form: form, Danger: true,
			OnConfirm: func() error {
				tries++
				if line.Text == "" {
					return models.Problems{models.ErrRequired.On("reason"), models.ErrStale}.OrNil()
				}
				return nil
			},
			OnDone: func() { done++ }, OnCancel: func() { cancelled++ },
		})
	}
	ask()
	first := d.dialog
	require.Same(t, line, d.window.Canvas().Focused(), "the first field has the focus")
	ask()
	require.Same(t, first, d.dialog)
	d.press(fyne.KeyReturn)
	require.Equal(t, 1, tries)
	require.NotNil(t, d.dialog)
	require.Equal(t, locale.T("problem.required"), form.Row("reason").Problem())
	require.Equal(t, []string{locale.T("problem.stale")}, d.dialog.problem.Lines())
	d.typeText("sjuk")
	d.press(fyne.KeyReturn)
	require.Nil(t, d.dialog)
	require.Equal(t, 1, done)
	ask()
	d.press(fyne.KeyEscape)
	require.Nil(t, d.dialog)
	require.Equal(t, 1, cancelled)
	require.Equal(t, 1, done)
	ask()
	d.Run("save")
	require.Nil(t, d.dialog, "Ctrl+S saves what is typed in a dialog")
	require.Equal(t, 2, done)
	d.Ask(page.Dialog{Title: "Ta bort", Danger: true})
	d.Run("save")
	require.NotNil(t, d.dialog, "a question is no form")
}

// An error is words for the nurse; the details of a fault are a step away, and
// nothing that was typed is touched.
func TestFail(t *testing.T) {
	d := open(t, nil)
	d.Fail(nil)
	require.False(t, d.failure.Visible())
	d.Fail(models.ErrStale)
	require.Equal(t, []string{locale.T("problem.stale")}, d.failure.said.Lines())
	require.False(t, d.failure.details.Visible())
	d.Fail(errors.New("nil map"))
	require.Equal(t, []string{locale.T("problem.fault")}, d.failure.said.Lines())
	require.True(t, d.failure.details.Visible())
	test.Tap(&d.failure.details.Button)
	require.NotNil(t, d.dialog)
	d.press(fyne.KeyEscape)
	d.press(fyne.KeyEscape)
	require.False(t, d.failure.Visible())
}

// Where the database turns out to be damaged, the desk stops in words: nothing else is
// left in the window, and a key closes it.
func TestStop(t *testing.T) {
	d := open(t, nil)
	d.Ask(page.Dialog{Title: "Flytta"})
	closed := false
	d.Window.Window().SetOnClosed(func() { closed = true })
	d.Stop(Refusal{Problem: models.ErrDatabaseDamaged.With("path", "desk.db")})
	require.Nil(t, d.Window.Window().Canvas().Overlays().Top())
	require.Nil(t, d.Window.Window().MainMenu())
	var said []string
	for _, object := range pagetest.Visible(d.Window.Window().Content()) {
		if text, ok := object.(*canvas.Text); ok {
			said = append(said, text.Text)
		}
	}
	require.Contains(t, strings.Join(said, " "), "desk.db är skadad")
	d.press(fyne.KeyEscape)
	require.True(t, closed)
}

// The page that is shown, and no other, is told each minute: promises run out on it.
func TestEachMinute(t *testing.T) {
	d := open(t, nil)
	d.Run("page.calls")
	d.Run("page.today")
	d.runner.Elapse(time.Minute)
	d.runner.Elapse(time.Minute)
	require.Equal(t, 2, d.examples[page.Today].minutes)
	require.Zero(t, d.examples[page.Calls].minutes)
}

// A desk left open overnight shows the new day, and reads its rows again.
func TestMidnight(t *testing.T) {
	d := open(t, nil)
	require.Contains(t, d.title.day, "23 november")
	d.clock = d.clock.Add(15 * time.Hour)
	d.runner.Elapse(time.Minute)
	require.Contains(t, d.title.day, "24 november")
}

// The morning begins with Idag, but nobody is taken away from what is being written.
func TestTheMorningBeginsWithToday(t *testing.T) {
	d := open(t, nil)
	nextDay := func() {
		d.clock = d.clock.Add(24 * time.Hour)
		d.runner.Elapse(time.Minute)
	}
	d.Run("page.calls")
	nextDay()
	require.Equal(t, page.Today, d.Route().Page)
	d.Run("page.calls")
	d.Ask(page.Dialog{Title: "Avboka"})
	nextDay()
	require.Equal(t, page.Calls, d.Route().Page)
	d.press(fyne.KeyEscape)
	d.Run("new-booking")
	nextDay()
	require.Equal(t, page.NewBooking, d.Route().Page)
}

// In every menu the keys stand below each other.
func TestKeysOfAMenuLineUp(t *testing.T) {
	d := open(t, nil)
	for _, menu := range d.window.MainMenu().Items {
		places := map[string]float32{}
		for _, item := range menu.Items {
			if at := strings.LastIndex(item.Label, hair); at >= 0 {
				places[item.Label] = menuWidth(item.Label[:at+len(hair)])
			} else if at := strings.LastIndex(item.Label, "  "); at >= 0 {
				places[item.Label] = menuWidth(item.Label[:at+2]+"x") - menuWidth("x")
			}
		}
		for label, place := range places {
			for other, there := range places {
				require.InDelta(t, there, place, 1, "%s and %s", label, other)
			}
		}
	}
}

// No pop-up outlives its page: it would lie on the next one and take every key.
// With one open Esc closes it, and a command closes it before it acts.
func TestNoPopupOutlivesItsPage(t *testing.T) {
	d := open(t, nil)
	canvas := d.window.Canvas()
	overlays := canvas.Overlays()
	for _, field := range []string{"date", "theatre"} {
		popup := func() {
			d.Run("page.today")
			d.examples[page.Today].form.Row(field).Focus()
			d.press(fyne.KeyDown)
			require.Len(t, overlays.List(), 1, field)
		}
		popup()
		d.Run("page.bookings")
		require.Empty(t, overlays.List(), field)
		popup()
		d.Open(page.Route{Page: page.Patient, ID: 12}) // a row that was tapped
		require.Empty(t, overlays.List(), field)

		popup()
		canvas.Unfocus()
		d.press(fyne.KeyEscape)
		require.Empty(t, overlays.List(), field)
		require.Equal(t, page.Today, d.Route().Page)
		popup()
		d.press(fyne.KeyEscape)
		require.Empty(t, overlays.List(), field)

		popup()
		saved := d.examples[page.Today].saved
		d.Run("save")
		require.Empty(t, overlays.List(), field)
		require.Equal(t, saved+1, d.examples[page.Today].saved, field)

		popup()
		d.Ask(page.Dialog{Title: "?"})
		require.Len(t, overlays.List(), 1, "the dialog and nothing below it")
		d.dialog.cancel()
	}

	choice := widgets.NewChoice(widgets.Option{ID: "a", Text: "A"})
	done := 0
	d.Ask(page.Dialog{Title: "?", Content: choice, Focus: choice, OnDone: func() { done++ }})
	d.press(fyne.KeyDown)
	require.Len(t, overlays.List(), 2)
	require.True(t, d.closePopups())
	require.Len(t, overlays.List(), 1, "a dialog is no pop-up")
	d.press(fyne.KeyDown)
	d.Run("complete")
	require.Empty(t, overlays.List())
	require.Equal(t, 1, done)
}

// Language and look can be changed without a restart, and the place is kept.
func TestRestyle(t *testing.T) {
	d := open(t, nil)
	t.Cleanup(func() { require.NoError(t, locale.Use(models.Swedish)) })
	d.Run("page.settings")
	d.SetCount(page.Calls, 2)
	d.Restyle(page.Restyling{Field: "language", Keep: func() {
		d.Preferences.SetLanguage(models.English)
		d.Preferences.SetTextSize(150)
		d.Preferences.SetMode(look.Dark)
	}})
	require.Equal(t, "language", d.Route().Arg)
	require.Equal(t, page.Settings, d.Route().Page)
	require.Equal(t, "Settings", d.title.title)
	require.Equal(t, "File", d.window.MainMenu().Items[0].Label)
	require.Equal(t, 2, d.navigation.items[page.Calls].count)
	require.InDelta(t, 1.5, look.Scale(), 0.001)
}

// At every text size the window is no larger than the smallest screen, and
// everything in the frame lies within it.
func TestNothingIsCut(t *testing.T) {
	for _, percent := range look.TextSizes {
		d := open(t, func(p *preferences.Preferences) { p.SetTextSize(percent) })
		smallest := fyne.NewSize(preferences.MinWidth, preferences.MinHeight-menuHeight)
		require.Equalf(t, smallest, d.window.Content().MinSize(), "at %d %%", percent)
		d.window.Resize(smallest)
		settle(d.window)
		last := d.navigation.buttons[len(d.navigation.buttons)-1]
		require.Less(t, last.Position().Y+last.Size().Height, d.navigation.Size().Height)
		for _, object := range test.WidgetRenderer(d.title).Objects() {
			if word, ok := object.(*canvas.Text); ok && word.Text != "" {
				require.Less(t, word.Position().X+word.MinSize().Width, d.title.search.Position().X)
			}
		}
	}
}

// The window says when it has been painted, for the guard against a display
// that never paints.
func TestFirstFrame(t *testing.T) {
	painted := 0
	app := test.NewTempApp(t)
	prefs := preferences.New(app.Preferences())
	d := open(t, nil)
	w := New(Params{
		App: app, Preferences: prefs, Background: d.runner, Pages: d.Pages,
		Clock: func() time.Time { return now }, FirstFrame: func() { painted++ },
	})
	require.Zero(t, painted)
	w.window.Canvas().Capture()
	require.Positive(t, painted)
}

// How many rules in use no doctor has approved is said on every page.
func TestUnapprovedRulesAreSaidEverywhere(t *testing.T) {
	d := open(t, nil)
	unapproved := 2
	d.Counts = func(context.Context) (map[page.Name]int, error) {
		return map[page.Name]int{page.Rules: unapproved}, nil
	}
	d.Reload()
	require.Equal(t, "2 regler i bruk är inte godkända", d.bar.texts[1])
	d.Open(page.Route{Page: page.Settings})
	require.Equal(t, "2 regler i bruk är inte godkända", d.bar.texts[1])
	unapproved = 0
	d.Reload()
	require.Empty(t, d.bar.texts[1])
}
