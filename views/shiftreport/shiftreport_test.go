package shiftreport_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/shift"
	"nursedesk/views/shiftreport"
)

// The next shift reads on one page what was promised, who called, who waits and
// what was noted; the note is typed, found again after a crash, and signed.
func TestTheReport(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := shiftreport.New(desk, host)
	host.Show(shown, page.Route{Page: page.Shift})
	for _, said := range []string{"Löften som är kvar", "Oavslutat samtal", "Åttan Åttansson"} {
		require.Contains(t, host.Text(), said)
	}
	host.Type("note", "Kylen larmar")
	again := pagetest.NewHost(t, desk)
	host = again
	shown = shiftreport.New(desk, host)
	host.Show(shown, page.Route{Page: page.Shift})
	_, begun, err := desk.ShiftNotes(pagetest.Context(), clock.At)
	require.NoError(t, err)
	require.Equal(t, "Kylen larmar", begun.Text, "what was typed is kept")
	shown.(page.Completer).Complete()
	require.Empty(t, host.Failed)
	require.Equal(t, []string{"Anteckningen är signerad."}, host.Toasts)
	report, err := shift.Read(pagetest.Context(), desk, clock.At)
	require.NoError(t, err)
	require.Equal(t, "Kylen larmar", report.Parts[shift.Notes][0].What)
	require.Equal(t, pagetest.Nurse, report.Parts[shift.Notes][0].Who)
	require.Empty(t, report.Begun.Text)
	for _, part := range []shift.Part{shift.Promises, shift.Calls, shift.Waiting} {
		require.NotEmpty(t, report.Parts[part], part)
	}
	shown.(page.Completer).Complete()
	require.NotEmpty(t, host.Row("note").Problem(), "an empty note is none")

	shown.(page.Printer).Print()
	require.Equal(t, []page.Route{{Page: page.Print, Arg: page.ShiftReport}}, host.Opened)
	document, err := desk.ShiftReport(pagetest.Context(), shift.Paper(report, "Kliniken"))
	require.NoError(t, err)
	require.LessOrEqual(t, document.Pages, 2)
	pagetest.Keep(t, "shift-report.pdf", document.PDF)
}

// The calls stand by level, the most urgent first.
func TestCallsByLevel(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	report, err := shift.Read(pagetest.Context(), desk, clock.At)
	require.NoError(t, err)
	calls, err := desk.Calls(pagetest.Context(), models.CallFilter{From: models.DateOf(clock.At).AddDays(-1).At(0, 0)})
	require.NoError(t, err)
	require.Len(t, report.Parts[shift.Calls], len(calls))
}

// The page is drawn at every size; the pictures are for people.
func TestLooks(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	for _, one := range []struct {
		name    string
		mode    look.Mode
		percent int
	}{{"light", look.Light, 100}, {"dark", look.Dark, 100}, {"large", look.Light, 150}} {
		host := pagetest.NewHostIn(t, desk, one.mode, one.percent)
		host.Show(shiftreport.New(desk, host), page.Route{Page: page.Shift})
		require.Contains(t, host.Text(), "Till nästa pass")
		host.Picture("shift-" + one.name)
	}
}
