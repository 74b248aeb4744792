//go:build !linux && !windows

package main

import "time"

// idle is not known here: the window locks itself when it is left for another one.
func idle() (time.Duration, bool) { return 0, false }
