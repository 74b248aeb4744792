package call_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/views/call"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// A journal has to say who wrote the note: where nobody has chosen a name at this
// desk it is asked for before the first note is signed, and nothing of the call is
// lost meanwhile.
func TestWhoSignsIsAskedOnce(t *testing.T) {
	signed := ""
	desk, clock := pagetest.NewDesk(t, today)
	c := &telephone{Host: pagetest.NewHost(t, desk), t: t, desk: desk, clock: clock}
	c.Runner.Base = func() context.Context { return office.WithActor(t.Context(), signed) }
	c.page = call.New(desk, &call.Present{
		Unsigned: func() bool { return signed == "" }, Sign: func(name string) { signed = name },
	}, c.Host)
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("0") // no complaint
	c.Type("reason", "Undrar om intyget")
	c.page.(page.Completer).Complete()
	c.page.(page.Completer).Complete()
	require.NotNil(t, c.Dialog, c.Text())
	require.Empty(t, c.calls())
	require.Error(t, c.Confirm(), "a note without a name")
	c.Type("name", "Elvan Exempelsson, sjuksköterska")
	require.NoError(t, c.Confirm())
	require.Len(t, c.calls(), 1)
	require.Equal(t, "Elvan Exempelsson, sjuksköterska", c.calls()[0].By)
}

// A hand-over and a pause are one key away from the questions.
func TestHandOverAndPauseByKey(t *testing.T) {
	c := ring(t)
	c.begin()
	c.keys("s")
	require.Equal(t, page.Route{Page: page.SBAR, ID: c.draft().ID, Arg: page.Resume}, c.Opened[0])
	c.keys("p")
	require.Equal(t, page.Route{Page: page.Calls}, c.Opened[1])
}

// Whoever has come to the heads of the parts, by Tab or by the mouse, types on as
// if she were in the part: letters answer, and Enter leads back.
func TestTheHeadsOfThePartsSwallowNoKey(t *testing.T) {
	c := ring(t)
	c.begin()
	heads := c.heads()
	c.Window().Canvas().Focus(heads)
	c.keys("j")
	require.Equal(t, map[string]string{"breathing-difficulty": "yes"}, c.draft().Answers)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace} {
		c.Window().Canvas().Focus(heads)
		c.key(key)
		require.NotEqual(t, fyne.Focusable(heads), c.Window().Canvas().Focused())
	}
}

func (c *telephone) heads() *widgets.Tabs {
	for _, object := range c.Objects() {
		if heads, ok := object.(*widgets.Tabs); ok {
			return heads
		}
	}
	c.t.Fatal("no heads")
	return nil
}

// again goes on with the call in a window that was started anew, as after a power cut.
func (c *telephone) again() {
	c.t.Helper()
	id := c.draft().ID
	c.page = call.New(c.desk, new(call.Present), c.Host)
	c.Show(c.page, page.Route{Page: page.Call, ID: id, Arg: page.Resume})
}

// The advice that stood there before a power cut, or a pause, must not outlive the
// level that it belongs to: self-care said of what has become an emergency. What
// the patient said back was the old advice too.
func TestAdviceFollowsTheLevelAfterAPowerCut(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.page.(page.Completer).Complete() // the end: self-care
	c.keys("j")
	require.Contains(t, c.draft().Advice, "sköta hemma")
	require.Equal(t, "yes", c.draft().Understood)
	c.again()
	c.keys("j") // what is first not answered: red around the wound
	require.Contains(t, c.Text(), "L4")
	c.page.(page.Completer).Complete()
	require.Contains(t, c.draft().Advice, "Vi vill se dig på mottagningen")
	require.NotContains(t, c.draft().Advice, "sköta hemma")
	require.Empty(t, c.draft().Understood)
	require.NotContains(t, c.Text(), "Jämför med")
}

// What the nurse has written herself stays hers; where the answers have become
// others since, she is told to read it again.
func TestOwnAdviceIsLookedAtAgain(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.Type("advice", "Ta det lugnt.")
	require.NotContains(t, c.Text(), "Jämför med")
	c.page.(page.Escaper).Escape()
	c.keys("j")
	c.again()
	c.page.(page.Completer).Complete()
	require.Contains(t, c.draft().Advice, "Ta det lugnt.")
	require.Contains(t, c.Text(), "Jämför med")
	c.Type("advice", " Kom hit i eftermiddag.")
	require.NotContains(t, c.Text(), "Jämför med")
}
