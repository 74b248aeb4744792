package call_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
)

// Where approved rules alone may propose and none does, the call says to ask the doctor, every
// level is offered, and one below the most urgent takes a doctor's word once there is a warning
// sign. Nothing that hidden rules say is on the screen.
func TestALevelThatNobodyApproved(t *testing.T) {
	c := ring(t)
	clinic, err := c.desk.Clinic(context.Background())
	require.NoError(t, err)
	clinic.ApprovedOnly = true
	require.NoError(t, c.desk.SaveClinic(context.Background(), clinic))
	said := func() string { return strings.Join(strings.Fields(c.Text()), " ") } // however the lines break
	c.begin()
	c.denyFlags()
	require.Contains(t, said(), "Ingen godkänd regel: fråga läkaren")
	require.Contains(t, said(), "VÄLJ NIVÅ")
	require.NotContains(t, said(), "sköta hemma")
	c.Tap("L5")
	require.Contains(t, said(), "Inget föreslås. Vald av dig")
	require.Equal(t, "L5", c.draft().Raised)

	c.key(fyne.KeyHome)
	c.keys("j") // hard to breathe
	require.Contains(t, said(), "Varningstecken finns")
	require.NotContains(t, said(), "Inget föreslås. Vald av dig", "what she chose before the sign no longer holds")
	c.Tap("L3")
	require.Error(t, c.Confirm())
	c.Type("lower-reason", "Sov, svarar nu")
	c.Type("lower-doctor", "Dr Exempel")
	require.NoError(t, c.Confirm())
	require.Contains(t, said(), "Beslut av Dr Exempel")
	require.Equal(t, []string{"breathing-difficulty"}, c.draft().Lowered.Weighed)
	c.Tap("L1")
	require.Equal(t, "L1", c.draft().Raised, "an ambulance is the nurse's own to call")
	require.Nil(t, c.draft().Lowered)
}

// While a call is open the clinic may choose that approved rules alone propose, or all of them again. The level that is
// shown follows at once, of a caller who is known and of one who is not.
func TestALevelFollowsTheClinicsChoice(t *testing.T) {
	for name, begin := range map[string]func(c *telephone){
		"a patient": func(c *telephone) { c.begin() },
		"somebody unknown": func(c *telephone) {
			c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
			c.Tap("Till frågorna")
			c.keys("1")
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := ring(t)
			begin(c)
			c.denyFlags()
			choose := func(only bool) {
				clinic, err := c.desk.Clinic(context.Background())
				require.NoError(t, err)
				clinic.ApprovedOnly = only
				require.NoError(t, c.desk.SaveClinic(context.Background(), clinic))
			}
			said := func() string { return strings.Join(strings.Fields(c.Text()), " ") }
			require.NotContains(t, said(), "Ingen godkänd regel")
			choose(true)
			require.Contains(t, said(), "Ingen godkänd regel: fråga läkaren")
			choose(false)
			require.NotContains(t, said(), "Ingen godkänd regel")
		})
	}
}
