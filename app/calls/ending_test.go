package calls_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	deskcalls "nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// The booking that a call is about gives the day; what is to come, was called
// off or lies far back gives none, and every rule then counts.
func TestDayOfACall(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 5)
	later := apptest.Draft(t, "2026-12-14")
	later.Patient = office.DraftOf(file.Patient)
	next := d.Booked(later)
	caller, err := d.Caller(ctx, file.Patient.ID, 0)
	require.NoError(t, err)
	require.Equal(t, file.Booking.ID, caller.Booking.Booking.ID, "the procedure that was, not the one to come")
	require.Equal(t, 5, caller.Day)
	require.False(t, caller.DayUnknown)

	caller, err = d.Caller(ctx, file.Patient.ID, next.Booking.ID)
	require.NoError(t, err)
	require.True(t, caller.DayUnknown)
	require.ErrorIs(t, caller.Doubt, &models.Problem{Code: "call.before-procedure"})

	require.NoError(t, d.Cancel(ctx, next.Booking.ID, next.Booking.Version, "Förkyld"))
	caller, err = d.Caller(ctx, file.Patient.ID, next.Booking.ID)
	require.NoError(t, err)
	require.True(t, caller.DayUnknown)
	require.ErrorIs(t, caller.Doubt, &models.Problem{Code: "call.booking-closed"})

	caller, err = d.Caller(ctx, file.Patient.ID, deskcalls.NoBooking)
	require.NoError(t, err)
	require.Nil(t, caller.Booking)
	require.True(t, caller.DayUnknown)

	d.Wall.Time = apptest.Date(t, "2028-11-18").At(9, 0) // 731 days after
	caller, err = d.Caller(ctx, file.Patient.ID, 0)
	require.NoError(t, err)
	require.ErrorIs(t, caller.Doubt, &models.Problem{Code: "call.long-after"})
	require.Equal(t, triage.L2, d.Judged(d.WholeCall(file, "fever", map[string]string{"fever": "yes", "more-pain": "yes"})).Level,
		"without a day no rule is left out")

	nobody, err := d.Caller(ctx, 0, 0)
	require.NoError(t, err)
	require.True(t, nobody.DayUnknown)
	require.NotEmpty(t, nobody.Clinic.PhoneOpens)
}

// Each level ends with what it promises, dated, and nobody is forgotten.
func TestWhatACallLeadsTo(t *testing.T) {
	for name, test := range map[string]struct {
		days     int
		at       string // of 2026-11-23, a Monday, unless it is a day
		topic    string
		answers  map[string]string
		callback bool
		level    string
		steps    []string
	}{
		"112 now":                         {2, "", "breathing", map[string]string{"chest-pain": "yes"}, true, "L1", []string{"callback", "notify-emergency"}},
		"emergency department":            {20, "", "fever", map[string]string{"fever": "yes", "more-pain": "yes"}, true, "L2", []string{"callback", "notify-emergency"}},
		"the surgeon calls":               {3, "", "leg", map[string]string{"leg-numbness": "yes"}, false, "L3", []string{"surgeon-callback"}},
		"the surgeon can't be had, so ED": {3, "17:30", "leg", map[string]string{"leg-numbness": "yes"}, true, "L2", []string{"callback", "notify-emergency"}},
		"a visit":                         {8, "", "wound", map[string]string{"pus": "yes"}, false, "L4", []string{"visit"}},
		"a visit and a call":              {1, "", "fever", map[string]string{"fever": "yes"}, true, "L4", []string{"callback", "visit"}},
		"home":                            {2, "", "wound", map[string]string{"soreness": "yes"}, false, "L5", nil},
		"home, called again":              {10, "", "back-pain", map[string]string{"more-pain": "yes"}, true, "L5", []string{"callback"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, file := apptest.Performed(t, "2026-11-23", test.days)
			if test.at != "" {
				d.Wall.Time = apptest.Date(t, "2026-11-23").At(17, 30)
			}
			draft := d.WholeCall(file, test.topic, test.answers)
			judged := d.Judged(draft)
			require.Equal(t, test.level, string(judged.Level))
			require.Equal(t, test.callback, judged.Next.Callback != nil)
			if window := judged.Next.Callback; window != nil {
				_, err := d.EndCall(apptest.Nurse(), draft, false)
				require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "callback-date"}, "what was promised needs a time")
				at := window.Suggested.In(models.Stockholm)
				draft.CallbackDate, draft.CallbackTime = models.DateOf(at), at.Format("15:04")
				require.False(t, window.Closed)
				require.False(t, at.Before(window.From) || at.After(window.To))
				require.True(t, office.PhoneAnswered(d.Params.Rules.Clinic, at), "somebody is there to call")
			}
			kept := d.Ended(draft)
			require.Equal(t, test.level, kept.Call.Level)
			require.Equal(t, test.days, *kept.Call.Day)
			require.ElementsMatch(t, test.steps, apptest.Steps(kept.Tasks))
			require.Equal(t, d.Params.Rules.Triage.Stamp(), kept.Record.RulesVersion)
			require.NotEmpty(t, kept.Record.Triggered)
			require.Equal(t, "Sköterska Test", kept.Call.By)
			for _, task := range kept.Tasks {
				require.Equal(t, kept.Call.ID, *task.CallID)
				require.False(t, task.DueOn().IsZero())
			}
		})
	}
}

// The surgeon's hour runs from when the patient was promised it.
func TestTheSurgeonsHour(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "leg", map[string]string{"leg-numbness": "yes"})
	draft.ReadOut = &models.ReadOut{At: d.Wall.Time, Level: "L3"}
	d.Wall.Time = d.Wall.Time.Add(10 * time.Minute)
	kept := d.Ended(draft)
	require.Equal(t, apptest.Date(t, "2026-11-23").At(10, 0).UTC(), *kept.Tasks[0].At)
	require.Equal(t, models.Doctor, kept.Tasks[0].Role)
	list, err := d.Worklist(apptest.Nurse(), worklist.Query{})
	require.NoError(t, err)
	row := list.Sections[worklist.SectionUrgent][0]
	require.Equal(t, "L3", row.CallLevel)

	said := map[string]bool{}
	for _, minutes := range []int{0, 20, 35, 50, 90} {
		d.Wall.Time = apptest.Date(t, "2026-11-23").At(9, 0).Add(time.Duration(minutes) * time.Minute)
		do, ok := d.Escalated(row)
		require.Equal(t, minutes >= 30, ok, "%d minutes", minutes)
		said[do.In(models.Swedish)] = true
	}
	require.Len(t, said, 4, "nothing yet, then the three steps, each another")
}

// A level can be raised freely, and lowered with a reason and a doctor's name
// only, until the rules see something worse than what the doctor weighed.
func TestRaisedAndLowered(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "leg", map[string]string{"leg-numbness": "yes"})
	draft.Raised = "L1"
	require.Equal(t, triage.L1, d.Judged(draft).Level)
	draft.Raised = "L5"
	require.Equal(t, triage.L3, d.Judged(draft).Level, "raising never lowers")

	draft.Lowered = &models.Lowering{From: "L3", To: "L4", Doctor: "Doktor A"}
	_, err := d.EndCall(apptest.Nurse(), draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "lower-reason"})
	draft.Lowered.Reason, draft.Lowered.Doctor = "Sedd igår, oförändrad", ""
	_, err = d.EndCall(apptest.Nurse(), draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "required", Field: "lower-doctor"})
	draft.Lowered.Doctor = "Doktor A"
	judged := d.Judged(draft)
	require.Equal(t, triage.L4, judged.Level)
	require.NotNil(t, judged.Next.Visit, "what follows is the lower level's")
	require.Nil(t, judged.Next.Surgeon)

	draft.Answers["leg-weakness"] = "yes"
	require.Equal(t, triage.L2, d.Judged(draft).Level, "the doctor did not weigh this")
	draft.Answers["leg-weakness"] = "no"
	kept := d.Ended(draft)
	require.Equal(t, "L4", kept.Call.Level)
	require.Equal(t, "L3", kept.Record.Proposed)
	require.Equal(t, draft.Lowered, kept.Record.Lowered)
}

// Red flags that nobody asked about block the end, or leave a call that is
// itself a task due now.
func TestUnaskedRedFlags(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "wound", nil)
	delete(draft.Answers, "chest-pain")
	_, err := d.EndCall(ctx, draft, false)
	require.ErrorIs(t, err, &models.Problem{Code: "call.unasked"})
	call, err := d.EndCall(ctx, draft, true)
	require.NoError(t, err)
	require.True(t, call.Unfinished)
	kept, err := d.Call(ctx, call.ID)
	require.NoError(t, err)
	require.Equal(t, []string{models.FinishCallStep}, apptest.Steps(kept.Tasks))
	require.Equal(t, models.DueToday, kept.Tasks[0].Situation(d.Wall.Time))
	var unasked []string
	for _, question := range kept.Record.Asked {
		if question.Answer == "" {
			unasked = append(unasked, question.Finding)
		}
	}
	require.Equal(t, []string{"chest-pain"}, unasked, "the note says what was not asked")

	list, err := d.Worklist(ctx, worklist.Query{})
	require.NoError(t, err)
	require.Equal(t, models.FinishCallStep, list.Sections[worklist.SectionUrgent][0].Step)

	// The call that goes on with it closes the task.
	again := d.WholeCall(file, "wound", nil)
	again.TaskID, again.FollowsID, again.Outgoing = kept.Tasks[0].ID, call.ID, true
	require.Equal(t, call.ID, *d.Ended(again).Call.FollowsID)
	kept, err = d.Call(ctx, call.ID)
	require.NoError(t, err)
	require.Equal(t, models.Done, kept.Tasks[0].State)
}

// A second call about the same within 48 hours raises the level; one about
// something else, or later, or one that the desk made, does not.
func TestSecondCall(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 2)
	first := d.WholeCall(file, "wound", map[string]string{"soreness": "yes"})
	d.Ended(first)
	for name, test := range map[string]struct {
		hours    int
		topic    string
		outgoing bool
		level    triage.Level
	}{
		"soon":             {47, "wound", false, triage.L4},
		"two days and on":  {49, "wound", false, triage.L5},
		"another matter":   {5, "back-pain", false, triage.L5},
		"the desk's own":   {5, "wound", true, triage.L5},
		"on the same hour": {0, "wound", false, triage.L4},
	} {
		t.Run(name, func(t *testing.T) {
			d.Wall.Time = first.Started.Add(time.Duration(test.hours) * time.Hour)
			second := d.WholeCall(file, test.topic, map[string]string{"soreness": "yes"})
			second.Outgoing = test.outgoing
			judged := d.Judged(second)
			require.Equal(t, test.level, judged.Level)
			require.Equal(t, test.level == triage.L4, judged.Again != nil)
		})
	}
}

// Bad answers are said at their question, and nothing is kept.
func TestBadAnswers(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 3)
	caller, err := d.Caller(ctx, file.Patient.ID, 0)
	require.NoError(t, err)
	for name, test := range map[string]struct {
		answers map[string]string
		field   string
		code    string
	}{
		"380 degrees":   {map[string]string{"temperature": "380"}, "temperature", "triage.limits"},
		"no number":     {map[string]string{"temperature": "varm"}, "temperature", "triage.answer"},
		"contradiction": {map[string]string{"leg-pain": "no", "leg-pain-score": "8"}, "leg-pain-score", "triage.contradiction"},
		"no such":       {map[string]string{"hunger": "yes"}, "hunger", "triage.finding"},
	} {
		t.Run(name, func(t *testing.T) {
			draft := d.WholeCall(file, "leg", test.answers)
			judged, err := d.Judge(draft, caller)
			require.NoError(t, err, "the other answers count all the same")
			require.ErrorIs(t, judged.Wrong, &models.Problem{Code: test.code, Field: test.field})
			_, err = d.EndCall(ctx, draft, true)
			require.ErrorIs(t, err, &models.Problem{Code: test.code})
		})
	}
	calls, err := d.Calls(ctx, models.CallFilter{})
	require.NoError(t, err)
	require.Empty(t, calls)
}

// A call about an appointment needs no questions and has no level.
func TestCallWithoutAComplaint(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 3)
	kept := d.Ended(deskcalls.Draft{PatientID: file.Patient.ID, BookingID: file.Booking.ID, Topic: "none", Reason: "Vill flytta tiden"})
	require.Empty(t, kept.Call.Level)
	require.Empty(t, kept.Tasks)
	require.Empty(t, kept.Record.Asked)
	require.Equal(t, 3, *kept.Call.Day)
}

// What is typed comes back whole after the program was killed, and ends once.
func TestCallDraftComesBack(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "wound", map[string]string{"temperature": "37.2"})
	draft.ReadOut = &models.ReadOut{At: d.Wall.Time.UTC(), Level: "L5"}
	draft.Contacts = []models.Contact{{At: d.Wall.Time.UTC(), With: "Kirurg A"}}
	draft.CallbackDate, draft.CallbackTime = apptest.Date(t, "2026-11-24"), "9:"
	draft.Started = draft.Started.UTC()
	require.NoError(t, d.SaveCallDraft(ctx, &draft))
	draft.Notes = "lite till"
	require.NoError(t, d.SaveCallDraft(ctx, &draft))

	after, err := app.New(ctx, d.Params) // the program again
	require.NoError(t, err)
	open, err := after.OpenCalls(ctx)
	require.NoError(t, err)
	require.Len(t, open, 1)
	require.Equal(t, draft, open[0].Draft)
	require.Equal(t, "Tolvan Tolvansson", open[0].Name)

	again := open[0].Draft
	again.CallbackTime = "9:30"
	_, err = after.EndCall(ctx, again, false)
	require.NoError(t, err)
	open, err = after.OpenCalls(ctx)
	require.NoError(t, err)
	require.Empty(t, open)
	_, err = d.EndCall(ctx, again, false)
	require.ErrorIs(t, err, models.ErrStale, "the other desk has ended it")
	calls, err := d.Calls(ctx, models.CallFilter{})
	require.NoError(t, err)
	require.Len(t, calls, 1, "it was not kept twice")

	third := deskcalls.Draft{GivenName: "Okänd"}
	require.NoError(t, d.SaveCallDraft(ctx, &third))
	require.NoError(t, d.DiscardCall(ctx, third))
	require.ErrorIs(t, d.SaveCallDraft(ctx, &third), models.ErrNotFound)
}

// On a Friday afternoon nobody answers before Monday: the time that is
// suggested is one at which somebody does, and it is said that it is late.
func TestCallbackOverTheWeekend(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-27", 1)
	d.Wall.Time = apptest.Date(t, "2026-11-27").At(15, 30)
	draft := d.WholeCall(file, "fever", map[string]string{"fever": "yes"})
	judged := d.Judged(draft)
	require.True(t, judged.Next.Callback.Closed)
	require.Equal(t, apptest.Date(t, "2026-11-30"), models.DateOf(judged.Next.Callback.Suggested))
	require.False(t, judged.Next.Visit.Closed, "today is still a working day")
}

// A call back that breaks off keeps its callback: nobody has been answered yet.
func TestAnUnfinishedCallKeepsItsCallback(t *testing.T) {
	d, file := apptest.Promised(t)
	callback := file.Tasks[0]
	draft, err := d.GoOn(apptest.Nurse(), callback.ID)
	require.NoError(t, err)
	draft.Reason = "Linjen bröts"
	broken, err := d.EndCall(apptest.Nurse(), draft, true)
	require.NoError(t, err)
	after := d.CallFile(file.Call.ID)
	require.Equal(t, callback.ID, after.Tasks[0].ID)
	require.False(t, after.Tasks[0].Closed())
	require.Empty(t, after.Attempts)
	require.Equal(t, []string{models.FinishCallStep}, apptest.Steps(d.CallFile(broken.ID).Tasks))

	draft.Reason, draft.Version = "Mår bra", 0
	_, err = d.EndCall(apptest.Nurse(), answered(d, draft), false)
	require.NoError(t, err)
	after = d.CallFile(file.Call.ID)
	require.Equal(t, models.Done, after.Tasks[0].State)
	require.Len(t, after.Attempts, 1)
	require.True(t, after.Attempts[0].Answered)
}

// answered fills in what a finished call needs.
func answered(d *apptest.Desk, draft deskcalls.Draft) deskcalls.Draft {
	draft.ID, draft.Topic, draft.Phone, draft.Identity = 0, "none", "070-174 06 05", "personal-number"
	draft.Answers, draft.Advice, draft.Understood = d.NoAnswersBut(nil), "Som sagt.", "yes"
	return draft
}

// Nobody leaves for the emergency department unannounced: whether 112 or the
// department was called is noted with the call, or is the first task on the list.
func TestHelpIsCalledOrIsATask(t *testing.T) {
	for level, test := range map[string]struct {
		topic   string
		answers map[string]string
		noted   string
	}{
		"L1": {"breathing", map[string]string{"chest-pain": "yes"}, "112 larmat"},
		"L2": {"fever", map[string]string{"fever": "yes", "more-pain": "yes"}, "Akuten ringd"},
	} {
		for _, noted := range []bool{true, false} {
			d, file := apptest.Performed(t, "2026-11-23", 20)
			draft := d.WholeCall(file, test.topic, test.answers)
			if noted {
				draft.Contacts = []models.Contact{{At: d.Wall.Time, With: test.noted, Note: "Sköterska Prov"}}
			}
			judged := d.Judged(draft)
			require.Equal(t, level, string(judged.Level))
			require.Equal(t, noted, judged.Notified)
			at := judged.Next.Callback.Suggested.In(models.Stockholm)
			draft.CallbackDate, draft.CallbackTime = models.DateOf(at), at.Format("15:04")
			kept := d.Ended(draft)
			require.Equal(t, !noted, slices.Contains(apptest.Steps(kept.Tasks), models.NotifyStep), level)
			if noted {
				continue
			}
			list, err := d.Worklist(apptest.Nurse(), worklist.Query{})
			require.NoError(t, err)
			first := list.Sections[worklist.SectionUrgent][0]
			require.Equal(t, models.NotifyStep, first.Step)
			_, err = d.CompleteTask(apptest.Nurse(), worklist.Completion{TaskID: first.ID, Version: first.Version})
			require.ErrorIs(t, err, models.ErrRequired, "when, and by whom")
			_, err = d.CompleteTask(apptest.Nurse(), worklist.Completion{TaskID: first.ID, Version: first.Version, Note: "10.42, Sköterska Prov"})
			require.NoError(t, err)
		}
	}
}
