package models_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// A form shows each problem beside its own field, wherever it was found.
func TestProblemsAdd(t *testing.T) {
	fault := errors.New("disk")
	var inner models.Problems
	inner.Add("", models.ErrStale)
	inner.Add("email", models.ErrRequired)

	var problems models.Problems
	problems.Add("nothing", nil)
	require.NoError(t, problems.OrNil())
	problems.Add("phone", models.ErrRequired)
	problems.Add("name", fmt.Errorf("wrapped: %w", models.ErrTooLong.With("limit", 200)))
	problems.Add("patient", inner.OrNil())
	problems.Add("note", models.ErrRequired.On("reason"))
	problems.Add("file", fault)

	require.Equal(t, []string{"phone", "name", "patient", "email", "reason", "file"}, problems.Fields())
	require.Equal(t, "fault", problems[5].Code)
	require.ErrorIs(t, problems, fault)
	require.Equal(t, 200, problems[1].Values["limit"])
	require.Empty(t, models.ErrRequired.Field, "the shared values stay as they are")
	require.Empty(t, models.ErrTooLong.Values)
}

// Rooms recognise a problem by its code, and by its field where one is asked for.
func TestProblemIs(t *testing.T) {
	problem := models.ErrRequired.On("phone").With("limit", 1).Because(errors.New("cause"))
	require.ErrorIs(t, problem, models.ErrRequired)
	require.ErrorIs(t, problem, models.ErrRequired.On("phone"))
	require.NotErrorIs(t, problem, models.ErrRequired.On("name"))
	require.NotErrorIs(t, problem, models.ErrStale)
	require.ErrorIs(t, models.Problems{problem}, models.ErrRequired)
	require.ErrorIs(t, fmt.Errorf("save: %w", problem), models.ErrRequired)
}

// Logs get the code and the field, never what was typed.
func TestProblemErrorHoldsNoPatientData(t *testing.T) {
	problem := (&models.Problem{Code: "date.form"}).With("text", "19121212-1212").On("born")
	require.Equal(t, "born: date.form", problem.Error())
	require.Equal(t, "born: date.form; required", models.Problems{problem, models.ErrRequired}.Error())
}

// A note of 10,000 characters is kept, one more is refused; å counts as one.
func TestNoteLimit(t *testing.T) {
	patient := models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson", Note: strings.Repeat("å", models.MaxNote)}
	require.NoError(t, patient.Validate())
	patient.Note += "å"
	err := patient.Validate()
	require.ErrorIs(t, err, models.ErrTooLong.On("note"))
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.Equal(t, map[string]any{"length": models.MaxNote + 1, "limit": models.MaxNote}, problem.Values)
}
