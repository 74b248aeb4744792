//go:build !windows

package main

// useConsole does nothing where every program has the console it was started from.
func useConsole() {}
