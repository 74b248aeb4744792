package calls_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/models"
)

// A second call about the same within 48 hours raises the level: to the minute, and
// only for a complaint.
func TestAgain(t *testing.T) {
	now := models.NewDate(2026, 11, 23).At(9, 0)
	before := func(ago time.Duration) models.CallRow {
		return models.CallRow{Call: models.Call{Topic: "wound", Level: "L5", At: now.Add(-ago)}}
	}
	other, plain := before(time.Hour), before(time.Hour)
	other.Topic, plain.Level = "leg", ""
	for name, test := range map[string]struct {
		kept []models.CallRow
		want int // which of them; -1 for none
	}{
		"none":                {nil, -1},
		"an hour ago":         {[]models.CallRow{before(time.Hour)}, 0},
		"48 hours ago":        {[]models.CallRow{before(48 * time.Hour)}, 0},
		"a minute more":       {[]models.CallRow{before(48*time.Hour + time.Minute)}, -1},
		"about another thing": {[]models.CallRow{other}, -1},
		"without a complaint": {[]models.CallRow{plain}, -1},
		"behind another":      {[]models.CallRow{other, plain, before(2 * time.Hour), before(3 * time.Hour)}, 2},
	} {
		file := calls.CallerFile{PatientFile: care.PatientFile{}}
		for _, row := range test.kept {
			file.Calls = append(file.Calls, row.Call)
		}
		found := file.Again(calls.Draft{Topic: "wound", Started: now})
		if test.want < 0 {
			require.Nil(t, found, name)
			continue
		}
		require.Same(t, &file.Calls[test.want], found, name)
	}
}
