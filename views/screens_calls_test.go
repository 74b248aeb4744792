package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// register draws the register of calls, its filters, a note, and a try that
// nobody answered.
func (g *gallery) register() {
	begun := calls.Draft{Caller: "maken", Phone: "070-174 06 99", Reason: "Feber sedan igår kväll"}
	require.NoError(g.t, g.desk.SaveCallDraft(pagetest.Context(), &begun))
	g.Open(page.Route{Page: page.Calls})
	g.take("calls")
	g.tap(locale.T("calls.filter"))
	g.take("calls-filter")
	g.tap(locale.T("calls.filter"))
	require.NoError(g.t, g.desk.DiscardCall(context.Background(), begun))

	rows, err := g.desk.Calls(context.Background(), models.CallFilter{Level: "L3", Limit: 1})
	require.NoError(g.t, err)
	require.NotEmpty(g.t, rows)
	g.Open(page.Route{Page: page.Calls, ID: rows[0].ID})
	g.take("call-note")
	g.tap(locale.T("calls.add"))
	g.take("call-add")
	g.close()
	g.Open(page.Route{Page: page.Patient, ID: rows[0].PatientID})
	g.tabs().Choose("calls")
	g.take("patient-calls")
	g.Open(page.Route{Page: page.Today})
	g.take("today-urgent")
	g.window.Canvas().Focused().TypedRune([]rune(locale.T("tasks.key.no-answer"))[0])
	require.NotNil(g.t, g.dialog)
	g.take("no-answer")
	g.close()
	clock := g.desk.Clock().(*pagetest.Clock)
	now := clock.At
	for minutes, name := range map[int]string{28: "today-rising", 47: "today-broken"} {
		clock.At = now.Add(time.Duration(minutes) * time.Minute)
		g.Open(page.Route{Page: page.Today})
		g.press(fyne.KeyDown)
		g.take(name)
	}
	clock.At = now
	g.Open(page.Route{Page: page.Today})
}
