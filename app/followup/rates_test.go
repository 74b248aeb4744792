package followup_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/followup"
	"nursedesk/models"
)

func followUp(d *apptest.Desk, query followup.Query) followup.Report {
	d.T.Helper()
	found, err := d.FollowUp(apptest.Nurse(), query)
	require.NoError(d.T, err)
	return found
}

func block(draft *bookings.Draft) { draft.Procedure, draft.Surgeon = "block", "Dr Prov" }

// A small clinic, calculated by hand: five procedures in October and November, one
// with two complications, one with one, one whose complication was withdrawn.
func TestFollowUpCalculatedByHand(t *testing.T) {
	d := apptest.New(t, "2026-09-01")
	perform(d, "19610313-9801", "2026-09-30", "8.30", nil) // before the period
	first := perform(d, "19820103-9818", "2026-10-01", "8.30", nil)
	second := perform(d, "19750212-9823", "2026-10-30", "10.30", block)
	third := perform(d, "19780117-9834", "2026-11-02", "8.00", nil)
	perform(d, "19540103-9846", "2026-11-03", "9.00", block)
	perform(d, "19680703-9851", "2026-11-04", "9.00", func(draft *bookings.Draft) { draft.Surgeon = "" })
	d.Wall.Time = apptest.Date(t, "2026-12-01").At(9, 0)
	register(d, confirmed(t, first, "wound-infection", "2026-10-08"))  // day 7
	register(d, confirmed(t, first, "haematoma", "2026-10-02"))        // day 1
	register(d, confirmed(t, second, "wound-infection", "2026-11-19")) // day 20, in another month
	register(d, confirmed(t, second, "wound-infection", "2026-11-29")) // day 30: a second time counts once
	wrong := register(d, confirmed(t, third, "sepsis", "2026-11-03"))  // and taken back
	require.NoError(t, d.WithdrawComplication(apptest.Nurse(), wrong.ID, "fel patient"))

	period := followup.Query{From: apptest.Date(t, "2026-10-01"), Until: apptest.Date(t, "2026-11-30")}
	found := followUp(d, period)
	require.Equal(t, followup.Rate{With: 2, Of: 5}, found.Rate)
	require.Equal(t, []followup.MonthRate{
		{Month: apptest.Date(t, "2026-10-01"), Rate: followup.Rate{With: 2, Of: 2}},
		{Month: apptest.Date(t, "2026-11-01"), Rate: followup.Rate{With: 0, Of: 3}},
	}, found.Months)
	require.Equal(t, []followup.GroupRate{
		{ID: "wound-infection", Rate: followup.Rate{With: 2, Of: 5}}, {ID: "haematoma", Rate: followup.Rate{With: 1, Of: 5}},
	}, found.Kinds)
	require.Equal(t, []followup.GroupRate{
		{ID: "neurotomy", Rate: followup.Rate{With: 1, Of: 3}}, {ID: "block", Rate: followup.Rate{With: 1, Of: 2}},
	}, found.Procedures)
	require.Equal(t, []followup.GroupRate{
		{ID: "Dr Exempel", Rate: followup.Rate{With: 1, Of: 2}},
		{ID: "Dr Prov", Rate: followup.Rate{With: 1, Of: 2}},
		{ID: "", Rate: followup.Rate{With: 0, Of: 1}},
	}, found.Surgeons)
	require.Equal(t, []int{1, 7, 20, 30}, found.OnsetDays())
	require.Equal(t, []string{"Dr Exempel", "Dr Prov"}, found.Performers)
	require.Len(t, found.Cases, 4)
	require.Equal(t, apptest.Date(t, "2026-11-29"), found.Cases[0].OnsetOn)

	period.Surgeon = "Dr Prov"
	found = followUp(d, period)
	require.Equal(t, followup.Rate{With: 1, Of: 2}, found.Rate)
	require.Equal(t, []followup.GroupRate{{ID: "wound-infection", Rate: followup.Rate{With: 1, Of: 2}}}, found.Kinds)
	require.Equal(t, []string{"Dr Exempel", "Dr Prov"}, found.Performers, "who else can be chosen")
	period.Surgeon, period.Procedure = "", "neurotomy"
	found = followUp(d, period)
	require.Equal(t, followup.Rate{With: 1, Of: 3}, found.Rate)
	require.Equal(t, []int{1, 7}, found.OnsetDays())
}

// A month is a month in Stockholm, also where UTC still has the one before, and in
// the month of a clock change.
func TestFollowUpGoesByMonthsInStockholm(t *testing.T) {
	d := apptest.New(t, "2026-09-01")
	booking := perform(d, "19121212-1212", "2026-10-30", "8.30", nil)
	for _, moment := range []struct {
		at    models.Date
		h, m  int
		month string
	}{
		{apptest.Date(t, "2026-11-01"), 0, 0, "2026-11-01"}, // 23:00 in UTC the day before
		{apptest.Date(t, "2026-10-31"), 23, 59, "2026-10-01"},
		{apptest.Date(t, "2026-10-01"), 0, 15, "2026-10-01"}, // 22:15 in UTC: summer time still
	} {
		start := moment.at.At(moment.h, moment.m)
		d.Wall.Time = apptest.Date(t, "2026-11-23").At(9, 0)
		change := bookings.Change{BookingID: booking.ID, Version: d.File(booking.ID).Booking.Version, PerformedAt: &start}
		_, err := d.Change(apptest.Nurse(), change)
		require.NoError(t, err)
		month := apptest.Date(t, moment.month)
		found := followUp(d, followup.Query{From: month, Until: month.AddMonths(1).AddDays(-1)})
		require.Equal(t, []followup.MonthRate{{Month: month, Rate: followup.Rate{Of: 1}}}, found.Months, "%s", start)
	}
}

// A period that is none, or longer than anyone reads, is refused by its field; one
// without procedures has its months and no rate.
func TestFollowUpPeriods(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	for name, c := range map[string]struct {
		from, until string
		want        *models.Problem
	}{
		"no from":   {"", "2026-11-23", models.ErrRequired.On("from")},
		"no until":  {"2026-11-23", "", models.ErrRequired.On("until")},
		"backwards": {"2026-11-23", "2026-11-22", &models.Problem{Code: "followup.backwards", Field: "until"}},
		"too long":  {"2016-11-22", "2026-11-23", &models.Problem{Code: "followup.too-long", Field: "from"}},
	} {
		var query followup.Query
		require.NoError(t, query.From.UnmarshalText([]byte(c.from)))
		require.NoError(t, query.Until.UnmarshalText([]byte(c.until)))
		_, err := d.FollowUp(apptest.Nurse(), query)
		require.ErrorIs(t, err, c.want, name)
	}
	found := followUp(d, followup.Query{From: apptest.Date(t, "2016-11-23"), Until: apptest.Date(t, "2026-11-23")})
	require.Len(t, found.Months, 121)
	require.Equal(t, followup.Rate{}, found.Rate)
	require.Empty(t, found.Kinds)
	found = followUp(d, followup.Query{From: apptest.Date(t, "2026-11-23"), Until: apptest.Date(t, "2026-11-23")})
	require.Len(t, found.Months, 1, "a day is a period too")
}
