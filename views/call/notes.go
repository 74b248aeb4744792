package call

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// notes is what is said in words: at any moment with one key, and back with Esc.
type notes struct {
	page                 *Page
	reason, drugs, noted *widgets.Note
	form                 *widgets.Form
	content              *container.Scroll
	quiet                bool
}

func newNotes(p *Page) *notes {
	n := &notes{page: p, reason: widgets.NewNote(""), drugs: widgets.NewNote(""), noted: widgets.NewNote("")}
	n.drugs.SetMinRowsVisible(2)
	n.form = widgets.NewForm(
		widgets.NewFieldRow("reason", locale.T("call.field.reason"), n.reason).WithHelp(locale.T("call.reason.help")),
		widgets.NewFieldRow("drugs", locale.T("call.field.drugs"), n.drugs),
		widgets.NewFieldRow("notes", locale.T("call.field.notes"), n.noted),
		widgets.NewFlow(widgets.NewButton(locale.T("call.to-questions"), p.ask)),
	)
	n.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 8, 2, 14), n.form))
	n.form.Follow(n.content)
	draft := &p.draft
	for field, into := range map[*widgets.Note]*string{n.reason: &draft.Reason, n.drugs: &draft.Drugs, n.noted: &draft.Notes} {
		field.OnText = func(text string) {
			if !n.quiet {
				*into = text
				p.typed()
			}
		}
	}
	return n
}

func (n *notes) fill() {
	n.quiet = true
	defer func() { n.quiet = false }()
	draft := n.page.draft
	for field, text := range map[*widgets.Note]string{n.reason: draft.Reason, n.drugs: draft.Drugs, n.noted: draft.Notes} {
		if field.Text != text {
			field.SetText(text)
		}
	}
}

func (n *notes) first() fyne.Focusable { return n.reason }
