package app_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/worklist"
	"nursedesk/models"
)

// What is somebody's own follows the person who is signed in: what they booked, took down in a call, put on the list
// or did something about, of their own roles; a doctor's is also what belongs to the procedures they do.
func TestOnlyMine(t *testing.T) {
	d := newDesk(t, "2026-11-02")
	admin := d.begin() // a nurse, too
	bo, doctor := d.add(admin, "Bo Nurse", models.Nurse), d.add(admin, "Dr Exempel", models.Doctor)
	booking := draft(t, "2026-11-09")
	booking.Medicines, booking.Factors, booking.Surgeon = models.MedicinesOf("B01AA03"), asked(), "Dr Exempel"
	booked, err := d.Book(bo, booking)
	require.NoError(t, err)
	own, err := d.AddTask(admin, worklist.OwnTask{Words: "Beställ förband", Date: d.Today()})
	require.NoError(t, err)

	require.Equal(t, []string{models.OwnStep}, d.mine(admin))
	bos := d.mine(bo)
	require.NotEmpty(t, bos)
	require.NotContains(t, bos, models.OwnStep)
	for _, row := range d.listed(bo, worklist.Query{Mine: true}) {
		require.Equal(t, booked.ID, *row.BookingID)
		require.Equal(t, models.Nurse, row.Role, "what is the doctor's is not the nurse's who booked")
	}
	doctors := d.mine(doctor)
	require.Contains(t, doctors, "hold-decision")
	require.NotContains(t, doctors, bos[0])

	_, err = d.PostponeTask(bo, worklist.Postponement{TaskID: own.ID, Version: own.Version, Due: d.Today().AddDays(1), Reason: "Stängt"})
	require.NoError(t, err)
	require.Contains(t, d.mine(bo), models.OwnStep, "who acted on it has it too")
	require.NotEqual(t, len(d.listed(bo, worklist.Query{})), len(bos), "without asking for it everybody's are shown")
}

func (d *desk) listed(ctx context.Context, query worklist.Query) (rows []models.WorklistRow) {
	d.t.Helper()
	list, err := d.Worklist(ctx, query)
	require.NoError(d.t, err)
	for _, section := range worklist.Sections {
		rows = append(rows, list.Sections[section]...)
	}
	return rows
}

// mine are the steps of somebody's own tasks.
func (d *desk) mine(ctx context.Context) (steps []string) {
	d.t.Helper()
	for _, row := range d.listed(ctx, worklist.Query{Mine: true}) {
		steps = append(steps, row.Step)
	}
	return steps
}
