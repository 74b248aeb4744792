package printing_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/printer/printertest"
	"nursedesk/models"
	"nursedesk/views/page"
)

// What was handed out is shown byte for byte, whatever has changed since; that
// it no longer holds is said, and printing it again hands out nothing new.
func TestHandedOutIsShownAsItWas(t *testing.T) {
	r := open(t, &printertest.System{Queues: nil})
	document, err := r.desk.Sheet(t.Context(), r.booking.ID, app.SheetForm{Language: models.Swedish, OnlyDates: true})
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

// A name that the typeface cannot write is to be written by hand, and that is said.
func TestNameByHandIsSaid(t *testing.T) {
	r := open(t, &printertest.System{})
	file, err := r.desk.Booking(t.Context(), r.booking.ID)
	require.NoError(t, err)
	draft := app.DraftOf(file.Patient)
	require.NotContains(t, r.Text(), "för hand")
	draft.GivenName = "محمد"
	_, err = r.desk.SavePatient(t.Context(), draft)
	require.NoError(t, err)
	r.show(page.Route{Page: page.Print, ID: r.booking.ID})
	require.Contains(t, strings.ReplaceAll(r.Text(), "\n", " "), "Skriv namnet för hand")
}
