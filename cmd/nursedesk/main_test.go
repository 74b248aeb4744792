package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/adrg/xdg"
)

// program is the real program, built once for all tests.
var program func() (path string, err error)

func buildProgram(folder string) (string, error) {
	path := filepath.Join(folder, "bin", "nursedesk")
	output, err := exec.Command("go", "build", "-ldflags", "-s -w", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	return path, nil
}

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
	program = sync.OnceValues(func() (string, error) { return buildProgram(state) })
	status := m.Run()
	_ = os.RemoveAll(state)
	os.Exit(status)
}
