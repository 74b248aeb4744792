package call

import (
	"strings"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// askName asks who signs, where nobody has said it at this desk: the name of the
// account may be anybody's, and a journal has to say whose note it is.
func (p *Page) askName(then func()) {
	name := widgets.NewLine(locale.T("settings.signature.placeholder"))
	form := widgets.NewForm(widgets.NewFieldRow("name", locale.T("call.field.name"), name))
	p.host.Ask(page.Dialog{
		Title: locale.T("call.name.title"), Text: locale.T("call.name.text"), Confirm: locale.T("call.sign"),
		Content: form, Focus: name, Form: form,
		OnConfirm: func() error {
			if strings.TrimSpace(name.Text) == "" {
				return models.ErrRequired.On("name")
			}
			p.present.Sign(name.Text)
			p.host.Retitle() // the name stands in the frame
			return nil
		},
		OnDone: then,
	})
}
