package today

import (
	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

func (p *Page) newGrid() *widgets.List[entry] {
	grid := widgets.NewList([]widgets.Column[entry]{
		{ID: "when", Title: locale.T("today.column.when"), Width: 116, Pill: func(row entry) (look.Status, string) {
			return row.Marks(p.host.Now())[0].Status, row.When(p.host.Now())
		}},
		{
			ID: "task", Title: locale.T("today.column.task"), Share: 1.3, Bold: true,
			Text:   func(row entry) string { return row.Title() },
			Second: func(row entry) string { return row.Line(p.desk) },
		},
		{
			ID: "patient", Title: locale.T("today.column.patient"), Share: 1.1,
			Text:   p.patient,
			Second: func(row entry) string { return locale.Reach(row.Phone, row.Protected) },
		},
		{
			ID: "procedure", Title: locale.T("today.column.procedure"), Share: 1.4, Optional: true, Muted: true,
			Text: func(row entry) string { return row.ProcedureText() },
		},
	}, keyOf)
	grid.HideHeader = true
	grid.Group = func(row entry) string { return sectionWord(row.section) }
	grid.Detail = p.detail
	grid.OnOpen = p.open
	grid.OnSelected = p.selected
	grid.OnLetter = p.letter
	grid.OnAbove = func() { p.begun.step(len(p.begun.rows) - 1) }
	return grid
}

// detail is what the selected row unfolds: questions that were begun, else what
// its columns leave out or cut off, its marks, and what can be done.
func (p *Page) detail(row entry) fyne.CanvasObject {
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
	if marks := row.Marks(p.host.Now())[1:]; len(marks) > 0 {
		pills := widgets.NewFlow()
		for _, mark := range marks {
			pills.Add(widgets.NewPill(mark.Status, mark.Text))
		}
		unfolded.Add(pills)
	}
	for _, try := range tasks.Tries(row.Row) {
		unfolded.Add(widgets.NewParagraph(try).Small().Ink(look.Muted))
	}
	unfolded.Add(p.actions.Bar(row.Row))
	return unfolded
}

// open follows Enter: a call that was broken off goes on, else the patient is shown.
func (p *Page) open(row entry) {
	if row.Task.Step == models.FinishCallStep {
		p.actions.Ring(row.Row)
		return
	}
	p.actions.OpenPatient(row.Row)
}

// selected says which keys work on the row.
func (p *Page) selected(row entry) {
	p.hint.SetText(p.actions.Hint(row.Row))
	p.sound()
	p.list.Layout.Layout(p.list.Objects, p.list.Size()) // they may want another height
}

func (p *Page) letter(row entry, letter rune) {
	if p.press.repeated() {
		return
	}
	p.actions.Type(row.Row, letter)
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
