// Package conflict is how a form shows that somebody else has changed the same thing
// meanwhile: what was taken over by itself, and for each field that both changed which
// of the two texts holds.
package conflict

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	deskconflict "nursedesk/app/conflict"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Form is what a form tells of itself.
type Form struct {
	// Label is what a field is called on the screen.
	Label func(name string) string
	// Take gives a field the text of a side.
	Take func(name string, side deskconflict.Side)
}

// Part stands on top of a form whose fields somebody else has changed meanwhile. Before
// that it takes no room.
type Part struct {
	form    Form
	said    *widgets.Banner
	column  *fyne.Container
	clashes map[string]*widgets.FieldRow
	chosen  map[string]deskconflict.Side
}

// New makes an empty part.
func New(form Form) *Part {
	p := &Part{form: form, said: widgets.NewBanner(look.DueToday), column: widgets.NewColumn(4)}
	p.column.Hide()
	return p
}

// Content is what the form puts on top.
func (p *Part) Content() fyne.CanvasObject { return p.column }

// Show says who changed what, and when. What only they changed is taken over and said;
// of what both changed nothing is chosen yet, and what is typed here stays in the field.
func (p *Part) Show(by string, at time.Time, differences []deskconflict.Difference) {
	p.clashes, p.chosen = map[string]*widgets.FieldRow{}, map[string]deskconflict.Side{}
	lines := []string{locale.T("conflict.who", "name", by, "time", locale.ShortMoment(at))}
	for _, one := range deskconflict.Of(differences, deskconflict.Theirs) {
		p.form.Take(one.Name, deskconflict.Theirs)
		lines = append(lines, locale.T("conflict.theirs", "field", p.form.Label(one.Name), "name", by, "text", shown(one.Theirs)))
	}
	for _, one := range deskconflict.Of(differences, deskconflict.Mine) {
		lines = append(lines, locale.T("conflict.mine", "field", p.form.Label(one.Name), "text", shown(one.Mine)))
	}
	p.said.SetLines(lines...)
	p.column.Objects = []fyne.CanvasObject{p.said}
	for _, one := range deskconflict.Of(differences, deskconflict.Clash) {
		choice := widgets.NewChoice(
			widgets.Option{ID: string(deskconflict.Mine), Text: locale.T("conflict.choose.mine", "text", shown(one.Mine))},
			widgets.Option{ID: string(deskconflict.Theirs), Text: locale.T("conflict.choose.theirs", "name", by, "text", shown(one.Theirs))})
		choice.OnChosen = func(id string) {
			p.chosen[one.Name] = deskconflict.Side(id)
			p.form.Take(one.Name, deskconflict.Side(id))
		}
		row := widgets.NewFieldRow("conflict."+one.Name, locale.T("conflict.choose", "field", p.form.Label(one.Name)), choice).
			WithHelp(locale.Line(locale.T("conflict.choose.mine", "text", shown(one.Mine)), locale.T("conflict.choose.theirs", "name", strings.TrimSpace(by+" "+locale.ShortMoment(at)), "text", shown(one.Theirs))))
		p.clashes[one.Name] = row
		p.column.Add(row)
	}
	p.column.Show()
	p.column.Refresh()
	p.focus()
}

// focus leads to the first field that is to be chosen.
func (p *Part) focus() {
	for _, object := range p.column.Objects {
		if row, ok := object.(*widgets.FieldRow); ok && row.Visible() {
			row.Focus()
			return
		}
	}
}

// Check refuses to go on while a field that both changed is not chosen.
func (p *Part) Check() error {
	var open error
	for name, row := range p.clashes {
		row.SetProblem("")
		if p.chosen[name] == "" {
			row.SetProblem(locale.T("conflict.open"))
			open = &models.Problem{Code: "conflict.open"}
		}
	}
	if open != nil {
		p.column.Refresh()
		p.focus()
	}
	return open
}

// shown is a text as it stands in a choice; an empty one is said to be.
func shown(text string) string {
	if text == "" {
		return locale.T("conflict.empty")
	}
	return locale.OneLine(text)
}
