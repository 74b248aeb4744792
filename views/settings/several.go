package settings

import (
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// newSeveral tells how several computers come to work together: from a file the
// command that moves it, from a server the line that brings another computer there.
// The move itself is done while no window is open.
func newSeveral(desk Desk, host page.Host) fyne.CanvasObject {
	said, line := locale.T("settings.several.file"), "nursedesk move-database --to postgres://nursedesk@SERVER/nursedesk"
	if place := desk.Location(); strings.HasPrefix(place, "postgres") {
		said, line = locale.T("settings.several.server"), `database = "`+place+`"`
	}
	return widgets.NewColumn(8,
		widgets.NewSection(locale.T("settings.several")),
		widgets.NewParagraph(said).Ink(look.Muted),
		widgets.NewParagraph(line),
		widgets.NewFlow(widgets.NewButton(locale.T("settings.several.copy"), func() {
			fyne.CurrentApp().Clipboard().SetContent(line)
			host.Toast(locale.T("settings.several.copied"), nil)
		})))
}
