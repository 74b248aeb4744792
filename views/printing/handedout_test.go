package printing_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/printer/printertest"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// What was handed out is shown byte for byte, whatever has changed since; that
// it no longer holds is said, and printing it again hands out nothing new.
func TestHandedOutIsShownAsItWas(t *testing.T) {
	r := open(t, &printertest.System{Queues: nil})
	document, err := r.desk.Sheet(t.Context(), r.booking.ID, papers.Wanted{Language: models.Swedish, Form: models.SheetDates})
	require.NoError(t, err)
	require.NoError(t, r.desk.KeepSheet(t.Context(), r.booking.ID, document))
	route := page.Route{Page: page.Print, ID: r.sheets()[0].ID, Arg: page.HandedOut}
	r.show(route)
	require.Equal(t, string(document.PDF), r.pictures.last().pdf)
	require.Contains(t, strings.ReplaceAll(r.Text(), "\n", " "), "Så här såg instruktionen ut")
	require.NotContains(t, strings.ReplaceAll(r.Text(), "\n", " "), "stämmer inte längre")

	r.move(9)
	r.show(route)
	require.Equal(t, string(document.PDF), r.pictures.last().pdf)
	require.Contains(t, strings.ReplaceAll(r.Text(), "\n", " "), "stämmer inte längre")
	require.Empty(t, r.Failed)
}

// Whatever leaves the desk can be seen in the patient's history, with how; only
// today's sheet is handed out by it.
func TestWhatLeavesTheDeskIsNoted(t *testing.T) {
	r := open(t, printertest.New("Kontor"))
	document, err := r.desk.Sheet(t.Context(), r.booking.ID, papers.Wanted{})
	require.NoError(t, err)
	document.How = models.SheetSaved
	require.NoError(t, r.desk.KeepSheet(t.Context(), r.booking.ID, document))
	call, err := r.desk.EndCall(pagetest.Context(), calls.Draft{PatientID: r.booking.PatientID, Topic: "none", Reason: "Undrar"}, false)
	require.NoError(t, err)
	for action, route := range map[string]page.Route{
		"sheet.again":      {Page: page.Print, ID: r.sheets()[0].ID, Arg: page.HandedOut},
		"call.handed-over": {Page: page.Print, ID: call.ID, Arg: page.Handover},
	} {
		r.show(route)
		r.print()
		file, err := r.desk.Patient(t.Context(), r.booking.PatientID)
		require.NoError(t, err)
		require.Equal(t, action, file.History[0].Action)
		require.Equal(t, "printed", file.History[0].Details["how"])
	}
	require.Empty(t, r.Failed)
	require.Len(t, r.sheets(), 1)
}

// A name that the typeface cannot write is to be written by hand, and that is said.
func TestNameByHandIsSaid(t *testing.T) {
	r := open(t, &printertest.System{})
	file, err := r.desk.Booking(t.Context(), r.booking.ID)
	require.NoError(t, err)
	draft := office.DraftOf(file.Patient)
	require.NotContains(t, r.Text(), "för hand")
	draft.GivenName = "محمد"
	_, err = r.desk.SavePatient(t.Context(), draft)
	require.NoError(t, err)
	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	require.Contains(t, strings.ReplaceAll(r.Text(), "\n", " "), "Skriv namnet för hand")
}
