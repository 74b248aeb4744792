package today

import (
	"time"

	"nursedesk/views/background"
)

// presses tells a key that is held down from one that is pressed again. Held
// down, Ctrl+Enter would do one row after the other, unread.
type presses struct {
	runner background.Runner
	held   bool
	stop   func()
}

// release is how long no press must come before the next one counts.
const release = 300 * time.Millisecond

// repeated tells whether the press follows too closely on the one before.
func (p *presses) repeated() bool {
	before := p.held
	if p.stop != nil {
		p.stop()
	}
	p.held = true
	p.stop = p.runner.Later(release, func() { p.held = false })
	return before
}
