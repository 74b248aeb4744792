package printer

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"
)

// System is what printing needs of the machine: its programs, and its print system's word.
type System interface {
	// Has tells whether a program is installed.
	Has(name string) bool
	// Run waits for a program and gives all that it said.
	Run(ctx context.Context, name string, arguments ...string) (said string, err error)
	// Start begins a program that may go on for long, and gives the error of one
	// that fails at once.
	Start(ctx context.Context, name string, arguments ...string) error
	// Job asks the print system what a job is doing; [ErrForgotten] where it knows
	// no job of that number.
	Job(ctx context.Context, number int) (Job, error)
}

// Programs are the programs of the machine that this one runs on, and its print system (CUPS).
type Programs struct{}

// Has looks a program up in the PATH.
func (Programs) Has(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

// Run waits for a program; it speaks English, so that its answers can be told apart.
func (Programs) Run(ctx context.Context, name string, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, name, arguments...) //nolint:gosec // the names are this package's own
	command.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=C")
	command.WaitDelay = time.Second
	said, err := command.CombinedOutput()
	return string(said), err
}

// soon is how long a program that cannot do its work takes to say so.
const soon = 2 * time.Second

// Start begins a program and leaves it running. It is not ended with the context:
// a viewer stays open as long as its user wants.
func (Programs) Start(ctx context.Context, name string, arguments ...string) error {
	command := exec.Command(name, arguments...) //nolint:gosec,noctx // see above
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return err
		}
		return nil
	case <-ctx.Done():
		return nil
	case <-time.After(soon):
		return nil
	}
}
