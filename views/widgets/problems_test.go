package widgets

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// What is wrong with a field stays beside it until it holds something else, and
// no longer: Tab through it corrects nothing, an answer corrects a choice.
func TestAProblemStaysUntilTheFieldHoldsSomethingElse(t *testing.T) {
	date := NewDateField(func() models.Date { return monday }, nil)
	at := NewTimeField()
	choice := NewChoice(Option{"none", "Inget"}, Option{"some", "Något"})
	form := NewForm(NewFieldRow("date", "Datum", date), NewFieldRow("time", "Tid", at), NewFieldRow("choice", "Vad?", choice))
	date.SetDate(monday)
	at.SetTime(6 * 60)
	s := put(t, form, 400, 400)

	past := &models.Problem{Code: "booking.past", Field: "date"}
	early := models.ErrRequired.On("time")
	require.NoError(t, form.Mark(models.Problems{past, early, models.ErrRequired.On("choice")}))
	require.Equal(t, "Välj ett svar.", form.Row("choice").Problem())
	s.focus(date.Target())
	s.focus(at.Target())
	s.focus(choice)
	s.window.Canvas().Unfocus()
	for _, name := range []string{"date", "time", "choice"} {
		require.NotEmpty(t, form.Row(name).Problem(), name)
	}

	s.focus(date.Target())
	s.typeText("14/12")
	s.focus(at.Target())
	s.typeText("830")
	s.focus(choice)
	s.typeText("i")
	for _, name := range []string{"date", "time", "choice"} {
		require.Empty(t, form.Row(name).Problem(), name)
	}
}
