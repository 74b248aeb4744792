package medicines_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/medicines"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// editor is the editor alone in a window, over the real catalogue.
type editor struct {
	*pagetest.Host
	t *testing.T
	*medicines.Editor
	form *widgets.Form
}

func newEditor(t *testing.T) *editor {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	e := &editor{Host: pagetest.NewHost(t, desk), t: t}
	e.open(desk)
	return e
}

func (e *editor) open(desk *app.Desk) {
	e.Editor = medicines.New(desk.Medicines(), e.Host.Background())
	e.form = widgets.NewForm(e.Items()...)
	e.OnChanged = e.form.Refresh
	e.Host.Show(shown{e.form}, page.Route{})
}

// shown is a page of nothing but the form.
type shown struct{ form *widgets.Form }

func (s shown) Content() fyne.CanvasObject { return s.form }
func (s shown) Title() string              { return "" }

func (e *editor) find(text string) {
	e.t.Helper()
	e.Type("other-medicines", text)
	e.Press(fyne.KeyReturn)
}

func (e *editor) has(name string) bool {
	for _, object := range e.Objects() {
		if row, ok := object.(*widgets.FieldRow); ok && row.Name == name {
			return true
		}
	}
	return false
}

// Whatever a nurse types, a trade name, a substance or a code, the same medicine
// is found, and is there once only.
func TestAMedicineIsChosenOnce(t *testing.T) {
	e := newEditor(t)
	for _, typed := range []string{"waran", "warfarin", "B01AA03", "b01aa03"} {
		e.find(typed)
		require.Equal(t, models.MedicinesOf("B01AA03"), e.Values().Medicines, typed)
	}
	require.Contains(t, e.Text(), "Waran står redan i listan.")
	e.find("vitlökspulver extra")
	e.find("Vitlökspulver Extra")
	require.Len(t, e.Values().Medicines, 2, "free text too")
	e.Type("medicines", " ") // Trombyl
	require.Equal(t, []string{"B01AA03", "B01AC06"}, e.Values().Medicines.Codes())
	e.Type("medicines", " ")
	require.Equal(t, []string{"B01AA03"}, e.Values().Medicines.Codes())
	e.Tap("Ta bort")
	require.Empty(t, e.Values().Medicines.Codes())
}

// A code below a class that is listed as a whole is kept as it was typed.
func TestACodeOfAListedClass(t *testing.T) {
	e := newEditor(t)
	e.find("a10bk01")
	require.Equal(t, models.MedicinesOf("A10BK01"), e.Values().Medicines)
	require.NotContains(t, e.Text(), "utanför listan")
	e.find("c08ca01")
	require.Equal(t, "C08CA01", e.Values().Medicines[1].ATC, "and one that the catalogue lacks")
	require.Contains(t, e.Text(), "utanför listan")
}

// A medicine that the catalogue lacks is kept only by choosing so, after the
// names that may have been meant.
func TestFreeTextIsAChoice(t *testing.T) {
	e := newEditor(t)
	e.Type("other-medicines", "Eliqius")
	text := e.Text()
	require.Contains(t, text, "Eliquis · apixaban")
	require.Contains(t, text, "Behåll ”Eliqius” som det är skrivet")
	require.Contains(t, text, "Kan vara blodförtunnande: läkaren får besluta")
	require.ErrorIs(t, e.Check(), &models.Problem{Code: "medicines.unchosen", Field: "other-medicines"})
	require.Empty(t, e.Values().Medicines, "typing chooses nothing")
	e.Press(fyne.KeyReturn)
	require.Equal(t, []string{"B01AF02"}, e.Values().Medicines.Codes())
	require.NoError(t, e.Check())

	e.find("Hemmagjort pulver")
	require.Equal(t, models.Medicine{FreeText: "Hemmagjort pulver"}, e.Values().Medicines[1])
	require.Contains(t, e.Text(), "utanför listan")
	require.NotContains(t, e.Text(), "kanske blodförtunnande")
	e.Type("other-medicines", "Waran")
	require.NotContains(t, e.Text(), "som det är skrivet", "a name that the catalogue has is no free text")
	e.Set(office.Takes{Medicines: models.Medicines{{FreeText: "Eliqius"}}})
	require.Contains(t, e.Text(), "kanske blodförtunnande")
}

// Only what the rules need is asked, and an answer outlives the coming and going
// of other medicines, and of its own.
func TestQuestionsFollowTheMedicines(t *testing.T) {
	e := newEditor(t)
	for _, name := range []string{"clearance", "factor:stent", "factor:mechanical-valve"} {
		require.False(t, e.has(name), name)
	}
	e.find("fragmin")
	require.True(t, e.has("form:B01AB04"))
	require.False(t, e.has("indication:B01AB04"))
	require.False(t, e.has("factor:stent"), "that is for platelet inhibitors")
	e.Choose("form:B01AB04", "treatment")
	e.Type("clearance", "45")
	e.Type("factor:mechanical-valve", "j")
	e.Type("factor:liver", "v") // does not know
	e.find("trombyl")
	require.True(t, e.has("indication:B01AC06"))
	require.True(t, e.has("factor:stent"))
	e.Choose("indication:B01AC06", "secondary")
	want := office.Takes{
		Medicines: models.Medicines{{ATC: "B01AB04", Form: "treatment"}, {ATC: "B01AC06", Indication: "secondary"}},
		Factors:   map[string]string{"mechanical-valve": "yes"}, Clearance: "45",
	}
	require.Equal(t, want, e.Values())
	e.Type("medicines", " ") // takes Trombyl away
	require.False(t, e.has("factor:stent"))
	e.Type("medicines", " ")
	require.Equal(t, want, e.Values(), "its answer comes back with it")

	e.Tap("Nej på resten")
	factors := e.Values().Factors
	require.Equal(t, "yes", factors["mechanical-valve"])
	require.NotContains(t, factors, "liver", "not to know is an answer too")
	require.Equal(t, "no", factors["stent"])
	require.NotContains(t, e.Text(), "Nej på resten")
}

// When of the day a medicine is taken is asked where the hours count at the risk of the
// procedure that is chosen, and kept with it.
func TestDoseTimeIsAskedWhereHoursCount(t *testing.T) {
	e := newEditor(t)
	tier := rulebook.Tier("")
	e.Tier = func() rulebook.Tier { return tier }
	e.find("fragmin")
	e.find("eliquis")
	require.True(t, e.has("dose-time:B01AB04"))
	require.True(t, e.has("dose-time:B01AF02"), "of a risk that nobody knows yet")
	tier = rulebook.Intermediate
	e.AskAgain()
	require.True(t, e.has("dose-time:B01AB04"))
	require.False(t, e.has("dose-time:B01AF02"))
	e.Choose("form:B01AB04", "treatment")
	e.Choose("dose-time:B01AB04", "evening")
	require.Equal(t, models.Medicines{{ATC: "B01AB04", Form: "treatment", DoseTime: "evening"}, {ATC: "B01AF02"}}, e.Values().Medicines)
	values := e.Values()
	e.Set(office.Takes{})
	e.Set(values)
	require.Equal(t, values, e.Values())
}

// A form filled in from a booking gives the booking back, whatever its questions
// are today; a clearance that nobody can see does not hinder.
func TestFilledInAndReadAgain(t *testing.T) {
	e := newEditor(t)
	values := office.Takes{
		Medicines: models.Medicines{{ATC: "B01AB04", Form: "prophylactic"}, {FreeText: "Pulver"}},
		Factors:   map[string]string{"stent": "yes", "liver": "no"}, Clearance: "45,5",
	}
	e.Set(values)
	require.Equal(t, "45,5", values.Clearance)
	require.Equal(t, values, e.Values())
	e.Type("clearance", "999")
	require.NotEqual(t, "", e.Values().Clearance)
	e.Tap("Ta bort")
	require.False(t, e.has("clearance"))
	require.Empty(t, e.Values().Clearance)
	e.Set(office.Takes{})
	require.Equal(t, office.Takes{}, e.Values())
}

// Tab leads to every question, and to every button that takes a medicine away.
func TestKeyboardReachesEverything(t *testing.T) {
	e := newEditor(t)
	e.find("fragmin")
	canvas := e.Window().Canvas()
	reached := map[fyne.Focusable]bool{}
	for range 40 {
		canvas.FocusNext()
		reached[canvas.Focused()] = true
	}
	questions := 0
	for _, object := range e.Objects() {
		if choice, ok := object.(*widgets.Choice); ok {
			questions++
			require.True(t, reached[choice], choice.Options)
		}
	}
	require.Equal(t, 8, questions, "the dose, its time and six about the patient")
	require.True(t, reached[e.Button("Ta bort")])
	require.True(t, reached[e.ClearanceField()])
}
