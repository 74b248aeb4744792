// Package firstframe notices when the window is never painted. Where there is no
// usable OpenGL (a remote desktop, a bare virtual machine) Fyne hangs without a
// window and without a word; the program must say so itself.
package firstframe

import (
	"sync/atomic"
	"time"
)

// Patience is how long the first frame may take: ten times what it takes on a slow PC.
const Patience = 5 * time.Second

// Guard waits for the first frame of one window.
type Guard struct {
	settled atomic.Bool // painted, stopped or failed: whichever came first
	stop    func() bool
}

// Watch waits for Painted. Where it does not come within Patience, failed is
// called, once, on a goroutine of its own: it says so in words that need no
// window, writes a line to the log and ends the program.
func Watch(failed func()) *Guard {
	return watch(failed, func(run func()) (stop func() bool) { return time.AfterFunc(Patience, run).Stop })
}

func watch(failed func(), after func(run func()) (stop func() bool)) *Guard {
	g := &Guard{}
	g.stop = after(func() {
		if g.settled.CompareAndSwap(false, true) {
			failed()
		}
	})
	return g
}

// Painted tells that the window was painted. It may be called again and again,
// on any goroutine.
func (g *Guard) Painted() {
	if g.settled.CompareAndSwap(false, true) {
		g.stop()
	}
}

// Stop ends the waiting: the program ends before it was painted.
func (g *Guard) Stop() { g.Painted() }
