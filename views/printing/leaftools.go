package printing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// leafTools say which page is shown and how large, and change that.
type leafTools struct {
	leaves        *leaves
	page, percent *canvas.Text
	content       *fyne.Container
}

func newLeafTools(l *leaves) *leafTools {
	t := &leafTools{leaves: l, page: newToolText(), percent: newToolText()}
	t.percent.Alignment = fyne.TextAlignCenter
	room := canvas.NewRectangle(color.Transparent) // so that the buttons stay where they are
	room.SetMinSize(fyne.NewSize(look.Scaled(52), 1))
	t.content = container.NewHBox(
		container.NewCenter(t.page), layout.NewSpacer(),
		widgets.NewQuiet(locale.T("printing.smaller"), l.smaller),
		container.NewStack(room, container.NewCenter(t.percent)),
		widgets.NewQuiet(locale.T("printing.larger"), l.larger),
		widgets.NewQuiet(locale.T("printing.fit"), l.fit),
	)
	return t
}

func newToolText() *canvas.Text {
	text := canvas.NewText("", look.Color(look.Muted))
	text.TextSize = look.Size(theme.SizeNameText)
	return text
}

// tell reads again where the pages are.
func (t *leafTools) tell() {
	page, percent := "", ""
	if pages := len(t.leaves.list); pages > 0 {
		page = locale.T("printing.page", "n", t.leaves.page(), "pages", pages)
		percent = locale.T("printing.percent", "n", t.leaves.percent())
	}
	if t.page.Text != page || t.percent.Text != percent {
		t.page.Text, t.percent.Text = page, percent
		t.content.Refresh()
	}
}
