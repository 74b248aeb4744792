package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// heads are the words of the tabs as they stand, and whether each stands whole within the
// width, on one line, and beside the others.
func heads(t *testing.T, tabs *widgets.Tabs) (words []string) {
	t.Helper()
	end := float32(0)
	for _, object := range test.WidgetRenderer(tabs).Objects() {
		word, ok := object.(*canvas.Text)
		if !ok {
			continue
		}
		words = append(words, word.Text)
		require.Zero(t, word.Position().Y-8, "%s is on the first line", word.Text)
		wide := fyne.MeasureText(word.Text, look.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).Width
		require.GreaterOrEqual(t, word.Size().Width, wide, "%s stands whole", word.Text)
		require.GreaterOrEqual(t, word.Position().X, end, "%s beside the one before", word.Text)
		end = word.Position().X + word.Size().Width
		require.LessOrEqual(t, end, tabs.Size().Width, "%s within the width", word.Text)
	}
	return words
}

// Tabs in one line come closer, then leave some out at the ends, which say how many. The
// chosen one is in sight whatever the width, and each can be reached by arrows and taps.
func TestTabsInOneLine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 100))
	var options []widgets.Option
	for _, word := range []string{"Alla 71", "Ring nu 3", "Försenade 4", "Idag 15", "Att boka 15", "Kommande 18"} {
		options = append(options, widgets.Option{ID: word, Text: word})
	}
	all := make([]string, len(options))
	for index, option := range options {
		all[index] = option.Text
	}
	tabs := widgets.NewTabs(options...).InOneLine()
	window := test.NewTempWindow(t, tabs)
	high := tabs.MinSize().Height
	for width := float32(900); width > 140; width -= 20 {
		tabs.Resize(fyne.NewSize(width, high))
		require.LessOrEqual(t, tabs.MinSize().Height, high+1, "one line")
		window.Canvas().Focus(tabs)
		tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
		var reached []string
		for range options {
			words := heads(t, tabs)
			require.Contains(t, words, tabs.ChosenID())
			if width > 700 {
				require.Equal(t, all, words)
			}
			reached = append(reached, tabs.ChosenID())
			tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
		require.Equal(t, all, reached)
	}

	tabs.Resize(fyne.NewSize(320, high))
	tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	words := heads(t, tabs)
	require.Equal(t, "+3 ›", words[len(words)-1])
	tap := func(word string) {
		for _, object := range test.WidgetRenderer(tabs).Objects() {
			if text, ok := object.(*canvas.Text); ok && text.Text == word {
				tabs.Tapped(&fyne.PointEvent{Position: text.Position().AddXY(2, 2)})
				return
			}
		}
		require.Failf(t, "not in sight", "%s", word)
	}
	tap("+3 ›")
	require.Equal(t, "Idag 15", tabs.ChosenID(), "the first of those that were left out")
	for !slices.Contains(heads(t, tabs), "Kommande 18") {
		tap(heads(t, tabs)[len(heads(t, tabs))-1])
	}
	tap(heads(t, tabs)[0])
	require.NotEqual(t, "Kommande 18", tabs.ChosenID(), "and back")
}
