package bookings

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Two procedures clash where the one begins before the other has ended and the clinic has
// had its time between them, on either side; for theatre, surgeon and patient alike.
func TestClashes(t *testing.T) {
	noon := time.Date(2026, 12, 14, 11, 0, 0, 0, time.UTC)
	one := occupied{booking: 1, start: noon, length: 60 * time.Minute, theatre: "Sal 1", surgeon: "Dr Ek"}
	at := func(minutes int) occupied {
		return occupied{booking: 2, start: noon.Add(time.Duration(minutes) * time.Minute), length: 30 * time.Minute, theatre: "sal  1", surgeon: "DR EK"}
	}
	for _, test := range []struct {
		turnover, minutes int
		clash             bool
	}{
		{0, 59, true},
		{0, 60, false},
		{0, -29, true},
		{0, -30, false},
		{15, 60, true},
		{15, 74, true},
		{15, 75, false},
		{15, -44, true},
		{15, -45, false},
	} {
		clinic := models.Clinic{Turnover: test.turnover}
		around := neighbours{beside: []occupied{at(test.minutes)}, own: []occupied{at(test.minutes)}}
		var codes []string
		for _, warning := range around.clashes(one, clinic) {
			codes = append(codes, warning.Code)
		}
		want := []string{"warning.patient-booked"}
		if test.clash {
			want = []string{"warning.theatre-taken", "warning.surgeon-taken", "warning.patient-taken"}
		}
		require.Equal(t, want, codes, "%+v", test)
	}
	require.Empty(t, neighbours{beside: []occupied{one}, own: []occupied{one}}.clashes(one, models.Clinic{}), "not with itself")
	other := at(0)
	other.theatre, other.surgeon = "Sal 2", ""
	require.Empty(t, neighbours{beside: []occupied{other}}.clashes(one, models.Clinic{}))
}
