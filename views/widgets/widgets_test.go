package widgets

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

var monday = models.NewDate(2026, 11, 23)

// stage is a window with one object in it.
type stage struct {
	t      *testing.T
	window fyne.Window
	passed []fyne.KeyName // keys that no widget used
}

func put(t *testing.T, object fyne.CanvasObject, width, height float32) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 100))
	require.NoError(t, locale.Use(models.Swedish))
	s := &stage{t: t, window: test.NewTempWindow(t, container.NewStack(object))}
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(width, height))
	s.window.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) { s.passed = append(s.passed, event.Name) })
	return s
}

func (s *stage) focus(target fyne.Focusable) { s.window.Canvas().Focus(target) }

func (s *stage) press(names ...fyne.KeyName) {
	for _, name := range names {
		s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (s *stage) typeText(text string) {
	for _, letter := range text {
		s.window.Canvas().Focused().TypedRune(letter)
	}
}

// Enter and Esc must reach the window from every widget that has no use for
// them, or a dialog could not be left by keyboard.
func TestKeysPassOn(t *testing.T) {
	choice := NewChoice(Option{"a", "A"})
	for name, field := range map[string]Field{
		"line": NewLine(""), "choice": choice, "check": NewCheck("x", nil), "ticks": NewTicks(Option{"a", "A"}),
		"date": NewDateField(func() models.Date { return monday }, nil), "time": NewTimeField(), "timeline": NewTimeline(),
		"search": NewSearch(&background.Inline{}, "", func(context.Context, string) ([]string, error) { return nil, nil },
			func(s string) Hit { return Hit{Title: s} }),
		"list": NewList([]Column[string]{{ID: "a", Text: strings.Clone}}, strings.Clone),
	} {
		s := put(t, field, 400, 300)
		s.focus(field.Target())
		s.press(fyne.KeyReturn, fyne.KeyEscape)
		if name == "timeline" {
			require.Equal(t, []fyne.KeyName{fyne.KeyEscape}, s.passed, name)
			continue
		}
		require.Equal(t, []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape}, s.passed, name)
	}
	note := NewNote("")
	s := put(t, note, 400, 300)
	s.focus(note)
	s.press(fyne.KeyReturn, fyne.KeyEscape)
	require.Equal(t, []fyne.KeyName{fyne.KeyEscape}, s.passed)
	require.False(t, note.AcceptsTab(), "Tab moves on")
}

// A button is pressed by Enter as well, and not while it is disabled.
func TestButton(t *testing.T) {
	pressed := 0
	b := NewPrimary("Spara", func() { pressed++ })
	s := put(t, b, 200, 60)
	s.focus(b)
	s.press(fyne.KeyReturn)
	s.focus(b)
	s.press(fyne.KeySpace)
	require.Equal(t, 2, pressed)
	s.focus(b)
	b.Disable()
	s.focus(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, 2, pressed)
}

// The date field shows what it understood, and says what is wrong only when it is left.
func TestDateField(t *testing.T) {
	var changes []string
	d := NewDateField(func() models.Date { return monday }, func(day models.Date) (string, bool) {
		if day == models.NewDate(2026, 12, 25) {
			return "Juldagen", true
		}
		return "", day.Weekday() == time.Sunday
	})
	d.OnChanged = func(day models.Date) { changes = append(changes, day.String()) }
	row := NewFieldRow("date", "Datum", d)
	s := put(t, row, 400, 120)
	s.focus(d.Target())
	s.typeText("14/12")
	require.Equal(t, "= mån 2026-12-14 · v. 51", row.below.Text)
	s.window.Canvas().Unfocus()
	require.Equal(t, "mån 2026-12-14 · v. 51", d.line.Text)
	require.Empty(t, row.Problem())
	day, err := d.Date()
	require.NoError(t, err)
	require.Equal(t, models.NewDate(2026, 12, 14), day)
	require.Equal(t, "2026-12-14", changes[len(changes)-1])

	s.focus(d.Target()) // typing replaces what stands there
	require.Equal(t, "2026-12-14", d.line.Text)
	s.typeText("25/12")
	s.window.Canvas().Unfocus()
	require.Equal(t, "Juldagen, ingen arbetsdag", row.below.Text)

	s.focus(d.Target())
	s.typeText("30/2")
	require.Empty(t, row.Problem(), "the nurse is still typing")
	s.window.Canvas().Unfocus()
	require.Contains(t, row.Problem(), "30/2 finns inte")
	_, err = d.Date()
	require.Error(t, err)
	require.Equal(t, "30/2", d.line.Text, "what was typed is never lost")
	require.Empty(t, changes[len(changes)-1])

	s.focus(d.Target())
	s.typeText("1/12")
	require.Equal(t, "1/12", d.line.Text, "what is no day is marked on return, so that typing replaces it")

	before := len(changes)
	d.SetDate(monday)
	require.Len(t, changes, before, "what the program sets is no change by the nurse")
	require.Empty(t, row.Problem())
}

// The calendar is Monday first, has the right week numbers, and is left with the
// day that was meant, by keyboard.
func TestCalendar(t *testing.T) {
	d := NewDateField(func() models.Date { return monday }, nil)
	s := put(t, container.NewVBox(d), 500, 500)
	s.focus(d.Target())
	s.press(fyne.KeyDown)
	c, ok := s.window.Canvas().Focused().(*calendar)
	require.True(t, ok, "the calendar has the focus")
	require.Equal(t, monday, c.chosen)
	require.Equal(t, time.Monday, c.first().Weekday())
	s.press(fyne.KeyPageDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp)
	require.Equal(t, models.NewDate(2026, 12, 23), c.chosen)
	s.press(fyne.KeyHome, fyne.KeyRight, fyne.KeyReturn)
	day, err := d.Date()
	require.NoError(t, err)
	require.Equal(t, monday.AddDays(1), day)
	require.Empty(t, s.window.Canvas().Overlays().List())
	s.press(fyne.KeyDown, fyne.KeyEscape)
	require.Empty(t, s.window.Canvas().Overlays().List())
	require.Same(t, d.line, s.window.Canvas().Focused())

	cell := calendarCell() // and by mouse: the third row's Thursday
	s.press(fyne.KeyDown)
	c = s.window.Canvas().Focused().(*calendar)
	at := fyne.NewPos(4.5*cell.Width, 4.5*cell.Height)
	c.Tapped(&fyne.PointEvent{Position: at})
	day, err = d.Date()
	require.NoError(t, err)
	require.Equal(t, models.NewDate(2026, 11, 12), day)
}

// The time field takes short forms and shows the full one.
func TestTimeField(t *testing.T) {
	f := NewTimeField()
	row := NewFieldRow("time", "Tid", f)
	s := put(t, row, 300, 120)
	_, err := f.Time()
	require.ErrorIs(t, err, models.ErrRequired)
	s.focus(f.Target())
	s.typeText("830")
	s.window.Canvas().Unfocus()
	require.Equal(t, "08:30", f.line.Text)
	s.focus(f.Target())
	s.typeText("27")
	s.window.Canvas().Unfocus()
	require.NotEmpty(t, row.Problem())
	require.Equal(t, "27", f.line.Text)
	f.Clear()
	require.Empty(t, row.Problem())
}

// Letters jump to an option, Home and End to the ends; a choice is kept by its
// id when the options change.
func TestChoice(t *testing.T) {
	c := NewChoice(Option{"1", "Sal 1"}, Option{"2", "Sal 2"}, Option{"x", "Extern klinik"})
	var chosen []string
	c.OnChosen = func(id string) { chosen = append(chosen, id) }
	s := put(t, c, 300, 60)
	s.focus(c)
	s.typeText("e")
	require.Equal(t, "x", c.ChosenID())
	s.press(fyne.KeyHome)
	require.Equal(t, "1", c.ChosenID())
	s.press(fyne.KeyEnd, fyne.KeyLeft)
	require.Equal(t, "2", c.ChosenID())
	require.Equal(t, []string{"x", "1", "x", "2"}, chosen)
	c.SetOptions(Option{"2", "Sal 2, nybyggd"}, Option{"3", "Sal 3"})
	require.Equal(t, "2", c.ChosenID())
	c.SetOptions(Option{"3", "Sal 3"})
	require.Empty(t, c.ChosenID())
	c.Choose("no such")
	require.Empty(t, c.ChosenID())
}

// Ticks are kept by id, in the options' order, and set without being "changed".
func TestTicks(t *testing.T) {
	changes := 0
	k := NewTicks(Option{"w", "Waran"}, Option{"e", "Eliquis"}, Option{"t", "Trombyl"})
	k.OnChanged = func([]string) { changes++ }
	s := put(t, k, 300, 100)
	k.Tick("t", "w")
	require.Equal(t, []string{"w", "t"}, k.Ticked())
	require.Zero(t, changes)
	s.focus(k.Target())
	s.typeText(" ")
	require.Equal(t, []string{"t"}, k.Ticked())
	require.Equal(t, 1, changes)
	k.SetOptions(Option{"t", "Trombyl"}, Option{"x", "Xarelto"})
	require.Equal(t, []string{"t"}, k.Ticked())
}

// A pasted excess stays where it is and is said: a nurse's words are never cut in silence.
func TestNote(t *testing.T) {
	n := newNote("", 20)
	row := NewFieldRow("note", "Anteckning", n)
	put(t, row, 300, 200)
	n.SetText("kort")
	require.Empty(t, row.below.Text)
	n.SetText(strings.Repeat("å", 20))
	require.Equal(t, "0 tecken kvar", row.below.Text)
	require.Empty(t, row.Problem())
	n.SetText(strings.Repeat("å", 23))
	require.Equal(t, "23 tecken; 20 får plats. Ta bort 3.", row.Problem())
	require.Len(t, []rune(n.Text), 23)
}

// Each problem stands at its field, the first wrong field gets the focus, and
// what belongs to no field is given back to be said elsewhere.
func TestForm(t *testing.T) {
	name, phone := NewLine(""), NewLine("")
	hidden := NewFieldRow("hidden", "Dold", NewLine(""))
	form := NewForm(NewSection("Vem"),
		NewBeside(NewFieldRow("name", "Namn", name), NewFieldRow("phone", "Telefon", phone).WithHelp("Riktnummer först")), hidden)
	hidden.Hide()
	s := put(t, form, 600, 300)
	require.Same(t, name, form.First())
	rest := form.ShowProblems(models.Problems{
		models.ErrRequired.On("phone"), models.ErrStale, models.ErrRequired.On("hidden"),
	})
	require.Equal(t, "Fyll i fältet.", form.Row("phone").Problem())
	require.Empty(t, form.Row("name").Problem())
	require.Same(t, phone, s.window.Canvas().Focused())
	require.ErrorIs(t, rest, models.ErrStale)
	require.Len(t, rest, 2, "the problem of a field that cannot be seen is given back")
	require.NoError(t, form.Mark(nil))
	require.Empty(t, form.Row("phone").Problem())
	require.Equal(t, "Riktnummer först", form.Row("phone").below.Text)
	require.ErrorIs(t, form.ShowProblems(context.DeadlineExceeded), context.DeadlineExceeded)
}

// Enter must never take a hit of an earlier text: it would be another patient.
func TestSearchTakesNoStaleHit(t *testing.T) {
	r := &background.Inline{}
	waiting := &late{Inline: r}
	var chosen []string
	f := NewSearch[string](waiting, "", func(_ context.Context, text string) ([]string, error) {
		return []string{text + "-1", text + "-2"}, nil
	}, func(s string) Hit { return Hit{Title: s} })
	f.OnChosen = func(s string) { chosen = append(chosen, s) }
	s := put(t, f, 400, 400)
	s.focus(f.Target())
	s.typeText("a")
	waiting.finish()
	s.typeText("b")
	s.press(fyne.KeyReturn)
	require.Empty(t, chosen)
	waiting.finish()
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, []string{"ab-2"}, chosen)
	require.Empty(t, f.Hits())
	s.typeText("c")
	waiting.finish()
	s.press(fyne.KeyEscape)
	require.Empty(t, f.Hits())
	require.Empty(t, s.passed, "the first Esc closes the hits")
}

// Enter in a hurry waits for the hits and takes the only one; of several the nurse chooses.
func TestSearchKeepsAnEarlyEnter(t *testing.T) {
	waiting := &late{Inline: &background.Inline{}}
	var chosen, unfound []string
	f := NewSearch[string](waiting, "", func(_ context.Context, text string) ([]string, error) {
		return map[string][]string{"one": {"one"}, "two": {"two-1", "two-2"}}[text], nil
	}, func(s string) Hit { return Hit{Title: s} })
	f.OnChosen = func(s string) { chosen = append(chosen, s) }
	f.OnUnfound = func(s string) { unfound = append(unfound, s) }
	s := put(t, f, 400, 400)
	for _, text := range []string{"one", "two", "none"} {
		f.Clear()
		s.focus(f.Target())
		s.typeText(text)
		s.press(fyne.KeyReturn)
		waiting.finish()
	}
	require.Equal(t, []string{"one"}, chosen)
	require.Equal(t, []string{"none"}, unfound)
	f.Clear()
	s.typeText("two")
	s.press(fyne.KeyReturn)
	s.typeText("x")
	waiting.finish()
	require.Equal(t, []string{"one"}, chosen, "what is typed on takes the Enter back")
}

type late struct {
	*background.Inline
	works []func()
}

func (l *late) Go(work func()) { l.works = append(l.works, work) }

func (l *late) finish() {
	works := l.works
	l.works = nil
	for _, work := range works {
		work()
	}
}

// A button for long work cannot start it twice.
func TestProgressButton(t *testing.T) {
	runner := &late{Inline: &background.Inline{}}
	works, ends := 0, 0
	b := NewProgressButton(runner, "Skriv ut", "Skriver …", func(context.Context) error { works++; return nil }, func(error) { ends++ })
	put(t, b, 200, 60)
	b.Start()
	b.Start()
	require.Equal(t, "Skriver …", b.Text)
	require.True(t, b.Disabled())
	runner.finish()
	require.Equal(t, 1, works)
	require.Equal(t, 1, ends)
	require.Equal(t, "Skriv ut", b.Text)
	require.False(t, b.Disabled())
}

// Labels on the time line never lie on each other, at any width and text size,
// and every mark can be reached by keyboard and is said in full.
func TestTimeline(t *testing.T) {
	day := models.NewDate(2026, 12, 14)
	var marks []Mark
	for _, offset := range []int{-14, -14, -3, 0, 0, 3, 3, 3, 10, 14, 21, 28, 91} {
		marks = append(marks, Mark{Date: day.AddDays(offset), Label: "En ganska lång uppgift", Status: look.Coming})
	}
	marks[3].Status = look.Quiet
	for _, percent := range look.TextSizes {
		for _, width := range []float32{340, 600, 1200} {
			line := NewTimeline()
			line.SetPlan("Neurotomi", day, monday, marks)
			s := put(t, line, width, 300)
			fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, percent))
			line.Refresh()
			var words []*canvas.Text
			for _, object := range test.WidgetRenderer(line).Objects() {
				if word, ok := object.(*canvas.Text); ok {
					for _, other := range words {
						require.False(t, overlap(word, other), "%q and %q at %v and %d %%", word.Text, other.Text, width, percent)
					}
					require.GreaterOrEqual(t, word.Position().X, float32(0))
					require.LessOrEqual(t, word.Position().X+word.MinSize().Width, width)
					words = append(words, word)
				}
			}
			s.focus(line)
			s.press(fyne.KeyHome)
			for range marks {
				require.NotEmpty(t, line.Legend())
				s.press(fyne.KeyRight)
			}
			require.Contains(t, line.Legend(), "91 dagar efter")
		}
	}
}

func overlap(a, b *canvas.Text) bool {
	left, right := a.Position().X < b.Position().X+b.MinSize().Width, b.Position().X < a.Position().X+a.MinSize().Width
	above, below := a.Position().Y < b.Position().Y+b.MinSize().Height-6, b.Position().Y < a.Position().Y+a.MinSize().Height-6
	return left && right && above && below
}

// A day is drawn where it belongs: order on the line is order in time.
// A day is written once, whatever lies on it, at the edge of the line too.
func TestTimelineWritesADayOnce(t *testing.T) {
	day := models.NewDate(2026, 12, 14)
	line := NewTimeline()
	var marks []Mark
	for _, offset := range []int{-14, -14, 0, 0, 14, 14, 14, 91, 91} {
		marks = append(marks, Mark{Date: day.AddDays(offset), Label: "Uppgift", Status: look.Coming})
	}
	line.SetPlan("Neurotomi", day, day.AddDays(-14), marks)
	put(t, line, 900, 300)
	for _, renderer := range []fyne.WidgetRenderer{test.WidgetRenderer(line), line.CreateRenderer()} { // made anew, as after the line was long out of sight
		written := map[string]int{}
		for _, object := range renderer.Objects() {
			if word, ok := object.(*canvas.Text); ok {
				written[word.Text]++
			}
		}
		for _, text := range []string{locale.Short(day), locale.Short(day.AddDays(14)), locale.Short(day.AddDays(91)), locale.T("date.today")} {
			require.Equal(t, 1, written[text], text)
		}
		require.Zero(t, written[locale.Short(day.AddDays(-14))], "that is today")
	}
}

func TestTimelineKeepsOrder(t *testing.T) {
	line := NewTimeline()
	day := models.NewDate(2026, 12, 14)
	line.SetPlan("", day, day.AddDays(-100), []Mark{{Date: day.AddDays(-40)}, {Date: day.AddDays(400)}})
	last := float32(-1)
	for offset := -40; offset <= 400; offset++ {
		place := line.place(day.AddDays(offset))
		require.GreaterOrEqual(t, place, last)
		require.LessOrEqual(t, place, float32(1))
		last = place
	}
	require.InDelta(t, 1, last, 0.001)
}
