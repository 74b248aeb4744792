package app_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/models"
)

// plainWords stands in for the screen's words.
type plainWords struct{}

func (plainWords) Reasons(hold medication.Hold) []string {
	var reasons []string
	for _, reason := range hold.Reasons {
		reasons = append(reasons, "skäl "+reason.Code)
	}
	return reasons
}
func (plainWords) Guideline(hold medication.Hold) string { return hold.Table.String() }
func (plainWords) Form(form medication.Form) string      { return string(form) }
func (plainWords) Factor(factor medication.Factor) string {
	return "faktor " + string(factor)
}
func (plainWords) Clearance(clearance float64) string { return fmt.Sprintf("%g ml/min", clearance) }

// The doctor's list holds what waits now, with what is proposed and why it is
// asked, and nothing that is decided.
func TestDecisionList(t *testing.T) {
	ctx := asNurse()
	desk := newDesk(t, "2026-11-30")
	booking := warfarin(t)
	booking.Factors["stent"], booking.Clearance = "yes", "62"
	booking.Medicines = models.MedicinesOf("B01AA03", "B01AC06")
	desk.book(booking)
	list := func() string {
		document, err := desk.DecisionList(ctx, models.Swedish, plainWords{})
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

	file := desk.file(1)
	for range file.Holds {
		require.NoError(t, desk.decide(file, func(d *holds.DecisionDraft) { d.Continues = true }))
		file.Holds = file.Holds[1:]
	}
	require.NotContains(t, list(), "Waran")
}

// Everybody on the list can see in their history that it left the desk, once
// however many of their medicines are on it. Who came to wait, or no longer
// waits, since it was written changes nothing about whom it tells of.
func TestDecisionListIsNoted(t *testing.T) {
	ctx := asNurse()
	desk := newDesk(t, "2026-11-30")
	booking := warfarin(t)
	booking.Medicines = models.MedicinesOf("B01AA03", "B01AC06")
	file := desk.book(booking)
	other := desk.somebody("2026-12-16")
	list, err := desk.DecisionList(ctx, models.Swedish, plainWords{})
	require.NoError(t, err)
	list.How = models.SheetViewed

	medicines := models.MedicinesOf("B01AA03")
	_, err = desk.Change(ctx, bookings.Change{BookingID: other.Booking.ID, Version: other.Booking.Version, Medicines: &medicines})
	require.NoError(t, err)
	require.NoError(t, desk.Cancel(ctx, file.Booking.ID, file.Booking.Version, "flyttad"))
	require.NoError(t, desk.NoteDecisionList(ctx, list))
	require.Equal(t, []string{"viewer"}, desk.noted(file.Patient.ID, "holds.listed"))
	require.Empty(t, desk.noted(other.Patient.ID, "holds.listed"), "who is not on it")
}

// noted lists how papers of a kind left the desk, as the patient's history says it.
func (d *desk) noted(patientID int64, action string) []string {
	d.t.Helper()
	file, err := d.Patient(asNurse(), patientID)
	require.NoError(d.t, err)
	var ways []string
	for _, entry := range file.History {
		if entry.Action == action {
			ways = append(ways, entry.Details["how"])
		}
	}
	return ways
}
