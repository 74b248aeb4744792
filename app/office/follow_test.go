package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/approvals"
	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
)

// What a nurse does at one desk is an event at the other, with her name; then
// there is what she did, and a rule that a doctor approved there is approved here.
func TestADeskFollowsTheOther(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	events := d.Following()
	other, asAnna := d.Another("Anna Exempel")
	booking, err := other.Book(asAnna, apptest.Draft(t, "2026-12-14"))
	require.NoError(t, err)
	event := apptest.Hear(t, events)
	require.Equal(t, office.Event{PatientID: booking.PatientID, BookingID: booking.ID, By: "Anna Exempel"}, event)
	require.Equal(t, "Tolvan", d.File(event.BookingID).Patient.GivenName)

	row := d.RulesByID()[apptest.Stitches].Key
	_, approved := d.Approval(row)
	require.False(t, approved)
	require.NoError(t, other.ApproveRules(asAnna, approvals.Draft{Doctor: "Dr Exempel", On: d.Today(), Rows: []rulebook.Key{row}}))
	require.Equal(t, "Anna Exempel", apptest.Hear(t, events).By)
	_, approved = d.Approval(row)
	require.True(t, approved)

	require.NoError(t, d.Cancel(apptest.Nurse(), booking.ID, booking.Version, "prov"))
	require.Empty(t, apptest.Hear(t, events).By, "what is done here is nobody else's")
}
