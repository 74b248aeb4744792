package newbooking

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/planview"
	"nursedesk/views/widgets"
)

// planSide is the plan beside the form: warnings on top, then what is proposed for
// each medicine, then every date.
type planSide struct {
	desk     Desk
	warnings *widgets.Banner
	nothing  fyne.CanvasObject
	holds    *fyne.Container
	dates    *fyne.Container
	column   *fyne.Container
	scroll   *container.Scroll
}

func newPlanSide(desk Desk) *planSide {
	s := &planSide{
		desk:     desk,
		warnings: widgets.NewBanner(look.DueToday),
		nothing:  widgets.NewParagraph(locale.T("newbooking.no-plan")).Ink(look.Muted),
		holds:    widgets.NewColumn(6),
		dates:    container.NewStack(),
	}
	s.column = widgets.NewColumn(6,
		section("plan"), s.warnings, s.nothing, s.holds, s.dates)
	s.scroll = container.NewVScroll(container.New(besideBar, s.column))
	return s
}

// show draws a preview; new warnings are brought into view.
func (s *planSide) show(preview bookings.Preview) {
	lines := planview.Warnings(preview.Warnings)
	if len(lines) != len(s.warnings.Lines()) {
		s.scroll.ScrollToTop()
	}
	s.warnings.SetLines(lines...)
	s.dates.Objects, s.holds.Objects = nil, nil
	if preview.Plan == nil {
		s.nothing.Show()
	} else {
		s.nothing.Hide()
		if len(preview.Holds) > 0 {
			s.holds.Add(widgets.NewParagraph(locale.T("newbooking.holds")).Bold())
			s.holds.Add(planview.Holds(s.desk, preview.Holds, models.DateOf(preview.Plan.Start)))
		}
		s.dates.Add(planview.Plan(preview.Protocol.Title, *preview.Plan))
	}
	s.holds.Hidden = len(s.holds.Objects) == 0
	s.column.Refresh()
	s.scroll.Refresh()
}
