package printer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"nursedesk/models"
)

// answers are what the print system says, in English as the commands are run,
// and the problem that each of them is.
var answers = []struct{ said, code string }{
	{"printer or class does not exist", "print.unknown-printer"},
	{"unknown destination", "print.unknown-printer"},
	{"invalid destination", "print.unknown-printer"},
	{"no default destination", "print.no-default"},
	{"no destinations added", "print.no-default"},
	{"not accepting jobs", "print.not-accepting"},
	{"unable to connect", "print.no-service"},
	{"connection refused", "print.no-service"},
	{"bad file descriptor", "print.no-service"},
	{"scheduler not responding", "print.no-service"},
	{notRunning, "print.no-service"},
	{"no space left", "print.disk-full"},
	{"too many copies", "print.copies"},
}

// refusal says in words why the print system took no job.
func refusal(ctx context.Context, said, queue string, err error) error {
	said = strings.TrimSpace(said)
	code := "print.failed"
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		code = "print.slow"
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("print: %w", context.Canceled)
	default:
		for _, answer := range answers {
			if strings.Contains(strings.ToLower(said), answer.said) {
				code = answer.code
				break
			}
		}
	}
	return &models.Problem{
		Code:   code,
		Values: map[string]any{"printer": queue, "text": said, "limit": MostCopies},
		Cause:  err,
	}
}
