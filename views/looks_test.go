package views

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/accesslog"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// Every page that shows a patient's record leaves a row an opening: hand-overs, calls that go on, papers and the
// report to the next shift too. A page that shows nobody leaves none.
func TestLooksOfEveryPage(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	withStaff(t, desk)
	person, err := desk.SignIn(t.Context(), "Åsa Exempel", phrase)
	require.NoError(t, err)
	ctx := office.WithPerson(t.Context(), person)
	looked := Looks(desk)
	count := func() int {
		rows, err := desk.Log(ctx, accesslog.Query{})
		require.NoError(t, err)
		return len(rows)
	}
	kept, err := desk.Calls(ctx, models.CallFilter{Limit: 1})
	require.NoError(t, err)
	draft := calls.Draft{PatientID: kept[0].PatientID, Reason: "prov"}
	require.NoError(t, desk.SaveCallDraft(ctx, &draft))
	document, err := desk.Sheet(ctx, 1, papers.Wanted{})
	require.NoError(t, err)
	document.How = models.SheetPrinted
	require.NoError(t, desk.KeepSheet(ctx, 1, document))
	file, err := desk.Booking(ctx, 1)
	require.NoError(t, err)
	patient := file.Patient.ID

	for _, one := range []struct {
		route page.Route
		kind  models.LookKind
		whose int64
	}{
		{page.Route{Page: page.Patient, ID: patient}, models.LookOpened, patient},
		{page.Route{Page: page.NewBooking, ID: patient, Arg: page.New}, models.LookOpened, patient},
		{page.Route{Page: page.Call, ID: patient, Arg: page.New}, models.LookOpened, patient},
		{page.Route{Page: page.Call, ID: draft.ID, Arg: page.Resume}, models.LookOpened, draft.PatientID},
		{page.Route{Page: page.Calls, ID: kept[0].ID}, models.LookOpened, kept[0].PatientID},
		{page.Route{Page: page.SBAR, ID: kept[0].ID}, models.LookOpened, kept[0].PatientID},
		{page.Route{Page: page.SBAR, ID: draft.ID, Arg: page.Resume}, models.LookOpened, draft.PatientID},
		{page.Route{Page: page.Print, ID: 1}, models.LookSheet, patient},
		{page.Route{Page: page.Print, ID: file.Sheets[0].ID, Arg: page.HandedOut}, models.LookSheet, patient},
		{page.Route{Page: page.Print, ID: kept[0].ID, Arg: page.Handover}, models.LookSheet, kept[0].PatientID},
		{page.Route{Page: page.Print, ID: draft.ID, Arg: page.HandoverNow}, models.LookSheet, draft.PatientID},
	} {
		before := count()
		require.NoError(t, looked(ctx, one.route, false), "%v", one.route)
		require.Equal(t, before+1, count(), "%v: one row an opening", one.route)
		rows, err := desk.Log(ctx, accesslog.Query{PatientID: one.whose})
		require.NoError(t, err)
		newest := rows[0]
		for _, row := range rows {
			if row.ID > newest.ID {
				newest = row
			}
		}
		require.Equal(t, one.kind, newest.Kind, "%v", one.route)
		require.Equal(t, "Åsa Exempel", newest.By)
	}

	patients, err := reported(ctx, desk)
	require.NoError(t, err)
	require.Greater(t, len(patients), 1)
	before := count()
	require.NoError(t, looked(ctx, page.Route{Page: page.Shift}, false))
	require.Equal(t, before+len(patients), count(), "each patient of the report")

	before = count()
	for _, route := range []page.Route{
		{Page: page.Today}, {Page: page.Settings}, {Page: page.NewBooking, Arg: page.New}, {Page: page.Patient}, {Page: page.Print, Arg: page.Decisions},
	} {
		require.NoError(t, looked(ctx, route, false))
	}
	require.Equal(t, before, count())
}

// later is work away from the screen that is only begun.
type later struct{ background.Inline }

func (later) Go(func()) {}

// What an opening waits for because it is logged: the row itself is written away from the screen.
func BenchmarkLookOnTheWayToTheScreen(b *testing.B) {
	w := &Window{Params: Params{Background: &later{}, Looked: func(context.Context, page.Route, bool) error { return nil }}}
	for b.Loop() {
		w.look(page.Route{Page: page.Patient, ID: 1})
	}
}
