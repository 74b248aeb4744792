package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// A computer that has forgotten the time must not count a patient's dates from 1970 without a word.
func TestClockBeforeTheProgram(t *testing.T) {
	built := models.NewDate(2026, time.November, 28).At(12, 0)
	for name, test := range map[string]struct {
		now   time.Time
		wrong bool
	}{
		"1970":                        {time.Unix(600, 0), true},
		"two days before":             {built.AddDate(0, 0, -2), true},
		"another zone, the same day":  {built.Add(-14 * time.Hour), false},
		"a day before, to the second": {built.AddDate(0, 0, -1), false},
		"years later":                 {built.AddDate(9, 0, 0), false},
	} {
		err := beforeProgram(test.now, built)
		if test.wrong {
			require.Error(t, err, name)
		} else {
			require.NoError(t, err, name)
		}
	}
	require.NoError(t, beforeProgram(time.Unix(600, 0), time.Time{}), "a build that does not know when it was made")
}
