// Package settings is the page of what can be chosen: what the clinic says of
// itself, how this computer shows the desk, and where the data lies.
package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// Params is what the page works with.
type Params struct {
	Desk        Desk
	Preferences *preferences.Preferences
	Version     string // of the program
	// Signed follows when the name that is put to changes was changed; may be nil.
	Signed func()
	// SignedIn is who of the staff works here; the zero value where nobody signs in.
	SignedIn func() office.Person
	// CheckProvider tells whether an OpenID Connect provider answers; nil: it is not asked.
	CheckProvider func(ctx context.Context, settings models.OpenID) error
	// Mover moves the database elsewhere; nil: that is done on the command line only.
	Mover Mover
}

// settings are four sections in one column. The clinic's are saved together,
// because all desks share them; this computer's take effect at once.
type settings struct {
	host     page.Host
	clinic   *clinic
	provider *provider
	computer *widgets.Form
	content  fyne.CanvasObject
}

var (
	_ page.Page     = (*settings)(nil)
	_ page.Shower   = (*settings)(nil)
	_ page.Reloader = (*settings)(nil)
	_ page.Saver    = (*settings)(nil)
	_ page.Leaver   = (*settings)(nil)
	_ page.Closer   = (*settings)(nil)
)

// New makes the page.
func New(params Params, host page.Host) page.Page {
	s := &settings{host: host, clinic: newClinic(params.Desk, host)}
	computer, fields := newComputer(params, host, s.leave)
	s.computer = fields
	s.provider = newProvider(params, host)
	data := newData(params.Desk, host)
	version := widgets.NewParagraph(locale.T("settings.version", "version", params.Version)).Small().Ink(look.Muted)
	s.content = widgets.NewReadable(container.New(layout.NewCustomPaddedLayout(4, 16, 4, 14),
		widgets.NewColumn(sectionSpace, s.clinic.content, computer, s.provider.content, data, newSeveral(params.Desk, params.Mover, host), version)))
	return s
}

// sectionSpace is the white space between two sections.
const sectionSpace = 28

// Content implements page.Page.
func (s *settings) Content() fyne.CanvasObject { return s.content }

// Title implements page.Page.
func (s *settings) Title() string { return locale.T("settings.title") }

// Show implements page.Shower. The argument may name a field of this computer's.
func (s *settings) Show(route page.Route) {
	s.Reload()
	if row := s.computer.Row(route.Arg); row != nil && route.Arg != "" {
		row.Focus()
		return
	}
	s.clinic.fields.Row("clinic-name").Focus()
}

// Reload implements page.Reloader; what is typed stays.
func (s *settings) Reload() {
	s.clinic.load()
	s.provider.load()
}

// Save implements page.Saver.
func (s *settings) Save() { s.clinic.save() }

// Close implements page.Closer.
func (s *settings) Close(then func()) { s.Leave(then) }

// Leave implements page.Leaver: it asks when the clinic's part is not saved.
func (s *settings) Leave(then func()) { s.leave(then, func() {}) }

func (s *settings) leave(then, stay func()) {
	if !s.clinic.changed() {
		then()
		return
	}
	s.host.Ask(page.Dialog{
		Title:   locale.T("settings.leave.title"),
		Text:    locale.T("settings.leave.text"),
		Confirm: locale.T("settings.leave.discard"),
		Cancel:  locale.T("settings.leave.stay"),
		Danger:  true,
		OnDone: func() {
			s.clinic.revert()
			then()
		},
		OnCancel: stay,
	})
}
