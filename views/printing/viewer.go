package printing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/sheet"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Viewer shows a paper page by page in a window that has no desk.
type Viewer struct {
	leaves  *leaves
	content fyne.CanvasObject
}

// NewViewer shows a paper.
func NewViewer(runner background.Runner, pictures Pictures, document sheet.Document) *Viewer {
	v := &Viewer{leaves: newLeaves(runner, pictures)}
	blind := widgets.NewBanner(look.DueToday)
	tools := newLeafTools(v.leaves)
	v.leaves.moved = tools.tell
	v.leaves.went = func(err error) {
		if err != nil {
			blind.SetLines(locale.Problem(err)) // it can be printed all the same
		}
	}
	v.content = container.NewBorder(container.NewVBox(tools.content, blind), nil, nil, nil, v.leaves)
	v.leaves.set(document.PDF, document.Pages)
	return v
}

// Content is what is shown.
func (v *Viewer) Content() fyne.CanvasObject { return v.content }

// Focus lets the keys turn the pages.
func (v *Viewer) Focus(canvas fyne.Canvas) { canvas.Focus(v.leaves) }
