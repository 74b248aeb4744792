package main

import (
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	lastInput = windows.NewLazySystemDLL("user32.dll").NewProc("GetLastInputInfo")
	ticks     = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetTickCount")
)

// idle asks Windows for how long nobody has touched keyboard or mouse.
func idle() (time.Duration, bool) {
	var info struct{ size, at uint32 }
	info.size = uint32(unsafe.Sizeof(info))
	if ok, _, _ := lastInput.Call(uintptr(unsafe.Pointer(&info))); ok == 0 { //nolint:gosec // Windows fills it
		return 0, false
	}
	now, _, _ := ticks.Call()
	return time.Duration(uint32(now)-info.at) * time.Millisecond, true //nolint:gosec // both count around
}
