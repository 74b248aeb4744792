package sheet_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// What a sheet says of the booking's tasks is told with it, so that a change of
// it can be seen: a booked time with place and person, and the day of what is
// done. A line to write on says nothing.
func TestWhatASheetSaysOfTasks(t *testing.T) {
	at := models.NewDate(2026, 12, 29).At(10, 15)
	in := sample(t, "neurotomy", december14(), careplan.Facts{})
	in.Tasks = []models.Task{
		appointment("physio", at, "SportsMed, plan 2", "Fia Fysiosson"),
		{Step: "doctor-visit", Kind: models.Appointment, State: models.ToBook, Due: models.NewDate(2027, 3, 1), MovedByHand: true},
		{Step: "stitch-removal", Kind: models.Action, State: models.Open, Due: models.NewDate(2026, 12, 30)},
		{Step: "prescription", Kind: models.Action, State: models.Open, Due: models.NewDate(2026, 12, 14)},
	}
	utc := at.UTC()
	for _, language := range languages {
		in.Language = language
		document := build(t, in)
		require.Equal(t, []models.SheetLine{
			{Step: "physio", Day: models.NewDate(2026, 12, 29), At: &utc, Place: "SportsMed, plan 2", With: "Fia Fysiosson"},
			{Step: "stitch-removal", Day: models.NewDate(2026, 12, 30)},
		}, document.Lines, "what no text shows is nothing to the patient")
		require.Regexp(t, "^"+string(language)+`\.[0-9a-f]{6}$`, document.Texts)
	}
	in.Language = models.Swedish
	require.Contains(t, rows(t, build(t, in)), "måndag 15 mars", "putting off the booking does not put off the visit")
}

// Each form is told, so that it can be shown what a patient was given.
func TestForms(t *testing.T) {
	in := sample(t, "neurotomy", december14(), careplan.Facts{})
	require.Equal(t, models.SheetUsual, build(t, in).Form, "where none is asked for")
	for _, form := range models.SheetForms {
		in.Form = form
		require.Equal(t, form, build(t, in).Form)
	}
}
