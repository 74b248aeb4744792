package calls_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/models/store"
)

// told is how a call that goes on is handed over.
func handedOver(d *apptest.Desk, draft calls.Draft) calls.SBAR {
	d.T.Helper()
	booking := draft.BookingID
	if booking == 0 {
		booking = calls.NoBooking
	}
	file, err := d.Caller(apptest.Nurse(), draft.PatientID, booking)
	require.NoError(d.T, err)
	return d.SBAR(apptest.Nurse(), draft, file, d.Judged(draft))
}

func handedOverAfter(d *apptest.Desk, call models.Call) calls.SBAR {
	d.T.Helper()
	told, err := d.SBAROfCall(apptest.Nurse(), call.ID)
	require.NoError(d.T, err)
	return told
}

// codes are the sentences of the parts named, "A" or "BR".
func codes(told calls.SBAR, parts string) []string {
	var found []string
	for i, letter := range calls.SBARParts {
		for _, line := range told.Parts[i] {
			if slices.Contains([]byte(parts), letter[0]) {
				found = append(found, line.Code)
			}
		}
	}
	return found
}

func lineOf(t *testing.T, told calls.SBAR, code string) calls.SBARLine {
	t.Helper()
	for _, part := range told.Parts {
		for _, line := range part {
			if line.Code == code {
				return line
			}
		}
	}
	require.Failf(t, "no such sentence", "%q is not among %v", code, codes(told, "SBAR"))
	return calls.SBARLine{}
}

// What is wanted follows from the level and from what became of the promises.
func TestWhatIsWantedOfWhoeverTakesOver(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 5)
	for name, want := range map[string]struct {
		topic   string
		answers map[string]string
		change  func(*calls.Draft)
		code    string
	}{
		"L1":           {topic: "breathing", answers: map[string]string{"chest-pain": "yes"}, code: "want-ambulance"},
		"L2":           {topic: "urine-bowel", answers: map[string]string{"saddle-numbness": "yes"}, code: "want-emergency"},
		"L3":           {topic: "leg", answers: map[string]string{"leg-pain": "yes"}, code: "want-call-by"},
		"L4":           {topic: "wound", answers: map[string]string{"pus": "yes"}, code: "want-visit-on"},
		"L5":           {topic: "back-pain", answers: map[string]string{"soreness": "yes"}, code: "want-nothing"},
		"raised to L4": {topic: "back-pain", change: func(c *calls.Draft) { c.Raised = "L4" }, code: "want-visit-between"},
		"no complaint": {topic: "none", code: "want-none"},
		"not yet":      {change: func(c *calls.Draft) { c.Answers = nil }, code: "want-open"},
	} {
		t.Run(name, func(t *testing.T) {
			draft := d.WholeCall(file, want.topic, want.answers)
			if want.change != nil {
				want.change(&draft)
			}
			told := handedOver(d, draft)
			require.Equal(t, want.code, codes(told, "R")[0], "what is wanted comes first")
			require.Equal(t, "read-back", codes(told, "R")[len(codes(told, "R"))-1], "and the closed loop last")
		})
	}
}

// The surgeon's time is the promised one; once it has passed, it is said to be late.
func TestTheSurgeonsCallInAHandover(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 5)
	draft := d.WholeCall(file, "leg", map[string]string{"leg-pain": "yes"})
	draft.ReadOut = &models.ReadOut{At: d.Wall.Time.Add(-5 * time.Minute), Level: "L3"}
	require.Equal(t, "09:55", lineOf(t, handedOver(d, draft), "want-call-by").Values["time"])
	require.Equal(t, "070-174 06 05", lineOf(t, handedOver(d, draft), "want-call-by").Values["phone"])
	call := d.Ended(draft).Call
	require.Equal(t, "09:55", lineOf(t, handedOverAfter(d, call), "want-call-by").Values["time"])
	require.Contains(t, codes(handedOverAfter(d, call), "S"), "call", "when the call came is said")
	call.Outgoing = true
	require.NoError(t, d.Params.Store.Write(ctx, func(tx *store.Tx) error { return tx.SaveCall(&call) }))
	require.Contains(t, codes(handedOverAfter(d, call), "S"), "call-out", "or that the desk made it")

	d.Wall.Time = d.Wall.Time.Add(time.Hour)
	require.True(t, lineOf(t, handedOverAfter(d, call), "want-call-late").Strong)

	after, err := d.Call(ctx, call.ID)
	require.NoError(t, err)
	_, err = d.CompleteTask(ctx, worklist.Completion{TaskID: after.Tasks[0].ID, Version: after.Tasks[0].Version})
	require.NoError(t, err)
	require.Contains(t, codes(handedOverAfter(d, call), "R"), "want-called")
}

// The background says what became of the procedure and where the day comes from.
func TestTheProcedureInAHandover(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 5)
	draft := d.WholeCall(file, "wound", map[string]string{"pus": "yes"})
	line := lineOf(t, handedOver(d, draft), "procedure")
	require.Equal(t, 5, line.Values["day"])
	require.Contains(t, codes(handedOver(d, draft), "B"), "thinner-none")
	call := d.Ended(draft).Call
	d.Wall.Time = d.Wall.Time.AddDate(0, 0, 3)
	require.Equal(t, 5, lineOf(t, handedOverAfter(d, call), "procedure").Values["day"], "the day of the call, not of the hand-over")

	later := draftOf(t, file, "2026-12-14")
	next := d.Booked(later)
	draft.BookingID = next.Booking.ID
	require.Contains(t, codes(handedOver(d, draft), "B"), "procedure-ahead")
	require.NoError(t, d.Cancel(ctx, next.Booking.ID, next.Booking.Version, "Förkyld"))
	require.Contains(t, codes(handedOver(d, draft), "B"), "procedure-cancelled")

	draft.BookingID = calls.NoBooking
	require.Subset(t, codes(handedOver(d, draft), "B"), []string{"no-booking", "other-booking"})

	draft.PatientID = 0
	require.Equal(t, []string{"unregistered", "drugs-unasked"}, codes(handedOver(d, draft), "B"))
	require.Contains(t, codes(handedOver(d, draft), "S"), "patient-unknown")
	draft.GivenName = "Tolvan"
	require.Contains(t, codes(handedOver(d, draft), "S"), "patient-numberless")
	draft.Number = "19121212-1212"
	require.Contains(t, codes(handedOver(d, draft), "S"), "patient")

	d, file = apptest.Performed(t, "2026-11-23", 5)
	d.Wall.Time = d.Wall.Time.AddDate(3, 0, 0)
	require.Contains(t, codes(handedOver(d, d.WholeCall(file, "wound", nil)), "B"), "procedure-long-ago")
}

func draftOf(t *testing.T, file care.BookingFile, day string) bookings.Draft {
	later := apptest.Draft(t, day)
	later.Patient = office.DraftOf(file.Patient)
	return later
}

// How far a pause is decided, and what the patient may still be following, is
// said of every blood thinner.
func TestBloodThinnersInAHandover(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	file := d.Booked(apptest.Warfarin(t))
	ask := func() []string {
		return codes(handedOver(d, calls.Draft{Started: d.Wall.Time, PatientID: file.Patient.ID, BookingID: file.Booking.ID}), "B")
	}
	require.Contains(t, ask(), "hold-proposed")
	require.NoError(t, d.Decide(file, nil))
	require.Contains(t, ask(), "hold-decided")
	start := apptest.Date(t, "2026-12-16").At(8, 30)
	_, err := d.Change(apptest.Nurse(), bookings.Change{
		BookingID: file.Booking.ID, Version: d.File(file.Booking.ID).Booking.Version, Start: &start,
	})
	require.NoError(t, err)
	require.Subset(t, ask(), []string{"hold-proposed", "hold-outdated"})
	file = d.File(file.Booking.ID)
	require.NoError(t, d.Decide(file, func(decision *holds.DecisionDraft) { decision.Continues, decision.Reason = true, "Klaff" }))
	require.Contains(t, ask(), "hold-continues")
}

// Whoever takes the patient over hears that a blood thinner was not taken up again, or
// that nobody has checked: what was decided says nothing of it.
func TestAHoldThatDidNotEndInAHandover(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	file := d.Booked(apptest.Warfarin(t))
	require.NoError(t, d.Decide(file, nil))
	ask := func() []string {
		return codes(handedOver(d, calls.Draft{Started: d.Wall.Time, PatientID: file.Patient.ID, BookingID: file.Booking.ID}), "B")
	}
	d.Wall.Time = apptest.Date(t, "2026-12-17").At(9, 0)
	require.NotContains(t, ask(), "hold-not-resumed")
	_, err := d.Answered(file.Booking.ID, "resume-check", map[string]string{"resumed": "no", "details": "Glömde"}, nil)
	require.NoError(t, err)
	require.Subset(t, ask(), []string{"hold-decided", "hold-not-resumed"})

	d = apptest.New(t, "2026-11-02")
	file = d.Booked(apptest.Warfarin(t))
	require.NoError(t, d.Decide(file, nil))
	d.Wall.Time = apptest.Date(t, "2026-12-28").At(9, 0)
	require.Contains(t, ask(), "hold-unchecked", "its day has passed")
}

// What was found comes first, then what nobody knows or has asked, then what is
// denied; a raised or lowered level says whose it is.
func TestTheAssessmentInAHandover(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 5)
	draft := d.WholeCall(file, "fever", map[string]string{
		"fever": "yes", "temperature": "38.6", "more-pain": "yes", "very-ill": "unknown", "tired": "unknown", "calf": "",
	})
	told := handedOver(d, draft)
	require.Equal(t, []string{"yes", "measured", "unknown-flags", "unknown", "unasked"}, codes(told, "A")[:5])
	require.Subset(t, codes(told, "A"), []string{"suspected", "same-level", "denies-groups", "denies"})
	require.Equal(t, "38,6 °C", lineOf(t, told, "measured").Values["findings"].(calls.SBARTerms)[0].Says.In(models.Swedish))

	draft.Raised = "L1"
	require.Contains(t, codes(handedOver(d, draft), "A"), "raised")
	draft.Raised, draft.Answers = "", d.NoAnswersBut(map[string]string{"fever": "yes", "temperature": "38.6", "more-pain": "yes"})
	draft.Lowered = &models.Lowering{From: "L2", To: "L4", Reason: "Förkyld", Doctor: "Dr Exempel"}
	line := lineOf(t, handedOver(d, draft), "lowered")
	require.Equal(t, "Dr Exempel", line.Values["doctor"])
	require.True(t, line.Strong)

	// Many unasked are counted, none at all is said in a sentence of its own.
	draft = d.WholeCall(file, "wound", nil)
	draft.Answers = map[string]string{"chest-pain": "yes"}
	require.Contains(t, codes(handedOver(d, draft), "A"), "unasked-many")
	draft.Answers = nil
	require.Contains(t, codes(handedOver(d, draft), "A"), "nothing-asked")
}

// What the patient knows, and whom the nurse has told, is said; what the rules
// want done is said until it is ticked.
func TestWhatIsAlreadyDone(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Performed(t, "2026-11-23", 5)
	draft := d.WholeCall(file, "urine-bowel", map[string]string{"saddle-numbness": "yes"})
	draft.Advice, draft.Understood = "", ""
	told := handedOver(d, draft)
	require.Subset(t, codes(told, "R"), []string{"do", "not-told", "callback-proposed"})
	do := lineOf(t, told, "do").Values["text"].(models.Text)

	draft.ReadOut = &models.ReadOut{At: d.Wall.Time, Level: "L3"}
	require.True(t, lineOf(t, handedOver(d, draft), "read-out-other").Strong, "the patient believes another level")
	draft.ReadOut.Level, draft.Advice, draft.Understood = "L2", "Åk nu", "no"
	draft.Contacts = []models.Contact{{At: d.Wall.Time, With: do.In(models.Swedish)}, {At: d.Wall.Time, With: "Dr Exempel", ReadBack: true}}
	draft.CallbackDate, draft.CallbackTime = d.Today().AddDays(1), "10:00"
	told = handedOver(d, draft)
	require.Subset(t, codes(told, "R"), []string{"done", "read-out", "advice", "not-understood", "contact", "callback"})
	require.NotContains(t, codes(told, "R"), "do")

	call := d.Ended(draft).Call
	require.NoError(t, d.AddToCall(ctx, call.ID, "", &models.Contact{With: "Akuten"}))
	require.Equal(t, "Akuten", lineOf(t, handedOverAfter(d, call), "contact-unread").Values["with"], "told after the call ended")
}

// A second call about the same stands out among the earlier ones; only three of
// them are read.
func TestEarlierCallsInAHandover(t *testing.T) {
	d, file := apptest.Performed(t, "2026-11-23", 5)
	draft := d.WholeCall(file, "wound", map[string]string{"pus": "yes"})
	require.Contains(t, codes(handedOver(d, draft), "B"), "earlier-none")
	for range 5 {
		draft.Started = d.Wall.Time
		d.Ended(draft)
		d.Wall.Time = d.Wall.Time.Add(time.Hour)
	}
	draft.Started = d.Wall.Time
	told := codes(handedOver(d, draft), "B")
	require.Equal(t, []string{"again", "earlier", "earlier"}, told[len(told)-3:])
}

// Nobody who is told of a call that is gone gets somebody else's.
func TestAHandoverOfNothing(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	_, err := d.SBAROfCall(apptest.Nurse(), 12)
	require.ErrorIs(t, err, models.ErrNotFound)
	_, err = d.SBAROfDraft(apptest.Nurse(), 12)
	require.ErrorIs(t, err, models.ErrNotFound)
	require.Error(t, d.TellOfDraft(apptest.Nurse(), 12, models.Contact{}))
}

// That a hand-over left the desk is kept with the patient; of nobody it is kept too.
func TestHandoverIsNoted(t *testing.T) {
	ctx := apptest.Nurse()
	d, file := apptest.Promised(t)
	told, err := d.SBAROfCall(ctx, file.Call.ID)
	require.NoError(t, err)
	require.NoError(t, d.NoteHandover(ctx, told, models.SheetPrinted))
	require.NoError(t, d.NoteHandover(ctx, told, models.TextCopied))
	require.ElementsMatch(t, []string{"printed", "copied"}, d.Noted(file.Call.PatientID, "call.handed-over"))
	require.NoError(t, d.NoteHandover(ctx, calls.SBAR{}, models.TextCopied))
}
