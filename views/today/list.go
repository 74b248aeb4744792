package today

import (
	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// newGrid makes the list, roomy or compact. Level and owner stand on every row.
func (p *Page) newGrid() *widgets.List[entry] {
	grid := widgets.NewList(p.columns(), keyOf)
	grid.HideHeader = true
	if p.kept.Compact() {
		grid.Compact() // without headings: how a row stands is said on it
	} else {
		grid.Group = func(row entry) string {
			if row.section.OfOthers() && p.filters.section() == "" {
				return "" // its fold heads it
			}
			return sectionWord(row.section)
		}
	}
	grid.Detail = p.detail
	grid.OnOpen = p.open
	grid.OnSelected = p.selected
	grid.OnLetter = p.letter
	grid.OnAbove = func() { p.begun.step(len(p.begun.rows) - 1) }
	return grid
}

func (p *Page) columns() []widgets.Column[entry] {
	columns := []widgets.Column[entry]{
		{ID: "when", Title: locale.T("today.column.when"), Width: 106, Pill: func(row entry) (look.Status, string) {
			if row.fold != nil {
				return row.lateMark()
			}
			return row.Marks(p.host.Now())[0].Status, row.When(p.host.Now())
		}},
		{
			ID: "level", Title: locale.T("today.column.level"), Width: 54, Muted: true,
			Pill: func(row entry) (look.Status, string) { return row.ShortLevel().Status, row.ShortLevel().Text },
			Text: of(func(entry) string { return locale.T("today.level.none") }),
		},
		{
			ID: "task", Title: locale.T("today.column.task"), Share: 1.22, Bold: true, Text: entry.title,
			Second: of(p.line),
		},
		{
			ID: "patient", Title: locale.T("today.column.patient"), Share: 1.18,
			Text:   of(p.patient),
			Second: of(func(row entry) string { return locale.Reach(row.Phone, row.Protected) }),
		},
	}
	owner := widgets.Column[entry]{
		ID: "owner", Title: locale.T("today.column.owner"), Width: 40, Muted: true,
		Text: of(func(row entry) string { return row.OwnerWord() }),
	}
	if !p.kept.Compact() {
		return append(columns, widgets.Column[entry]{
			ID: "procedure", Title: locale.T("today.column.procedure"), Optional: true, Muted: true,
			Text: of(func(row entry) string { return row.ProcedureText() }),
		}, owner)
	}
	return append(columns, widgets.Column[entry]{
		ID: "phone", Title: locale.T("today.column.phone"), Width: 104, Optional: true,
		Text: of(func(row entry) string { return locale.Reach(row.Phone, row.Protected) }),
	}, widgets.Column[entry]{
		ID: "line", Share: 1.3, Optional: true, Muted: true, Text: of(p.line),
	}, owner)
}

// of is what a column says of a task; of a fold it says nothing.
func of(says func(entry) string) func(entry) string {
	return func(row entry) string {
		if row.fold != nil {
			return ""
		}
		return says(row)
	}
}

// detail is what the selected row unfolds: questions that were begun, else what
// its columns leave out or cut off, its marks, and what can be done.
func (p *Page) detail(row entry) fyne.CanvasObject {
	if row.fold != nil {
		return nil
	}
	if questions := p.asked[row.ID]; questions != nil {
		questions.SetRow(row.Row)
		return questions
	}
	unfolded := widgets.NewColumn(gap)
	if !row.Do.Empty() {
		unfolded.Add(widgets.NewBanner(look.Overdue, locale.In(row.Do)))
	}
	if said := p.cutOff(row); said != "" {
		unfolded.Add(widgets.NewParagraph(said).Ink(look.Muted))
	}
	if phone := p.actions.Phone(row.Row); phone != nil && !p.kept.Compact() {
		unfolded.Add(phone)
	}
	pills := widgets.NewFlow()
	for _, mark := range row.Marks(p.host.Now())[1:] {
		if !p.kept.Compact() || mark != row.LevelMark() { // the level has a column
			pills.Add(widgets.NewPill(mark.Status, mark.Text))
		}
	}
	if len(pills.Objects) > 0 {
		unfolded.Add(pills)
	}
	for _, try := range tasks.Tries(row.Row) {
		unfolded.Add(widgets.NewParagraph(try).Small().Ink(look.Muted))
	}
	if p.kept.Compact() {
		unfolded.Add(p.actions.ShortBar(row.Row))
	} else {
		unfolded.Add(p.actions.Bar(row.Row))
	}
	return unfolded
}

// open follows Enter: a fold opens, a call that was broken off goes on, else the
// patient is shown.
func (p *Page) open(row entry) {
	if row.fold != nil {
		p.turnFold(row)
		return
	}
	if row.Task.Step == models.FinishCallStep {
		p.actions.Ring(row.Row)
		return
	}
	p.actions.OpenPatient(row.Row)
}

// selected says which keys work on the row.
func (p *Page) selected(row entry) {
	switch {
	case row.fold == nil:
		p.hint.SetText(p.actions.Hint(row.Row))
	case row.fold.open:
		p.hint.SetText(locale.T("today.fold.hint.close"))
	default:
		p.hint.SetText(locale.T("today.fold.hint.open"))
	}
	p.sound()
	p.list.Layout.Layout(p.list.Objects, p.list.Size()) // they may want another height
}

func (p *Page) letter(row entry, letter rune) {
	if p.press.repeated() {
		return
	}
	if row.fold == nil {
		p.actions.Type(row.Row, letter)
	}
}

// OpenQuestions implements tasks.Place.
func (p *Page) OpenQuestions(questions *tasks.Questions) {
	id := questions.Row().ID
	if p.asked[id] == nil {
		p.asked[id] = questions
		p.grid.Unfold()
	}
	p.asked[id].Focus()
}

// CloseQuestions implements tasks.Place.
func (p *Page) CloseQuestions(questions *tasks.Questions) {
	delete(p.asked, questions.Row().ID)
	p.grid.Unfold()
	p.grid.Focus()
}

// ResizeQuestions implements tasks.Place.
func (p *Page) ResizeQuestions() { p.grid.Unfold() }
