package tasks_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/approvals"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/tasks"
)

func day(t *testing.T, text string) models.Date {
	t.Helper()
	d, err := models.ParseDate(text)
	require.NoError(t, err)
	return d
}

// bench is a desk with one neurotomy on 14 December 2026, booked on 2 November.
type bench struct {
	*pagetest.Host
	t       *testing.T
	desk    *app.Desk
	clock   *pagetest.Clock
	actions *tasks.Actions
	reloads int
	printed []tasks.Row
}

func newBench(t *testing.T) *bench {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, "2026-11-02")
	_, err := desk.Book(context.Background(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: day(t, "2026-12-14"), Time: "08:30", Medicines: models.MedicinesOf("B01AA03", "A10BK01", "B01AC06"),
	})
	require.NoError(t, err)
	b := &bench{Host: pagetest.NewHost(t, desk), t: t, desk: desk, clock: clock}
	b.actions = tasks.New(desk, b.Host, tasks.Page{
		Print: func(row tasks.Row) { b.printed = append(b.printed, row) }, Reload: func() { b.reloads++ },
	})
	return b
}

func (b *bench) on(date string) *bench {
	b.clock.At = day(b.t, date).At(9, 0)
	return b
}

// row reads a task of the booking as a patient's page does.
func (b *bench) row(step string) tasks.Row {
	b.t.Helper()
	file, err := b.desk.Booking(context.Background(), 1)
	require.NoError(b.t, err)
	for _, task := range file.Tasks {
		if task.Step == step {
			return tasks.OfBooking(b.desk, file, task)
		}
	}
	require.Failf(b.t, "no such task", "%s", step)
	return tasks.Row{}
}

func (b *bench) ids(row tasks.Row) (ids []string) {
	for _, action := range b.actions.For(row) {
		if action.ID != "copy" && action.ID != "dial" { // they stand beside the number
			ids = append(ids, action.ID)
		}
	}
	return ids
}

// A row reads the same whether it comes from the worklist or a patient's file.
func TestRowsSayTheSameEverywhere(t *testing.T) {
	b := newBench(t).on("2026-11-30")
	list, err := b.desk.Worklist(context.Background(), worklist.Query{})
	require.NoError(t, err)
	listed := list.Sections[worklist.SectionToday]
	require.NotEmpty(t, listed)
	for _, one := range listed {
		fromList, fromFile := tasks.Of(b.desk, one), b.row(one.Task.Step)
		require.Equal(t, fromFile.Title(), fromList.Title())
		require.Equal(t, fromFile.Line(b.desk), fromList.Line(b.desk))
		require.Equal(t, fromFile.ProcedureText(), fromList.ProcedureText())
		require.Equal(t, fromFile.Patient(b.Today()), fromList.Patient(b.Today()))
	}
}

// What a row says follows from its dates and the clock alone.
func TestWords(t *testing.T) {
	b := newBench(t)
	review := b.row("bleeding-review")
	require.Equal(t, "Fråga om blodförtunnande", review.Title())
	require.Equal(t, "2 d sen", review.When(day(t, "2026-12-02").At(9, 0)))
	require.Equal(t, "idag", review.When(day(t, "2026-11-30").At(9, 0)))
	require.Equal(t, "mån 30 nov", review.When(day(t, "2026-11-29").At(9, 0)))
	require.Equal(t, "mån 16 nov – mån 7 dec", review.Window())
	require.Equal(t, "Waran, SGLT2-hämmare, Trombyl · senast mån 7 dec", review.Line(b.desk))
	require.Equal(t, "endoskopisk neurotomi 14 dec", review.ProcedureText())
	require.Equal(t, "Tolvan Tolvansson, 113", review.Patient(day(t, "2026-11-30")))
	require.Equal(t, "Patientbroschyren B1", review.Sources())
	visit := b.row("doctor-visit")
	require.Contains(t, visit.Line(b.desk), "boka en tid "+visit.Window())
	require.Equal(t, "mån 1 mar – tors 25 mar", visit.Window())
	visit.Latest = day(t, "2027-03-29") // Easter Monday: kept before plans left closed days out
	require.Equal(t, "mån 1 mar – tors 25 mar", visit.Window())
	stitches := b.row("stitch-removal")
	marks := stitches.Marks(day(t, "2026-12-24").At(9, 0))
	require.Equal(t, tasks.Mark{Status: look.DueToday, Text: "idag"}, stitches.Marks(stitches.Due.At(9, 0))[0])
	require.Equal(t, tasks.Mark{Status: look.Proposed, Text: "ej godkänd"}, marks[len(marks)-1])
}

// A class of medicines is called by its own name, not by one of its members.
func TestMedicineNames(t *testing.T) {
	b := newBench(t)
	require.Equal(t, "Waran", tasks.MedicineNames(b.desk, models.MedicinesOf("B01AA03")))
	require.Equal(t, "annat blodförtunnande läkemedel", tasks.MedicineNames(b.desk, models.MedicinesOf("B01A")))
	require.Equal(t, "Z99", tasks.MedicineNames(b.desk, models.MedicinesOf("Z99")))
}

// Only what can be done now is offered, the next thing first.
func TestActionsFollowTheState(t *testing.T) {
	b := newBench(t).on("2026-12-17")
	require.Equal(t, []string{"done", "no-answer", "postpone", "explain", "open", "print"}, b.ids(b.row("bleeding-review")))
	require.Equal(t, []string{"book", "postpone", "explain", "open", "print"}, b.ids(b.row("physio")))
	b.book("physio", "2026-12-28")
	require.Equal(t, []string{"book", "explain", "open", "print"}, b.ids(b.row("physio")))
	b.on("2026-12-29")
	require.Equal(t, []string{"done", "book", "not-come", "explain", "open", "print"}, b.ids(b.row("physio")))
	b.actions.Missed(b.row("physio"))
	b.Type("note", "Sjuk")
	require.NoError(t, b.Confirm())
	missed := b.row("physio")
	require.Equal(t, models.NotCome, missed.State)
	require.Equal(t, "Sjuk", missed.Note)
	require.Equal(t, "kom inte", missed.Marks(b.Now())[0].Text)
	require.Equal(t, []string{"reopen", "explain", "open", "print"}, b.ids(missed), "nothing more is to be done, but it can be opened again")
	b.Undo()
	require.Equal(t, models.Booked, b.row("physio").State)
}

func (b *bench) book(step, date string) {
	b.t.Helper()
	b.actions.Book(b.row(step))
	b.Type("date", date)
	b.Type("time", "10.30")
	b.Type("with", "Fysioterapeut Exempel")
	require.NoError(b.t, b.Confirm())
}

// An appointment is booked, said on the row, and booked anew with what it was.
func TestBookAndRebook(t *testing.T) {
	b := newBench(t).on("2026-12-17")
	b.book("physio", "2026-12-28")
	require.Equal(t, "bokad mån 28 dec 10:30 · Fysioterapeut Exempel", b.row("physio").Line(b.desk))
	require.Equal(t, "Tid bokad: Återbesök fysioterapeut, Tolvan Tolvansson", b.Toasts[0])
	b.actions.Book(b.row("physio"))
	require.Equal(t, "Boka om tiden", b.Dialog.Title)
	b.Type("date", "2027-01-10")
	require.Contains(t, b.Text(), "sön 10 jan ligger utanför protokollets tid", "warned, not refused")
	require.NoError(t, b.Confirm())
	require.Equal(t, "2027-01-10", b.row("physio").DueOn().String())
	require.Contains(t, b.row("physio").Line(b.desk), "Fysioterapeut Exempel", "what was not changed stays")
}

// A page without a place of its own for questions gets a dialog.
func TestDoneInADialog(t *testing.T) {
	b := newBench(t).on("2026-12-24")
	b.actions.Complete(b.row("stitch-removal"))
	require.NotNil(t, b.Dialog)
	require.Error(t, b.Confirm(), "where must be answered")
	require.Contains(t, b.Row("outcome.where").Problem(), "Välj ett svar")
	b.Type("outcome.where", "Dis")
	b.Type("outcome.wound", "Fin")
	require.NoError(t, b.Confirm())
	require.Equal(t, map[string]string{"where": "district-nurse", "wound": "fine"}, b.row("stitch-removal").Outcome)
}

// Whoever ticks the e-prescription is told of the blood thinner there and then; with none
// it is done at once.
func TestThePrescriptionMeetsABloodThinner(t *testing.T) {
	b := newBench(t).on("2026-12-14")
	b.actions.Complete(b.row("prescription"))
	require.NotNil(t, b.Dialog)
	require.Contains(t, b.Text(), "skriv inte ut antiinflammatoriskt (NSAID) utan läkarens beslut. Patienten tar Waran, Trombyl")
	require.NoError(t, b.Confirm())
	require.Equal(t, models.Done, b.row("prescription").State)

	b = newBench(t).on("2026-12-14")
	row := b.row("prescription")
	row.Medicines = models.MedicinesOf("A10BK01")
	b.actions.Complete(row)
	require.Nil(t, b.Dialog)
	require.Equal(t, models.Done, b.row("prescription").State)
}

// A callback is put off to another day and hour.
func TestPostponeACallback(t *testing.T) {
	b := newBench(t).on("2026-11-30")
	_, err := b.desk.EndCall(pagetest.Context(), calls.Draft{
		Topic:     "none",
		PatientID: 1, Reason: "Undrar om\nfastan", CallbackDate: b.Today(), CallbackTime: "14:00",
	}, false)
	require.NoError(t, err)
	callback := func() tasks.Row {
		file, err := b.desk.Patient(context.Background(), 1)
		require.NoError(t, err)
		return tasks.OfPatient(b.desk, file.Patient, file.Calls, file.Other[0])
	}
	require.Equal(t, "Återuppringning", callback().Title())
	require.Equal(t, "idag 14:00", callback().When(b.Now()))
	require.Equal(t, "14:00 · Undrar om fastan", callback().Line(b.desk))
	b.actions.Postpone(callback())
	b.Type("date", "2026-12-01")
	b.Type("time", "0915")
	b.Type("reason", "Svarar inte")
	require.NoError(t, b.Confirm())
	require.Equal(t, "tis 1 dec 2026 09:15", moment(callback()))
}

func moment(row tasks.Row) string {
	return row.AppointmentText()[:len("tis 1 dec")] + " 2026 " + row.At.In(models.Stockholm).Format("15:04")
}

// What somebody else changed meanwhile is said, and the page reads again.
func TestStaleTaskIsSaidAndReadAgain(t *testing.T) {
	b := newBench(t).on("2026-12-14")
	old := b.row("discharge")
	b.actions.Complete(old)
	require.Len(t, b.Toasts, 1)
	b.actions.Complete(old)
	require.Len(t, b.Failed, 1)
	require.ErrorIs(t, b.Failed[0], models.ErrStale)
	require.Equal(t, 1, b.reloads)
	b.Undo()
	require.Equal(t, models.Open, b.row("discharge").State)
	b.Undo()
	require.Len(t, b.Failed, 2, "what is undone cannot be undone again")
}

// The explanation of a rule that no doctor has approved says so.
func TestExplainMarksWhatIsNotApproved(t *testing.T) {
	b := newBench(t)
	b.actions.Explain(b.row("stitch-removal"))
	require.Contains(t, b.Text(), "Patientbroschyren A2, A5")
	require.Contains(t, b.Text(), "ej godkänd")
	b.Cancel()
	b.actions.Explain(b.row("discharge"))
	require.NotContains(t, b.Text(), "ej godkänd")
}

// The line of hints names only keys that work on the row, by what they do there.
func TestTheHintNamesOnlyWhatWorks(t *testing.T) {
	b := newBench(t).on("2026-12-17")
	require.Equal(t, "Enter öppnar patienten · K eller Ctrl+Enter klar · S skjut upp · I varför · P skriv ut",
		b.actions.Hint(b.row("discharge")))
	require.Equal(t, "Enter öppnar patienten · B eller Ctrl+Enter boka tid · S skjut upp · I varför · P skriv ut",
		b.actions.Hint(b.row("physio")))
	b.book("physio", "2026-12-28")
	require.Equal(t, "Enter öppnar patienten · B boka om · I varför · P skriv ut", b.actions.Hint(b.row("physio")),
		"a visit that lies ahead is neither put off nor done")
}

// The letters do what the buttons do, with Shift and Caps Lock too, as the line of
// hints writes them; one without meaning does nothing.
func TestLetters(t *testing.T) {
	b := newBench(t).on("2026-12-14")
	require.False(t, b.actions.Type(b.row("discharge"), 'q'))
	require.False(t, b.actions.Type(b.row("discharge"), 'b'), "there is no time to book")
	require.True(t, b.actions.Type(b.row("discharge"), 'p'))
	require.Len(t, b.printed, 1)
	require.True(t, b.actions.Type(b.row("discharge"), 'P'))
	require.Len(t, b.printed, 2)
	require.True(t, b.actions.Type(b.row("discharge"), 'K'))
	require.Equal(t, models.Done, b.row("discharge").State)
	b.actions.OpenPatient(b.row("discharge"))
	require.Equal(t, []page.Route{{Page: page.Patient, ID: 1}}, b.Opened)
	require.NotNil(t, b.actions.Bar(b.row("discharge")))
}

// The call after a hold that no longer counts is not taken for a promised
// callback: it says what it is, and is put off without an hour.
func TestCallAfterAHoldThatNoLongerCounts(t *testing.T) {
	b := newBench(t)
	file, err := b.desk.Booking(t.Context(), 1)
	require.NoError(t, err)
	require.NoError(t, b.desk.DecideHold(t.Context(), holds.DecisionDraft{
		BookingID: 1, Version: file.Booking.Version, Medicine: "B01AA03", LastDose: day(t, "2026-12-08"),
		FirstDoseAgain: day(t, "2026-12-17"), DecidedBy: "Dr Exempel", DecidedOn: b.Today(), Given: "phone",
	}))
	require.NoError(t, b.desk.Cancel(t.Context(), 1, file.Booking.Version, "Sjuk"))
	call := b.row(models.TellStep)
	require.Contains(t, call.Line(b.desk), "behandlingen är avbokad")
	require.Equal(t, "Berätta för patienten", call.Title())
	b.actions.Explain(call)
	require.Contains(t, b.Text(), "vet det inte än")
	b.Cancel()
	b.actions.Postpone(call)
	b.Type("date", "2026-11-03")
	b.Type("reason", "Svarar inte")
	require.NoError(t, b.Confirm())
	require.Equal(t, "2026-11-03", b.row(models.TellStep).Due.String())
}

// A rule that a doctor has approved is no longer marked; why a task is there says
// who approved it.
func TestAnApprovedRuleIsNotMarked(t *testing.T) {
	b := newBench(t).on("2026-12-28")
	step := b.row("stitch-removal").Step
	require.NoError(t, b.desk.ApproveRules(context.Background(), approvals.Draft{
		Rows: []rulebook.Key{step.Source.Row}, Doctor: "Dr Exempel", On: day(t, "2026-12-01"),
	}))
	for _, mark := range b.row("stitch-removal").Marks(b.Now()) {
		require.NotEqual(t, look.Proposed, mark.Status)
	}
	b.actions.Explain(b.row("stitch-removal"))
	require.NotContains(t, b.Text(), "ej godkänd")
	require.Contains(t, b.Text(), "godkänd av Dr Exempel tis 1 dec 2026")
}
