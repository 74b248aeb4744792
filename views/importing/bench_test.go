package importing_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/importing"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// large is a desk that has found something in each of a hundred thousand lines.
type large struct{ report bookings.ImportReport }

func (l *large) MayImport(context.Context) error { return nil }

func (l *large) Import(
	context.Context, bookings.ImportFile, bookings.ImportOptions, func(bookings.ImportProgress),
) (bookings.ImportReport, error) {
	return l.report, nil
}

func newLarge(lines int) *large {
	l := &large{bookings.ImportReport{Lines: lines, Booked: lines / 2, Changed: lines - lines/2, ImportOptions: bookings.ImportOptions{DryRun: true}}}
	for i := range lines {
		row := bookings.ImportRow{Line: i + 2, Finding: bookings.FoundNew, Name: "Tolvan Tolvansson", Start: time.Date(2026, 12, 14, 7, 30, 0, 0, time.UTC)}
		if i%2 == 1 {
			row.Finding, row.Differences = bookings.FoundChanged, []bookings.Difference{{Column: "phone", Old: "1", New: "2"}}
		}
		if row.Warned = i%100 == 0; row.Warned && len(l.report.Warnings) < 500 { // as many as a report lists of a kind
			l.report.Warnings = append(l.report.Warnings, bookings.LineProblem{
				Line: row.Line, Problem: models.Warning("import.other-name", "", map[string]any{"name": "Elvan Elvansson"}),
			})
		}
		l.report.Rows = append(l.report.Rows, row)
	}
	return l
}

// A key press in the list of what was found in a hundred thousand lines: from line to line, a page
// on, to the end and back, and another count.
func BenchmarkKeyOfManyLines(b *testing.B) {
	b.Setenv("HOME", b.TempDir())
	desk, _ := pagetest.NewDesk(b, "2026-11-23")
	host := pagetest.NewHost(b, desk)
	found := importing.New(importing.Params{Desk: newLarge(100_000)}, host)
	file := filepath.Join(b.TempDir(), "stor.csv")
	require.NoError(b, os.WriteFile(file, []byte(heading+tolvan), 0o600))
	host.Show(found, page.Route{Page: page.Import, Arg: file})
	require.Contains(b, host.Text(), "Alla 100")
	for name, keys := range map[string][]fyne.KeyName{
		"line": {fyne.KeyDown, fyne.KeyUp}, "page": {fyne.KeyPageDown, fyne.KeyPageUp}, "end": {fyne.KeyEnd, fyne.KeyHome},
	} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				host.Press(keys[i%2])
			}
		})
	}
	b.Run("count", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			host.Window().Canvas().Focused().TypedRune(rune('1' + i%3))
		}
	})
}
