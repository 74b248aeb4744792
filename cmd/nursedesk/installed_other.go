//go:build !windows

package main

// installed gives nothing where installers ask nothing.
func installed(string) string { return "" }

// useSoftwareOpenGL is Windows' affair: elsewhere the system has OpenGL in software by itself.
func useSoftwareOpenGL() bool { return false }
