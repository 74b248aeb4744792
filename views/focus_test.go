package views

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// area is a part of the window.
type area struct{ left, top, right, bottom float32 }

func areaOf(object fyne.CanvasObject) area {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
	return area{at.X, at.Y, at.X + object.Size().Width, at.Y + object.Size().Height}
}

func (a area) within(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

// leftOf is what of an object is left to be seen by the scrolls that it lies in.
func leftOf(root, wanted fyne.CanvasObject, clip area) (area, bool) {
	if !root.Visible() {
		return area{}, false
	}
	if root == wanted {
		return areaOf(root).within(clip), true
	}
	var children []fyne.CanvasObject
	switch root := root.(type) {
	case *fyne.Container:
		children = root.Objects
	case *container.Scroll:
		children, clip = []fyne.CanvasObject{root.Content}, areaOf(root).within(clip)
	case fyne.Widget:
		children = test.WidgetRenderer(root).Objects()
	}
	for _, child := range children {
		if found, ok := leftOf(child, wanted, clip); ok {
			return found, true
		}
	}
	return area{}, false
}

// Wherever Tab leads in the smallest window, at the largest text too, what has the focus can
// be seen, and looks otherwise than without it.
func TestTheFocusIsAlwaysInSight(t *testing.T) {
	for _, percent := range []int{100, 150} {
		desk, _ := pagetest.NewDemoDesk(t, galleryDay)
		g := newGallery(t, desk, t.TempDir(), look.Light, percent, models.Swedish)
		nian := g.patient("nian")
		for name, route := range map[string]page.Route{
			"Idag": {Page: page.Today}, "new booking": {Page: page.NewBooking, Arg: page.New},
			"call": {Page: page.Call, Arg: page.New}, "patient": {Page: page.Patient, ID: nian},
			"board": {Page: page.Readiness}, "report": {Page: page.Shift}, "settings": {Page: page.Settings},
		} {
			t.Run(fmt.Sprintf("%s %d", name, percent), func(t *testing.T) {
				g.Open(route)
				settle(g.window)
				g.walkByTab(t, percent == 100)
			})
		}
	}
}

// walkByTab goes by Tab once around the page that is shown.
func (g *gallery) walkByTab(t *testing.T, draws bool) {
	t.Helper()
	canvas := g.window.Canvas()
	size := canvas.Size()
	stops := map[fyne.Focusable]bool{}
	drawn := map[string]bool{}
	for {
		canvas.FocusNext()
		focused := canvas.Focused()
		require.NotNil(t, focused)
		if stops[focused] {
			break
		}
		stops[focused] = true
		object := focused.(fyne.CanvasObject)
		part, ok := leftOf(canvas.Content(), object, area{0, 0, size.Width, size.Height})
		require.True(t, ok, "%T is not in the window", focused)
		whole := areaOf(object)
		high := min(whole.bottom-whole.top, 40) // a list or a note may be higher than the window
		require.GreaterOrEqual(t, part.bottom-part.top, high-1, "%T %v: only %v is seen", focused, whole, part)
		require.GreaterOrEqual(t, part.right-part.left, min(whole.right-whole.left, 40)-1, "%T", focused)
		// Fyne shows where the focus is in a text to be selected by what is selected alone.
		if kind := fmt.Sprintf("%T", focused); draws && !drawn[kind] && kind != "*widget.focusSelectable" {
			drawn[kind] = true
			with := canvas.Capture()
			canvas.Unfocus()
			require.True(t, differ(with, canvas.Capture(), part), "%s looks the same with the focus", kind)
			canvas.Focus(focused)
		}
	}
	require.Greater(t, len(stops), 3)
}

// differ tells whether two pictures of the window differ in and just around a part of it.
func differ(one, other image.Image, part area) bool {
	const around = 3
	for y := int(part.top) - around; y < int(part.bottom)+around; y++ {
		for x := int(part.left) - around; x < int(part.right)+around; x++ {
			if one.At(x, y) != other.At(x, y) {
				return true
			}
		}
	}
	return false
}
