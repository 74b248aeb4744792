package care

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// A line of a sheet is untrue as soon as the patient would do it on the wrong day,
// or go to the wrong time, place or person; what is over is no longer untrue.
func TestLineHolds(t *testing.T) {
	day := models.NewDate(2026, 12, 24)
	at := day.At(9, 0)
	visit := models.SheetLine{Step: "physio", Day: day, At: &at, Place: "Plan 2", With: "Fysioterapeut"}
	due := models.SheetLine{Step: "physio", Day: day}
	booked := models.Task{Step: "physio", State: models.Booked, Due: day, At: &at, Place: "Plan 2", With: "Fysioterapeut"}
	changed := func(change func(*models.Task)) models.Task {
		task := booked
		change(&task)
		return task
	}
	later := at.Add(time.Minute)
	for name, test := range map[string]struct {
		line models.SheetLine
		task models.Task
		want bool
	}{
		"the visit as it is said":   {visit, booked, true},
		"the visit when it is over": {visit, changed(func(t *models.Task) { t.State = models.Done }), true},
		"another time":              {visit, changed(func(t *models.Task) { t.At = &later }), false},
		"another place":             {visit, changed(func(t *models.Task) { t.Place = "Plan 3" }), false},
		"another person":            {visit, changed(func(t *models.Task) { t.With = "Läkare" }), false},
		"to be booked anew":         {visit, changed(func(t *models.Task) { t.State = models.ToBook }), false},
		"no time any more":          {visit, changed(func(t *models.Task) { t.At, t.State = nil, models.Open }), false},
		"withdrawn":                 {visit, changed(func(t *models.Task) { t.State = models.Withdrawn }), false},
		"another task":              {visit, changed(func(t *models.Task) { t.Step = "discharge" }), false},
		"due on its day":            {due, models.Task{Step: "physio", State: models.Open, Due: day}, true},
		"due on another day":        {due, models.Task{Step: "physio", State: models.Open, Due: day.AddDays(1)}, false},
		"done on another day":       {due, models.Task{Step: "physio", State: models.Done, Due: day.AddDays(1)}, true},
		"booked on another day":     {due, changed(func(t *models.Task) { t.Due = day.AddDays(1) }), true},
	} {
		require.Equal(t, test.want, BookingFile{Tasks: []models.Task{test.task}}.lineHolds(test.line), name)
	}
}
