package followup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/followup"
	"nursedesk/views/look"
)

// rateStrip draws a rate as a mark on a line, and its 95 % interval as a thin line
// through the mark: long where little was performed. The figures stand beside it.
type rateStrip struct {
	widget.BaseWidget
	rate followup.Rate
	end  float64 // the share at the line's right end
}

func newRateStrip(rate followup.Rate, end float64) *rateStrip {
	s := &rateStrip{rate: rate, end: end}
	s.ExtendBaseWidget(s)
	return s
}

// stripEnds are the shares at which a line may end.
var stripEnds = []float64{0.05, 0.1, 0.2, 0.5, 1}

// stripEnd is where the lines of several rates end, so that they can be compared
// and no interval is cut.
func stripEnd(rates []followup.GroupRate) float64 {
	highest := 0.0
	for _, each := range rates {
		_, high, _ := each.Interval()
		highest = max(highest, high)
	}
	for _, end := range stripEnds {
		if highest <= end {
			return end
		}
	}
	return 1
}

// CreateRenderer implements fyne.Widget.
func (s *rateStrip) CreateRenderer() fyne.WidgetRenderer {
	r := &rateStripRenderer{
		strip: s, axis: canvas.NewRectangle(nil), reach: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil),
	}
	r.Refresh()
	return r
}

type rateStripRenderer struct {
	strip             *rateStrip
	axis, reach, mark *canvas.Rectangle
}

const (
	stripMark  = 9
	stripReach = 3
)

func (r *rateStripRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(60), look.Size(theme.SizeNameText)*1.35)
}

func (r *rateStripRenderer) Layout(size fyne.Size) {
	share, ok := r.strip.rate.Share()
	low, high, _ := r.strip.rate.Interval()
	r.reach.Hidden, r.mark.Hidden = !ok, !ok
	wide, middle := size.Width-stripMark, size.Height/2
	x := func(share float64) float32 { return stripMark/2 + wide*float32(share/r.strip.end) }
	r.axis.Move(fyne.NewPos(x(0), middle))
	r.axis.Resize(fyne.NewSize(wide, 1))
	r.reach.Move(fyne.NewPos(x(low), middle-stripReach/2))
	r.reach.Resize(fyne.NewSize(x(high)-x(low), stripReach))
	r.mark.Move(fyne.NewPos(x(share)-stripMark/2, middle-stripMark/2))
	r.mark.Resize(fyne.NewSquareSize(stripMark))
}

func (r *rateStripRenderer) Refresh() {
	r.axis.FillColor = look.Color(look.Line)
	r.reach.FillColor = look.Color(look.Muted)
	r.mark.FillColor, r.mark.CornerRadius = look.Color(look.Accent), stripMark/2
	r.Layout(r.strip.Size())
	canvas.Refresh(r.strip)
}

func (r *rateStripRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.axis, r.reach, r.mark}
}

func (r *rateStripRenderer) Destroy() {}
