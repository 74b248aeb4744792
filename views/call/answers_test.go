package call_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/page"
)

// Letters answer, arrows move, Backspace takes an answer back, Space goes to what
// is left; a number is typed as it is said.
func TestAnsweringByKeys(t *testing.T) {
	c := ring(t)
	c.begin()
	c.keys("Jno") // also with Caps Lock on
	require.Equal(t, map[string]string{"breathing-difficulty": "yes", "breathing-slow": "no", "chest-pain": "unknown"}, c.draft().Answers)
	c.key(fyne.KeyUp)
	c.key(fyne.KeyUp)
	c.key(fyne.KeyBackspace)
	require.NotContains(t, c.draft().Answers, "breathing-slow")
	c.keys("N") // Caps Lock is not Shift: one answer, not the whole block
	require.Len(t, c.draft().Answers, 3)
	c.key(fyne.KeyHome)
	c.key(fyne.KeySpace)
	c.keys("n")
	require.Equal(t, "no", c.draft().Answers["chest-arm-jaw"], "the next one without an answer")
	c.shiftN()
	answers := c.draft().Answers
	require.Equal(t, "no", answers["face-swelling"], "the rest of the breath")
	require.Equal(t, "yes", answers["breathing-difficulty"], "and nothing that was answered")
	require.NotContains(t, answers, "seizure", "and no other breath")
}

// The temperature counts as soon as it can be one; 380 is said at once beside the
// question and changes nothing.
func TestTypingANumber(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("4") // fever: its group comes after the red flags
	c.denyFlags()
	c.keys("3")
	require.NotContains(t, c.draft().Answers, "temperature")
	c.keys("8,4")
	require.Equal(t, "38.4", c.draft().Answers["temperature"])
	require.Contains(t, c.Text(), "38,4| °C")
	c.key(fyne.KeyBackspace)
	c.key(fyne.KeyBackspace)
	c.keys("0")
	require.Contains(t, c.Text(), "380 °C kan inte stämma")
	require.NotContains(t, c.draft().Answers, "temperature", "half of it is no answer")
	c.key(fyne.KeyDown)
	require.Contains(t, c.Text(), "380", "what was typed stays")
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	require.Contains(t, c.Text(), "380 °C kan inte stämma", "it cannot end so")
	c.key(fyne.KeyBackspace)
	require.NotContains(t, c.Text(), "380")
	require.Equal(t, "38", c.draft().Answers["temperature"])
	c.key(fyne.KeyDown)
	c.keys("3")
	require.Equal(t, "ear", c.draft().Answers["temperature-method"], "a choice by its number")
}

// No fever, and 39.2: it is said beside the question, and the worse counts.
func TestContradictoryAnswers(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("4")
	c.denyFlags()
	require.Contains(t, c.Text(), "L5")
	c.keys("39,2")
	require.Contains(t, c.Text(), "Svaren säger emot varandra")
	require.Contains(t, c.Text(), "L4", "a fever is never self-care")
	require.Empty(t, c.Failed)
	c.page.(page.Completer).Complete()
	c.keys("j")
	c.page.(page.Completer).Complete()
	require.Empty(t, c.calls(), "it cannot end so")
	require.Empty(t, c.Failed)
	c.key(fyne.KeyBackspace) // the question is selected, what is wrong beside it
	require.NotContains(t, c.draft().Answers, "temperature")
	require.NotContains(t, c.Text(), "Svaren säger emot varandra")
}

// After the level was read out a changed answer is logged, with the levels, and
// the nurse is told that the patient has heard another one.
func TestAChangeAfterTheLevelWasReadOut(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.keys("ju")
	require.Equal(t, "L4", c.draft().ReadOut.Level)
	c.key(fyne.KeyHome)
	c.keys("j")
	changes := c.draft().Changes
	require.Len(t, changes, 1)
	require.Equal(t, models.AnswerChange{
		At: changes[0].At, Finding: "breathing-difficulty", From: "no", To: "yes", LevelFrom: "L4", LevelTo: "L1",
	}, changes[0])
	require.Contains(t, c.Text(), "Nivå L4 är uppläst, men nu gäller L1")
	c.keys("u")
	require.Equal(t, "L1", c.draft().ReadOut.Level)
	require.NotContains(t, c.Text(), "men nu gäller")
}

// One press that answers a whole group is logged in the order in which the questions
// are asked: the signed note reads the same whoever opens it.
func TestChangesAreLoggedInTheOrderOfTheQuestions(t *testing.T) {
	for range 4 { // a random order would differ within a few
		c := ring(t)
		c.begin()
		c.keys("j") // breathing: the level is there before the rest is asked
		c.keys("u")
		require.NotNil(t, c.draft().ReadOut)
		c.shiftN()
		var order []string
		for _, change := range c.draft().Changes {
			order = append(order, change.Finding)
		}
		require.Greater(t, len(order), 2)
		var asked []string
		for _, finding := range c.desk.Guide().Findings() {
			if slices.Contains(order, finding.ID) {
				asked = append(asked, finding.ID)
			}
		}
		require.Equal(t, asked, order)
	}
}

// What stands in the note of a raised call is what was shown at that level, not what
// the rules would have said at their own.
func TestTheAdviceIsThatOfTheRaisedLevel(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.Tap("L3")
	c.page.(page.Completer).Complete()
	require.Contains(t, c.draft().Advice, "Kirurgen ringer")
	require.NotContains(t, c.draft().Advice, "sköta hemma")
}

// Raising takes one press; lowering a reason and the name of a doctor, and it
// holds no longer than the answers stay.
func TestAnotherLevel(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.Tap("L3")
	require.Contains(t, c.Text(), "Kirurgen ringer inom en")
	require.Contains(t, c.Text(), "Höjd av dig från L5")
	c.Tap("Programmets nivå")
	c.keys("j") // red around the wound: L4
	c.Tap("Sänk …")
	require.Error(t, c.Confirm())
	c.Choose("lower-to", "L5")
	c.Type("lower-reason", "Känd rodnad efter förbandet")
	var problems models.Problems
	require.True(t, errors.As(c.Confirm(), &problems))
	require.Equal(t, "lower-doctor", problems[0].Field)
	c.Type("lower-doctor", "Dr Exempel")
	require.NoError(t, c.Confirm())
	require.Contains(t, c.Text(), "Sänkt från L4")
	c.key(fyne.KeyHome)
	c.keys("j")
	require.Contains(t, c.Text(), "Ring 112 nu", "what the doctor has not weighed counts")
}

// With red flags left the call goes on, or ends unfinished and is a task now.
func TestEndingWithoutHavingAskedEverything(t *testing.T) {
	c := ring(t)
	c.begin()
	c.shiftN()
	c.page.(page.Completer).Complete()
	require.Regexp(t, `\d\d varningsfrågor är inte ställda`, c.Text())
	c.page.(page.Completer).Complete()
	require.Empty(t, c.calls())
	c.Tap("Till första ostälda frågan")
	c.keys("n")
	require.Equal(t, "no", c.draft().Answers["hard-to-wake"])
	c.page.(page.Completer).Complete()
	c.Tap("Avsluta som oavslutat")
	rows := c.calls()
	require.Len(t, rows, 1, c.Text())
	require.True(t, rows[0].Unfinished)
	tasks, err := c.desk.OpenTasks(context.Background(), models.DateOf(c.clock.At), models.Nurse)
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(tasks, func(row models.WorklistRow) bool { return row.Step == models.FinishCallStep }))
	require.Contains(t, c.Toasts[0], "oavslutat")
}

// A relative calls for somebody who is not on the list: the call begins at once,
// and a record is made when it ends.
func TestACallerWhoIsNotFound(t *testing.T) {
	c := ring(t)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.keys("0812345678")
	c.key(fyne.KeyReturn)
	c.keys("Nittan Nittonsson")
	c.key(fyne.KeyReturn)
	require.Equal(t, "Nittan", c.draft().GivenName)
	require.Equal(t, "Nittonsson", c.draft().FamilyName)
	c.Choose("relation", "relative")
	c.Type("caller", "Maken")
	c.Choose("identity", "asked-back")
	c.Tap("Till frågorna")
	c.keys("9")
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.keys("j")
	c.page.(page.Completer).Complete()
	rows := c.calls()
	require.Len(t, rows, 1, c.Text())
	require.Equal(t, "Nittan Nittonsson", rows[0].Name())
	require.Equal(t, "Maken", rows[0].Caller)
	file, err := c.desk.Call(context.Background(), rows[0].ID)
	require.NoError(t, err)
	require.Equal(t, "relative", file.Record.Relation)
	require.Equal(t, "asked-back", file.Record.Identity)
}

// A name typed where the number belongs finds the patient, and is no number.
func TestANameInPlaceOfTheNumber(t *testing.T) {
	c := ring(t)
	c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.keys("tolvan")
	require.Contains(t, c.Text(), "Fråga först!")
	c.key(fyne.KeyReturn)
	c.key(fyne.KeyReturn)
	require.Equal(t, models.Phone("+46701740605"), models.Phone(c.draft().Phone))
}

// What has to be done is ticked with its time, and whom the nurse told is noted.
func TestWhatWasDone(t *testing.T) {
	c := ring(t)
	c.begin()
	c.shiftN()
	c.shiftN()
	c.keys("j") // numb in the groin
	require.Contains(t, c.Text(), "cauda equina-syndrom")
	c.Tap("Anteckna kontakt …")
	c.Type("contact-with", "Dr Exempel")
	c.Type("contact-note", "Kommer in")
	require.NoError(t, c.Confirm())
	contacts := c.draft().Contacts
	require.Len(t, contacts, 1)
	require.Equal(t, "Dr Exempel", contacts[0].With)
	require.True(t, contacts[0].At.Equal(c.clock.At))
}

// An appointment or a question asks nothing and gets no level.
func TestACallWithoutAComplaint(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("0")
	c.keys("Vill byta tid") // the notes have the focus
	require.Contains(t, c.Text(), "Inget besvär att bedöma")
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	rows := c.calls()
	require.Len(t, rows, 1, c.Text())
	require.Empty(t, rows[0].Level)
	require.Equal(t, "Vill byta tid", rows[0].Reason)
}

// Before the procedure no day counts, and the nurse is told.
func TestACallBeforeTheProcedure(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", 10, func(d *bookings.Draft) {})
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	require.Contains(t, c.Text(), "Behandlas om 10 dagar")
	require.Contains(t, c.Text(), "Behandlingen är först tors 3 dec 2026")
	require.Equal(t, booking.ID, c.draft().BookingID)
}

// The surgeon can be promised as long as the phone is answered; when it closes
// during the call, the level says so by itself.
func TestThePhoneClosesDuringTheCall(t *testing.T) {
	c := ring(t)
	c.clock.At = models.DateOf(c.clock.At).At(14, 0)
	c.begin()
	c.Tap("L3")
	c.Tap("Programmets nivå")
	for range 4 {
		c.shiftN()
	}
	c.keys("nj") // chills
	require.Contains(t, c.Text(), "Kirurgen ringer inom en")
	c.clock.At = models.DateOf(c.clock.At).At(23, 0)
	c.Runner.Elapse(time.Second)
	require.Contains(t, c.Text(), "Akutmottagning idag")
}

// What is missing stands where it belongs: nobody's call cannot be signed, nor one
// without a number or what it is about.
func TestWhatIsMissingAtTheEnd(t *testing.T) {
	c := ring(t)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.Tap("Till frågorna")
	c.keys("9")
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	require.NotEmpty(t, c.Row("patient").Problem())
	require.NotEmpty(t, c.Row("phone").Problem())
	require.Empty(t, c.calls())

	c.Type("phone", "08-123 456 78")
	c.Type("patient", "Tjugo")
	c.key(fyne.KeyReturn)
	c.Tap("Till frågorna")
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	require.NotEmpty(t, c.Row("understood").Problem())
	c.Choose("understood", "no")
	c.page.(page.Completer).Complete()
	require.Empty(t, c.calls())
	require.NotEmpty(t, c.Row("identity").Problem())
	c.Choose("identity", "not-checked")
	c.page.(page.Completer).Complete()
	require.Len(t, c.calls(), 1, c.Text())
}
