package bookings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/models"
)

// Only what was typed otherwise is changed, so that the rest stays as a colleague may have changed it.
func TestOnlyWhatIsTypedOtherwiseChanges(t *testing.T) {
	booking := models.Booking{
		ID: 7, Version: 3, PatientID: 5, Procedure: "neurotomy", Start: time.Date(2026, 12, 14, 7, 30, 0, 0, time.UTC),
		Surgeon: "Dr Exempel", Theatre: "Sal 1", Tier: "high", Note: "Tolk", Clearance: 45.5,
		Medicines: models.MedicinesOf("B01AF02"), Factors: map[string]string{"liver": "no"},
		Conditions: []models.Condition{models.Insulin, models.Hypertension}, Health: models.HealthDeclaration{FeverOrIll: new(true)},
	}
	require.Equal(t, "45,5", bookings.DraftOf(booking).Clearance, "as it is typed")
	for name, one := range map[string]struct {
		typed func(draft *bookings.Draft)
		want  bookings.Change
	}{
		"nothing": {func(*bookings.Draft) {}, bookings.Change{}},
		"spaces":  {func(d *bookings.Draft) { d.Surgeon, d.Note = " Dr Exempel ", "Tolk\n" }, bookings.Change{}},
		"the order of what the patient has": {
			func(d *bookings.Draft) { d.Conditions = []models.Condition{models.Hypertension, models.Insulin} }, bookings.Change{},
		},
		"an answer given again": {func(d *bookings.Draft) { d.Health = models.HealthDeclaration{FeverOrIll: new(true)} }, bookings.Change{}},
		"surgeon":               {func(d *bookings.Draft) { d.Surgeon = "Dr Prov" }, bookings.Change{Surgeon: new("Dr Prov")}},
		"theatre":               {func(d *bookings.Draft) { d.Theatre = "" }, bookings.Change{Theatre: new("")}},
		"tier":                  {func(d *bookings.Draft) { d.Tier = "" }, bookings.Change{Tier: new("")}},
		"note":                  {func(d *bookings.Draft) { d.Note = "Ring" }, bookings.Change{Note: new("Ring")}},
		"clearance":             {func(d *bookings.Draft) { d.Clearance = "46" }, bookings.Change{Clearance: new("46")}},
		"medicines":             {func(d *bookings.Draft) { d.Medicines = nil }, bookings.Change{Medicines: new(models.Medicines)}},
		"factors": {
			func(d *bookings.Draft) { d.Factors = map[string]string{"liver": "yes"} },
			bookings.Change{Factors: &map[string]string{"liver": "yes"}},
		},
		"conditions": {
			func(d *bookings.Draft) { d.Conditions = []models.Condition{models.Insulin} },
			bookings.Change{Conditions: &[]models.Condition{models.Insulin}},
		},
		"an answer taken back": {
			func(d *bookings.Draft) { d.Health = models.HealthDeclaration{} }, bookings.Change{Health: new(models.HealthDeclaration)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			before, now := bookings.DraftOf(booking), bookings.DraftOf(booking)
			one.typed(&now)
			require.Equal(t, one.want, before.ChangeTo(now))
		})
	}
}
