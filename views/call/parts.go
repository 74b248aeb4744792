package call

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// open shows a part of the left side and gives its first field the focus.
func (p *Page) open(part string) {
	p.turn(part)
	if part == partFinish {
		p.finish.open()
	}
	p.focus()
	if part == partFinish && (len(p.judged.UnaskedRedFlags) > 0 || !p.judged.Alarm.Empty()) {
		p.finish.scroll.ScrollToTop()
	}
}

// turn shows a part of the left side.
func (p *Page) turn(part string) {
	p.part = part
	for id, content := range map[string]fyne.CanvasObject{
		partWho: p.who.content, partAsk: p.asks, partNotes: p.notes.content, partFinish: p.finish.content,
	} {
		if id == part {
			content.Show()
		} else {
			content.Hide()
		}
	}
	p.tabs.SetOptions(p.parts()...)
	p.hint.Hidden = part != partAsk || p.draft.Topic == ""
	p.button()
	if p.tabs.ChosenID() != part {
		p.tabs.OnChosen = nil
		p.tabs.Choose(part)
		p.tabs.OnChosen = p.open
	}
	p.left.Refresh()
}

// button says what the button at the end does next: to the end of the call, or to sign it.
func (p *Page) button() {
	p.toEnd.Text, p.toEnd.Importance = locale.T("call.end"), widget.MediumImportance
	if p.part != partWho {
		p.toEnd.Importance = widget.HighImportance // one next thing to do at a time
	}
	p.toEnd.Enable()
	if p.part == partFinish {
		p.toEnd.Text = locale.T("call.sign")
		if p.ending || len(p.judged.UnaskedRedFlags) > 0 && !p.judged.AtOnce() {
			p.toEnd.Importance = widget.MediumImportance
			p.toEnd.Disable()
		}
	}
	p.toEnd.Refresh()
}

// ask goes to the questions.
func (p *Page) ask() { p.open(partAsk) }

// back gives the focus back to what the nurse was at.
func (p *Page) back() { p.focus() }

func (p *Page) focus() {
	canvas := p.host.Window().Canvas()
	switch p.part {
	case partWho:
		if p.draft.PatientID == 0 && p.draft.Phone != "" && p.draft.GivenName == "" {
			canvas.Focus(p.who.search.Target())
			return
		}
		canvas.Focus(p.who.phone)
	case partAsk:
		if p.draft.Topic == "" {
			canvas.Focus(p.topics)
			return
		}
		canvas.Focus(p.list)
	case partNotes:
		canvas.Focus(p.notes.first())
	case partFinish:
		canvas.Focus(p.finish.first())
	}
}

// fill shows the draft in every field.
func (p *Page) fill() {
	p.who.fill()
	p.notes.fill()
	p.show()
}

// show shows what follows from the draft: the questions, the level, the head.
func (p *Page) show() {
	p.head.fill()
	p.result.fill()
	p.tabs.SetOptions(p.parts()...)
	chosen := p.draft.Topic != ""
	p.asks.Objects[0].Hide()
	p.asks.Objects[1].Hide()
	p.hint.Hidden = p.part != partAsk || !chosen
	if chosen {
		reason, _ := p.guide.Reason(p.draft.Topic)
		p.about.SetText(locale.In(reason.Title))
		if !reason.Asks {
			p.about.SetText(locale.T("call.topic.no-questions", "topic", locale.In(reason.Title)))
		}
		p.asks.Objects[1].Show()
		p.list.order(p.asking(), p.hiddenWords())
	} else {
		p.asks.Objects[0].Show()
	}
	if p.part == partFinish {
		p.finish.follow()
	}
}

// parts are the heads of the left side's parts. The end is one only while it is
// open: it is reached by its button.
func (p *Page) parts() []widgets.Option {
	questions := locale.T("call.part.ask")
	if asked, all := p.flags(); p.draft.Topic != "" && p.desk.Complains(p.draft) {
		questions = locale.T("call.part.asking", "asked", asked, "all", all)
	}
	parts := []widgets.Option{
		{ID: partWho, Text: locale.T("call.part.who")}, {ID: partAsk, Text: questions}, {ID: partNotes, Text: locale.T("call.part.notes")},
	}
	if p.part == partFinish {
		parts = append(parts, widgets.Option{ID: partFinish, Text: locale.T("call.part.finish")})
	}
	return parts
}

// footing puts the buttons at the left and the keys beside them.
type footing struct{}

func (footing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	buttons, keys := objects[0], objects[1]
	wide := buttons.MinSize().Width
	buttons.Resize(fyne.NewSize(wide, buttons.MinSize().Height))
	keys.Resize(fyne.NewSize(max(size.Width-wide-splitSpace, 0), keys.MinSize().Height))
	keys.Move(fyne.NewPos(wide+splitSpace, max((size.Height-keys.MinSize().Height)/2, 0)))
}

func (footing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	buttons := objects[0].MinSize()
	return fyne.NewSize(buttons.Width+splitSpace+look.Scaled(60), max(buttons.Height, objects[1].MinSize().Height))
}

// split gives the questions a little more than half of the width.
type split struct{}

const splitSpace = 16

func (split) sides(width float32) (left, right float32) {
	left = (width - splitSpace) * 0.58
	return left, width - splitSpace - left
}

func (s split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := s.sides(size.Width)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+splitSpace, 0))
	objects[1].Resize(fyne.NewSize(right, size.Height))
}

func (split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(look.Scaled(420), 160) }

// gaps puts the head above and the buttons below what fills the rest.
type gaps struct{}

const gap = 8

func (gaps) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, middle, foot := objects[0], objects[1], objects[2]
	head.Resize(fyne.NewSize(size.Width, head.MinSize().Height))
	high := head.MinSize().Height
	head.Resize(fyne.NewSize(size.Width, high))
	head.Move(fyne.NewPos(0, 0))
	foot.Resize(fyne.NewSize(size.Width, foot.MinSize().Height))
	low := foot.MinSize().Height
	foot.Resize(fyne.NewSize(size.Width, low))
	foot.Move(fyne.NewPos(0, size.Height-low))
	middle.Move(fyne.NewPos(0, high+gap))
	middle.Resize(fyne.NewSize(size.Width, max(size.Height-high-low-2*gap, 0)))
}

func (gaps) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		least := object.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size.AddWidthHeight(0, 2*gap)
}
