package care_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
)

// An anti-inflammatory on the e-prescription (leaflet A7) must not meet a blood
// thinner unseen: it is warned of until the prescription is written, and for no
// other patient.
func TestPrescriptionWarnsOfAnAntiInflammatoryBesideABloodThinner(t *testing.T) {
	ground := rulebooktest.Open(t, os.DirFS("../../resources"))
	library, err := careplan.Load(ground)
	require.NoError(t, err)
	medicines, err := medication.LoadCatalogue(ground)
	require.NoError(t, err)
	protocol, ok := library.Protocol("neurotomy")
	require.True(t, ok)
	now := models.NewDate(2026, 12, 14).At(9, 0)

	earliest := models.DateOf(now)
	warned := func(state models.TaskState, codes ...string) []string {
		booking := models.Booking{
			Procedure: "neurotomy", Start: now.Add(time.Hour), Status: models.StatusBooked,
			BookedOn: models.NewDate(2026, 11, 23), Medicines: models.MedicinesOf(codes...),
		}
		file := care.BookingFile{Booking: booking}
		for _, step := range protocol.Steps {
			file.Tasks = append(file.Tasks, models.Task{Step: step.ID, Kind: step.Kind, State: state, Earliest: earliest})
		}
		file.Follow(medicines, protocol, nil, now)
		var names []string
		for _, warning := range file.Warnings {
			if warning.Code == "warning.prescription.nsaid" {
				names = append(names, warning.Values["name"].(models.Text).In(models.Swedish))
			}
		}
		return names
	}
	for _, code := range []string{"B01AA03", "B01AF02", "B01AC06", "B01AC04", "B01AC30", "B01AF51", "M01AE01"} {
		require.Len(t, warned(models.Open, code), 1, code)
	}
	require.Equal(t, []string{"Waran (warfarin)", "Trombyl (acetylsalicylsyra, låg dos)"}, warned(models.Open, "B01AA03", "B01AC06"))
	for _, code := range []string{"N05CF01", "C07AB02", "A10A", "N06AB", "M01AH01", "NAT-GARLIC"} {
		require.Empty(t, warned(models.Open, code), code)
	}
	require.Empty(t, warned(models.Done, "B01AA03"))
	earliest = earliest.AddDays(1) // not weeks before, when nobody prescribes yet
	require.Empty(t, warned(models.Open, "B01AA03"))
}
