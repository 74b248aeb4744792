package holds_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/models"
)

// The doctor's list holds what waits now, with what is proposed and why it is
// asked, and nothing that is decided.
func TestDecisionList(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-30")
	booking := apptest.Warfarin(t)
	booking.Factors["stent"], booking.Clearance = "yes", "62"
	booking.Medicines = models.MedicinesOf("B01AA03", "B01AC06")
	desk.Booked(booking)
	list := func() string {
		document, err := desk.DecisionList(ctx, models.Swedish, apptest.PlainWords{})
		require.NoError(t, err)
		command := exec.CommandContext(ctx, "pdftotext", "-raw", "-", "-")
		command.Stdin = bytes.NewReader(document.PDF)
		text, err := command.Output()
		if err != nil {
			t.Skip("pdftotext is needed to read a list")
		}
		return strings.Join(strings.Fields(string(text)), " ")
	}
	text := list()
	for _, said := range []string{"Waran (warfarin)", "Trombyl", "aktor stent", "62 ml/min", "skäl several-blood-thinners", "skäl stent"} {
		require.Contains(t, text, said)
	}
	require.Equal(t, 1, strings.Count(text, "Endoskopisk neurotomi"), "a booking's medicines stand together")

	file := desk.File(1)
	for range file.Holds {
		require.NoError(t, desk.Decide(file, func(d *holds.DecisionDraft) { d.Continues = true }))
		file.Holds = file.Holds[1:]
	}
	require.NotContains(t, list(), "Waran")
}

// Everybody on the list can see in their history that it left the desk, once
// however many of their medicines are on it. Who came to wait, or no longer
// waits, since it was written changes nothing about whom it tells of.
func TestDecisionListIsNoted(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-30")
	booking := apptest.Warfarin(t)
	booking.Medicines = models.MedicinesOf("B01AA03", "B01AC06")
	file := desk.Booked(booking)
	other := desk.Somebody("2026-12-16")
	list, err := desk.DecisionList(ctx, models.Swedish, apptest.PlainWords{})
	require.NoError(t, err)
	list.How = models.SheetViewed

	medicines := models.MedicinesOf("B01AA03")
	_, err = desk.Change(ctx, bookings.Change{BookingID: other.Booking.ID, Version: other.Booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	require.NoError(t, desk.Cancel(ctx, file.Booking.ID, file.Booking.Version, "flyttad"))
	require.NoError(t, desk.NoteDecisionList(ctx, list))
	require.Equal(t, []string{"viewer"}, desk.Noted(file.Patient.ID, "holds.listed"))
	require.Empty(t, desk.Noted(other.Patient.ID, "holds.listed"), "who is not on it")
}
