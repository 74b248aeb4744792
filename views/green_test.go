package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Each place that draws something green, and what keeps it from standing on what is no longer
// true. Whoever adds one says here which test shows when it stops being green.
var green = map[string]string{
	"settings/several.go":    "a server that has just answered; another address takes it away",
	"tasks/explain.go":       "an approval of this very row: TestAnApprovedRuleIsNotMarked",
	"patient/dates.go":       "the same, for a date",
	"rules/words.go":         "the same, on Regler; a changed row loses it: app/approvals",
	"holds/words.go":         "a hold that is Settled: TestAHoldLooksSettledOnlyWhereItIs in app goes through all states",
	"patient/sheetspart.go":  "a sheet that says what is so: SheetStatus",
	"patient/bookingcard.go": "a performed procedure; a sheet given that says what is so",
	"daysheets/list.go":      "a sheet that has just come out, or says what is so: SheetStatus",
	"patient/callspart.go":   "a caller who was reached: TestWhoWasCalledBack",
	"calls/entry.go":         "a call whose callback is closed",
	"bookings/filters.go":    "a performed procedure",
	"settings/data.go":       "what has just been done on this page",
	"readiness/board.go":     "a performed procedure",
	"importing/finds.go":     "a line that has just been imported on this page",
	"marks/words.go":         "a mark of the readiness board, drawn from what is true now: app/readiness_test.go",
	"widgets/pill.go":        "a task that is closed",
}

// Every green mark is listed above: one that nobody thought about is how a mark comes to
// stand on something untrue.
func TestEveryGreenMarkIsThoughtAbout(t *testing.T) {
	found := map[string]bool{}
	require.NoError(t, filepath.WalkDir(".", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		for line := range strings.Lines(string(content)) {
			code, _, _ := strings.Cut(line, "//")
			if strings.Contains(code, "look.Done") && !strings.Contains(code, "case look.Done") && !strings.Contains(code, "[]look.Status{") {
				found[filepath.ToSlash(path)] = true
			}
		}
		return nil
	}))
	for path := range found {
		require.Contains(t, green, path, "says nowhere when its green mark becomes untrue")
	}
	for path := range green {
		require.True(t, found[path], "%s draws nothing green", path)
	}
}
