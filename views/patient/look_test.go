package patient_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patient"
	"nursedesk/views/widgets"
)

// Every part of the page is drawn at every size with the demonstration's
// patients; with NURSEDESK_PICTURES set, the pictures are there to be looked at.
func TestThePageIsDrawnAtEverySize(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	id := demoPatient(t, desk)
	for _, drawn := range pagetest.Looks {
		t.Run(drawn.Name, func(t *testing.T) {
			host := pagetest.NewHostIn(t, desk, drawn.Mode, drawn.Percent)
			shown := patient.New(desk, func(int64) {}, new(holds.Last), host)
			host.Show(shown, page.Route{Page: page.Patient, ID: id})
			require.LessOrEqual(t, shown.Content().MinSize().Width, float32(pagetest.Width))
			tabs := findTabs(t, host)
			for _, tab := range []string{"tasks", "holds", "dates", "calls", "sheets", "history"} {
				tabs.Choose(tab)
				host.Picture("patient-" + tab + "-" + drawn.Name)
			}
			host.Tap("Flytta")
			host.Type("date", "14/12")
			host.Picture("patient-move-" + drawn.Name)
			host.Cancel()
			host.Tap("Ändra")
			host.Picture("patient-change-" + drawn.Name)
			host.Cancel()
			host.Tap("Avboka")
			host.Picture("patient-cancel-" + drawn.Name)
			host.Cancel()
			host.Tap("Ändra uppgifter")
			host.Picture("patient-form-" + drawn.Name)
		})
	}
}

// demoPatient is a patient with a blood thinner whose booking lies ahead.
func demoPatient(t *testing.T, desk *app.Desk) int64 {
	t.Helper()
	rows, err := desk.Bookings(t.Context(), models.BookingFilter{Status: models.StatusBooked})
	require.NoError(t, err)
	for _, row := range rows {
		if len(row.Medicines) > 0 && row.Procedure == "neurotomy" && row.Start.After(desk.Clock().Now()) {
			return row.PatientID
		}
	}
	require.Fail(t, "the demonstration has no such patient")
	return 0
}

func findTabs(t *testing.T, host *pagetest.Host) *widgets.Tabs {
	t.Helper()
	for _, object := range host.Objects() {
		if tabs, ok := object.(*widgets.Tabs); ok {
			return tabs
		}
	}
	require.Fail(t, "no tabs")
	return nil
}
