package sheet_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/careplan"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// events reads a calendar file back, line by line, by each event's UID.
func events(t testing.TB, in sheet.Input) map[string]map[string]string {
	t.Helper()
	written, err := texts(t).Calendar(sheet.CalendarInput{Input: in})
	require.NoError(t, err)
	require.NotContains(t, strings.ReplaceAll(string(written.Content), "\r\n", ""), "\n", "lines end as the standard says")
	unfolded := strings.ReplaceAll(string(written.Content), "\r\n ", "")
	all := map[string]map[string]string{}
	var event map[string]string
	for line := range strings.SplitSeq(unfolded, "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		switch {
		case line == "BEGIN:VEVENT":
			event = map[string]string{}
		case line == "END:VEVENT":
			require.NotContains(t, all, event["UID"], "a UID twice")
			all[event["UID"]] = event
		case event != nil:
			event[name] = value
		}
	}
	return all
}

// The patient's phone shows the same dates as the sheet: whole days, with the
// time of day in the title, each with a reminder the evening before.
func TestCalendar(t *testing.T) {
	in := cases(t)["everything"]
	all := events(t, in)
	event := func(id string) map[string]string { return all["booking-12-"+id+"@nursedesk"] }

	require.Equal(t, "20261214", event("start")["DTSTART;VALUE=DATE"])
	require.Equal(t, "08:30 Din behandling", event("start")["SUMMARY"])
	require.Equal(t, "-PT6H", event("start")["TRIGGER"], "18:00 the evening before")
	require.Equal(t, "SportsMed\\, Sal 1", event("start")["LOCATION"])
	require.Equal(t, "02:30 Sluta äta och dricka", event("fasting-from")["SUMMARY"])
	require.Equal(t, "20261215", event("no-driving-until")["DTSTART;VALUE=DATE"])
	require.Equal(t, "20261224", event("dressing-off")["DTSTART;VALUE=DATE"])
	require.Equal(t, "20261225", event("dressing-off")["DTEND;VALUE=DATE"])
	require.Equal(t, "Förbandet tas av", event("dressing-off")["SUMMARY"])
	require.Equal(t, "-PT6H", event("dressing-off")["TRIGGER"])
	require.Equal(t, "20261229", event("physio")["DTSTART;VALUE=DATE"])
	require.Equal(t, "10:15 Återbesök hos fysioterapeuten", event("physio")["SUMMARY"])
	require.Equal(t, "SportsMed\\, plan 2\\, Fia Fysiosson", event("physio")["LOCATION"])
	require.Equal(t, "20261208", event("last-dose-1")["DTSTART;VALUE=DATE"])
	require.Equal(t, "20261217", event("first-dose-1")["DTSTART;VALUE=DATE"])
	require.Nil(t, event("bleeding-review"), "who takes such a medicine has told already")
	require.Nil(t, event("hold-decision"), "the clinic's own task")

	plain := events(t, cases(t)["plain"])
	require.Equal(t, "Ungefär nu: Återbesök hos fysioterapeuten", plain["booking-12-physio@nursedesk"]["SUMMARY"])
	require.NotContains(t, plain, "booking-12-medicines-day@nursedesk")
	require.Contains(t, plain, "booking-12-bleeding-review@nursedesk")

	in.PrintedOn = models.NewDate(2026, 12, 20)
	later := events(t, in)
	require.NotContains(t, later, "booking-12-start@nursedesk", "what is past is not put into a calendar")
	require.Contains(t, later, "booking-12-dressing-off@nursedesk")
}

// Around the change to summer time 24 hours are 24 real hours.
func TestCalendarOverSummerTime(t *testing.T) {
	in := sample(t, "neurotomy", models.NewDate(2027, 3, 27).At(12, 0), careplan.Facts{})
	free := events(t, in)["booking-12-no-driving-until@nursedesk"]
	require.Equal(t, "20270328", free["DTSTART;VALUE=DATE"])
	require.Equal(t, "13:00 Nu får du köra bil igen", free["SUMMARY"])
}

// A phone shows titles to whoever is near: they name no medicine, no procedure
// and nothing about the patient's health. Of an undecided hold there is no date.
func TestCalendarTellsNoSecrets(t *testing.T) {
	secret := regexp.MustCompile(`(?i)tolvan|insulin|blodtryck|blood|blodförtunnande|neurotomi|blockad|waran|warfarin|trombyl|eliquis|fragmin|x\*`)
	base := map[string]sheet.Input{}
	for _, procedure := range []string{"neurotomy", "block"} {
		base[procedure] = sample(t, procedure, december14(), careplan.Facts{
			BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true,
		})
	}
	rapid.Check(t, func(r *rapid.T) {
		in := base[rapid.SampledFrom([]string{"neurotomy", "block"}).Draw(r, "procedure")]
		in.Language = rapid.SampledFrom(languages).Draw(r, "language")
		in.Medicines = medicines(r, in.Plan.Start)
		held := false
		for _, one := range in.Medicines {
			held = held || one.Decided && !one.Continues
		}
		for uid, event := range events(t, in) {
			for name, value := range event {
				if secret.MatchString(value) {
					r.Fatalf("%s of %s: %s", name, uid, value)
				}
			}
			if !held && strings.Contains(uid, "dose") {
				r.Fatalf("%s without a decision", uid)
			}
		}
	})
}

// The same input gives the same bytes, and a moved booking the same UIDs, so
// that the phone moves its dates and keeps no old ones.
func TestCalendarIsStable(t *testing.T) {
	in := cases(t)["booked"]
	first, err := texts(t).Calendar(sheet.CalendarInput{Input: in})
	require.NoError(t, err)
	again, err := texts(t).Calendar(sheet.CalendarInput{Input: in})
	require.NoError(t, err)
	require.True(t, bytes.Equal(first.Content, again.Content))
	for uid := range events(t, cases(t)["moved"]) {
		require.Contains(t, events(t, cases(t)["plain"]), uid)
	}
}

// Whatever a nurse types as a place stays inside its line.
func TestCalendarTakesTypedText(t *testing.T) {
	in := cases(t)["booked"]
	in.Tasks[0].Place = "Plan 2;\r\nBEGIN:VEVENT\r\nSUMMARY:x, \\n" + strings.Repeat("å", 200)
	all := events(t, in)
	require.Len(t, all, len(events(t, cases(t)["booked"])))
	require.Contains(t, all["booking-12-physio@nursedesk"]["LOCATION"], `Plan 2\; BEGIN:VEVENT SUMMARY:x\, \\n`)
}

// A date that is gone is taken back in the next file and once only; what stays keeps its
// sequence where nothing changed, and gets a higher one where anything did.
func TestCalendarTakesDatesBack(t *testing.T) {
	all := cases(t)
	at := time.Date(2026, 12, 1, 9, 30, 0, 0, time.UTC)
	write := func(in sheet.Input, given models.GivenCalendar) (string, models.GivenCalendar) {
		file, err := texts(t).Calendar(sheet.CalendarInput{Input: in, At: at, Given: given})
		require.NoError(t, err)
		file.Says.ID = 1 // kept
		return strings.ReplaceAll(string(file.Content), "\r\n ", ""), file.Says
	}
	in := all["everything"]
	first, given := write(in, models.GivenCalendar{})
	require.Contains(t, first, "DTSTAMP:20261201T093000Z")
	require.NotContains(t, first, "CANCELLED")
	again, same := write(in, given)
	require.Equal(t, first, again)
	require.Equal(t, given, same)

	in.Medicines = nil // the doctor's dates no longer hold
	changed, now := write(in, given)
	require.Greater(t, now.Sequence, given.Sequence)
	require.Equal(t, 2, strings.Count(changed, "STATUS:CANCELLED"), "last dose and first dose again")
	gone := changed[strings.Index(changed, "UID:booking-12-last-dose-1@nursedesk"):]
	require.Contains(t, gone[:strings.Index(gone, "END:VEVENT")], "STATUS:CANCELLED")
	require.NotContains(t, changed, fmt.Sprintf("SEQUENCE:%d\r", given.Sequence))
	after, _ := write(in, now)
	require.NotContains(t, after, "CANCELLED", "once is enough")

	in.Booking.Status = models.StatusCancelled
	over, nothing := write(in, now)
	require.Contains(t, over, "METHOD:CANCEL")
	require.Equal(t, len(now.Dates), strings.Count(over, "STATUS:CANCELLED"))
	require.Equal(t, len(now.Dates), strings.Count(over, "BEGIN:VEVENT"))
	require.Greater(t, nothing.Sequence, now.Sequence)
	require.Empty(t, nothing.Dates)
}
