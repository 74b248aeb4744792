package main

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

const messageBoxError = 0x10

// alert says something without a window of ours, in the system's own message box.
func alert(title, text string) {
	_, _ = fmt.Fprintln(os.Stderr, title+": "+text)
	caption, err := syscall.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	message, err := syscall.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	box := syscall.NewLazyDLL("user32.dll").NewProc("MessageBoxW")
	//nolint:gosec // the system's call takes pointers
	_, _, _ = box.Call(0, uintptr(unsafe.Pointer(message)), uintptr(unsafe.Pointer(caption)), messageBoxError)
}
