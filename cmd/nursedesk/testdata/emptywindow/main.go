// Command emptywindow is the least that a window of this toolkit takes: one
// label, in a window as large as the desk's. The benchmarks put the desk beside it.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	window := app.NewWithID("se.nursedesk.emptywindow").NewWindow("Empty")
	window.SetContent(widget.NewLabel("Empty"))
	window.Resize(fyne.NewSize(1280, 800))
	window.ShowAndRun()
}
