package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

func TestParseTimeOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"8:30": "08:30", "08:30": "08:30", "08.30": "08:30", "8.30": "08:30", "0830": "08:30", "830": "08:30",
		" 8:30 ": "08:30", "0:00": "00:00", "23:59": "23:59",
	} {
		at, err := models.ParseTimeOfDay(text)
		require.NoError(t, err, "%q", text)
		require.Equal(t, want, at.String(), "%q", text)
	}
	for _, text := range []string{"", "8", "24:00", "08:60", "2460", "8:3", "kl 8", "-1:00", "08:30:00"} {
		_, err := models.ParseTimeOfDay(text)
		require.ErrorIs(t, err, &models.Problem{Code: "time.form"}, "%q", text)
	}
}

func TestTimeOfDayOnADay(t *testing.T) {
	half, err := models.ParseTimeOfDay("08:30")
	require.NoError(t, err)
	require.Equal(t, []int{8, 30}, []int{half.Hour(), half.Minute()})
	summer := half.On(models.NewDate(2026, time.July, 1))
	require.Equal(t, "2026-07-01T06:30:00Z", summer.UTC().Format(time.RFC3339))
	require.Equal(t, half, models.TimeOfDayOf(summer.UTC()), "wall-clock time in Stockholm, not in UTC")
}
