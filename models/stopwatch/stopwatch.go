// Package stopwatch measures stretches of time. It never says what time it is:
// that is the desk's clock's to tell, which tests and --now can set.
package stopwatch

import "time"

// Watch is a stopwatch that runs. The zero Watch was never started, and has run
// longer than anything.
type Watch struct{ began time.Time }

// Start starts a watch.
func Start() Watch { return Watch{began: time.Now()} }

// Started tells a watch that runs from one that was never started.
func (w Watch) Started() bool { return !w.began.IsZero() }

// Elapsed is how long the watch has run, whatever happens to the machine's clock meanwhile.
func (w Watch) Elapsed() time.Duration { return time.Since(w.began) }
