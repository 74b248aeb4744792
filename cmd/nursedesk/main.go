// Command nursedesk is the desk: without a sub-command it opens the window,
// with one it does a single thing for IT, cron or a script.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/resources"
	"nursedesk/views/locale"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	useConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, clinic: resources.Files})
	stop()
	os.Exit(status)
}

// run is the whole program, for tests as for main. It gives the exit status.
func run(ctx context.Context, args []string, s streams) int {
	if err := locale.Speak(language()); err != nil {
		_, _ = fmt.Fprintln(s.err, err)
		return exitFailed
	}
	ctx = office.WithPerson(ctx, commandAuthor())
	s.out, s.err = harmless{s.out}, harmless{s.err}
	session := &session{streams: s, starting: phases{since: stopwatch.Start()}}
	root := session.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errToldAlready):
		return exitFailed
	case !session.started || errors.Is(err, errUsage):
		session.complain(err)
		_, _ = fmt.Fprintln(s.err, locale.T("cli.see-help"))
		return exitUsage
	}
	session.complain(err)
	return exitFailed
}

// language is the command line's language, and the window's until one is chosen there: Swedish unless
// the environment or the installer says otherwise.
func language() models.Language {
	named := os.Getenv("NURSEDESK_LANGUAGE")
	if named == "" {
		named = installed("Language")
	}
	chosen, err := locale.Languages().Parse(named)
	if err != nil {
		return models.Swedish
	}
	return chosen
}
