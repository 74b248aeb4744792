package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/holds"
	"nursedesk/app/papers"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// What the doctor decided is no use until the patient knows it. The task is due
// when it first matters: a last dose tomorrow means today, among the calls to make now.
func TestADecisionIsToldInTime(t *testing.T) {
	for name, test := range map[string]struct {
		today, last, due string
		now              bool
	}{
		"weeks ahead":                       {"2026-11-02", "2026-12-08", "2026-12-07", false},
		"on the day before the last dose":   {"2026-12-07", "2026-12-08", "2026-12-07", true},
		"on the last day itself":            {"2026-12-08", "2026-12-08", "2026-12-08", true},
		"the last dose is after a weekend":  {"2026-12-03", "2026-12-07", "2026-12-04", false},
		"on the Friday before that weekend": {"2026-12-04", "2026-12-07", "2026-12-04", true},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			file := desk.Booked(apptest.Warfarin(t))
			desk.Wall.Time = apptest.Date(t, test.today).At(9, 0)
			require.NoError(t, desk.Decide(file, func(d *holds.DecisionDraft) {
				d.LastDose, d.Reason = apptest.Date(t, test.last), "Prov"
			}))
			task := desk.Open(file.Booking.ID, models.TellStep)
			require.Equal(t, test.due, task.Due.String())
			require.Equal(t, test.last, task.Latest.String())
			list, err := desk.Worklist(apptest.Nurse(), worklist.Query{})
			require.NoError(t, err)
			require.Equal(t, test.now, list.Count(worklist.SectionUrgent) == 1)
		})
	}
}

// Told is who, when and how. Given up after the tries that the rules ask for it
// leaves the list, and still nobody is said to know.
func TestTellingEnds(t *testing.T) {
	ctx := apptest.Nurse()
	for name, test := range map[string]struct {
		end  func(*apptest.Desk, int64)
		how  string
		whom string
	}{
		"told a relative in person": {func(d *apptest.Desk, id int64) {
			task := d.Open(id, models.TellStep)
			_, err := d.CompleteTask(ctx, worklist.Completion{
				TaskID: task.ID, Version: task.Version, Outcome: map[string]string{"how": models.ToldInPerson, "whom": "relative"},
			})
			require.NoError(d.T, err)
		}, models.ToldInPerson, "relative"},
		"a sheet": {func(d *apptest.Desk, id int64) { d.HandOut(id, papers.Wanted{}) }, models.ToldBySheet, ""},
		"tries": {func(d *apptest.Desk, id int64) {
			least, _ := d.TriesBeforeGivingUp()
			for range least {
				task := d.Open(id, models.TellStep)
				_, err := d.LogAttempt(ctx, worklist.AttemptDraft{TaskID: task.ID, Version: task.Version, NextDate: d.Today(), NextTime: "15:00"})
				require.NoError(d.T, err)
			}
			task := d.Open(id, models.TellStep)
			_, err := d.GiveUp(ctx, task.ID, task.Version, "Brev skickat")
			require.NoError(d.T, err)
		}, models.ToldNotReached, ""},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
			desk.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
			test.end(desk, id)
			_, open := apptest.OpenTask(desk.File(id), models.TellStep)
			require.False(t, open)
			known, ok := desk.File(id).Knows()
			require.True(t, ok)
			require.Equal(t, test.how, known.How)
			require.Equal(t, test.whom, known.Whom)
			require.Equal(t, "Sköterska Test", known.By)
			require.True(t, known.At.Equal(desk.Wall.Time))
		})
	}
}

// Whatever state a booking is in, its hold looks settled only where it is: the
// booking stands, the doctor has decided, the patient knows it, and it was not
// said or left unasked that the medicine is not taken up again.
func TestAHoldLooksSettledOnlyWhereItIs(t *testing.T) {
	ctx := apptest.Nurse()
	tell := func(d *apptest.Desk, id int64) {
		_, err := d.TellPatient(ctx, id)
		require.NoError(d.T, err)
	}
	decided := func(d *apptest.Desk, id int64) { require.NoError(d.T, d.Decide(d.File(id), nil)) }
	told := func(d *apptest.Desk, id int64) { decided(d, id); tell(d, id) }
	performed := func(d *apptest.Desk, id int64) {
		told(d, id)
		d.Wall.Time = apptest.Date(d.T, "2026-12-14").At(16, 0)
		file := d.File(id)
		_, err := d.Change(ctx, bookings.Change{BookingID: id, Version: file.Booking.Version, PerformedAt: new(file.Booking.Start)})
		require.NoError(d.T, err)
	}
	cancelled := func(d *apptest.Desk, id int64) {
		require.NoError(d.T, d.Cancel(ctx, id, d.File(id).Booking.Version, "sjuk"))
	}
	missed := func(d *apptest.Desk, id int64) {
		d.Wall.Time = apptest.Date(d.T, "2026-12-14").At(16, 0)
		require.NoError(d.T, d.MarkNotCome(ctx, id, d.File(id).Booking.Version, "kom inte"))
	}
	for name, test := range map[string]struct {
		do      func(*apptest.Desk, int64)
		settled bool
		off     bool
		told    bool
	}{
		"proposed":           {func(*apptest.Desk, int64) {}, false, false, true},
		"decided":            {decided, false, false, false},
		"decided and told":   {told, true, false, true},
		"decided anew":       {func(d *apptest.Desk, id int64) { told(d, id); decideAgain(d, id) }, false, false, false},
		"moved after it":     {func(d *apptest.Desk, id int64) { told(d, id); d.Move(id, apptest.Date(d.T, "2026-12-16").At(8, 30)) }, false, false, false},
		"cancelled":          {func(d *apptest.Desk, id int64) { told(d, id); cancelled(d, id) }, false, true, false},
		"cancelled and told": {func(d *apptest.Desk, id int64) { told(d, id); cancelled(d, id); tell(d, id) }, false, true, true},
		"missed":             {func(d *apptest.Desk, id int64) { told(d, id); missed(d, id) }, false, true, false},
		"performed":          {performed, true, false, true},
		"should be taken again": {func(d *apptest.Desk, id int64) {
			performed(d, id)
			d.Wall.Time = apptest.Date(d.T, "2026-12-18").At(9, 0)
		}, false, false, true},
		"not taken again": {func(d *apptest.Desk, id int64) {
			performed(d, id)
			d.Wall.Time = apptest.Date(d.T, "2026-12-17").At(9, 0)
			_, err := d.Answered(id, "resume-check", map[string]string{"resumed": "no"}, nil)
			require.NoError(d.T, err)
		}, false, false, true},
		"taken again": {func(d *apptest.Desk, id int64) {
			performed(d, id)
			d.Wall.Time = apptest.Date(d.T, "2026-12-17").At(9, 0)
			_, err := d.Answered(id, "resume-check", map[string]string{"resumed": "yes"}, nil)
			require.NoError(d.T, err)
			d.Wall.Time = apptest.Date(d.T, "2026-12-28").At(9, 0)
		}, true, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			id := desk.Booked(apptest.Warfarin(t)).Booking.ID
			test.do(desk, id)
			hold := desk.File(id).Holds[0]
			require.Equal(t, test.settled, hold.Settled())
			require.Equal(t, test.off, hold.Off)
			require.Equal(t, test.told, hold.Told)
		})
	}
}

func decideAgain(d *apptest.Desk, id int64) {
	require.NoError(d.T, d.Decide(d.File(id), func(draft *holds.DecisionDraft) {
		draft.LastDose, draft.Reason = draft.LastDose.AddDays(-1), "Prov"
	}))
}
