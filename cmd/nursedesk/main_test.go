package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/adrg/xdg"
)

// TestMain is a program to be killed, where one is asked for, and else gives the program a state folder of its own, so that tests leave
// nothing in the developer's.
func TestMain(m *testing.M) {
	if database := os.Getenv(victimDatabase); database != "" {
		fmt.Fprintln(os.Stderr, work(database)) // it works until it is killed
		os.Exit(1)
	}
	if database := os.Getenv(typistDatabase); database != "" {
		fmt.Fprintln(os.Stderr, typeOn(database))
		os.Exit(1)
	}
	state, err := os.MkdirTemp("", "nursedesk-state-")
	if err == nil {
		err = os.Setenv("XDG_STATE_HOME", state)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	xdg.Reload()
	status := m.Run()
	_ = os.RemoveAll(state)
	os.Exit(status)
}
