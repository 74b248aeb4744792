package call_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
)

// An ambulance waits for no questions: the level is there at the first yes, one key notes
// that 112 is called, and the call is signed with the rest as not asked.
func TestL1IsSignedAtOnce(t *testing.T) {
	c := ring(t)
	c.begin()
	c.key(fyne.KeyDown)
	c.key(fyne.KeyDown)
	c.keys("j") // chest pain
	require.Contains(t, c.Text(), "Ring 112 nu")
	require.Contains(t, c.Text(), "Tryck l när det är gjort: 112 larmat.")
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	require.Empty(t, c.calls(), "not before it is noted that 112 is called")
	require.Contains(t, c.Text(), "Anteckna att 112 är larmat")
	require.True(t, c.page.(page.Escaper).Escape())
	c.keys("l")
	require.Contains(t, c.Text(), "112 larmat kl 09:00. Till signeringen.")
	c.keys("l")
	require.NotContains(t, c.Text(), "112 larmat kl", "pressed by mistake")
	c.keys("l")
	c.page.(page.Completer).Complete()
	require.Regexp(t, `\d\d varningsfrågor\s+antecknas`, c.Text())
	c.page.(page.Completer).Complete()
	rows := c.calls()
	require.Len(t, rows, 1, c.Text())
	require.False(t, rows[0].Unfinished)
	require.Equal(t, "L1", rows[0].Level)
	file, err := c.desk.Call(context.Background(), rows[0].ID)
	require.NoError(t, err)
	require.Len(t, file.Record.Contacts, 1)
	require.Equal(t, "112 larmat", file.Record.Contacts[0].With)
	require.True(t, file.Record.Contacts[0].At.Equal(c.clock.At))
	unasked := 0
	for _, asked := range file.Record.Asked {
		require.NotEqual(t, "mouth-numb", asked.Finding, "after a neurotomy nobody asks for that")
		if asked.Answer == "" {
			unasked++
		}
	}
	require.Greater(t, unasked, 20)
}

// The end of the call offers the same, by mouse.
func TestTheAlarmAtTheEnd(t *testing.T) {
	c := ring(t)
	c.begin()
	c.keys("j")
	c.page.(page.Completer).Complete()
	c.Tap("112 larmat")
	require.Contains(t, c.Text(), "112 larmat kl 09:00")
	c.clock.At = c.clock.At.Add(time.Second)
	c.Tap("Signera och avsluta")
	require.Len(t, c.calls(), 1, c.Text())
}

// A temperature says little without how it was measured: the call goes on, and cannot end.
func TestHowItWasMeasured(t *testing.T) {
	c := ring(t)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("4")
	c.denyFlags()
	c.keys("37,2")
	require.Contains(t, c.Text(), "L5")
	c.page.(page.Completer).Complete()
	c.Choose("understood", "yes")
	c.Choose("identity", "personal-number")
	c.page.(page.Completer).Complete()
	require.Empty(t, c.calls())
	require.Contains(t, c.Text(), "Svara på ”Hur mätte du?” också")
	c.keys("3")
	require.Equal(t, "ear", c.draft().Answers["temperature-method"])
	require.NotContains(t, c.Text(), "Svara på ”Hur mätte du?” också")
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	require.Len(t, c.calls(), 1, c.Text())
}

// What does not apply is an answer, and counts as no.
func TestWhatDoesNotApply(t *testing.T) {
	c := ring(t)
	c.begin()
	c.shiftN()
	c.shiftN()
	for range 6 {
		c.keys("n")
	}
	require.Contains(t, c.Text(), "inte aktuellt")
	c.keys("i")
	require.Equal(t, "not-applicable", c.draft().Answers["sexual-change"])
	c.keys("i") // no such answer to the next one
	require.NotContains(t, c.draft().Answers, "leg-weakness-rapid")
}

// What day and procedure make impossible is not asked, and can be shown all the same.
func TestQuestionsThatAreNotNeeded(t *testing.T) {
	c := ring(t)
	c.begin()
	require.NotContains(t, c.Text(), "Har du blivit domnad i munnen")
	require.Regexp(t, `\d+ frågor behövs inte här`, c.Text())
	c.keys("v")
	require.Contains(t, c.Text(), "Har du blivit domnad i munnen")
	c.keys("v")
	require.NotContains(t, c.Text(), "Har du blivit domnad i munnen")
	c.denyFlags()
	require.Contains(t, c.Text(), "Frågor 37/37")
	require.NotContains(t, c.Text(), "Är öppningen djup")
	for range 7 {
		c.key(fyne.KeyDown)
	}
	c.keys("nj") // not more tender, but open
	require.Contains(t, c.Text(), "Är öppningen djup", "an answer brings the question that follows from it")
}

// The caller's own words are a complaint until an answer covers them.
func TestOwnWordsAreAComplaint(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	require.Contains(t, c.Text(), "L5")
	c.keys("/")
	c.keys("Det knakar när jag vrider mig")
	require.Contains(t, c.Text(), "L4")
	require.Contains(t, c.Text(), "Ingen regel gäller")
	require.Contains(t, c.Text(), "Patientens egna ord")
}
