package shiftreport_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/models"
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
	require.Equal(t, 1, document.Pages, "an ordinary day is one page")
	pagetest.Keep(t, "shift-report.pdf", document.PDF)
}

// manyCalls is a desk with calls of every level, told in another order.
type manyCalls struct {
	*app.Desk
	calls []models.CallRow
}

func (m manyCalls) Calls(context.Context, models.CallFilter) ([]models.CallRow, error) {
	return slices.Clone(m.calls), nil
}

// The calls stand by level, the most urgent first, and within one by when they were made;
// a call without a level comes last.
func TestCallsByLevel(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, "2026-11-23")
	told := manyCalls{Desk: desk}
	for hour, level := range []string{"L4", "", "L3", "L1", "L5", "L3", "L2"} {
		row := models.CallRow{GivenName: strconv.Itoa(hour)}
		row.Level, row.At = level, models.DateOf(clock.At).At(hour, 0)
		told.calls = append(told.calls, row)
	}
	slices.Reverse(told.calls)
	report, err := shift.Read(pagetest.Context(), told, clock.At)
	require.NoError(t, err)
	var order []string
	for _, line := range report.Parts[shift.Calls] {
		order = append(order, line.Who)
	}
	require.Equal(t, []string{"3", "6", "2", "5", "0", "4", "1"}, order)
}

// The page is drawn at every size; the pictures are for people.
func TestLooks(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	for _, one := range pagetest.Looks {
		host := pagetest.NewHostIn(t, desk, one.Mode, one.Percent)
		host.Show(shiftreport.New(desk, host), page.Route{Page: page.Shift})
		require.Contains(t, host.Text(), "Till nästa pass")
		host.Picture("shift-" + one.Name)
	}
}
