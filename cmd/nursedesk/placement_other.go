//go:build !windows

package main

import (
	"os"

	"fyne.io/fyne/v2"
)

// frameOf knows nothing where a window manager places the windows.
func frameOf(fyne.Window) (outer area, known bool) { return area{}, false }

func moveTo(fyne.Window, area, bool) {}

func isMaximised(fyne.Window) bool { return false }

// toFront shows a window that lies behind others.
func toFront(window fyne.Window) { window.RequestFocus() }

// displayName tells the displays of one user apart.
func displayName() string { return os.Getenv("WAYLAND_DISPLAY") + os.Getenv("DISPLAY") }

// letToFront is Windows' affair.
func letToFront(int) {}
