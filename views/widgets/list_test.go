package widgets

import (
	"cmp"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
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

func newItemList() *List[item] {
	return NewList([]Column[item]{
		{ID: "id", Title: "Nr", Width: 60, Text: func(i item) string { return fmt.Sprint(i.id) }},
		{
			ID: "name", Title: "Namn", Text: func(i item) string { return i.name }, Second: func(i item) string { return "andra raden" },
			Sort: func(a, b item) int { return cmp.Compare(a.name, b.name) },
		},
		{ID: "extra", Title: "Övrigt", Width: 300, Optional: true, Text: func(item) string { return "övrigt" }},
	}, func(i item) string { return fmt.Sprint(i.id) })
}

func chosen(t *testing.T, l *List[item]) int {
	t.Helper()
	row, ok := l.Selected()
	require.True(t, ok)
	return row.id
}

// The whole list is walked by keyboard, over the headings, never off its ends.
func TestListKeys(t *testing.T) {
	l := newItemList()
	l.Group = func(i item) string { return i.group }
	opened := []int{}
	l.OnOpen = func(i item) { opened = append(opened, i.id) }
	s := put(t, l, 500, 300)
	l.SetRows(newItems(25))
	l.Focus()
	require.Equal(t, 0, chosen(t, l))
	for range 12 {
		s.press(fyne.KeyDown)
	}
	require.Equal(t, 12, chosen(t, l))
	s.press(fyne.KeyUp, fyne.KeyReturn)
	require.Equal(t, []int{11}, opened)
	s.press(fyne.KeyEnd, fyne.KeyDown)
	require.Equal(t, 24, chosen(t, l))
	s.press(fyne.KeyPageUp)
	require.Less(t, chosen(t, l), 22)
	s.press(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyUp)
	require.Equal(t, 0, chosen(t, l))
	require.Empty(t, s.passed)
}

// The selected row is in view after every move, with what it unfolds.
func TestListScrollsToTheSelectedRow(t *testing.T) {
	l := newItemList()
	l.Detail = func(item) fyne.CanvasObject { return NewFlow(NewButton("Klar", nil)) }
	s := put(t, l, 500, 300)
	l.SetRows(newItems(100))
	l.Focus()
	for range 50 {
		s.press(fyne.KeyDown)
	}
	body := l.body.(*listScroll[item])
	top, high := body.top(l.at), body.height(l.at)
	require.GreaterOrEqual(t, top, body.GetScrollOffset())
	require.LessOrEqual(t, top+high, body.GetScrollOffset()+body.Size().Height+0.5)
	require.Greater(t, high, rowHeight(twoLines))
}

// Work goes on where it was: the row stays selected over a reload wherever it
// has moved, and when it is gone the next one takes its place.
func TestListKeepsTheRow(t *testing.T) {
	l := newItemList()
	selections := []int{}
	l.OnSelected = func(i item) { selections = append(selections, i.id) }
	put(t, l, 500, 300)
	rows := newItems(5)
	l.SetRows(rows)
	require.True(t, l.SelectKey("3"))
	l.SetRows([]item{rows[4], rows[3], rows[0]})
	require.Equal(t, 3, chosen(t, l))
	l.SetRows([]item{rows[4], rows[0]}) // the row is done and gone
	require.Equal(t, 0, chosen(t, l))
	l.SetRows(nil)
	_, ok := l.Selected()
	require.False(t, ok)
	require.False(t, l.SelectKey("2"), "it is not there yet")
	l.SetRows(rows)
	require.Equal(t, 2, chosen(t, l), "what was asked for is selected when it comes")
	require.Equal(t, []int{0, 3, 3, 0, 2}, selections)
}

// What the selected row unfolds is asked again with every reload, and when the page
// has another question; another row unfolds its own.
func TestListUnfold(t *testing.T) {
	l := newItemList()
	plain, question := NewButton("Klar", nil), NewLine("")
	asked := map[int]fyne.CanvasObject{}
	l.Detail = func(i item) fyne.CanvasObject { return cmp.Or(asked[i.id], fyne.CanvasObject(plain)) }
	put(t, l, 500, 300)
	l.SetRows(newItems(5))
	require.Equal(t, fyne.CanvasObject(plain), l.detail)
	asked[0] = question
	l.Unfold()
	require.Equal(t, fyne.CanvasObject(question), l.detail)
	l.SetRows(newItems(5))
	require.Equal(t, fyne.CanvasObject(question), l.detail)
	l.SelectKey("2")
	require.Equal(t, fyne.CanvasObject(plain), l.detail)
}

// A reload that brings rows above leaves the row below the nurse's hand where it
// stands on the screen; so it does what is in view where the selected row is not.
func TestListKeepsThePlaceOnTheScreen(t *testing.T) {
	l := newItemList()
	l.Detail = func(item) fyne.CanvasObject { return NewFlow(NewButton("Klar", nil)) }
	put(t, l, 500, 300)
	rows := newItems(200)
	l.SetRows(rows[50:])
	l.SetRows(rows[48:])
	body := l.body.(*listScroll[item])
	stands := func(id int) float32 { return body.top(l.lineOf(l.indexOf(fmt.Sprint(id)))) - body.GetScrollOffset() }
	require.Equal(t, 50, chosen(t, l))
	require.Zero(t, body.GetScrollOffset(), "what comes on top of a list that was not scrolled is seen")
	l.SelectKey("120")
	before := stands(120)
	l.SetRows(rows)
	require.InDelta(t, before, stands(120), 0.1)
	l.SetRows(rows[20:])
	require.InDelta(t, before, stands(120), 0.1)

	body.ScrollToOffset(900) // with the wheel: the selected row is far below
	first := stands(41)
	l.SetRows(rows)
	require.InDelta(t, first, stands(41), 0.1)
	require.Equal(t, 120, chosen(t, l))
	l.SetRows(rows[150:]) // the row is gone: the one in its place is brought into view
	require.GreaterOrEqual(t, stands(chosen(t, l)), float32(0))
	require.Less(t, stands(chosen(t, l)), body.Size().Height)
}

// While something is typed in what the selected row unfolds, the row stays where it stands, also in a list that
// was not scrolled and where something is said above it.
func TestListStandsStillBelowTheHand(t *testing.T) {
	l := newItemList()
	typed := NewLine("")
	l.Detail = func(item) fyne.CanvasObject { return NewForm(NewFieldRow("note", "Anteckning", typed)) }
	place := put(t, l, 500, 300)
	rows := newItems(200)
	l.SetRows(rows[50:])
	l.SelectKey("52") // with room above it
	place.window.Canvas().Focus(typed)
	stands := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(typed).Y }
	before := stands()
	l.SetRows(rows[47:])
	require.InDelta(t, before, stands(), 0.1, "others stand above now")
	l.SetRows(append(newItems(1), rows[50:]...))
	require.InDelta(t, before, stands(), 1, "they are gone")
	l.SetRows(rows[40:])
	l.Resize(fyne.NewSize(500, 260)) // 40 of them above
	l.Move(fyne.NewPos(0, 40))
	require.InDelta(t, before, stands(), 0.1)
	require.Equal(t, fyne.Focusable(typed), place.window.Canvas().Focused())
}

// newItemRows is a list of free rows within a page that has something above it.
func newItemRows(t *testing.T) (*List[item], *container.Scroll, *stage) {
	t.Helper()
	scroll := container.NewVScroll(nil)
	l := NewRows(scroll, func(i item) fyne.CanvasObject {
		return NewColumn(0, NewParagraph(i.name), NewParagraph("andra raden"))
	}, func(i item) string { return fmt.Sprint(i.id) })
	scroll.Content = NewColumn(0, NewParagraph("ovanför").Heading(), l)
	return l, scroll, put(t, scroll, 500, 300)
}

// Rows of any height are walked by the same keys as columns, over headings and
// folded groups, and the page follows.
func TestListOfFreeRows(t *testing.T) {
	l, scroll, s := newItemRows(t)
	l.Group = func(i item) string { return i.group }
	folded := true
	l.Folded = func(group string) bool { return folded && group == "grupp 1" }
	l.Detail = func(item) fyne.CanvasObject { return NewFlow(NewButton("Klar", nil)) }
	opened, typed := []int{}, ""
	l.OnOpen = func(i item) { opened = append(opened, i.id) }
	l.OnLetter = func(_ item, letter rune) { typed += string(letter) }
	l.SetRows(newItems(30))
	l.Focus()
	require.Equal(t, 0, chosen(t, l))
	for range 10 {
		s.press(fyne.KeyDown)
	}
	require.Equal(t, 20, chosen(t, l), "past the folded group")
	s.press(fyne.KeyEnd, fyne.KeyReturn, fyne.KeyPageUp)
	require.Equal(t, []int{29}, opened)
	require.Less(t, chosen(t, l), 28)
	pane := l.body.(*listWhole[item]).panes[l.at]
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(pane).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y
	require.GreaterOrEqual(t, top, float32(0))
	require.LessOrEqual(t, top+pane.Size().Height, scroll.Size().Height)
	s.window.Canvas().Focused().TypedRune('k')
	require.Equal(t, "k", typed)
	s.press(fyne.KeyHome, fyne.KeyUp)
	require.Equal(t, 0, chosen(t, l))
	require.Empty(t, s.passed)
	s.press(fyne.KeyEscape)
	require.Equal(t, []fyne.KeyName{fyne.KeyEscape}, s.passed)

	folded = false
	l.SetRows(newItems(30))
	require.Len(t, l.Rows(), 30)
}

// Free rows, too, stay below the nurse's hand when a reload brings others above.
func TestListOfFreeRowsKeepsThePlaceOnTheScreen(t *testing.T) {
	l, scroll, _ := newItemRows(t)
	rows := newItems(60)
	l.SetRows(rows[10:])
	l.SelectKey("40")
	stands := func() float32 {
		return l.body.(*listWhole[item]).panes[l.at].Position().Y - scroll.Offset.Y
	}
	before := stands()
	l.SetRows(rows)
	require.Equal(t, 40, chosen(t, l))
	require.InDelta(t, before, stands(), 0.1)
}

// A button that a reload has taken away does not keep the focus: Enter would act on
// the row as it was. A dialog keeps it until it closes.
func TestListTakesTheFocusFromWhatIsGone(t *testing.T) {
	l := newItemList()
	var buttons []*Button
	l.Detail = func(item) fyne.CanvasObject {
		button := NewButton("Klar", nil)
		buttons = append(buttons, button)
		return NewColumn(0, NewFlow(button))
	}
	s := put(t, l, 500, 300)
	focused := func() fyne.Focusable { return s.window.Canvas().Focused() }
	l.SetRows(newItems(5))
	s.focus(buttons[0])
	l.SetRows(newItems(5))
	require.Equal(t, l.Target(), focused())

	s.focus(buttons[len(buttons)-1])
	dialog := widget.NewModalPopUp(NewLine(""), s.window.Canvas())
	dialog.Show()
	l.SetRows(newItems(5))
	l.SetRows(newItems(5))
	dialog.Hide()
	l.Back()
	require.Equal(t, l.Target(), focused())

	s.window.Canvas().Unfocus()
	l.Back()
	require.Equal(t, l.Target(), focused(), "nothing else had it")
	other := NewLine("")
	s.window.SetContent(container.NewVBox(other, l))
	s.focus(other)
	l.SetRows(newItems(4))
	l.Back()
	require.Equal(t, fyne.Focusable(other), focused(), "it is not taken from a field")
}

// A heading sorts by its column, and the other way round the second time.
func TestListSorts(t *testing.T) {
	l := newItemList()
	put(t, l, 500, 300)
	l.SetRows(newItems(5))
	l.SelectKey("1")
	lefts, _ := l.layColumns(l.head.Size().Width)
	tap := func(column int) { test.TapAt(l.head, fyne.NewPos(lefts[column]+2, 5)) }
	tap(1)
	require.Equal(t, "rad 001", l.Rows()[0].name)
	require.Equal(t, 1, chosen(t, l))
	tap(1)
	require.Equal(t, "rad 005", l.Rows()[0].name)
	tap(0) // has no order
	require.Equal(t, "rad 005", l.Rows()[0].name)
}

// Narrow grids leave out what can be left out and end long text with an ellipsis.
func TestListColumns(t *testing.T) {
	l := newItemList()
	put(t, l, 700, 300)
	_, widths := l.layColumns(700)
	require.InDelta(t, 300, widths[2], 0.1)
	lefts, widths := l.layColumns(360)
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
func TestListEmpty(t *testing.T) {
	l := newItemList()
	done := false
	l.SetEmpty("Inget mer idag.", "Ny bokning", func() { done = true })
	put(t, l, 500, 300)
	l.SetRows(nil)
	require.True(t, l.empty.Visible())
	require.False(t, l.body.Visible())
	l.SetRows(newItems(1))
	require.False(t, l.empty.Visible())
	require.False(t, done)
}

// A click selects a row, two quick ones open it; a click on a heading does nothing.
func TestListMouse(t *testing.T) {
	l := newItemList()
	l.Group = func(i item) string { return i.group }
	opened, tapped := 0, 0
	l.OnOpen, l.OnTap = func(item) { opened++ }, func(item) { tapped++ }
	put(t, l, 500, 300)
	l.SetRows(newItems(5))
	l.tapped(0, false) // the heading
	require.Equal(t, 0, chosen(t, l))
	row := newListRow(3, twoLines, l.tapped)
	l.fillRow(3, row)
	row.Tapped(nil)
	require.Equal(t, 2, chosen(t, l))
	require.Equal(t, []int{0, 1}, []int{opened, tapped})
	row.Tapped(nil)
	require.Equal(t, []int{1, 1}, []int{opened, tapped})
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

// A hundred thousand rows cost no more to draw than those in view.
func BenchmarkListSetRows(b *testing.B) {
	l := newBenchmarkList(b)
	rows := newItems(100_000)
	for b.Loop() {
		l.SetRows(rows)
	}
}

// A key press in the middle of a hundred thousand rows.
func BenchmarkListKey(b *testing.B) {
	l := newBenchmarkList(b)
	l.SetRows(newItems(100_000))
	l.SelectKey("50000")
	down := true
	for b.Loop() {
		name := fyne.KeyUp
		if down {
			name = fyne.KeyDown
		}
		down = !down
		l.Target().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func newBenchmarkList(b *testing.B) *List[item] {
	b.Helper()
	test.NewTempApp(b).Settings().SetTheme(look.New(look.Light, 100))
	l := newItemList()
	l.Group = func(i item) string { return fmt.Sprint(i.id / 20_000) } // as many as the worklist has
	l.Detail = func(item) fyne.CanvasObject { return NewFlow(NewButton("Klar", nil)) }
	window := test.NewTempWindow(b, l)
	window.Resize(fyne.NewSize(800, 600))
	return l
}
