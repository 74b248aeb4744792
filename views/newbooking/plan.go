package newbooking

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/planview"
	"nursedesk/views/widgets"
)

// planSide is the plan beside the form: warnings on top, then every date.
type planSide struct {
	warnings *widgets.Banner
	nothing  fyne.CanvasObject
	dates    *fyne.Container
	column   *fyne.Container
	scroll   *container.Scroll
}

func newPlanSide() *planSide {
	s := &planSide{
		warnings: widgets.NewBanner(look.DueToday),
		nothing:  widgets.NewParagraph(locale.T("newbooking.no-plan")).Ink(look.Muted),
		dates:    container.NewStack(),
	}
	s.column = widgets.NewStacked(6,
		section("plan"), s.warnings, s.nothing, s.dates)
	s.scroll = container.NewVScroll(container.New(besideBar, s.column))
	return s
}

// show draws a preview; new warnings are brought into view.
func (s *planSide) show(preview app.Preview) {
	lines := planview.Warnings(preview.Warnings)
	if len(lines) != len(s.warnings.Lines()) {
		s.scroll.ScrollToTop()
	}
	s.warnings.SetLines(lines...)
	s.dates.Objects = nil
	if preview.Plan == nil {
		s.nothing.Show()
	} else {
		s.nothing.Hide()
		s.dates.Add(planview.Plan(preview.Protocol.Title, *preview.Plan))
	}
	s.column.Refresh()
	s.scroll.Refresh()
}
