package widgets

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// Hit is one result of a search as it is shown: a line, and a smaller one.
type Hit struct {
	Title  string
	Detail string
}

// Search is a field that finds as one types, with what it found below it. The
// arrows walk through the hits, Enter takes one, Esc closes them.
type Search[T any] struct {
	widget.BaseWidget

	// OnChosen takes the hit that the nurse chose.
	OnChosen func(T)
	// OnText follows what is typed.
	OnText func(text string)
	// OnError takes what went wrong in finding; nothing is shown of it here.
	OnError func(error)
	// Nothing says what it means that nothing is found; nil says it in general.
	Nothing func(text string) string
	// OnUnfound, where set, takes Enter once nothing was found.
	OnUnfound func(text string)
	// OnNone, where set, stands below the hits in the words of None: none of them is meant.
	OnNone func(text string)
	None   string
	// OnEmpty, where set, takes Enter while nothing is typed, and says whether it did.
	OnEmpty func() bool

	line   *Line
	runner background.Runner
	token  background.Token
	find   func(ctx context.Context, text string) ([]T, error)
	show   func(T) Hit
	hits   []T
	stale  bool // the hits answer an earlier text
	early  bool // Enter was pressed before the hits were there
	rows   []*hitRow
	at     int
	said   *widget.Label
	column *fyne.Container
}

// NewSearch makes a search. find is called away from the screen, after a pause
// in typing; show tells how a hit looks.
func NewSearch[T any](
	runner background.Runner, placeholder string,
	find func(ctx context.Context, text string) ([]T, error), show func(T) Hit,
) *Search[T] {
	s := &Search[T]{line: NewLine(placeholder).SetLetters(24), runner: runner, find: find, show: show}
	s.said = widget.NewLabel("")
	s.said.Importance = widget.LowImportance
	s.said.Wrapping = fyne.TextWrapWord
	s.said.Hide()
	s.column = NewColumn(3, s.line, s.said)
	s.ExtendBaseWidget(s)
	s.line.Entry.Icon = look.TintedIcon("search", look.Muted)
	s.line.Entry.OnChanged = s.typed
	s.line.OnKey = s.key
	return s
}

// Target implements Field.
func (s *Search[T]) Target() fyne.Focusable { return s.line }

// MarkOnFocus marks what the search holds when it gets the focus, so that typing
// replaces it: for one that is filled in from elsewhere.
func (s *Search[T]) MarkOnFocus() {
	s.line.OnFocus = func(gained bool) {
		if gained {
			s.line.selectAll()
		}
	}
}

// Text is what is typed.
func (s *Search[T]) Text() string { return s.line.Text }

// SetText types text for the user and finds.
func (s *Search[T]) SetText(text string) { s.line.Restore(text) }

// Clear empties the field and closes the hits.
func (s *Search[T]) Clear() {
	s.token.Cancel()
	if s.line.Text != "" {
		s.line.SetText("")
	}
	s.close()
}

// Hits are what stands below the field.
func (s *Search[T]) Hits() []T { return s.hits }

// CreateRenderer implements fyne.Widget.
func (s *Search[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.column) }

func (s *Search[T]) typed(text string) {
	if s.OnText != nil {
		s.OnText(text)
	}
	if text == "" {
		s.token.Cancel()
		s.close()
		return
	}
	s.stale, s.early = true, false
	background.LoadSoon(s.runner, &s.token,
		func(ctx context.Context) ([]T, error) { return s.find(ctx, text) },
		func(hits []T, err error) { s.found(text, hits, err) })
}

func (s *Search[T]) found(text string, hits []T, err error) {
	early := s.early
	s.close()
	if err != nil {
		if s.OnError != nil {
			s.OnError(err)
		}
		return
	}
	s.hits = hits
	for index, hit := range hits {
		row := newHitRow(s.show(hit), func() { s.choose(index) })
		s.rows = append(s.rows, row)
		s.column.Add(row)
	}
	if len(hits) > 0 && s.OnNone != nil {
		row := newHitRow(Hit{Title: s.None}, func() { s.choose(len(hits)) })
		s.rows = append(s.rows, row)
		s.column.Add(row)
	}
	if len(hits) == 0 {
		s.said.SetText(s.nothing(text))
		s.said.Show()
	}
	s.walk(0)
	s.column.Refresh()
	s.Refresh()
	if canvas := CanvasOf(s.line); canvas != nil && canvas.Focused() == s.line {
		s.line.tellFocused() // its form brings the hits into view
	}
	switch {
	case !early:
	case len(hits) == 1:
		s.choose(0)
	case len(hits) == 0 && s.OnUnfound != nil:
		s.OnUnfound(text)
	}
}

func (s *Search[T]) nothing(text string) string {
	if s.Nothing != nil {
		return s.Nothing(text)
	}
	return locale.T("search.nothing")
}

func (s *Search[T]) close() {
	s.hits, s.rows, s.at, s.stale, s.early = nil, nil, 0, false, false
	s.column.Objects = []fyne.CanvasObject{s.line, s.said}
	s.said.Hide()
	s.column.Refresh()
	s.Refresh()
}

func (s *Search[T]) choose(index int) {
	if index == len(s.hits) {
		s.close()
		s.OnNone(s.line.Text)
		return
	}
	chosen := s.hits[index]
	s.close()
	if s.OnChosen != nil {
		s.OnChosen(chosen)
	}
}

func (s *Search[T]) walk(to int) {
	if len(s.rows) == 0 {
		return
	}
	s.at = min(max(to, 0), len(s.rows)-1)
	for index, row := range s.rows {
		row.mark(index == s.at)
	}
}

// key walks through the hits. Enter waits while they answer an earlier text, and
// then takes the one that is found: of several the nurse has to see which.
func (s *Search[T]) key(event *fyne.KeyEvent) bool {
	if s.stale && isEnter(event) {
		s.early = true
		return true
	}
	if s.line.Text == "" && isEnter(event) && s.OnEmpty != nil {
		return s.OnEmpty()
	}
	if len(s.hits) == 0 {
		if s.OnUnfound == nil || !isEnter(event) || s.line.Text == "" {
			return false
		}
		s.OnUnfound(s.line.Text)
		return true
	}
	switch event.Name {
	case fyne.KeyDown:
		s.walk(s.at + 1)
	case fyne.KeyUp:
		s.walk(s.at - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.choose(s.at)
	case fyne.KeyEscape:
		s.close()
	default:
		return false
	}
	return true
}

// hitRow is one hit below the field.
type hitRow struct {
	widget.BaseWidget
	hit    Hit
	marked bool
	tapped func()
}

func newHitRow(hit Hit, tapped func()) *hitRow {
	h := &hitRow{hit: hit, tapped: tapped}
	h.ExtendBaseWidget(h)
	return h
}

func (h *hitRow) mark(marked bool) {
	if h.marked != marked {
		h.marked = marked
		h.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (h *hitRow) Tapped(*fyne.PointEvent) { h.tapped() }

// Cursor implements desktop.Cursorable.
func (h *hitRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (h *hitRow) CreateRenderer() fyne.WidgetRenderer {
	r := &hitRenderer{
		row: h, ground: canvas.NewRectangle(nil),
		title: canvas.NewText("", nil), detail: canvas.NewText("", nil),
	}
	r.Refresh()
	return r
}

type hitRenderer struct {
	row           *hitRow
	ground        *canvas.Rectangle
	title, detail *canvas.Text
}

func (r *hitRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.title.Move(fyne.NewPos(12, 4))
	r.title.Text = Fit(r.row.hit.Title, size.Width-20, r.title)
	r.detail.Move(fyne.NewPos(12, 4+r.title.MinSize().Height))
	r.detail.Text = Fit(r.row.hit.Detail, size.Width-20, r.detail)
}

func (r *hitRenderer) MinSize() fyne.Size {
	height := r.title.MinSize().Height + 8
	if r.row.hit.Detail != "" {
		height += r.detail.MinSize().Height
	}
	return fyne.NewSize(look.Scaled(160), height)
}

func (r *hitRenderer) Refresh() {
	r.ground.FillColor = color.Transparent
	if r.row.marked {
		r.ground.FillColor = look.Color(look.Chosen)
	}
	r.ground.CornerRadius = look.Radius
	r.title.Text, r.title.Color, r.title.TextSize = r.row.hit.Title, look.Color(look.Text), look.Size(theme.SizeNameText)
	r.detail.Text, r.detail.Color = r.row.hit.Detail, look.Color(look.Muted)
	r.detail.TextSize = look.Size(theme.SizeNameCaptionText)
	if size := r.row.Size(); size.Width > 0 {
		r.Layout(size)
	}
	canvas.Refresh(r.row)
}

func (r *hitRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.title, r.detail}
}

func (r *hitRenderer) Destroy() {}
