// Package conflict is how a form shows that somebody else has changed the same thing
// meanwhile: what was taken over by itself, and for each field that both changed which
// of the two texts holds.
package conflict

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	deskconflict "nursedesk/app/conflict"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Form is what a form tells of its fields. D is its draft.
type Form[D any] struct {
	// Names lists all fields of some drafts, in the order in which they are shown. Those
	// that the form does not have itself are compared and told, too.
	Names func(drafts ...D) []string
	// Label is what a field is called on the screen.
	Label func(name string) string
	// Say writes a field as it is compared and shown.
	Say func(draft D, name string) string
	// Typed reads the form as it stands.
	Typed func() D
	// Take gives a field what a draft says of it.
	Take func(from D, name string)
}

// Part stands on top of a form whose fields somebody else has changed meanwhile. Before
// that it takes no room.
type Part[D any] struct {
	form         Form[D]
	said         *widgets.Banner
	column       *fyne.Container
	scroll       *container.Scroll // nil where the form has none
	clashes      map[string]*widgets.FieldRow
	chosen       map[string]deskconflict.Side
	mine, theirs D // as the two stood when they met
}

// New makes an empty part.
func New[D any](form Form[D]) *Part[D] {
	p := &Part[D]{form: form, said: widgets.NewBanner(look.DueToday), column: widgets.NewColumn(4)}
	p.column.Hide()
	return p
}

// Items implements widgets.Part: it is the first of its form.
func (p *Part[D]) Items() []fyne.CanvasObject { return []fyne.CanvasObject{p.column} }

// Follow implements widgets.Part.
func (p *Part[D]) Follow(scroll *container.Scroll) { p.scroll = scroll }

// Meet says who changed what, and when. base is what the form was filled in with, theirs
// what is kept now. What only they changed is taken over and said; of what both changed
// nothing is chosen yet, and what is typed here stays in the field.
func (p *Part[D]) Meet(by string, at time.Time, base, theirs D) {
	by = cmp.Or(by, locale.T("conflict.somebody"))
	p.mine, p.theirs = p.form.Typed(), theirs
	p.clashes, p.chosen = map[string]*widgets.FieldRow{}, map[string]deskconflict.Side{}
	var fields []deskconflict.Field
	for _, name := range p.form.Names(base, p.mine, theirs) {
		fields = append(fields, deskconflict.Field{
			Name: name, Base: p.form.Say(base, name), Mine: p.form.Say(p.mine, name), Theirs: p.form.Say(theirs, name),
		})
	}
	differences := deskconflict.Between(fields...)
	lines := []string{locale.T("conflict.who", "name", by, "time", locale.ShortMoment(at))}
	for _, one := range deskconflict.Of(differences, deskconflict.Theirs) {
		p.form.Take(theirs, one.Name)
		lines = append(lines, locale.T("conflict.theirs", "field", p.form.Label(one.Name), "name", by, "text", shown(one.Theirs)))
	}
	for _, one := range deskconflict.Of(differences, deskconflict.Mine) {
		lines = append(lines, locale.T("conflict.mine", "field", p.form.Label(one.Name), "text", shown(one.Mine)))
	}
	p.said.SetLines(lines...)
	p.column.Objects = []fyne.CanvasObject{p.said}
	for _, one := range deskconflict.Of(differences, deskconflict.Clash) {
		p.column.Add(p.ask(by, at, one))
	}
	p.column.Show()
	p.column.Refresh()
	p.focus()
	if p.scroll != nil {
		p.scroll.ScrollToTop()
	}
}

// Clear takes the part away: what is typed is kept, or given up.
func (p *Part[D]) Clear() {
	p.clashes, p.chosen = nil, nil
	p.column.Objects = nil
	p.column.Hide()
}

// ask asks which of two texts a field gets.
func (p *Part[D]) ask(by string, at time.Time, one deskconflict.Difference) *widgets.FieldRow {
	mine := locale.T("conflict.choose.mine", "text", shown(one.Mine))
	choice := widgets.NewChoice(
		widgets.Option{ID: string(deskconflict.Mine), Text: mine},
		widgets.Option{ID: string(deskconflict.Theirs), Text: locale.T("conflict.choose.theirs", "name", by, "text", shown(one.Theirs))})
	choice.OnChosen = func(id string) { p.choose(one.Name, deskconflict.Side(id)) }
	who := strings.TrimSpace(by + " " + locale.ShortMoment(at))
	row := widgets.NewFieldRow("conflict."+one.Name, locale.T("conflict.choose", "field", p.form.Label(one.Name)), choice).
		WithHelp(mine + "\n" + locale.T("conflict.choose.theirs", "name", who, "text", shown(one.Theirs)))
	p.clashes[one.Name] = row
	return row
}

// choose gives a field what a side made of it. What was typed on after the two met stays
// where it is the side's own.
func (p *Part[D]) choose(name string, side deskconflict.Side) {
	p.chosen[name] = side
	if side == deskconflict.Theirs {
		p.form.Take(p.theirs, name)
	} else if p.form.Say(p.form.Typed(), name) == p.form.Say(p.theirs, name) {
		p.form.Take(p.mine, name)
	}
}

// Chosen is the side that was chosen for a field, deskconflict.Either while none was, or
// where the two don't clash.
func (p *Part[D]) Chosen(name string) deskconflict.Side { return p.chosen[name] }

// focus leads to the first field that is to be chosen.
func (p *Part[D]) focus() {
	for _, object := range p.column.Objects {
		if row, ok := object.(*widgets.FieldRow); ok && row.Visible() {
			row.Focus()
			return
		}
	}
}

// Open tells whether a field that both changed is still to be chosen.
func (p *Part[D]) Open() bool {
	for name := range p.clashes {
		if p.chosen[name] == "" {
			return true
		}
	}
	return false
}

// Check refuses to go on while a field that both changed is not chosen.
func (p *Part[D]) Check() error {
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

// Answer says yes or no as it is compared; nil is not asked.
func Answer(answer *bool) string {
	switch {
	case answer == nil:
		return ""
	case *answer:
		return locale.T("conflict.yes")
	}
	return locale.T("conflict.no")
}
