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

// lookUp is how long the nurse needs to see that another row stands in the place of the one
// she was about to act on.
const lookUp = time.Second

// moved says that another desk has taken the row away that the next press is meant for.
func (p *presses) moved() { p.hold(lookUp) }

func (p *presses) hold(long time.Duration) {
	if p.stop != nil {
		p.stop()
	}
	p.held = true
	p.stop = p.runner.Later(long, func() { p.held = false })
}

// repeated tells whether the press follows too closely on the one before.
func (p *presses) repeated() bool {
	before := p.held
	p.hold(release)
	return before
}
