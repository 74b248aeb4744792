package call_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/page"
)

// "Inte än" leaves the first task on the list; back from the question the call goes on.
func TestHelpThatNobodyCalledIsATask(t *testing.T) {
	c := ring(t)
	c.booked("Tolvan", "19121212-1212", -20)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.keys("0701740605")
	c.key("Return")
	c.key("Return")
	c.keys("4")
	for _, breath := range c.breaths("fever") {
		c.ask(breath, map[string]string{"fever": "j", "temperature": "38,4", "temperature-method": "3", "more-pain": "j"})
	}
	c.keys("u")
	c.page.(page.Completer).Complete()
	c.keys("j")
	c.Window().Canvas().FocusNext()
	c.keys("p")
	c.page.(page.Completer).Complete()
	require.NotNil(t, c.Dialog)
	c.Cancel()
	require.Empty(t, c.calls(), "back: nothing is signed")
	c.page.(page.Completer).Complete()
	c.Choose("notified", "no")
	require.NoError(t, c.Confirm())
	require.Len(t, c.calls(), 1)
	list, err := c.desk.Worklist(t.Context(), worklist.Query{})
	require.NoError(t, err)
	require.Equal(t, models.NotifyStep, list.Sections[worklist.SectionUrgent][0].Step)
}
