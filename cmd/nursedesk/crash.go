package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"nursedesk/app/office"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// afterCrash carries the report's file and the page to a program that begins again after a fault,
// as an environment variable of two lines.
const afterCrash = "NURSEDESK_AFTER_CRASH"

// tooSoon is how long a window must have been there for another to be started after a fault: one that
// can't even open must not begin again for ever.
const tooSoon = 20 * time.Second

// errCrashed ends a program that could not go on.
var errCrashed = errors.New("the program ended by a fault")

// crashReport tells where it went wrong and never with what: a value may be a patient's. Pointers and
// numbers of the stack say nothing to anybody.
func crashReport(broken any) string {
	kind := fmt.Sprintf("%T", broken)
	var fault runtime.Error
	if err, ok := broken.(error); ok && errors.As(err, &fault) {
		kind += ": " + fault.Error() // an index or a nil pointer
	}
	return fmt.Sprintf("nursedesk %s%s, %s, %s/%s\n%s\n\n%s",
		version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH, kind, debug.Stack())
}

// writeCrashReport keeps a report beside the log. Without a place for it there is none.
func writeCrashReport(report string) (path string) {
	name := "crash-" + office.SystemClock().Now().Format("20060102-150405") + ".txt"
	path, err := xdg.StateFile(filepath.Join("nursedesk", name))
	if err != nil {
		return ""
	}
	if err := os.WriteFile(path, []byte(report), 0o600); err != nil {
		return ""
	}
	return path
}

// recovered ends a program that went wrong on the screen's goroutine: it writes a report and
// starts another in its place, which opens the same page. What was typed lies in the database.
// ran is how long the window had been there.
func (s *session) recovered(broken any, log *slog.Logger, ran time.Duration, at page.Name) error {
	report := writeCrashReport(crashReport(broken))
	log.Error("the program ended by a fault", "kind", fmt.Sprintf("%T", broken), "report", report)
	s.first.release()
	if ran < tooSoon {
		alert(locale.T("app.name"), locale.InAll("crash.again", "path", report))
		return errCrashed
	}
	if err := os.Setenv(afterCrash, report+"\n"+string(at)); err != nil {
		return errCrashed
	}
	if err := startAgain(os.Args[1:]); err != nil {
		log.Error("the program can't be started again", "error", err)
		alert(locale.T("app.name"), locale.InAll("crash.again", "path", report))
	}
	return errCrashed
}

// crashedBefore tells of the fault after which this program was started: where its report lies, and
// which page was open.
func crashedBefore() (report string, at page.Name, crashed bool) {
	said, crashed := os.LookupEnv(afterCrash)
	_ = os.Unsetenv(afterCrash) // it is told once
	report, name, _ := strings.Cut(said, "\n")
	return report, page.Name(name), crashed
}
