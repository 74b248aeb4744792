package models_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// An approval says who, when and for what; a withdrawal says why.
func TestApprovalValidate(t *testing.T) {
	whole := models.Approval{
		Row: "clinic/resume", Hash: "h", Doctor: "Dr Exempel", ApprovedOn: models.NewDate(2026, time.November, 23),
	}
	require.NoError(t, whole.Validate())
	for field, spoil := range map[string]func(*models.Approval){
		"":            func(a *models.Approval) { a.Hash = "" },
		"doctor":      func(a *models.Approval) { a.Doctor = "  " },
		"approved-on": func(a *models.Approval) { a.ApprovedOn = models.Date{} },
		"reason":      func(a *models.Approval) { a.WithdrawnAt = &time.Time{} },
	} {
		spoilt := whole
		spoil(&spoilt)
		var problems models.Problems
		require.ErrorAs(t, spoilt.Validate(), &problems)
		require.Equal(t, []string{field}, problems.Fields())
	}
	whole.Doctor = strings.Repeat("a", models.MaxLine+1)
	require.ErrorIs(t, whole.Validate(), models.ErrTooLong)
}
