package main

import (
	"strconv"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	windowCalls         = windows.NewLazySystemDLL("user32.dll")
	getWindowPlacement  = windowCalls.NewProc("GetWindowPlacement")
	setWindowPos        = windowCalls.NewProc("SetWindowPos")
	showWindow          = windowCalls.NewProc("ShowWindow")
	isZoomed            = windowCalls.NewProc("IsZoomed")
	isIconic            = windowCalls.NewProc("IsIconic")
	setForegroundWindow = windowCalls.NewProc("SetForegroundWindow")
	allowForeground     = windowCalls.NewProc("AllowSetForegroundWindow")
)

const (
	showMaximised = 3
	showRestored  = 9
	noOrder       = 0x4 | 0x10 // of SetWindowPos: neither raised nor given the focus
)

// windowPlacement is WINDOWPLACEMENT: normal is where the window is, or will be once it is
// neither maximised nor iconified.
type windowPlacement struct {
	length, flags, show      uint32
	minX, minY, maxX, maxY   int32
	left, top, right, bottom int32
	_                        [16]byte // some versions of Windows write more
}

// native gives the handle that Windows knows a window by, 0 before there is one.
func native(window fyne.Window) (handle uintptr) {
	if owner, ok := window.(driver.NativeWindow); ok {
		owner.RunNative(func(context any) {
			if own, ok := context.(driver.WindowsWindowContext); ok {
				handle = own.HWND
			}
		})
	}
	return handle
}

// frameOf gives a window with its title and edges.
func frameOf(window fyne.Window) (outer area, known bool) {
	handle := native(window)
	if handle == 0 {
		return area{}, false
	}
	placement := windowPlacement{length: 44}
	//nolint:gosec // the system's call takes pointers
	if found, _, _ := getWindowPlacement.Call(handle, uintptr(unsafe.Pointer(&placement))); found == 0 {
		return area{}, false
	}
	return area{
		int(placement.left), int(placement.top), int(placement.right - placement.left), int(placement.bottom - placement.top),
	}, true
}

func moveTo(window fyne.Window, to area, maximised bool) {
	handle := native(window)
	_, _, _ = setWindowPos.Call(handle, 0, uintptr(to.x), uintptr(to.y), uintptr(to.width), uintptr(to.height), noOrder) //nolint:gosec // dots
	if maximised {
		_, _, _ = showWindow.Call(handle, showMaximised)
	}
}

func isMaximised(window fyne.Window) bool {
	zoomed, _, _ := isZoomed.Call(native(window))
	return zoomed != 0
}

// toFront shows a window that lies behind others or is iconified.
func toFront(window fyne.Window) {
	handle := native(window)
	if iconified, _, _ := isIconic.Call(handle); iconified != 0 {
		_, _, _ = showWindow.Call(handle, showRestored)
	}
	_, _, _ = setForegroundWindow.Call(handle)
	window.RequestFocus()
}

// displayName tells the sessions of one user apart: one at the PC, others over remote desktop.
func displayName() string {
	var session uint32
	if err := windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &session); err != nil {
		return ""
	}
	return strconv.Itoa(int(session))
}

// letToFront lets another process take the front, which Windows allows only whom the user has just started.
func letToFront(process int) { _, _, _ = allowForeground.Call(uintptr(process)) }
