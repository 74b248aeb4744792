package sheet_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// phone is a calendar of another library that is given one file after the other.
type phone struct {
	t      *testing.T
	python string
	files  []string
	given  models.GivenCalendar
	at     time.Time
}

// shownDate is a date as the phone shows it.
type shownDate struct {
	UID, First, After, Title, Place, About string
	Alarms                                 []float64
}

func newPhone(t *testing.T) *phone {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), python, "-c", "import icalendar").Run() == nil {
			return &phone{t: t, python: python, at: time.Date(2026, 12, 1, 9, 30, 0, 0, time.UTC)}
		}
	}
	t.Skip("python3-icalendar is not here to read the files: .ci/packages test installs it")
	return nil
}

// give writes the next file and gives it to the phone, which shows its dates by their UID.
func (p *phone) give(in sheet.Input) map[string]shownDate {
	p.t.Helper()
	p.at = p.at.Add(time.Hour)
	file, err := texts(p.t).Calendar(sheet.CalendarInput{Input: in, At: p.at, Given: p.given})
	require.NoError(p.t, err)
	p.given = file.Says
	p.given.ID = 1 // kept
	path := filepath.Join(p.t.TempDir(), "dates.ics")
	require.NoError(p.t, os.WriteFile(path, file.Content, 0o600))
	p.files = append(p.files, path)
	out, err := exec.CommandContext(p.t.Context(), p.python, append([]string{"testdata/phone.py"}, p.files...)...).Output()
	require.NoError(p.t, err)
	var dates []shownDate
	require.NoError(p.t, json.Unmarshal(out, &dates))
	shown := map[string]shownDate{}
	for _, date := range dates {
		require.NotContains(p.t, shown, date.UID)
		shown[date.UID] = date
	}
	return shown
}

const startUID = "booking-12-start@nursedesk"

// In a calendar of another library a moved date stands on its new day alone, one that fell
// away is gone, and a cancelled booking leaves nothing.
func TestPhoneShowsMovedAndCancelledDates(t *testing.T) {
	p := newPhone(t)
	in := cases(t)["everything"]
	first := p.give(in)
	start := first[startUID]
	require.Equal(t, "2026-12-14", start.First, "a whole day, which no time zone moves")
	require.Equal(t, "2026-12-15", start.After)
	require.Equal(t, "08:30 Din behandling", start.Title)
	require.Equal(t, "SportsMed, Sal 1", start.Place)
	require.Equal(t, []float64{-6 * 60 * 60}, start.Alarms, "18:00 the evening before")
	require.Contains(t, first, "booking-12-last-dose-1@nursedesk")

	in.Medicines = nil
	require.NotContains(t, p.give(in), "booking-12-last-dose-1@nursedesk")

	moved := cases(t)["moved"]
	later := p.give(moved)
	require.Equal(t, models.DateOf(moved.Plan.Start).String(), later[startUID].First)
	require.NotEqual(t, start.First, later[startUID].First)
	for uid, date := range later {
		require.False(t, slices.ContainsFunc(p.given.Dates, func(given models.GivenDate) bool {
			return "booking-12-"+given.ID+"@nursedesk" == uid && given.Date.String() != date.First
		}), "%s stands where the sheet has it", uid)
	}
	require.Len(t, later, len(p.given.Dates))

	moved.Booking.Status = models.StatusCancelled
	require.Empty(t, p.give(moved))
}

// Marks that turn the direction of what follows, and other characters that nobody sees, do
// not reach the phone, also from texts that were kept before they were refused.
func TestPhoneIsGivenNoHiddenMarks(t *testing.T) {
	in := cases(t)["booked"]
	in.Tasks[0].Place, in.Clinic.Name, in.Booking.Theatre = "Plan \u202e2", "Sport\u2066sMed\u2069", "Sal\u200f 1\x00"
	all := events(t, in)
	for uid, event := range all {
		for name, value := range event {
			require.Equal(t, models.Harmless(value), value, "%s of %s", name, uid)
		}
	}
	require.Equal(t, "Sport·sMed·\\, Sal· 1·", all[startUID]["LOCATION"])
	require.Equal(t, "Sport·sMed·, Sal· 1·", newPhone(t).give(in)[startUID].Place)
}
