package holds_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/page/pagetest"
)

// A name that was mistyped would stand on the decision for ever: a doctor whom
// the clinic does not know is remarked on, and not refused, since a locum decides too.
func TestADoctorWhoIsNotTheClinicsIsRemarkedOn(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	clinic, err := desk.Clinic(t.Context())
	require.NoError(t, err)
	clinic.Surgeons = []string{"Dr Exempel"}
	require.NoError(t, desk.SaveClinic(t.Context(), clinic))
	booking, err := desk.Book(t.Context(), bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: desk.Protocols()[0].Code, Date: desk.Today().AddDays(21), Time: "08:30",
		Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	file, err := desk.Booking(t.Context(), booking.ID)
	require.NoError(t, err)
	holds.Decider{Desk: desk, Host: host, Last: new(holds.Last)}.Decide(file, file.Holds[0], func() {})

	const remark = "Finns inte bland klinikens läkare"
	require.NotContains(t, host.Text(), remark)
	host.Type("decided-by", "dr exempel")
	host.Row("given").Focus()
	require.NotContains(t, host.Text(), remark)
	host.Type("decided-by", "Dr Prov") // replaces the name
	host.Row("given").Focus()
	require.Contains(t, host.Text(), remark)
	host.Choose("choice", "continues")
	host.Choose("given", "phone")
	require.NoError(t, host.Confirm())
	file, err = desk.Booking(t.Context(), booking.ID)
	require.NoError(t, err)
	require.Equal(t, "Dr Prov", file.Holds[0].Decision.DecidedBy)
}
