package call

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/triage"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// topics asks what the call is about: one key, or one tap.
type topics struct {
	widget.BaseWidget
	reasons []triage.Reason
	chosen  func(id string)
	at      int
	focused bool
}

func newTopics(reasons []triage.Reason, chosen func(id string)) *topics {
	t := &topics{reasons: reasons, chosen: chosen}
	t.ExtendBaseWidget(t)
	return t
}

// Target implements widgets.Field.
func (t *topics) Target() fyne.Focusable { return t }

// FocusGained implements fyne.Focusable.
func (t *topics) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *topics) FocusLost() { t.focused = false; t.Refresh() }

// key is what is typed for a reason: 1 … 9, and 0 for the tenth.
func key(index int) string { return strconv.Itoa((index + 1) % 10) }

// TypedRune implements fyne.Focusable.
func (t *topics) TypedRune(letter rune) {
	for index := range t.reasons {
		if string(letter) == key(index) {
			t.chosen(t.reasons[index].ID)
			return
		}
	}
}

// TypedKey implements fyne.Focusable.
func (t *topics) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyUp:
		t.at = max(t.at-1, 0)
		t.Refresh()
	case fyne.KeyDown:
		t.at = min(t.at+1, len(t.reasons)-1)
		t.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.chosen(t.reasons[t.at].ID)
	default:
		widgets.Pass(t, event)
	}
}

// Tapped implements fyne.Tappable.
func (t *topics) Tapped(event *fyne.PointEvent) {
	if index := int(event.Position.Y / topicHeight()); index >= 0 && index < len(t.reasons) {
		t.chosen(t.reasons[index].ID)
	}
}

// Cursor implements desktop.Cursorable.
func (t *topics) Cursor() desktop.Cursor { return desktop.PointerCursor }

func topicHeight() float32 { return max(look.Scaled(38), cellLeast-4) }

// CreateRenderer implements fyne.Widget.
func (t *topics) CreateRenderer() fyne.WidgetRenderer {
	r := &topicsRenderer{topics: t}
	for range t.reasons {
		r.grounds = append(r.grounds, canvas.NewRectangle(color.Transparent))
		r.keys = append(r.keys, canvas.NewText("", nil))
		r.words = append(r.words, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type topicsRenderer struct {
	topics      *topics
	grounds     []*canvas.Rectangle
	keys, words []*canvas.Text
}

func (r *topicsRenderer) Layout(size fyne.Size) {
	high := topicHeight()
	left := look.Scaled(34)
	for index := range r.grounds {
		y := float32(index) * high
		r.grounds[index].Move(fyne.NewPos(0, y+2))
		r.grounds[index].Resize(fyne.NewSize(size.Width, high-4))
		r.keys[index].Move(fyne.NewPos(14, y+(high-r.keys[index].MinSize().Height)/2))
		text := r.words[index]
		text.Text = widgets.Fit(locale.In(r.topics.reasons[index].Title), size.Width-left-8, text)
		text.Move(fyne.NewPos(left, y+(high-text.MinSize().Height)/2))
	}
}

func (r *topicsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(200), float32(len(r.grounds))*topicHeight())
}

func (r *topicsRenderer) Refresh() {
	t := r.topics
	for index, ground := range r.grounds {
		ground.FillColor, ground.StrokeColor = look.Color(look.Surface), look.Color(look.Line)
		ground.StrokeWidth, ground.CornerRadius = 1, look.Radius
		if index == t.at && t.focused {
			ground.FillColor, ground.StrokeColor = look.Color(look.Chosen), look.Color(look.Accent)
		}
		r.keys[index].Text, r.keys[index].Color = key(index), look.Color(look.Accent)
		r.keys[index].TextStyle.Bold = true
		r.words[index].Color = look.Color(look.Text)
		for _, text := range []*canvas.Text{r.keys[index], r.words[index]} {
			text.TextSize = look.Size(theme.SizeNameText)
		}
	}
	r.Layout(t.Size())
	canvas.Refresh(t)
}

func (r *topicsRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for index := range r.grounds {
		objects = append(objects, r.grounds[index], r.keys[index], r.words[index])
	}
	return objects
}

func (r *topicsRenderer) Destroy() {}
