package widgets

import (
	"cmp"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/views/look"
)

type item struct {
	id    int
	name  string
	group string
}

func newItems(n int) []item {
	items := make([]item, n)
	for i := range items {
		items[i] = item{id: i, name: fmt.Sprintf("rad %03d", n-i), group: fmt.Sprintf("grupp %d", i/10)}
	}
	return items
}

func newItemGrid() *Grid[item] {
	return NewGrid([]Column[item]{
		{ID: "id", Title: "Nr", Width: 60, Text: func(i item) string { return fmt.Sprint(i.id) }},
		{
			ID: "name", Title: "Namn", Text: func(i item) string { return i.name }, Second: func(i item) string { return "andra raden" },
			Sort: func(a, b item) int { return cmp.Compare(a.name, b.name) },
		},
		{ID: "extra", Title: "Övrigt", Width: 300, Optional: true, Text: func(item) string { return "övrigt" }},
	}, func(i item) string { return fmt.Sprint(i.id) })
}

func chosen(t *testing.T, g *Grid[item]) int {
	t.Helper()
	row, ok := g.Selected()
	require.True(t, ok)
	return row.id
}

// The whole list is walked by keyboard, over the headings, never off its ends.
func TestGridKeys(t *testing.T) {
	g := newItemGrid()
	g.Group = func(i item) string { return i.group }
	opened := []int{}
	g.OnOpen = func(i item) { opened = append(opened, i.id) }
	s := put(t, g, 500, 300)
	g.SetRows(newItems(25))
	g.Focus()
	require.Equal(t, 0, chosen(t, g))
	for range 12 {
		s.press(fyne.KeyDown)
	}
	require.Equal(t, 12, chosen(t, g))
	s.press(fyne.KeyUp, fyne.KeyReturn)
	require.Equal(t, []int{11}, opened)
	s.press(fyne.KeyEnd, fyne.KeyDown)
	require.Equal(t, 24, chosen(t, g))
	s.press(fyne.KeyPageUp)
	require.Less(t, chosen(t, g), 22)
	s.press(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyUp)
	require.Equal(t, 0, chosen(t, g))
	require.Empty(t, s.passed)
}

// The selected row is in view after every move, with what it unfolds.
func TestGridScrollsToTheSelectedRow(t *testing.T) {
	g := newItemGrid()
	g.Detail = func(item) fyne.CanvasObject { return NewFlow(NewButton("Klar", nil)) }
	s := put(t, g, 500, 300)
	g.SetRows(newItems(100))
	g.Focus()
	for range 50 {
		s.press(fyne.KeyDown)
	}
	top := float32(0)
	for id := range g.at {
		top += g.height(id) + listGap()
	}
	require.GreaterOrEqual(t, top, g.list.GetScrollOffset())
	require.LessOrEqual(t, top+g.height(g.at), g.list.GetScrollOffset()+g.list.Size().Height+0.5)
	require.Greater(t, g.height(g.at), rowHeight(true))
}

// Work goes on where it was: the row stays selected over a reload wherever it
// has moved, and when it is gone the next one takes its place.
func TestGridKeepsTheRow(t *testing.T) {
	g := newItemGrid()
	selections := []int{}
	g.OnSelected = func(i item) { selections = append(selections, i.id) }
	put(t, g, 500, 300)
	rows := newItems(5)
	g.SetRows(rows)
	require.True(t, g.SelectKey("3"))
	g.SetRows([]item{rows[4], rows[3], rows[0]})
	require.Equal(t, 3, chosen(t, g))
	g.SetRows([]item{rows[4], rows[0]}) // the row is done and gone
	require.Equal(t, 0, chosen(t, g))
	g.SetRows(nil)
	_, ok := g.Selected()
	require.False(t, ok)
	require.False(t, g.SelectKey("2"), "it is not there yet")
	g.SetRows(rows)
	require.Equal(t, 2, chosen(t, g), "what was asked for is selected when it comes")
	require.Equal(t, []int{0, 3, 3, 0, 2}, selections)
}

// What a page has unfolded stays over a reload, as half-answered questions must,
// and goes when another row is selected.
func TestGridUnfold(t *testing.T) {
	g := newItemGrid()
	plain := NewButton("Klar", nil)
	g.Detail = func(item) fyne.CanvasObject { return plain }
	put(t, g, 500, 300)
	g.SetRows(newItems(5))
	require.Equal(t, fyne.CanvasObject(plain), g.detail)
	question := NewLine("")
	g.Unfold(question)
	g.SetRows(newItems(5))
	require.Equal(t, fyne.CanvasObject(question), g.detail)
	g.SelectKey("2")
	require.Equal(t, fyne.CanvasObject(plain), g.detail)
}

// A heading sorts by its column, and the other way round the second time.
func TestGridSorts(t *testing.T) {
	g := newItemGrid()
	put(t, g, 500, 300)
	g.SetRows(newItems(5))
	g.SelectKey("1")
	lefts, _ := g.layColumns(g.head.Size().Width)
	tap := func(column int) { test.TapAt(g.head, fyne.NewPos(lefts[column]+2, 5)) }
	tap(1)
	require.Equal(t, "rad 001", g.Rows()[0].name)
	require.Equal(t, 1, chosen(t, g))
	tap(1)
	require.Equal(t, "rad 005", g.Rows()[0].name)
	tap(0) // has no order
	require.Equal(t, "rad 005", g.Rows()[0].name)
}

// Narrow grids leave out what can be left out and end long text with an ellipsis.
func TestGridColumns(t *testing.T) {
	g := newItemGrid()
	put(t, g, 700, 300)
	_, widths := g.layColumns(700)
	require.InDelta(t, 300, widths[2], 0.1)
	lefts, widths := g.layColumns(360)
	require.Zero(t, widths[2])
	require.LessOrEqual(t, lefts[1]+widths[1], float32(360-rowMargin)+0.1)
	word := canvas.NewText("Endoskopisk neurotomi", nil)
	word.TextSize = 14
	cut := Fit(word.Text, 80, word)
	require.Contains(t, cut, "…")
	word.Text = cut
	require.LessOrEqual(t, word.MinSize().Width, float32(80))
}

// An empty list says what that means, and offers what to do.
func TestGridEmpty(t *testing.T) {
	g := newItemGrid()
	done := false
	g.SetEmpty("Inget mer idag.", "Ny bokning", func() { done = true })
	put(t, g, 500, 300)
	g.SetRows(nil)
	require.True(t, g.empty.Visible())
	require.False(t, g.list.Visible())
	g.SetRows(newItems(1))
	require.False(t, g.empty.Visible())
	require.False(t, done)
}

// Two quick clicks open a row; a click on a heading does nothing.
func TestGridMouse(t *testing.T) {
	g := newItemGrid()
	g.Group = func(i item) string { return i.group }
	opened := 0
	g.OnOpen = func(item) { opened++ }
	put(t, g, 500, 300)
	g.SetRows(newItems(5))
	g.tapped(0, false) // the heading
	require.Equal(t, 0, chosen(t, g))
	row := newGridRow(3, g.tapped)
	g.fill(3, row)
	row.Tapped(nil)
	require.Equal(t, 2, chosen(t, g))
	require.Zero(t, opened)
	row.Tapped(nil)
	require.Equal(t, 1, opened)
}

// A status is a word and an icon, never only a colour.
func TestPill(t *testing.T) {
	p := NewPill(look.Overdue, "2 d sen")
	put(t, p, 200, 40)
	require.Equal(t, "2 d sen", p.Text())
	shapes := map[string]look.Status{}
	for _, status := range []look.Status{look.Overdue, look.DueToday, look.Coming, look.Done, look.Proposed} {
		name := status.Icon().Name()[7:] // after the colour
		require.NotContains(t, shapes, name)
		shapes[name] = status
	}
	p.Set(look.Done, "")
	require.True(t, p.MinSize().IsZero())
}

// Thousands of rows cost no more than those in view.
func BenchmarkGridSetRows(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.New(look.Light, 100))
	g := newItemGrid()
	g.Group = func(i item) string { return i.group }
	window := test.NewTempWindow(b, g)
	window.Resize(fyne.NewSize(800, 600))
	rows := newItems(2000)
	for b.Loop() {
		g.SetRows(rows)
	}
}
