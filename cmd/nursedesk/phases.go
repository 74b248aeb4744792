package main

import (
	"time"

	"nursedesk/models/stopwatch"
)

// phases tell where the time of a start goes, for the log's word on the first frame.
type phases struct {
	since stopwatch.Watch
	last  time.Duration
	took  []any
}

// done ends a phase: what has passed since the one before.
func (p *phases) done(name string) {
	now := p.since.Elapsed()
	p.took = append(p.took, name, (now - p.last).Round(time.Millisecond))
	p.last = now
}

// all is the whole start, then each phase by name.
func (p *phases) all() []any {
	return append([]any{"after", p.last.Round(time.Millisecond)}, p.took...)
}
