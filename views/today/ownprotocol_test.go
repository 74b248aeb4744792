package today_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// What a clinic adds to its protocol: a call on the evening, and what follows if the leg is weak.
const (
	ownStep = `  - id: evening-call
    title: {sv: Ring om benet, en: Call about the leg}
    why: {sv: Vi hör om benet bär., en: We ask whether the leg carries.}
    role: nurse
    kind: action
    offset: 0d
    earliest: 0d
    latest: +1d
    roll: none
    call: true
    source: a trial
    status: proposed
    asks:
      - id: leg
        title: {sv: Benet, en: The leg}
        required: true
        choices:
          - {id: strong, well: true, title: {sv: Bär, en: Carries}}
          - {id: weak, title: {sv: Svagt, en: Weak}, follow: {task: see-the-leg}}
`
	ownFollowUp = `  - id: see-the-leg
    title: {sv: Undersök benet, en: Examine the leg}
    why: {sv: Benet är svagt., en: The leg is weak.}
    role: doctor
    kind: action
    due: 1d
    red: true
    source: a trial
    status: proposed
`
)

// A step that a clinic has written into its own protocol acts as the program's do: the answer puts a row on the list,
// with what was said, its owner and its day.
func TestAClinicsOwnAnswerIsARowForItsOwner(t *testing.T) {
	const file = "protocols/block.yaml"
	body, err := fs.ReadFile(resourcestest.Files, file)
	require.NoError(t, err)
	own := strings.NewReplacer("\nversion: \"3\"\n", "\nversion: \"own\"\n", "\ntasks:\n", "\ntasks:\n"+ownStep, "\nfollow_ups:\n", "\nfollow_ups:\n"+ownFollowUp).
		Replace(string(body))
	_, clock, params := pagetest.NewDeskOf(t, "2026-11-02")
	params.Rules, err = office.LoadRules(rulebooktest.With(t, resourcestest.Files, map[string][]byte{file: []byte(own)}), "")
	require.NoError(t, err)
	desk, err := app.New(pagetest.Context(), params)
	require.NoError(t, err)
	_, err = desk.Book(context.Background(), bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Elvan", FamilyName: "Elvansson", Phone: "070-174 06 13"},
		Procedure: "block", Date: models.NewDate(2026, 11, 30), Time: "13:00", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(t, err)
	clock.At = models.NewDate(2026, 11, 30).At(18, 0)
	s := show(t, desk, clock, look.Light, 100)
	s.Press(fyne.KeyHome)
	s.selectStep("evening-call")
	s.complete()
	s.Type("outcome.leg", "Sva")
	s.complete()
	require.Equal(t, models.Done, s.task("evening-call").State)
	follow := s.task("see-the-leg")
	require.Equal(t, models.Doctor, follow.Role)
	require.Equal(t, models.NewDate(2026, 12, 1), follow.Due)
	clock.At = models.NewDate(2026, 12, 1).At(9, 0)
	s.page.(page.Reloader).Reload()
	s.Press(fyne.KeyEnd) // the doctor's rows are folded into one line, which opens
	s.Press(fyne.KeyReturn)
	require.Contains(t, s.Text(), "Undersök benet\nSvagt", "what was said stands below")
}
