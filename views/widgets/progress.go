package widgets

import (
	"context"

	"nursedesk/views/background"
)

// ProgressButton starts work away from the screen and cannot be pressed again
// until it is done; while it works it says so.
type ProgressButton struct {
	*Button
	text, busy string
	runner     background.Runner
	token      background.Token
	running    bool
	// Work is started by the button, away from the screen.
	Work func(ctx context.Context) error
	// OnDone follows on the screen, with what went wrong or nil.
	OnDone func(err error)
}

// NewProgressButton makes the button; busy is its text while it works.
func NewProgressButton(runner background.Runner, text, busy string, work func(context.Context) error, done func(error)) *ProgressButton {
	p := &ProgressButton{text: text, busy: busy, runner: runner, Work: work, OnDone: done}
	p.Button = NewPrimary(text, p.Start)
	return p
}

// Start presses the button.
func (p *ProgressButton) Start() {
	if p.running || p.Disabled() {
		return
	}
	p.running = true
	p.SetText(p.busy)
	p.Disable()
	background.Load(p.runner, &p.token,
		func(ctx context.Context) (struct{}, error) { return struct{}{}, p.Work(ctx) },
		func(_ struct{}, err error) {
			p.running = false
			p.SetText(p.text)
			p.Enable()
			if p.OnDone != nil {
				p.OnDone(err)
			}
		})
}
