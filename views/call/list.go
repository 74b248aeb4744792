package call

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/triage"
	"nursedesk/views/widgets"
)

// list is the questions in the order in which they are asked. It is one stop for
// Tab; while it has the focus, letters answer the selected question. A field of
// text that has the focus keeps its letters.
type list struct {
	widget.BaseWidget

	answer func(id string, answer triage.Answer) // the zero answer takes it back
	rest   func(ids []string)                    // no to all of these
	parse  func(id, text string) (triage.Answer, error)
	keys   map[rune]func() // letters with a meaning of the page's own

	stand   func(triage.Finding) asked
	heading func(before, finding triage.Finding) heading // of the breath that begins with the finding
	rows    []*row
	made    map[string]*row              // every row there has been, by its finding
	heads   map[string]fyne.CanvasObject // what stands above the first question of a breath
	hidden  *touch                       // how many questions are left out, and shows them
	at      int
	typed   string        // the number that is being typed at the selected row
	before  triage.Answer // what the row's answer was before
	wrong   map[string]wrongNumber
	focused bool
	shift   bool
	column  *fyne.Container
	scroll  *container.Scroll
}

// wrongNumber is what was typed as a number and cannot be one.
type wrongNumber struct {
	text string
	err  error
}

func newList(stand func(triage.Finding) asked, head func(before, finding triage.Finding) heading, showHidden func()) *list {
	l := &list{
		stand: stand, heading: head, column: widgets.NewColumn(0), hidden: newTouch("", showHidden),
		keys: map[rune]func(){}, wrong: map[string]wrongNumber{}, made: map[string]*row{},
	}
	l.scroll = container.NewVScroll(l.column)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *list) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// Resize implements fyne.CanvasObject: the selected question stays in view.
func (l *list) Resize(size fyne.Size) {
	before := l.Size()
	l.BaseWidget.Resize(size)
	if before.Height != size.Height && l.at > 0 && l.at < len(l.rows) {
		l.reveal()
	}
}

// Target implements widgets.Field.
func (l *list) Target() fyne.Focusable { return l }

// order shows these questions, and below them how many are left out; the selected one
// stays selected.
func (l *list) order(findings []triage.Finding, hidden string) {
	l.hidden.words.SetText(hidden)
	l.hidden.Hidden = hidden == ""
	l.hidden.Refresh()
	if same(l.rows, findings) {
		l.refresh()
		return
	}
	selected := l.selected()
	l.rows, l.heads, l.column.Objects = nil, map[string]fyne.CanvasObject{}, nil
	before := triage.Finding{}
	for _, finding := range findings {
		if before.Breath != finding.Breath {
			if head := l.heading(before, finding); head != (heading{}) {
				l.heads[finding.ID] = newBlockHead(head, func() {
					l.noToRest(finding.Breath)
					l.focus() // a tap takes it away
				})
				l.column.Add(l.heads[finding.ID])
			}
		}
		line, made := l.made[finding.ID]
		if !made {
			line = newRow(finding, func(answer triage.Answer, has bool) { l.tapped(finding.ID, answer, has) })
			l.made[finding.ID] = line
		}
		l.rows = append(l.rows, line)
		l.column.Add(line)
		before = finding
	}
	l.column.Add(container.NewHBox(l.hidden))
	if at := l.place(selected); at >= 0 {
		l.at = at
	} else {
		l.at, l.typed = max(min(l.at, len(l.rows)-1), 0), ""
	}
	l.refresh()
	l.column.Refresh()
}

// place is where a question stands; -1 for nowhere.
func (l *list) place(id string) int {
	return slices.IndexFunc(l.rows, func(one *row) bool { return one.finding.ID == id })
}

func same(rows []*row, findings []triage.Finding) bool {
	if len(rows) != len(findings) {
		return false
	}
	for index, one := range rows {
		if one.finding.ID != findings[index].ID {
			return false
		}
	}
	return true
}

// refresh shows how every question stands now.
func (l *list) refresh() {
	for index, one := range l.rows {
		state := l.stand(one.finding)
		if index == l.at {
			state.typed = l.typed
		}
		if wrong, ok := l.wrong[one.finding.ID]; ok {
			if state.typed == "" {
				state.typed = wrong.text
			}
			state.problem = wrong.words()
		}
		before := one.MinSize().Height
		one.set(state)
		one.mark(index == l.at, l.focused)
		if one.MinSize().Height != before {
			defer l.regrown()
		}
	}
}

// regrown makes room for a row that has changed its height, and keeps what is
// said in the selected one in view.
func (l *list) regrown() {
	l.column.Refresh()
	l.reveal()
}

// reveal brings the selected question into view, and the sentence that begins with it.
func (l *list) reveal() {
	if l.at >= len(l.rows) {
		return
	}
	if head, ok := l.heads[l.selected()]; ok {
		widgets.Reveal(l.scroll, head)
	}
	widgets.Reveal(l.scroll, l.rows[l.at])
}

func (l *list) selected() string {
	if l.at >= len(l.rows) {
		return ""
	}
	return l.rows[l.at].finding.ID
}

// jump selects a question and gives the list the focus.
func (l *list) jump(id string) {
	if at := l.place(id); at >= 0 {
		l.move(at)
		l.focus()
	}
}

func (l *list) focus() { widgets.Focus(l) }

// move selects a row and brings it into view.
func (l *list) move(to int) {
	if len(l.rows) == 0 {
		return
	}
	l.leaveNumber()
	l.at = min(max(to, 0), len(l.rows)-1)
	l.refresh()
	l.reveal()
}

// next selects the next question that is not answered, from the top once the
// end is reached; where all are, the next one.
func (l *list) next() {
	l.leaveNumber()
	for step := 1; step < len(l.rows); step++ {
		index := (l.at + step) % len(l.rows)
		state := l.stand(l.rows[index].finding)
		if state.answer == (triage.Answer{}) && !state.known {
			l.move(index)
			return
		}
	}
	l.move(l.at + 1)
}

// first selects the first question that is not answered.
func (l *list) first() {
	if len(l.rows) > 0 {
		l.at = len(l.rows) - 1
		l.next()
	}
}

// impossible is the first question at which stands what cannot be its answer; "" for none.
func (l *list) impossible() string {
	l.leaveNumber()
	for _, one := range l.rows {
		if _, wrong := l.wrong[one.finding.ID]; wrong {
			return one.finding.ID
		}
	}
	return ""
}

// tapped answers with the mouse.
func (l *list) tapped(id string, answer triage.Answer, has bool) {
	l.jump(id)
	if has {
		l.give(answer)
	}
}

// give answers the selected question and goes on to the next one.
func (l *list) give(answer triage.Answer) {
	id := l.selected()
	l.typed = ""
	delete(l.wrong, id)
	l.answer(id, answer)
	l.move(l.place(id) + 1)
}

// noToRest answers no to what is not answered in a breath that was read aloud.
func (l *list) noToRest(breath int) {
	var ids []string
	last := ""
	for _, one := range l.rows {
		if one.finding.Breath != breath {
			continue
		}
		last = one.finding.ID
		state := l.stand(one.finding)
		if one.finding.Kind == triage.YesNo && state.answer == (triage.Answer{}) && !state.known {
			ids = append(ids, last)
		}
	}
	if len(ids) > 0 {
		l.rest(ids)
	}
	l.move(l.place(last) + 1)
}

// FocusGained implements fyne.Focusable.
func (l *list) FocusGained() {
	l.focused = true
	l.refresh()
}

// FocusLost implements fyne.Focusable.
func (l *list) FocusLost() {
	l.focused, l.shift = false, false
	l.leaveNumber()
	l.refresh()
}

// KeyDown implements desktop.Keyable: Shift is what tells N from n, because Caps
// Lock must not answer a whole block.
func (l *list) KeyDown(event *fyne.KeyEvent) {
	if event.Name == desktop.KeyShiftLeft || event.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (l *list) KeyUp(event *fyne.KeyEvent) {
	if event.Name == desktop.KeyShiftLeft || event.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}
