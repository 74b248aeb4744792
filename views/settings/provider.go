package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// provider is the clinic's OpenID Connect provider, which an administrator sets up for all desks.
type provider struct {
	params  Params
	host    page.Host
	token   background.Token
	kept    models.OpenID
	said    *widgets.Paragraph
	change  *widgets.Button
	content *fyne.Container
}

func newProvider(params Params, host page.Host) *provider {
	p := &provider{params: params, host: host, said: widgets.NewParagraph("").Ink(look.Muted)}
	p.change = widgets.NewButton(locale.T("settings.openid.change"), p.ask)
	p.content = widgets.NewColumn(8, widgets.NewSection(locale.T("settings.openid")), p.said)
	if p.mayChange() {
		p.content.Add(widgets.NewFlow(p.change))
	}
	return p
}

func (p *provider) mayChange() bool {
	if p.params.SignedIn == nil {
		return true
	}
	who := p.params.SignedIn()
	return who.StaffID == 0 || slices.Contains(who.Roles, models.Administrator)
}

// load reads what is set up; whoever changes it does so in a dialog, which goes by what was read.
func (p *provider) load() {
	background.Load(p.host.Background(), &p.token, p.params.Desk.OpenID, func(settings models.OpenID, err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.kept = settings
		text := locale.T("settings.openid.none")
		if settings.SetUp() {
			text = locale.T("settings.openid.is", "provider", settings.Name, "issuer", settings.Issuer, "claim", settings.Claim)
		}
		p.said.SetText(text)
		p.content.Refresh()
	})
}

// ask changes it. What does not answer is not kept: nobody could sign in by it.
func (p *provider) ask() {
	line := func(placeholder, text string) *widgets.Line {
		made := widgets.NewLine(placeholder)
		made.SetText(text)
		return made
	}
	issuer, client := line("https://", p.kept.Issuer), line("nursedesk", p.kept.Client)
	claim, name := line("employeeHsaId", p.kept.Claim), line("SITHS", p.kept.Name)
	half := []float32{0, 0}
	form := widgets.NewForm(
		widgets.NewFieldRow("issuer", locale.T("settings.openid.issuer"), issuer).WithHelp(locale.T("settings.openid.issuer.help")),
		widgets.NewCells(half,
			widgets.NewFieldRow("client", locale.T("settings.openid.client"), client).WithHelp(locale.T("settings.openid.client.help")),
			widgets.NewFieldRow("claim", locale.T("settings.openid.claim"), claim).WithHelp(locale.T("settings.openid.claim.help"))),
		widgets.NewFieldRow("provider-name", locale.T("settings.openid.name"), name).WithHelp(locale.T("settings.openid.name.help")),
	)
	var typed models.OpenID
	p.host.Ask(page.Dialog{
		Title: locale.T("settings.openid"), Content: form, Form: form, Focus: issuer, Confirm: locale.T("command.save"), Width: 620,
		OnConfirm: func() error {
			typed = models.OpenID{Issuer: issuer.Text, Client: client.Text, Claim: claim.Text, Name: name.Text, Version: p.kept.Version}
			return typed.Validate()
		},
		Work: func(ctx context.Context) error {
			if typed.SetUp() && p.params.CheckProvider != nil {
				if err := p.params.CheckProvider(ctx, typed); err != nil {
					return err
				}
			}
			_, err := p.params.Desk.SaveOpenID(ctx, typed)
			return err
		},
		OnDone: func() {
			p.host.Toast(locale.T("settings.openid.saved"), nil)
			p.load()
		},
	})
}
