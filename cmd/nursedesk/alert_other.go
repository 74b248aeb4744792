//go:build !windows

package main

import (
	"fmt"
	"os"
	"os/exec"
)

// alert says something without a window of ours: on stderr, and as a
// notification where the system shows them. The text is constant: no patient data.
func alert(title, text string) {
	_, _ = fmt.Fprintln(os.Stderr, title+": "+text)
	if notify, err := exec.LookPath("notify-send"); err == nil {
		_ = exec.Command(notify, "--urgency=critical", title, text).Run() //nolint:gosec // a program of the system, with our own words
	}
}
