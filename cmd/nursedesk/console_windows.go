package main

import (
	"os"
	"syscall"
)

// attachParentProcess is the console of whoever started the program, for AttachConsole.
const attachParentProcess = ^uintptr(0)

// useConsole lets the commands speak in the console that they were typed in: a
// program with a window has none of its own on Windows. What was redirected to a
// file or another program stays so.
func useConsole() {
	if _, err := os.Stdout.Stat(); err == nil {
		return
	}
	attached, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("AttachConsole").Call(attachParentProcess)
	if attached == 0 {
		return // started from the desktop
	}
	if console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
		os.Stdout, os.Stderr = console, console
	}
}
