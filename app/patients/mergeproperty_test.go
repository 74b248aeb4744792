package patients_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
	"nursedesk/resources/resourcestest"
)

// kept are the tables that a merge and its undoing may write in. The history, the access
// log and the merges themselves only grow.
var keptTables = []string{
	"patients", "patient_keys", "bookings", "booking_keys", "tasks", "hold_decisions", "calls", "complications", "call_drafts",
	"booking_drafts", "sheets", "attempts", "given_calendars",
}

// A row's version rises with each writing, so that another desk is told: it alone differs.
var versionOf = regexp.MustCompile(`\|version=\d+\|`)

func everything(t testing.TB, place string) map[string][]string {
	all := map[string][]string{}
	for _, table := range keptTables {
		for _, row := range storetest.Rows(t, place, "SELECT * FROM "+table) {
			all[table] = append(all[table], versionOf.ReplaceAllString(row, "|"))
		}
		slices.Sort(all[table])
	}
	return all
}

// A merge that is undone leaves every row as it was, whoever was merged.
func TestMergeAndUndoIsAsBefore(t *testing.T) {
	place := storetest.Place(t)
	rules, err := office.LoadRules(resourcestest.Files, "")
	require.NoError(t, err)
	clock := &apptest.Clock{Time: apptest.Date(t, "2026-11-23").At(9, 0)}
	made, err := app.New(apptest.Nurse(), office.Params{Store: storetest.OpenAt(t, place, clock.Now), Rules: rules, Clock: clock})
	require.NoError(t, err)
	number := 0
	rapid.Check(t, func(r *rapid.T) {
		clock.Time = clock.Time.Add(60e9)
		one, other := drawn(t, r, made, &number), drawn(t, r, made, &number)
		clock.Time = clock.Time.Add(60e9)
		before := everything(t, place)
		chosen := map[string]patients.Side{}
		for _, field := range []string{"personal-number", "given-name", "phone", "allergies", "note", "relative", "language"} {
			if side := rapid.SampledFrom([]patients.Side{"", patients.Kept, patients.Gone, patients.Both}).Draw(r, field); side != "" {
				chosen[field] = side
			}
		}
		merge, err := made.Merge(apptest.Nurse(), patients.Merging{
			KeptID: one.ID, GoneID: other.ID, KeptVersion: one.Version, GoneVersion: other.Version,
			Chosen: chosen, Reason: "Samma person", DifferentNumbers: true,
		})
		require.NoError(r, err)
		merged, err := made.Patient(apptest.Nurse(), other.ID)
		require.NoError(r, err)
		for _, medicine := range append(one.Takes(), other.Takes()...) {
			require.True(r, merged.Patient.Takes().Has(medicine), "nothing that is taken is lost")
		}
		for _, file := range merged.Bookings {
			known := other.Record // of the other one
			if slices.Contains(merge.Before.Moved.Bookings, file.Booking.ID) {
				known = one.Record
			}
			if file.Booking.Status == models.StatusBooked {
				require.Empty(r, known.Without(file.Booking), "no booking lacks what the other record knew")
			}
		}
		require.Equal(r, one.ProtectedIdentity || other.ProtectedIdentity, merged.Patient.ProtectedIdentity)
		clock.Time = clock.Time.Add(60e9)
		undone, err := made.UndoMerge(apptest.Nurse(), merge.ID)
		require.NoError(r, err)
		require.Zero(r, undone.Changed+undone.Stayed)
		require.Equal(r, before, everything(t, place))
	})
	health, err := made.Check(apptest.Nurse())
	require.NoError(t, err)
	require.Empty(t, health.Orphans)
	require.Empty(t, health.History)
	require.Empty(t, health.Faults)
}

// drawn registers a patient with some bookings and gives it as it is kept.
func drawn(t *testing.T, r *rapid.T, desk *app.Desk, number *int) models.Patient {
	maybe := func(text string) string { return rapid.SampledFrom([]string{"", text}).Draw(r, text) }
	*number++
	person := office.PatientDraft{
		GivenName: rapid.SampledFrom([]string{"Tolvan", "TOLVAN", "Tolva"}).Draw(r, "given"), FamilyName: "Tolvansson",
		Phone: "031-81 80 83", Email: maybe("tolvan@example.com"),
		Note: maybe("Ring efter tolv"), Language: rapid.SampledFrom([]models.Language{models.Swedish, models.English}).Draw(r, "language"),
		OtherPhone: maybe("070-174 06 05"),
	}
	if rapid.Bool().Draw(r, "numbered") {
		person.PersonalNumber = numbered(*number)
	}
	person.Record = models.Record{
		Allergies: rapid.SampledFrom([]string{"", "latex", "penicillin"}).Draw(r, "allergies"), Interpreter: maybe("arabiska"),
		RelativeName: maybe("Elvan"), HardOfHearing: rapid.Bool().Draw(r, "hearing"), ProtectedIdentity: rapid.Bool().Draw(r, "protected"),
	}
	patient, err := desk.SavePatient(apptest.Nurse(), person)
	require.NoError(r, err)
	for range rapid.IntRange(0, 2).Draw(r, "bookings") {
		one := apptest.Draft(t, "2026-12-14")
		one.Theatre = "" // where two would meet
		one.Date = one.Date.AddDays(7 * rapid.IntRange(0, 3).Draw(r, "week"))
		kept, err := desk.Patient(apptest.Nurse(), patient.ID)
		require.NoError(r, err)
		one.Patient = office.DraftOf(kept.Patient)
		one.Medicines = models.MedicinesOf(rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"B01AA03", "B01AC06", "A10BJ06"}), 0, 2, rapid.ID[string]).Draw(r, "medicines")...)
		if rapid.Bool().Draw(r, "insulin") {
			one.Conditions = []models.Condition{models.Insulin}
		}
		booking, err := desk.Book(apptest.Nurse(), one)
		require.NoError(r, err)
		if rapid.Bool().Draw(r, "cancelled") {
			require.NoError(r, desk.Cancel(apptest.Nurse(), booking.ID, booking.Version, "Hinder"))
		} else if rapid.Bool().Draw(r, "moved") {
			start := booking.Start.AddDate(0, 0, 1)
			_, err := desk.Change(apptest.Nurse(), bookings.Change{BookingID: booking.ID, Version: booking.Version, Start: &start})
			require.NoError(r, err)
		}
	}
	kept, err := desk.Patient(apptest.Nurse(), patient.ID)
	require.NoError(r, err)
	return kept.Patient
}

// numbered is a valid personal number, another for each n.
func numbered(n int) string {
	digits := fmt.Sprintf("%02d%02d%02d%03d", 20+n/(12*28)%70, n/28%12+1, n%28+1, 980+n%20)
	sum := 0
	for i, digit := range digits {
		value := int(digit-'0') * (2 - i%2)
		sum += value/10 + value%10
	}
	return "19" + strings.Join([]string{digits[:6], digits[6:]}, "-") + fmt.Sprint((10-sum%10)%10)
}
