package worklist_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// What is somebody's own follows the person who is signed in: what they booked, took down in a call, put on the list
// or did something about, of their own roles; a doctor's is also what belongs to the procedures they do.
func TestOnlyMine(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff() // a nurse, too
	bo, doctor := d.AddStaff(admin, "Bo Nurse", models.Nurse), d.AddStaff(admin, "Dr Exempel", models.Doctor)
	booking := apptest.Draft(t, "2026-11-09")
	booking.Medicines, booking.Factors, booking.Surgeon = models.MedicinesOf("B01AA03"), apptest.NoFactors(), "Dr Exempel"
	booked, err := d.Book(bo, booking)
	require.NoError(t, err)
	own, err := d.AddTask(admin, worklist.OwnTask{Words: "Beställ förband", Date: d.Today()})
	require.NoError(t, err)

	require.Equal(t, []string{models.OwnStep}, mine(d, admin))
	bos := mine(d, bo)
	require.NotEmpty(t, bos)
	require.NotContains(t, bos, models.OwnStep)
	for _, row := range listed(d, bo, worklist.Query{Mine: true}) {
		require.Equal(t, booked.ID, *row.BookingID)
		require.Equal(t, models.Nurse, row.Role, "what is the doctor's is not the nurse's who booked")
	}
	doctors := mine(d, doctor)
	require.Contains(t, doctors, "hold-decision")
	require.NotContains(t, doctors, bos[0])

	_, err = d.PostponeTask(bo, worklist.Postponement{TaskID: own.ID, Version: own.Version, Due: d.Today().AddDays(1), Reason: "Stängt"})
	require.NoError(t, err)
	require.Contains(t, mine(d, bo), models.OwnStep, "who acted on it has it too")
	require.NotEqual(t, len(listed(d, bo, worklist.Query{})), len(bos), "without asking for it everybody's are shown")
}

func listed(d *apptest.Desk, ctx context.Context, query worklist.Query) (rows []models.WorklistRow) {
	d.T.Helper()
	list, err := d.Worklist(ctx, query)
	require.NoError(d.T, err)
	for _, section := range worklist.Sections {
		rows = append(rows, list.Sections[section]...)
	}
	return rows
}

// mine are the steps of somebody's own tasks.
func mine(d *apptest.Desk, ctx context.Context) (steps []string) {
	d.T.Helper()
	for _, row := range listed(d, ctx, worklist.Query{Mine: true}) {
		steps = append(steps, row.Step)
	}
	return steps
}
