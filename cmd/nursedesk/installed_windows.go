package main

import (
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// installed gives what was given to the installer by that name, or "".
func installed(name string) string {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `Software\Nursedesk`, registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return ""
	}
	defer func() { _ = key.Close() }()
	value, _, err := key.GetStringValue(name)
	if err != nil {
		return ""
	}
	return value
}

// softwareOpenGL marks a program that was started again with OpenGL in software.
const softwareOpenGL = "NURSEDESK_SOFTWARE_OPENGL"

// useSoftwareOpenGL makes the next start of the program use Mesa's opengl32.dll, where it lies in
// the folder opengl beside the program. It tells whether that is worth a try: once.
func useSoftwareOpenGL() bool {
	program, err := os.Executable()
	if err != nil || os.Getenv(softwareOpenGL) != "" {
		return false
	}
	folder := filepath.Join(filepath.Dir(program), "opengl")
	if _, err := os.Stat(filepath.Join(folder, "opengl32.dll")); err != nil {
		return false
	}
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil || os.Setenv(softwareOpenGL, "1") != nil {
		return false
	}
	// A program that is started from here looks there for its libraries, before the system's folder.
	set, _, _ := windows.NewLazySystemDLL("kernel32.dll").NewProc("SetDllDirectoryW").Call(uintptr(unsafe.Pointer(path))) //nolint:gosec // the system's call takes pointers
	return set != 0
}
