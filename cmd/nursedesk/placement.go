package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"nursedesk/views"
	"nursedesk/views/preferences"
)

// area is a part of the screens, in their own dots.
type area struct{ x, y, width, height int }

// overlap is how many dots two areas share.
func (a area) overlap(b area) int {
	wide := min(a.x+a.width, b.x+b.width) - max(a.x, b.x)
	high := min(a.y+a.height, b.y+b.height) - max(a.y, b.y)
	return max(wide, 0) * max(high, 0)
}

// screenOf is the screen that has most of a window, or the first where it was on one that is gone.
func screenOf(window area, screens []area) area {
	on := screens[0]
	for _, screen := range screens[1:] {
		if window.overlap(screen) > window.overlap(on) {
			on = screen
		}
	}
	return on
}

// fit puts a window wholly on one screen, no larger than that.
func fit(window, on area) area {
	window.width, window.height = min(window.width, on.width), min(window.height, on.height)
	window.x = min(max(window.x, on.x), on.x+on.width-window.width)
	window.y = min(max(window.y, on.y), on.y+on.height-window.height)
	return window
}

// screens are what the monitors leave for windows, the main one first. Under Wayland it is
// nobody's business but the compositor's.
func screens() (all []area) {
	if glfw.GetPlatform() == glfw.PlatformWayland {
		return nil
	}
	for _, monitor := range glfw.GetMonitors() {
		x, y, width, height := monitor.GetWorkarea()
		all = append(all, area{x, y, width, height})
	}
	return all
}

// show opens the window where it was last, as far as the screens of today have that place.
func show(window *views.Window, kept *preferences.Preferences) {
	window.Show()
	scale, all := window.Window().Canvas().Scale(), screens()
	if len(all) == 0 || scale <= 0 {
		return
	}
	outer, moves := frameOf(window.Window())
	x, y, maximised, known := kept.WindowPlace()
	if moves && known {
		outer.x, outer.y = x, y
	}
	on := screenOf(outer, all)
	most := fyne.NewSize(float32(on.width)/scale, float32(on.height)/scale)
	window.Within(most)
	if moves {
		moveTo(window.Window(), fit(outer, on), known && maximised)
		return
	}
	window.Window().Resize(kept.WindowSize().Min(most))
}

// keepPlace writes down where the window is, where the system says so.
func keepPlace(window fyne.Window, kept *preferences.Preferences) {
	if outer, known := frameOf(window); known {
		kept.SetWindowPlace(outer.x, outer.y, isMaximised(window))
	}
}
