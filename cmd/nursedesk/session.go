package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/user"
	"sync"
	"time"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/preview"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views/locale"
)

var (
	// errUsage marks what the caller wrote wrongly: exit status 2.
	errUsage = errors.New("usage")
	// errToldAlready ends a command that has said on stderr what is wrong.
	errToldAlready = errors.New("told already")
)

type streams struct {
	in       io.Reader
	out, err io.Writer
	clinic   fs.FS // what the clinic believes: s.clinic, but for tests
}

// session is one run of the program: the global flags and what they lead to.
type session struct {
	streams
	starting phases
	started  bool // the command's own work has begun: errors are no longer usage
	database string
	now      string
	anew     bool // a new database may begin where one was

	lines *bufio.Reader // what is typed or handed over; nil until a line is asked for

	withoutCopy bool // the tables may change without a backup before

	clockOff time.Duration // how far the server's clock is ahead of this computer's

	tellsStories bool // the command's patients are made up, with days of their own

	trialOf string // the database from which the made-up patients of this window were opened; "" for none

	sheetTexts string // the folder of the clinic's own sheet texts

	first *firstWindow // the window's claim; nil where it could not be made

	pictures *preview.Renderer // draws papers in the window; nil for a command

	reading sync.Once // of the rules, which may begin before anyone waits for them
	read    office.Rules
	unread  error
}

// misused says that a flag's value can't be understood.
func misused(flag string, err error) error {
	return &usageError{flag: flag, err: err}
}

// usageError is what is wrong with one flag.
type usageError struct {
	flag string
	err  error
}

func (e *usageError) Error() string { return "--" + e.flag + ": " + e.err.Error() }

// Unwrap makes it errUsage as well as what is wrong.
func (e *usageError) Unwrap() []error { return []error{errUsage, e.err} }

func (s *session) complain(err error) {
	var problem *models.Problem
	var problems models.Problems
	text := err.Error()
	if errors.As(err, &problems) || errors.As(err, &problem) {
		text = locale.Problem(err)
		if problem != nil && problem.Cause != nil {
			text += " (" + problem.Cause.Error() + ")"
		}
	}
	var usage *usageError
	if errors.As(err, &usage) {
		text = "--" + usage.flag + ": " + text
	}
	s.say("nursedesk: %s", text)
}

// say writes a line for a person, so that output stays clean for programs.
func (s *session) say(format string, values ...any) {
	_, _ = fmt.Fprintf(s.err, format+"\n", values...)
}

func (s *session) write(format string, values ...any) error {
	_, err := fmt.Fprintf(s.out, format, values...)
	return err
}

func (s *session) writeJSON(value any) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

func (s *session) clock() (office.Clock, error) {
	if s.now == "" {
		return office.SystemClock(), nil
	}
	start, err := bookings.ParseStart(s.now)
	if err != nil {
		return nil, misused("now", err)
	}
	return office.ClockFrom(start), nil
}

// params opens the database and reads the rules. Call the returned function at the end.
func (s *session) params(ctx context.Context, log *slog.Logger) (office.Params, func(), error) {
	clock, err := s.clock()
	if err != nil {
		return office.Params{}, nil, err
	}
	rules, err := s.rules()
	if err != nil {
		return office.Params{}, nil, err
	}
	s.starting.done("rules")
	where, err := s.location()
	if err != nil {
		return office.Params{}, nil, err
	}
	kept, err := s.openStore(ctx, where, store.Options{Log: log, Now: clock.Now, MadeUpTime: s.madeUpTime()})
	if err != nil {
		return office.Params{}, nil, err
	}
	finish := func() {
		if err := kept.Close(); err != nil {
			log.Error("close the database", "error", err)
		}
	}
	if !s.madeUpTime() {
		if s.clockOff, err = kept.ClockOff(ctx, clock.Now); err != nil {
			finish()
			return office.Params{}, nil, err
		}
		clock = office.ClockAhead(s.clockOff)
	}
	return office.Params{Store: kept, Rules: rules, Clock: clock, Place: computer()}, finish, nil
}

// madeUpTime tells whether this run's clock may show what the system's does not.
func (s *session) madeUpTime() bool { return s.now != "" || s.tellsStories }

// openStore opens the database and remembers that it is there.
func (s *session) openStore(ctx context.Context, where string, options store.Options) (opened *store.Store, err error) {
	if !s.anew {
		if options.Known, err = isKnown(where); err != nil {
			return nil, err
		}
	}
	if options.Password, err = password(where); err != nil {
		return nil, err
	}
	options.BeforeUpgrade = s.beforeUpgrade
	if options.DumpAt, err = pgDump(); err != nil {
		return nil, err
	}
	if opened, err = store.Open(ctx, where, options); err != nil {
		return nil, err
	}
	if err := remember(opened); err != nil {
		options.Log.Warn("remember the database", "error", err)
	}
	return opened, nil
}

// command is params for a command, which on a server has to run under an account that stands for somebody.
func (s *session) command(ctx context.Context) (office.Params, func(), error) {
	params, finish, err := s.params(ctx, quiet())
	if err != nil {
		return params, finish, err
	}
	if err := office.CheckAccount(ctx, params.Store); err != nil {
		finish()
		return office.Params{}, nil, err
	}
	return params, finish, nil
}

// withDesk runs one command at a desk of its own.
func (s *session) withDesk(ctx context.Context, do func(*app.Desk) error) error {
	params, finish, err := s.command(ctx)
	if err != nil {
		return err
	}
	defer finish()
	if warnings := s.warnings(ctx, params.Store); len(warnings) > 0 {
		s.say("%s", locale.Problem(warnings))
	}
	if err := params.Store.Verify(ctx); err != nil {
		return err
	}
	desk, err := app.New(ctx, params)
	if err != nil {
		return err
	}
	_ = s.tellRestored(ctx, desk) // a command that only reads a file does so also where nothing can be written
	return do(desk)
}

// mostClockOff is how far a computer's clock may be from the server's without a word.
const mostClockOff = time.Minute

// warnings are what may go wrong soon, to be told at start.
func (s *session) warnings(ctx context.Context, opened *store.Store) models.Problems {
	var warnings models.Problems
	warnings.Add("", s.clockWarning())
	found, _ := opened.Warnings(ctx) // what else is wrong is told by what is done next
	return append(warnings, found...)
}

// clockWarning says that this computer's clock is wrong; nil where it is not.
func (s *session) clockWarning() error {
	minutes := int(s.clockOff.Abs().Round(time.Minute).Minutes())
	switch {
	case s.clockOff > mostClockOff:
		return models.Warning("clock-behind", "", map[string]any{"minutes": minutes})
	case s.clockOff < -mostClockOff:
		return models.Warning("clock-ahead", "", map[string]any{"minutes": minutes})
	case s.now == "":
		return beforeProgram(office.SystemClock().Now(), builtAt())
	}
	return nil
}

// beforeProgram says that a computer's clock shows a day on which the program had not been made, as
// one does that has forgotten the time; nil where it need not be wrong.
func beforeProgram(now, built time.Time) error {
	if !now.Before(built.AddDate(0, 0, -1)) {
		return nil
	}
	return models.Warning("clock-before-program", "", map[string]any{"day": models.DateOf(now)})
}

// computer is what this one is called in its network, "" where it has no name.
func computer() string {
	name, _ := os.Hostname()
	return name
}

// commandAuthor is who acts on the command line: the operating system's account, or
// whoever of the staff it stands for.
func commandAuthor() office.Person {
	person := office.Person{Name: locale.T("cli.author")}
	if person.Account = account(); person.Account != "" {
		person.Name += " (" + person.Account + ")"
	}
	return person
}

// account is that of the operating system under which this program runs, "" where it has none.
func account() string {
	who, err := user.Current()
	if err != nil {
		return ""
	}
	return who.Username
}

// local writes an instant as RFC 3339 with Stockholm's offset; a nil one is "".
func local(t *time.Time) string {
	if t == nil || t.IsZero() {
		return ""
	}
	return t.In(models.Stockholm).Format(time.RFC3339)
}

// quiet is the log of a command: what goes wrong is said on stderr.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
