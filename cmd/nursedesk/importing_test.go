package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// clinicFiles runs commands on files that a clinic might hand over, in one database.
type clinicFiles struct {
	t        *testing.T
	database string
}

func newClinicFiles(t *testing.T) clinicFiles { t.Helper(); return clinicFiles{t, newDatabase(t)} }

func (c clinicFiles) run(args ...string) result {
	c.t.Helper()
	return command(c.t, c.database, append([]string{"--now", "2026-11-28T08:00:00+01:00"}, args...)...)
}

// answers runs a command that asks something.
func (c clinicFiles) answers(said string, args ...string) result {
	c.t.Helper()
	return typed(c.t, c.database, said, append([]string{"--now", "2026-11-28T08:00:00+01:00"}, args...)...)
}

func (c clinicFiles) imports(name string, flags ...string) result {
	c.t.Helper()
	return c.run(append([]string{"import", filepath.Join("testdata", "import", name)}, flags...)...)
}

func (c clinicFiles) bookings() []map[string]any {
	c.t.Helper()
	return decode[[]map[string]any](c.t, c.run("bookings", "--json").done(c.t))
}

// told is what a command that did its work said of the lines.
func (r result) told(t *testing.T, status int) string {
	t.Helper()
	require.Equal(t, status, r.status, r.err)
	return r.err + r.out
}

// A changed line is told field by field, and written only where that is asked for.
func TestImportChangedLine(t *testing.T) {
	files := newClinicFiles(t)
	files.imports("move1.csv").done(t)
	for _, flags := range [][]string{{"--dry-run"}, nil} {
		told := files.imports("changed.csv", flags...).told(t, exitDone)
		for _, difference := range []string{
			"phone: 070-174 06 05 → 070-174 06 99", "email: anna@example.org → ny@example.org", "language: sv → en",
			"surgeon: Dr Ek → Dr Al", "theatre: Sal 1 → Sal 2", "medicines: B01AA03 → B01AF02, B01AC06", "conditions: – → insulin",
			"Ändrade: 1 (kvar som de var",
		} {
			require.Contains(t, told, difference)
		}
		require.Equal(t, "Dr Ek", files.bookings()[0]["surgeon"])
	}
	files.imports("changed.csv", "--update").told(t, exitDone)
	booking := files.bookings()[0]
	require.Equal(t, "Dr Al", booking["surgeon"])
	require.Equal(t, []any{"B01AF02", "B01AC06"}, booking["medicines"])
	require.Equal(t, "+46701740699", booking["phone"])
	require.Contains(t, files.imports("changed.csv").told(t, exitDone), "Fanns redan: 1")
}

// What was moved or cancelled here is told, and neither doubled nor booked again unasked.
func TestImportAgainAfterMoveAndCancel(t *testing.T) {
	files := newClinicFiles(t)
	files.imports("move1.csv").done(t)
	files.run("move", "1", "--to", "2026-12-16T10:00").done(t)
	told := files.imports("move1.csv").told(t, exitDone)
	require.Contains(t, told, "flyttad")
	require.Contains(t, told, "16 dec")
	require.Len(t, files.bookings(), 1)

	files = newClinicFiles(t)
	files.imports("move1.csv").done(t)
	files.answers("sjuk\n", "cancel", "1").done(t)
	require.Contains(t, files.imports("move1.csv").told(t, exitDone), "avbokad")
	require.Len(t, files.bookings(), 1)
	files.imports("move1.csv", "--rebook").told(t, exitDone)
	require.Len(t, files.bookings(), 2)
	require.Contains(t, files.imports("move1.csv").told(t, exitDone), "Fanns redan: 1")
}

// Two in one theatre, with one surgeon, or in a pause that should have begun: nothing is
// kept until somebody has accepted it.
func TestImportWarnings(t *testing.T) {
	files := newClinicFiles(t)
	files.imports("move1.csv").done(t)
	told := files.imports("clash.csv").told(t, exitFailed)
	require.Contains(t, told, "Salen är upptagen kl. 08:30 (Anna Ek)")
	require.Contains(t, told, "Läkaren är upptagen kl. 08:30 (Anna Ek)")
	require.Len(t, files.bookings(), 1)
	told = files.imports("clash.csv", "--accept-warnings").told(t, exitFailed)
	require.Contains(t, told, "Bokningar i en sal som är upptagen: 1.")
	require.Contains(t, told, "--theatre-reason")
	require.Len(t, files.bookings(), 1)
	files.answers("två bord\n", "import", filepath.Join("testdata", "import", "clash.csv"), "--accept-warnings", "--theatre-reason").told(t, exitDone)
	require.Len(t, files.bookings(), 2)

	files = newClinicFiles(t)
	told = files.imports("days.csv", "--dry-run").told(t, exitDone)
	warned := map[string]string{}
	for _, line := range strings.Split(told, "\n") {
		if number, text, ok := strings.Cut(line, ": "); ok {
			warned[number] += text + "\n"
		}
	}
	require.Contains(t, warned["Rad 2"], "helgdag: fre 25 dec 2026")
	require.Contains(t, warned["Rad 3"], "lördag")
	require.Contains(t, warned["Rad 4"], "Waran")
	require.Equal(t, exitFailed, files.imports("days.csv").status)
	require.Empty(t, files.bookings())
}

// Names of theatres and surgeons are one however they are written, on a move as on import.
func TestMoveOntoTakenTheatre(t *testing.T) {
	files := newClinicFiles(t)
	files.imports("mv.csv").told(t, exitDone)
	told := files.run("move", "3", "--to", "2026-12-14T08:30").told(t, exitFailed)
	require.Contains(t, told, "Salen är upptagen kl. 08:30 (Anna Ek)")
	require.Equal(t, "2026-12-14T12:30:00+01:00", files.bookings()[2]["start"])
	require.Contains(t, files.run("move", "3", "--to", "2026-12-14T08:30", "--accept-warnings").told(t, exitFailed), "--theatre-reason")
	require.NotZero(t, files.answers("\n", "move", "3", "--to", "2026-12-14T08:30", "--accept-warnings", "--theatre-reason").status, "a reason of nothing is none")
	files.answers("två bord\n", "move", "3", "--to", "2026-12-14T08:30", "--accept-warnings", "--theatre-reason").told(t, exitDone)
}

// What spreadsheets and people write is read; what is refused is refused with its reason.
func TestImportFilesOfClinics(t *testing.T) {
	for name, want := range map[string]struct {
		status, bookings int
		told             []string
	}{
		"coord.csv":      {exitDone, 5, nil},
		"cp850.csv":      {exitFailed, 0, []string{"Rad 2", "8F"}},
		"sep.csv":        {exitDone, 1, nil},
		"blankfirst.csv": {exitDone, 1, nil},
		"tab.csv":        {exitDone, 1, nil},
		"dblspace.csv":   {exitDone, 1, []string{"Fanns redan: 2"}},
		"amlo.csv":       {exitDone, 3, nil},
		"hours.csv": {exitFailed, 0, []string{
			"Rad 4: start: Skriv starten", "Rad 5: start: 46370,354166 är kalkylprogrammets tal", "Rad 6: start: Klockslaget saknas",
			"Rad 7: start: Skriv starten", "Rad 8: start: Skriv starten", "Fel: 5",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			files := newClinicFiles(t)
			told := files.imports(name).told(t, want.status)
			for _, text := range want.told {
				require.Contains(t, told, text)
			}
			require.Len(t, files.bookings(), want.bookings)
		})
	}
}

// One person stays one, or is asked about: capitals, letters composed otherwise, a
// number that becomes known later.
func TestImportOnePerson(t *testing.T) {
	files := newClinicFiles(t)
	files.imports("nfc.csv").told(t, exitDone)
	require.Contains(t, files.imports("case.csv").told(t, exitDone), "Fanns redan: 1")
	told := files.imports("numberlater.csv").told(t, exitFailed)
	require.Contains(t, told, "Är det samma person?")
	require.Len(t, files.bookings(), 1)
}
